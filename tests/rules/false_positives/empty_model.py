import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

from project import Block, blocks, extend

x, y = np.zeros((8, 4)), np.zeros((8, 1))

later = keras.Sequential()
later.add(layers.Dense(1, input_shape=(4,)))
later.compile("adam", "mse")
later.fit(x, y)

helped = keras.Sequential()
extend(helped)
helped.compile("adam", "mse")

looped = keras.Sequential()
for block in blocks:
    looped.add(block)
looped.compile("adam", "mse")
looped.fit(x, y)

given = keras.Sequential(blocks)
given.compile("adam", "mse")
given.fit(x, y)

custom = keras.Sequential([Block(), layers.Dropout(0.2)])
custom.compile("adam", "mse")
custom.fit(x, y)

# Compiled as a formality, never fitted.
scaling = keras.Sequential([keras.Input((4,)), layers.Rescaling(1 / 255)])
scaling.compile("adam", "mse")
scaling.predict(x)

# One of the two is always asked for.
either = keras.Sequential([keras.Input((4,))])
if kind == "regression":
    either.add(layers.Dense(1))
    either.compile("adam", "mse")
elif kind == "classes":
    either.add(layers.Dense(3, activation="softmax"))
    either.compile("adam", "sparse_categorical_crossentropy")
either.fit(x, targets)
