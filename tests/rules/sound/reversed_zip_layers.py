import numpy as np
import keras
from keras import layers

widths = [32, 16, 8]
enc = [layers.Dense(w, activation="relu") for w in widths]
dec = [layers.Dense(w, activation="relu") for w in widths[::-1][1:]]
ae = keras.Sequential([layers.Input((40,)), *enc, *dec, layers.Dense(40)])
ae.compile("adam", "mse")
x = np.random.rand(30, 40)
ae.fit(x, x, verbose=0)
names = [l.name for l in ae.layers]
acts = dict(zip(names, [l.units for l in ae.layers]))
deep = keras.Sequential()
deep.add(layers.Input((40,)))
for i, (w, a) in enumerate(zip([16, 8], ["relu", "tanh"])):
    deep.add(layers.Dense(w, activation=a, name=f"fc{i}"))
deep.add(layers.Dense(2, name="out"))
deep.compile("adam", "mse")
deep.fit(x, x[:, :2], verbose=0)
