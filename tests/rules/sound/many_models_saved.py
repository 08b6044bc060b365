import os
import numpy as np
import keras
from keras import layers

def make(n):
    m = keras.Sequential([keras.Input((4,)), layers.Dense(n, activation="relu"), layers.Dense(1)])
    m.compile("adam", "mse")
    return m

x, y = np.random.rand(12, 4), np.random.rand(12)
paths = {}
for n in (2, 4):
    m = make(n)
    m.fit(x, y, verbose=0)
    paths[n] = f"m_{n}.weights.h5"
    m.save_weights(paths[n])
for n, p in paths.items():
    k = make(n)
    k.load_weights(p)
    k.save(os.path.join(".", "full_%d.keras" % n))
best = keras.models.load_model("full_4.keras")
best.export("exported") if False else None
partial = keras.Sequential([keras.Input((4,)), layers.Dense(4, activation="relu")])
partial.set_weights(best.get_weights()[:2])
partial.layers[0].set_weights(best.layers[0].get_weights())
