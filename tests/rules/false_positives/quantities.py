"""Computed labels that are classes after all, or whose bounds are not reached."""

import numpy as np
import pandas as pd
from tensorflow.keras.layers import Dense, Input
from tensorflow.keras.models import Sequential


def classifier(last="sigmoid"):
    model = Sequential([Input((1,)), Dense(8, activation="relu"), Dense(1, activation=last)])
    model.compile("adam", "mse", metrics=["accuracy"])
    return model


x = np.arange(0.0, 20.0, 0.1, dtype="float32").reshape(-1, 1)
noise = np.random.rand(200, 1)
coins = np.random.randint(0, 2, (200, 1))

# Whole numbers made of quantities.
classifier().fit(x, (noise + x > 1).astype("float32"))
classifier().fit(x, (noise + x / 40).astype(int))
classifier().fit(x, np.random.uniform(0, 2, (200, 1)).astype("int32"))
classifier().fit(x, np.round(noise * x / 20))
classifier().fit(x, 2 * noise // 1)
classifier("tanh").fit(x, np.sign(np.sin(x)))
blurred = noise * np.random.rand(200, 1)
blurred[blurred > 0.3] = 1
blurred[blurred <= 0.3] = 0
classifier().fit(x, blurred)

# Labels with noise: a discriminator's.
classifier().fit(x, np.ones((200, 1)) - 0.05 * noise)
classifier().fit(x, np.zeros((200, 1)) + 0.05 * noise)
classifier().fit(x, coins + 0.05 * noise)
classifier().fit(x, coins.astype("float32") + 0.05 * noise)
classifier().fit(x, noise - noise)

# Between 0 and 1, whatever the bounds of the terms add up to.
weight = np.random.rand(200, 1)
for labels in (weight * noise + (1 - weight) * noise, np.sin(np.linspace(0, 1, 200))):
    model = Sequential([Input((1,)), Dense(1, activation="sigmoid")])
    model.compile("adam", "mse")
    model.fit(x, labels)

# Sums that depend on each other, and columns that were 0 and 1 before something else was written into them.
share = np.random.randint(0, 100, (200, 1))
classifier().fit(x, (share + (100 - share)) / 100)
gate = np.array([[0, 0, 0], [0, 1, 1], [1, 0, 1], [1, 1, 0]])
for labels in (gate[:, 2], gate[:, 2:], gate[:, [2]], gate.T[2], gate[:, :2].sum(axis=1) % 2):
    model = Sequential([Input((2,)), Dense(8, activation="relu"), Dense(1, activation="sigmoid")])
    model.compile("adam", "binary_crossentropy", metrics=["accuracy"])
    model.fit(gate[:, :2], labels)

# Half a wave, and one that is lifted.
for labels in (np.sin(np.arange(0, 3, 0.01)), (np.cos(np.arange(0, 100, 0.1)) + 1) / 2):
    model = Sequential([Input((1,)), Dense(8, activation="tanh"), Dense(1, activation="sigmoid")])
    model.compile("adam", "mse")
    model.fit(np.arange(len(labels)), labels)


def share(labels):
    model = Sequential([Input((3,)), Dense(1, activation="sigmoid")])
    model.compile("adam", "mse")
    model.fit(np.random.rand(len(labels), 3), labels)


# Rows that are taken in order come near one end only, and two draws in order go up together.
drawn = np.random.uniform(0, 5, 200)
inputs = np.random.rand(200, 3)
series = pd.DataFrame({"a": drawn, "b": np.random.rand(200)})
sorted_here = np.random.uniform(0, 5, 200)
sorted_here.sort()
share(np.sort(drawn)[:20])
share(sorted_here[:20])
share(drawn[np.argsort(drawn)][:20])
share(drawn[np.argsort(drawn)[::-1][-20:]])
share(inputs[inputs[:, 0].argsort()[:20], 0] * 3)
share(series.sort_values("a").head(20)["a"])
share(series["a"].sort_values().iloc[:20])
share(series.drop(series[series["a"] > 1].index)["a"])
share(np.sort(drawn) - np.sort(np.random.uniform(0, 5, 200)) + 5)

# Only one of two numbers occurs, and what is drawn anew from one seed is the same.
share(np.where(np.random.rand(200) > 2, -1, 1))
np.random.seed(0)
first = np.random.rand(200)
np.random.seed(0)
share(np.random.rand(200) - first + 0.5)
one, other = np.random.RandomState(1), np.random.RandomState(1)
first, second = one.rand(200), other.rand(200)
share(first - second + 0.5)
one, other = np.random.default_rng(1), np.random.default_rng(1)
first, second = one.random(200), other.random(200)
share(first - second + 0.5)
