"""Labels that were standardised once, or look so, and need not leave the range of the output."""

import numpy as np
import pandas as pd
from sklearn.preprocessing import RobustScaler, StandardScaler, scale
from tensorflow import keras
from tensorflow.keras.layers import Conv2D, Dense, Flatten, Input
from tensorflow.keras.models import Sequential

x = np.random.randn(200, 3)


def train(last, labels, features=x):
    model = Sequential([Input((3,)), Dense(8, activation="relu"), Dense(1, activation=last)])
    model.compile("adam", "mse")
    model.fit(features, labels)


# Another mean or deviation.
train("tanh", np.random.normal(0, 0.1, 200))
train("relu", np.random.normal(1, 0.1, (200, 1)))
train("sigmoid", np.random.default_rng(0).normal(0.5, 0.05, (200, 1)))

# Moved or made smaller since.
y = np.random.randn(200)
train("sigmoid", y * 0.05 + 0.5)
train("relu", 20 + 3 * y)
train("tanh", y / 100)
train("tanh", scale(np.arange(200)) / 2)
train("tanh", np.tanh(y))

# Written to, and chosen by what is in it.
cut = np.random.randn(200)
cut[cut < 0] = 0
train("relu", cut)
each = np.random.randn(200)
for i in range(200):
    each[i] = max(each[i], 0)
train("relu", each)
squashed = np.random.randn(200)
squashed[:] = 1 / (1 + np.exp(-squashed))
train("sigmoid", squashed)
train("relu", y[y > 0], x[y > 0])
small = np.abs(y) < 1
train("tanh", y[small], x[small])
train("relu", np.sort(y)[-50:], x[:50])
train("relu", y[np.argsort(y)[-50:]], x[:50])
frame = pd.DataFrame({"price": np.random.randn(200)}).sort_values("price")
train("relu", frame["price"].values[-50:], x[:50])

# Divided by the deviation alone, or by what is not the deviation.
waits = np.random.exponential(1, 200)
train("relu", waits / waits.std())
train("relu", np.maximum(waits - waits.mean(), 0) / waits.std())
waits /= np.std(waits)
train("relu", waits)
train("relu", StandardScaler(with_mean=False).fit_transform(np.random.rand(200)[:, None]))
train("relu", scale(np.random.rand(200), with_mean=False))
train("tanh", StandardScaler(with_std=False).fit_transform(np.random.rand(200)[:, None]))
train("tanh", RobustScaler().fit_transform(np.arange(200)[:, None]))

# Images of black and white, written in place.
(x_train, y_train), _ = keras.datasets.mnist.load_data()
x_train = x_train[..., None]
x_train[x_train <= 127] = 0
x_train[x_train > 127] = 1
model = Sequential([Input((28, 28, 1)), Conv2D(4, 3, activation="relu"), Flatten(), Dense(10, activation="softmax")])
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(x_train, y_train)
