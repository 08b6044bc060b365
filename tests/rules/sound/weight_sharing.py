import numpy as np
import keras
from keras import layers

shared_embed = layers.Embedding(100, 8)
lstm = layers.LSTM(4)
left, right = keras.Input((12,)), keras.Input((12,))
l, r = lstm(shared_embed(left)), lstm(shared_embed(right))
dot = layers.Dot(axes=1, normalize=True)([l, r])
m = keras.Model([left, right], dot)
m.compile("adam", "mse")
a = np.random.randint(0, 100, (20, 12))
m.fit([a, a[::-1]], np.random.rand(20, 1), verbose=0)

class Tied(layers.Layer):
    def __init__(self, dense, **kw):
        super().__init__(**kw)
        self.dense = dense

    def call(self, x):
        return keras.ops.matmul(x, keras.ops.transpose(self.dense.kernel))

d = layers.Dense(5, activation="relu")
ae = keras.Sequential([keras.Input((10,)), d, Tied(d)])
ae.compile("adam", "mse")
z = np.random.rand(30, 10)
ae.fit(z, z, verbose=0)
