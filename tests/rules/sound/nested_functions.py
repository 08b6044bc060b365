import numpy as np
import keras
from keras import layers

def make(n_in):
    model = keras.Sequential()

    def dense(units, act="relu", first=False):
        nonlocal model
        if first:
            model.add(layers.Input((n_in,)))
        model.add(layers.Dense(units))
        model.add(layers.Activation(act))

    def finish(kind):
        if kind == "class":
            dense(3, "softmax")
            model.compile("adam", "sparse_categorical_crossentropy")
        else:
            model.add(layers.Dense(1))
            model.compile("adam", "mse")
        return model

    return dense, finish

dense, finish = make(4)
dense(8, first=True)
dense(8)
finish("class").fit(np.random.rand(20, 4), np.random.randint(0, 3, 20), verbose=0)
dense, finish = make(5)
dense(8, first=True)
finish("reg").fit(np.random.rand(20, 5), np.random.rand(20), verbose=0)
