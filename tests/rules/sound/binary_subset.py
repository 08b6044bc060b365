import numpy as np
import keras
from keras import layers

(x, y), (xt, yt) = keras.datasets.mnist.load_data()
mask = np.logical_or(y == 3, y == 7)
x3, y3 = x[mask] / 255.0, (y[mask] == 7).astype("int")
keep = (y == 0) | (y == 1)
x01, y01 = x[keep] / 255.0, y[keep]
odd = y % 2
big = y > 4
m = lambda: keras.Sequential([layers.Input((28, 28)), layers.Flatten(), layers.Dense(1, activation="sigmoid")])
for a, b in ((x3, y3), (x01, y01), (x / 255.0, odd), (x / 255.0, big)):
    k = m()
    k.compile("adam", "binary_crossentropy", metrics=["accuracy"])
    k.fit(a, b, verbose=0)
three = y < 3
k3 = keras.Sequential([layers.Input((28, 28)), layers.Flatten(), layers.Dense(3, activation="softmax")])
k3.compile("adam", "sparse_categorical_crossentropy")
k3.fit(x[three] / 255.0, y[three], verbose=0)
parity_and_digit = keras.Input((28, 28))
f = layers.Flatten()(parity_and_digit)
both = keras.Model(parity_and_digit, [layers.Dense(10, activation="softmax")(f), layers.Dense(1, activation="sigmoid")(f)])
both.compile("adam", ["sparse_categorical_crossentropy", "binary_crossentropy"])
both.fit(x / 255.0, [y, odd], verbose=0)
