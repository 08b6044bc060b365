import numpy as np
import keras
from keras import layers

def build(kind, n_in=6, n_out=1):
    m = keras.Sequential([layers.Input((n_in,))])
    if kind == "linear":
        m.add(layers.Dense(n_out))
        m.compile("sgd", "mse")
        return m
    m.add(layers.Dense(16, activation="relu"))
    if kind == "deep":
        m.add(layers.Dropout(0.2))
        m.add(layers.Dense(16, activation="relu"))
    if n_out == 1:
        m.add(layers.Dense(1, activation="sigmoid"))
        m.compile("adam", "binary_crossentropy")
    elif n_out > 1:
        m.add(layers.Dense(n_out, activation="softmax"))
        m.compile("adam", "sparse_categorical_crossentropy")
    else:
        raise ValueError(n_out)
    return m

x = np.random.rand(30, 6)
build("linear").fit(x, np.random.rand(30) * 9, verbose=0)
build("deep").fit(x, np.random.randint(0, 2, 30), verbose=0)
build("shallow", n_out=4).fit(x, np.random.randint(0, 4, 30), verbose=0)
