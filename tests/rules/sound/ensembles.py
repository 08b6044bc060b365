import numpy as np
import keras
from keras import layers

x, y = np.random.rand(60, 5), np.random.randint(0, 3, 60)
members = []
for seed in range(3):
    keras.utils.set_random_seed(seed)
    m = keras.Sequential([layers.Input((5,)), layers.Dense(8, activation="relu"), layers.Dense(3, activation="softmax")], name=f"member_{seed}")
    m.compile("adam", "sparse_categorical_crossentropy")
    boot = np.random.choice(len(x), len(x))
    m.fit(x[boot], y[boot], verbose=0)
    members.append(m)
inp = keras.Input((5,))
avg = layers.average([m(inp) for m in members])
ens = keras.Model(inp, avg)
ens.compile(loss="sparse_categorical_crossentropy", metrics=["accuracy"])
print(ens.evaluate(x, y, verbose=0))
votes = np.mean([m.predict(x, verbose=0) for m in members], axis=0).argmax(axis=1)
stacked = np.hstack([m.predict(x, verbose=0) for m in members])
meta = keras.Sequential([layers.Input((stacked.shape[1],)), layers.Dense(3, activation="softmax")])
meta.compile("adam", "sparse_categorical_crossentropy")
meta.fit(stacked, y, verbose=0)
