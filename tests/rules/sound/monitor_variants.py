import numpy as np
import keras
from keras import layers
from keras.callbacks import EarlyStopping, ModelCheckpoint, ReduceLROnPlateau

x, y = np.random.rand(40, 4), np.random.randint(0, 2, 40)
def net(metrics):
    m = keras.Sequential([keras.Input((4,)), layers.Dense(1, activation="sigmoid")])
    m.compile("adam", "binary_crossentropy", metrics=metrics)
    return m
net(["accuracy"]).fit(x, y, epochs=1, verbose=0, callbacks=[EarlyStopping("loss"), ReduceLROnPlateau("accuracy", patience=1)])
net(["AUC"]).fit(x, y, validation_split=0.2, verbose=0, callbacks=[EarlyStopping("val_AUC", mode="max")])
net([keras.metrics.AUC()]).fit(x, y, validation_split=0.2, verbose=0, callbacks=[EarlyStopping("val_auc", mode="max")])
net([keras.metrics.Precision(name="p")]).fit(x, y, validation_data=(x[:8], y[:8] * 1), verbose=0, callbacks=[ModelCheckpoint("a.keras", "val_p", mode="max")]) if False else None
kw = {"validation_split": 0.25}
net(["acc"]).fit(x, y, **kw, verbose=0, callbacks=[EarlyStopping(monitor="val_acc", mode="max", patience=2)])
cb = {"callbacks": [EarlyStopping(monitor="val_loss", patience=1, restore_best_weights=True)], "epochs": 1, "verbose": 0}
net([]).fit(x, y, validation_split=0.1, **cb)

class Extra(keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        logs["gap"] = 1.0

net(["mae"]).fit(x, y, verbose=0, callbacks=[Extra(), EarlyStopping("gap", mode="min")])
