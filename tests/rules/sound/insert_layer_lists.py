import numpy as np
import keras
from keras import layers

ls = [layers.Dense(8, activation="relu"), layers.Dense(1)]
ls.insert(0, keras.Input((4,)))
ls.insert(-1, layers.Dropout(0.1))
m = keras.Sequential(ls)
m.compile("adam", "mse")
m.fit(np.random.rand(8, 4), np.random.rand(8), verbose=0)
parts = {"in": [keras.Input((4,))], "body": [layers.Dense(6, activation="tanh")] , "out": [layers.Dense(2, activation="softmax")]}
flat = sum(parts.values(), [])
n = keras.Sequential(flat)
n.compile("adam", "sparse_categorical_crossentropy")
n.fit(np.random.rand(8, 4), np.arange(8) % 2, verbose=0)
stack = []
stack.extend([keras.Input((4,)), layers.Dense(8)])
stack += [layers.LeakyReLU()]
stack.append(layers.Dense(4))
last = stack.pop()
stack.append(layers.Dense(3))
k = keras.Sequential(stack[:])
k.compile("adam", "mse")
k.fit(np.random.rand(8, 4), np.random.rand(8, 3), verbose=0)
import itertools, copy
blocks = list(itertools.chain.from_iterable([[layers.Dense(w), layers.ReLU()] for w in (8, 4)]))
q = keras.Sequential([keras.Input((4,)), *blocks, layers.Dense(1)])
q.compile("adam", "mse")
q.fit(np.random.rand(8, 4), np.random.rand(8), verbose=0)
first, *rest = [layers.Dense(5, activation="relu"), layers.Dense(5, activation="relu"), layers.Dense(1)]
r = keras.Sequential([keras.Input((4,)), first] + rest)
r.compile("adam", "mse")
r.fit(np.random.rand(8, 4), np.random.rand(8), verbose=0)
