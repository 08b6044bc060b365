import numpy as np
import keras
from keras import layers

registry = []

def layer(fn):
    registry.append(fn)
    return fn

@layer
def stem():
    return layers.Conv2D(4, 3, activation="relu")

@layer
def pool():
    return layers.MaxPooling2D()

@layer
def flat():
    return layers.Flatten()

@layer
def head(n=3):
    return layers.Dense(n, activation="softmax")

m = keras.Sequential([keras.Input((16, 16, 1))] + [f() for f in registry])
m.compile("adam", "sparse_categorical_crossentropy")
m.fit(np.random.rand(6, 16, 16, 1), np.array([0, 1, 2, 0, 1, 2]), verbose=0)
fs = [lambda u=u: layers.Dense(u, activation="relu") for u in (8, 4)]
d = keras.Sequential([keras.Input((5,)), *(f() for f in fs), layers.Dense(1)])
d.compile("adam", "mse")
d.fit(np.random.rand(6, 5), np.arange(6.0), verbose=0)
