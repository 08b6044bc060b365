import numpy as np
import keras
from keras import layers

inp = keras.Input((4,))
cat = keras.Input((1,), dtype="int32")
oh = layers.CategoryEncoding(num_tokens=5, output_mode="one_hot")(cat)
disc = layers.Discretization(bin_boundaries=[0.2, 0.5])
h = layers.concatenate([inp, oh])
out = layers.Dense(1)(layers.Dense(8, activation="relu")(h))
m = keras.Model([inp, cat], out)
m.compile("adam", "mse")
m.fit([np.random.rand(30, 4), np.random.randint(0, 5, (30, 1))], np.random.rand(30), verbose=0)
bins = disc(np.random.rand(30, 1))
hashing = layers.Hashing(num_bins=8)
ids = hashing(np.array([["a"], ["b"], ["c"]]))
e = keras.Sequential([keras.Input((1,)), layers.Embedding(8, 4), layers.Flatten(), layers.Dense(1)])
e.compile("adam", "mse")
e.fit(np.array(ids), np.array([1.0, 2.0, 3.0]), verbose=0)
