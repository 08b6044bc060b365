"""Models that are not what one call, one layer or one recursion says."""

import functools
import sys

import keras
import numpy as np
from keras import layers

x, y = np.random.rand(50, 4), np.random.randint(0, 3, 50)

# How deep it goes is not known.
grown = keras.Sequential([keras.Input((4,))])


def grow(depth):
    if depth == 0:
        grown.add(layers.Dense(3, activation="softmax"))
    else:
        grown.add(layers.Dense(8, activation="relu"))
        grow(depth - 1)


grow(len(sys.argv) + 1)
grown.compile("adam", "sparse_categorical_crossentropy")
grown.fit(x, y)

yes_or_no = keras.Sequential([keras.Input((4,))])


def add_layers(n):
    if n <= 0:
        yes_or_no.add(layers.Dense(1, activation="sigmoid"))
        return
    yes_or_no.add(layers.Dense(8, activation="relu"))
    add_layers(n - 1)


add_layers(int(sys.argv[1]))
yes_or_no.compile("adam", "binary_crossentropy")
yes_or_no.fit(x, np.random.randint(0, 2, 50))


# One model, however often it is asked for.
@functools.cache
def net():
    return keras.Sequential([keras.Input((4,)), layers.Dense(3, activation="softmax")])


net().compile("adam", "sparse_categorical_crossentropy")
net().fit(x, y)

# A layer's activation is set afterwards.
head = layers.Dense(16)
head.activation = keras.activations.relu
patched = keras.Sequential([keras.Input((4,)), head, layers.Dense(3)])
patched.layers[-1].activation = keras.activations.softmax
patched.compile("adam", "sparse_categorical_crossentropy")
patched.fit(x, y)
