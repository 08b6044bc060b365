"""Programs that ask their data what it is like before they treat it."""

import numpy as np
import pandas as pd
from tensorflow import keras
from tensorflow.keras.layers import Dense, Flatten, Input
from tensorflow.keras.models import Sequential

x = np.random.rand(64, 8)


def classifier(units):
    model = Sequential([Input((28, 28)), Flatten(), Dense(units, activation="softmax")])
    model.compile("adam", "sparse_categorical_crossentropy")
    return model


def regression(activation="sigmoid"):
    model = Sequential([Input((8,)), Dense(8, activation="relu"), Dense(1, activation=activation)])
    model.compile("adam", "mse")
    return model


def small(units):
    model = Sequential([Input((8,)), Dense(8, activation="relu"), Dense(units, activation="softmax")])
    model.compile("adam", "sparse_categorical_crossentropy")
    return model


# Images that are scaled if they have to be.
(x_train, y_train), _ = keras.datasets.mnist.load_data()
if x_train.max() > 1:
    x_train = x_train / 255.0
classifier(10).fit(x_train, y_train)

(x_train, y_train), _ = keras.datasets.mnist.load_data()
x_train = x_train / 255 if np.max(x_train) > 1 else x_train
classifier(10).fit(x_train, y_train)

(x_train, y_train), _ = keras.datasets.mnist.load_data()
top = x_train.max()
if top > 1:
    x_train = x_train / top
classifier(10).fit(x_train, y_train)

(x_train, y_train), _ = keras.datasets.mnist.load_data()
if (x_train > 1).any():
    x_train = x_train / 255
classifier(10).fit(x_train, y_train)

(x_train, y_train), _ = keras.datasets.mnist.load_data()
if x_train.dtype.kind == "u":
    x_train = x_train / 255
classifier(10).fit(x_train, y_train)

(x_train, y_train), _ = keras.datasets.mnist.load_data()
if isinstance(x_train, np.ndarray):
    x_train = x_train / 255
classifier(10).fit(x_train, y_train)


def prepare(images):
    images = images.astype("float32")
    if images.max() > 1.0:
        images /= 255.0
    return images


(x_train, y_train), _ = keras.datasets.mnist.load_data()
classifier(10).fit(prepare(x_train), y_train)


class Data:
    def __init__(self):
        (self.x, self.y), _ = keras.datasets.mnist.load_data()
        if self.x.max() > 1:
            self.x = self.x / 255


data = Data()
classifier(10).fit(data.x, data.y)

# Targets that are brought into the range of the output, or an output that suits them.
y = np.random.rand(64) * 100
if y.max() > 1:
    y = y / 100
regression().fit(x, y)

y = np.random.uniform(0, 50, 64)
low, high = y.min(), y.max()
if high - low > 1:
    y = (y - low) / (high - low)
regression().fit(x, y)

y = np.random.uniform(0, 50, 64)
while y.max() > 1:
    y = y / 10
regression().fit(x, y)

y = np.random.uniform(-10, 10, 64)
regression("sigmoid" if y.min() >= 0 and y.max() <= 1 else "linear").fit(x, y)

frame = pd.DataFrame({"a": np.random.rand(64), "b": np.random.rand(64) * 100})
if frame["b"].max() > 1:
    frame["b"] = frame["b"] / 100
regression().fit(x, frame["b"].values)

y = [10.0, 20.0, 30.0, 5.0] * 16
if len(set(y)) > 3:
    y = [each / 30 for each in y]
regression().fit(x, np.array(y))

# Classes that are counted from 0 if they are not yet.
y = np.random.randint(1, 6, 64)
if y.min() == 1:
    y = y - 1
small(5).fit(x, y)

y = np.random.randint(1, 6, 64)
if 0 not in y:
    y = y - 1
small(5).fit(x, y)

y = np.array([-1, 1] * 32)
found = np.unique(y)
if found[0] == -1:
    y = (y + 1) // 2
small(2).fit(x, y)

# A head and loss that are chosen by the classes.
y = np.random.randint(0, 3, 64)
count = len(set(y.tolist()))
model = Sequential([Input((8,)), Dense(1 if count == 2 else count, activation="sigmoid" if count == 2 else "softmax")])
model.compile("adam", "binary_crossentropy" if count == 2 else "sparse_categorical_crossentropy")
model.fit(x, y)

y = np.random.randint(0, 3, 64)
binary = set(np.unique(y)) <= {0, 1}
if binary:
    model = Sequential([Input((8,)), Dense(1, activation="sigmoid")])
    loss = "binary_crossentropy"
else:
    model = Sequential([Input((8,)), Dense(3, activation="softmax")])
    loss = "sparse_categorical_crossentropy"
model.compile("adam", loss)
model.fit(x, y)


# Labels that are made one-hot if they are not yet, or a loss that suits them.
def one_hot_classifier(loss="categorical_crossentropy"):
    model = Sequential([Input((8,)), Dense(8, activation="relu"), Dense(4, activation="softmax")])
    model.compile("adam", loss)
    return model


