import numpy as np
import keras
from keras import layers

embed = keras.Sequential([layers.Input((28, 28, 1)), layers.Conv2D(4, 3, strides=2, activation="relu"), layers.Flatten(), layers.Dense(8)], name="embed")
i1, i2 = keras.Input((28, 28, 1)), keras.Input((28, 28, 1))
d = layers.Subtract()([embed(i1), embed(i2)])
d = layers.Lambda(lambda t: keras.ops.abs(t))(d)
pair = keras.Model([i1, i2], layers.Dense(1, activation="sigmoid")(d))
pair.compile("adam", "binary_crossentropy")
a = np.random.rand(10, 28, 28, 1)
pair.fit([a, a[::-1]], np.arange(10) % 2, verbose=0)
clf = keras.Sequential([embed, layers.ReLU(), layers.Dense(10, activation="softmax")])
clf.compile("adam", "sparse_categorical_crossentropy")
clf.fit(a, np.arange(10), verbose=0)
seqs = np.random.rand(6, 5, 28, 28, 1)
video = keras.Sequential([keras.Input((5, 28, 28, 1)), layers.TimeDistributed(embed), layers.LSTM(6), layers.Dense(2, activation="softmax")])
video.compile("adam", "sparse_categorical_crossentropy")
video.fit(seqs, np.arange(6) % 2, verbose=0)
up = keras.Sequential([keras.Input((8,)), layers.Dense(49, activation="relu"), layers.Reshape((7, 7, 1)), layers.UpSampling2D(4), layers.Conv2D(1, 3, padding="same", activation="sigmoid")])
ae = keras.Sequential([embed, up])
ae.compile("adam", "mse")
ae.fit(a, a, verbose=0)
