import numpy as np
import keras
from keras import layers
from math import ceil, floor, prod, sqrt

n, h = 12, 28
x = np.random.rand(10, h, h, 1)
m = keras.Sequential([keras.Input((h, h, 1)), layers.Conv2D(n // 3, 3, strides=2, padding="same", activation="relu"), layers.Reshape((ceil(h / 2) ** 2, n // 3)), layers.LSTM(int(sqrt(n * 3))), layers.Dense(prod((2, 3)))])
m.compile("adam", "mse")
m.fit(x, np.random.rand(10, 6), verbose=0)
k = keras.Sequential([keras.Input((h * h,)), layers.Reshape((h, h, 1)), layers.MaxPooling2D(2), layers.Flatten(), layers.Dense((h // 2) ** 2), layers.Reshape((h // 2, h // 2)), layers.UpSampling1D(2), layers.Permute((2, 1)), layers.UpSampling1D(2)])
k.compile("adam", "mse")
k.fit(x.reshape(10, -1), x[..., 0], verbose=0)
d = keras.Sequential([keras.Input((7,))])
for u in sorted({16, 8, 4}, reverse=True):
    d.add(layers.Dense(u, activation="relu"))
d.add(layers.Dense(len("ab")))
d.compile("adam", "mse")
d.fit(np.random.rand(5, 7), np.random.rand(5, 2), verbose=0)
w = [2 ** i for i in range(4, 1, -1)]
e = keras.Sequential([keras.Input((w[0],)), *[layers.Dense(u, activation="relu") for u in w[1:]], *[layers.Dense(u, activation="relu") for u in reversed(w[:-1])], layers.Dense(w[0])])
e.compile("adam", "mse")
z = np.random.rand(6, 16)
e.fit(z, z, verbose=0)
