import numpy as np
import keras
from keras import layers, ops

class Mixer(layers.Layer):
    def __init__(self, n, d, **kw):
        super().__init__(**kw)
        self.m1 = keras.Sequential([layers.Dense(n, activation="gelu"), layers.Dense(n)])
        self.m2 = keras.Sequential([layers.Dense(d), layers.Activation("gelu"), layers.Dense(d), layers.Dropout(0.1)])
        self.norm = layers.LayerNormalization()

    def call(self, x):
        y = ops.transpose(self.norm(x), (0, 2, 1))
        x = x + ops.transpose(self.m1(y), (0, 2, 1))
        return x + self.m2(self.norm(x))

blocks = keras.Sequential([Mixer(9, 8) for _ in range(2)])
i = keras.Input((9, 8))
m = keras.Model(i, layers.Dense(1)(layers.GlobalAveragePooling1D()(blocks(i))))
m.compile("adam", "mse")
m.fit(np.random.rand(8, 9, 8), np.random.rand(8), verbose=0)
