import numpy as np
import keras
from keras import layers

x = np.random.rand(10, 3, 24, 24).astype("float32")
y = np.random.randint(0, 2, 10)
inp = keras.Input((3, 24, 24))
h = layers.Permute((2, 3, 1))(inp)
h = layers.Conv2D(4, 3, activation="relu")(h)
h = layers.GlobalMaxPooling2D()(h)
m = keras.Model(inp, layers.Dense(1, activation="sigmoid")(h))
m.compile("adam", "binary_crossentropy")
m.fit(x, y, verbose=0)
m = keras.Sequential([layers.Input((24, 24, 3)), layers.Conv2D(4, 3, activation="relu"), layers.Flatten(), layers.Dense(1, activation="sigmoid")])
m.compile("adam", "binary_crossentropy")
m.fit(np.transpose(x, (0, 2, 3, 1)), y, verbose=0)
m.fit(np.moveaxis(x, 1, -1), y, verbose=0)
m.fit(np.rollaxis(x, 1, 4), y, verbose=0)
m.fit(x.swapaxes(1, 3), y, verbose=0)
s = keras.Sequential([keras.Input((3, 24, 24)), layers.Permute((2, 3, 1)), layers.Conv2D(2, 5), layers.ReLU(), layers.Flatten(), layers.Dense(1, activation="sigmoid")])
s.compile("adam", "binary_crossentropy")
s.fit(x, y, verbose=0)
