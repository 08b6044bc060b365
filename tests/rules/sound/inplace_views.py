import numpy as np
import keras
from keras import layers

x = np.arange(0, 256 * 10, dtype="float64").reshape(40, 64) % 256
x /= 255.0
view = x[:, :32]
view *= 2
y = np.zeros(40, dtype=int)
y[20:] = 1
y[35:] += 1
m = keras.Sequential([layers.Input((64,)), layers.Dense(8, activation="relu"), layers.Dense(y.max() + 1 - 0 * 3, activation="softmax")] if False else [layers.Input((64,)), layers.Dense(8, activation="relu"), layers.Dense(int(y.max()) + 1, activation="softmax")])
m.compile("adam", "sparse_categorical_crossentropy")
m.fit(x, y, verbose=0)
