from contextlib import contextmanager
import time
import numpy as np
import keras
from keras import layers

@contextmanager
def timed(label):
    t = time.time()
    yield
    print(label, time.time() - t)

class Stack:
    def __init__(self):
        self.items = []

    def __lshift__(self, layer):
        self.items.append(layer)
        return self

    def model(self):
        return keras.Sequential(self.items)

with timed("build"):
    s = Stack() << layers.Input((4,)) << layers.Dense(8, activation="relu") << layers.Dense(2)
    m = s.model()
    m.compile("adam", "mse")
with timed("fit"):
    m.fit(np.random.rand(20, 4), np.random.rand(20, 2), verbose=0)
