import numpy as np
import keras
from keras import layers

g = keras.Sequential([keras.Input((3,)), layers.Dense(8, activation="relu"), layers.Dense(2)])
d = keras.Sequential([keras.Input((2,)), layers.Dense(8, activation="relu"), layers.Dense(1, activation="sigmoid")])
d.compile("adam", "binary_crossentropy")
gan = keras.Sequential([g, d])
d.trainable = False
gan.compile("adam", "binary_crossentropy")

def set_trainable(model, flag):
    model.trainable = flag
    for l in model.layers:
        l.trainable = flag

for step in range(2):
    z = np.random.randn(8, 3)
    set_trainable(d, True)
    fake = g.predict(z, verbose=0)
    x = np.concatenate([np.random.randn(8, 2), fake])
    y = np.array([1.0] * 8 + [0.0] * 8)[:, None]
    d.train_on_batch(x, y)
    set_trainable(d, False)
    gan.train_on_batch(z, np.ones((8, 1)))
