import numpy as np
from tensorflow import keras
from tensorflow.keras import layers


class Scaled(layers.Dense):
    def __init__(self, units, factor=1.0, **kwargs):
        super().__init__(units, **kwargs)
        self.factor = factor


class Trainer(keras.Sequential):
    def fit(self, x, y, rounds=1):
        return super().fit(x, y, epochs=rounds)


Scaled(4, factor=2.0)
trainer = Trainer([layers.Dense(1)])
trainer.compile("adam", "mse")
trainer.fit(np.zeros((8, 4)), np.zeros((8, 1)), rounds=3)
layers.Dense(8, trainable=False, dtype="float32", name="a", activity_regularizer="l2")
layers.Lambda(lambda x, factor: x * factor, arguments={"factor": 2})
keras.losses.BinaryCrossentropy(from_logits=True, label_smoothing=0.1, name="bce")
options = {"epochs": 3, "verbose": 0}
model = keras.Sequential([layers.Dense(1, input_shape=(4,))])
model.compile(optimizer="adam", loss="mse", metrics=["mae"], run_eagerly=True)
model.fit(np.zeros((8, 4)), np.zeros((8, 1)), **options)
model.fit(np.zeros((8, 4)), np.zeros((8, 1)), batch_size=4, validation_split=0.2, callbacks=[], shuffle=True)
model.load_weights("own.weights.h5", objects_to_skip=[model.layers[0]])
