"""Labels that are scaled under another name: arrays that share their data, parts of them, texts that are run."""

import numpy as np
from tensorflow.keras.layers import Dense, Input
from tensorflow.keras.models import Sequential

x = np.random.rand(100, 3)


def train(labels):
    model = Sequential([Input((3,)), Dense(8, activation="relu"), Dense(1, activation="sigmoid")])
    model.compile("adam", "mse")
    model.fit(x, labels)


for convert in (np.asarray, np.asanyarray, np.atleast_1d):
    y = np.random.uniform(0, 50, 100)
    same = convert(y)
    same *= 0.02
    train(y)
y = np.random.uniform(0, 50, 100)
same = np.array(y, copy=False)
same *= 0.02
train(y)
y = np.random.uniform(0, 50, 100)
same = y.astype("float64", copy=False)
same *= 0.02
train(y)
y = np.random.uniform(0, 50, 100)
same = y.view()
same *= 0.02
train(y)
y = np.random.uniform(0, 50, 100)
same = np.flip(y)
same *= 0.02
train(y)

y = np.random.uniform(0, 50, 100)
for part in np.array_split(y, 4):
    part *= 0.02
train(y)
y = np.random.uniform(0, 50, 100)
y.flat = y / 50
train(y)
y = np.random.uniform(0, 50, 100)
y.flat[:] = y / 50
train(y)
y = np.random.uniform(0, 50, 100)
with np.nditer(y, op_flags=["readwrite"]) as iterator:
    for value in iterator:
        value[...] = value / 50
train(y)

y = np.random.uniform(0, 50, 100)
exec("y = y / 50")
train(y)
y = np.random.uniform(0, 50, 100)
exec("y /= 50", globals())
train(y)
y = np.random.uniform(0, 50, 100)
exec(open("scaling.py").read())
train(y)
