import numpy as np
import keras
from keras import layers as L
import keras.backend as K

stack = lambda *ls: keras.Sequential(list(ls))
mlp = lambda i, hs, o, act=None: stack(L.Input((i,)), *[L.Dense(h, activation="relu") for h in hs], L.Dense(o, activation=act))
a, b, c = mlp(4, (8, 8), 1), mlp(4, [16], 3, "softmax"), mlp(2, [], 1, "sigmoid")
a.compile("adam", "mse")
b.compile("adam", "sparse_categorical_crossentropy")
c.compile("adam", "binary_crossentropy")
x = np.random.rand(30, 4)
a.fit(x, x.sum(axis=1), verbose=0)
b.fit(x, np.random.randint(3, size=30), verbose=0)
c.fit(x[:, :2], (x[:, 0] > x[:, 1]).astype(float), verbose=0)
K.clear_session()