y = np.random.randint(0, 4, 64)
if y.dtype == int:
    y = keras.utils.to_categorical(y)
one_hot_classifier().fit(x, y)

y = np.random.randint(0, 4, 64)
if len(set(y)) > 2:
    y = keras.utils.to_categorical(y)
one_hot_classifier().fit(x, y)

y = np.random.randint(0, 4, (64, 1))
if not isinstance(y, list):
    y = keras.utils.to_categorical(y)
one_hot_classifier().fit(x, y)

y = np.random.randint(0, 4, 64)
if hasattr(y, "shape") and len(y.shape) == 1:
    y = keras.utils.to_categorical(y)
one_hot_classifier().fit(x, y)

y = np.random.randint(0, 4, 64)
try:
    y.shape[1]
except IndexError:
    y = keras.utils.to_categorical(y)
one_hot_classifier().fit(x, y)

y = np.random.randint(0, 4, 64)
loss = "sparse_categorical_crossentropy" if y.dtype.kind == "i" else "categorical_crossentropy"
one_hot_classifier(loss).fit(x, y)

y = np.random.randint(0, 4, 64)
one_hot_classifier("binary_crossentropy" if len(set(y)) == 2 else "sparse_categorical_crossentropy").fit(x, y)

y = [0, 1, 2, 3] * 16
if len(set(y)) > 2:
    y = keras.utils.to_categorical(y)
one_hot_classifier().fit(x, np.array(y))

(x_train, y_train), _ = keras.datasets.mnist.load_data()
try:
    assert x_train.max() <= 1
except AssertionError:
    x_train = x_train / 255
classifier(10).fit(x_train, y_train)

# Some of the data are chosen.
y = np.random.randint(0, 5, 64)
chosen = np.array([label for label in y if label < 2])
small(2).fit(np.random.rand(len(chosen), 8), chosen)

y = np.random.randint(0, 5, 64)
chosen = []
for label in y:
    if label < 2:
        chosen.append(label)
small(2).fit(np.random.rand(len(chosen), 8), np.array(chosen))

(x_train, y_train), _ = keras.datasets.mnist.load_data()
match x_train.dtype.kind:
    case "u":
        x_train = x_train / 255
classifier(10).fit(x_train, y_train)


# What a function tells of the data, and what was copied from them before they are asked.
def peak(data):
    return data.max()


def ends(data):
    return {"low": data.min(), "high": data.max()}


(x_train, y_train), _ = keras.datasets.mnist.load_data()
raw = peak(x_train) > 1
if raw:
    x_train = x_train / 255
classifier(10).fit(x_train, y_train)

y = np.random.uniform(0, 50, 64)
top = peak(y)
if top > 1:
    y = y / top
regression().fit(x, y)

y = np.random.uniform(0, 50, 64)
known = ends(y)
if known["high"] > 1:
    y = (y - known["low"]) / (known["high"] - known["low"])
regression().fit(x, y)

highest = lambda data: data.max()  # noqa: E731
y = np.random.uniform(0, 50, 64)
top = highest(y)
y = y / 50 if top > 1 else y
regression().fit(x, y)

y = np.random.randint(1, 6, 64)
counted = y.copy()
if y.min() == 1:
    counted = counted - 1
small(5).fit(x, counted)

y = np.random.randint(1, 6, 64)
counted = y.copy()
if y.min() > 1:
    print("too large")
elif input():
    counted = counted - 1
small(5).fit(x, counted)

(x_train, y_train), _ = keras.datasets.mnist.load_data()
images = x_train.astype("float32")
if x_train.max() > 1:
    images /= 255
classifier(10).fit(images, y_train)

(x_train, y_train), _ = keras.datasets.mnist.load_data()
kept = np.array(x_train)
images = x_train / 255 if x_train.max() > 1 else kept
classifier(10).fit(images, y_train)

# What an array certainly is not.
inputs = np.random.rand(64, 8)
width = len(inputs) if isinstance(inputs, (list, tuple)) else inputs.shape[1]
model = Sequential([Input((width,)), Dense(1 if isinstance(inputs, dict) else 3, activation="softmax")])
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(inputs, np.random.randint(0, 3, 64))

# What a program certainly has: the other branch is never taken.
base = Sequential([Input((8,)), Dense(3, activation="relu", name="first")])
certain = [
    isinstance(base, keras.Model),
    isinstance(base, Sequential),
    isinstance(base.layers[0], Dense),
    not isinstance(base.layers[0], keras.Model),
    base.layers[0].__class__.__name__ == "Dense",
    type(base.layers[0]).__name__ == "Dense",
    type([1]) is list,
    type("a") == str,  # noqa: E721
    callable(peak),
    callable(Dense),
    not callable("relu"),
    bool([1]),
    isinstance({}, dict),
]
model = Sequential([Input((8,)), Dense(3 if all(certain) else 1, activation="softmax")])
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(x, np.random.randint(0, 3, 64))
