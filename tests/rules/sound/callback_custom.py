import numpy as np
import keras
from keras import layers

class LossHistory(keras.callbacks.Callback):
    def on_train_begin(self, logs=None):
        self.losses = []

    def on_train_batch_end(self, batch, logs=None):
        self.losses.append(logs.get("loss"))

    def on_epoch_end(self, epoch, logs=None):
        logs["f1"] = 0.5
        logs["val_f1"] = 0.4

hist = LossHistory()
x, y = np.random.rand(64, 3), np.random.randint(0, 2, 64)
model = keras.Sequential([layers.Input((3,)), layers.Dense(4, activation="relu"), layers.Dense(1, activation="sigmoid")])
model.compile("adam", "binary_crossentropy", metrics=["accuracy", "Precision"])
model.fit(x, y, validation_split=0.2, epochs=2, verbose=0, callbacks=[
    hist,
    keras.callbacks.EarlyStopping(monitor="val_f1", mode="max", patience=5),
    keras.callbacks.ReduceLROnPlateau(monitor="val_accuracy", factor=0.5, patience=2),
    keras.callbacks.TerminateOnNaN(),
    keras.callbacks.LambdaCallback(on_epoch_end=lambda e, logs: print(e)),
])
