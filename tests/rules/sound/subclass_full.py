import numpy as np
import keras
from keras import layers

class ResBlock(layers.Layer):
    def __init__(self, units, **kw):
        super().__init__(**kw)
        self.units = units

    def build(self, input_shape):
        self.d1 = layers.Dense(self.units, activation="relu")
        self.d2 = layers.Dense(input_shape[-1])
        self.d1.build(input_shape)
        self.d2.build((input_shape[0], self.units))
        super().build(input_shape)

    def call(self, x):
        return x + self.d2(self.d1(x))

    def compute_output_shape(self, input_shape):
        return input_shape

    def get_config(self):
        return {**super().get_config(), "units": self.units}

class Net(keras.Model):
    def __init__(self, n, classes):
        super().__init__()
        self.blocks = [ResBlock(8) for _ in range(n)]
        self.norm = layers.LayerNormalization()
        self.head = layers.Dense(classes, activation="softmax")

    def call(self, x, training=None):
        for b in self.blocks:
            x = b(x)
        return self.head(self.norm(x))

x = np.random.rand(50, 12).astype("float32")
y = np.random.randint(0, 4, 50)
net = Net(2, 4)
net.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
net.fit(x, y, verbose=0)
net.summary()
seq = keras.Sequential([keras.Input((12,)), ResBlock(16), ResBlock(16), layers.Dense(4, activation="softmax")])
seq.compile("adam", "sparse_categorical_crossentropy")
seq.fit(x, y, verbose=0)
