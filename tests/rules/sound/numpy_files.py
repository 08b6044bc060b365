import io
import numpy as np
import keras
from keras import layers

csv = "\n".join(",".join(map(str, np.round(np.random.rand(4), 3))) + f",{i % 3}" for i in range(60))
data = np.loadtxt(io.StringIO(csv), delimiter=",")
X, y = data[:, :-1], data[:, -1]
m = keras.Sequential([layers.Input((X.shape[1],)), layers.Dense(8, activation="relu"), layers.Dense(3, activation="softmax")])
m.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
m.fit(X, y, verbose=0)
np.savez("d.npz", X=X, y=y)
with np.load("d.npz") as f:
    Xs, ys = f["X"], f["y"].astype(int)
oh = keras.utils.to_categorical(ys, num_classes=3)
m2 = keras.Sequential([layers.Input(Xs.shape[1:]), layers.Dense(oh.shape[-1], activation="softmax")])
m2.compile("adam", "categorical_crossentropy")
m2.fit(Xs, oh, verbose=0)
gen = np.genfromtxt(io.StringIO(csv), delimiter=",", dtype=float)
np.random.shuffle(gen)
tr, te = np.split(gen, [40])
m.fit(tr[:, :4], tr[:, 4], verbose=0)
m.evaluate(te[:, :4], te[:, 4], verbose=0)
