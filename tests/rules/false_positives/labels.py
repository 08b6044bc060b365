import numpy as np
import pandas as pd
import tensorflow as tf
from sklearn.datasets import load_iris
from sklearn.preprocessing import LabelEncoder
from tensorflow import keras
from tensorflow.keras.layers import LSTM, Conv2D, Dense, Embedding, Flatten, Input, TimeDistributed, UpSampling2D
from tensorflow.keras.models import Sequential
from tensorflow.keras.utils import to_categorical

from project import load_data, others


def small(units, activation=None):
    return Sequential([Input((8,)), Dense(16, activation="relu"), Dense(units, activation=activation)])


x = np.random.rand(64, 8)
classes = np.random.randint(0, 5, 64)
two = np.random.randint(0, 2, 64)

for units, activation, loss, y in (
    (5, "softmax", "sparse_categorical_crossentropy", classes),
    (5, "softmax", "sparse_categorical_crossentropy", classes.reshape(-1, 1)),
    (9, "softmax", "sparse_categorical_crossentropy", classes),
    (5, "softmax", "categorical_crossentropy", to_categorical(classes, 5)),
    (2, "softmax", "sparse_categorical_crossentropy", two),
    (1, "sigmoid", "binary_crossentropy", two),
    (1, "sigmoid", "binary_crossentropy", two[:, None]),
    (1, "sigmoid", "mse", two),
    (3, None, "mse", np.random.rand(64, 3)),
    (1, None, "mse", np.random.rand(64)),
):
    model = small(units, activation)
    model.compile("adam", loss)
    model.fit(x, y, validation_split=0.2)

# Several labels per sample.
model = small(4, "sigmoid")
model.compile("adam", "binary_crossentropy", metrics=["binary_accuracy"])
model.fit(x, np.random.randint(0, 2, (64, 4)))

# A label for each step: integers of one axis less, or one-hot.
tagger = Sequential([Input((7,)), Embedding(100, 8), LSTM(8, return_sequences=True), Dense(5, activation="softmax")])
tagger.compile("adam", "sparse_categorical_crossentropy")
tagger.fit(np.random.randint(0, 100, (64, 7)), np.random.randint(0, 5, (64, 7)))
tagger.fit(np.random.randint(0, 100, (64, 7)), np.random.randint(0, 5, (64, 7, 1)))
tagger.compile("adam", "categorical_crossentropy")
tagger.fit(np.random.randint(0, 100, (64, 7)), to_categorical(np.random.randint(0, 5, (64, 7)), 5))
steps = Sequential([Input((7, 3)), LSTM(8, return_sequences=True), TimeDistributed(Dense(1, activation="sigmoid"))])
steps.compile("adam", "binary_crossentropy")
steps.fit(np.zeros((64, 7, 3)), np.zeros((64, 7)))

# An autoencoder: the labels are the inputs.
images = keras.datasets.fashion_mnist.load_data()[0][0].reshape(-1, 28, 28, 1).astype("float32") / 255
autoencoder = Sequential([
    Input((28, 28, 1)),
    Conv2D(8, 3, padding="same", strides=2, activation="relu"),
    UpSampling2D(),
    Conv2D(1, 3, padding="same", activation="sigmoid"),
])
autoencoder.compile("adam", "binary_crossentropy")
autoencoder.fit(images, images, validation_split=0.1)

# Labels from elsewhere: they may be encoded already.
a, b = load_data()
model = small(5, "softmax")
model.compile("adam", "categorical_crossentropy")
model.fit(a, b)
model.fit(others)

# The encoding and the loss change together.
for sparse in (True, False):
    y = classes if sparse else to_categorical(classes)
    model = small(5, "softmax")
    model.compile("adam", "sparse_categorical_crossentropy" if sparse else "categorical_crossentropy")
    model.fit(x, y)

# Label smoothing by hand, classes that begin with 1, one class more than there are.
model = small(5, "softmax")
model.compile("adam", "categorical_crossentropy")
model.fit(x, to_categorical(classes, 5) * 0.9 + 0.02)
model = small(6, "softmax")
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(x, classes + 1)

# The compile in force.
model = small(5, "softmax")
model.compile("adam", "categorical_crossentropy")
model.fit(x, to_categorical(classes))
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(x, classes)

# Datasets.
pairs = tf.data.Dataset.from_tensor_slices((x, classes)).batch(8)
model.fit(pairs)
folder = keras.utils.image_dataset_from_directory("photos", label_mode="categorical", image_size=(8, 8))
faces = Sequential([Input((8, 8, 3)), keras.layers.Rescaling(1 / 255), Flatten(), Dense(4, activation="softmax")])
faces.compile("adam", "categorical_crossentropy")
faces.fit(folder)


class Contrastive(keras.Sequential):
    def train_step(self, data):
        return {"loss": self.compute(data)}


model = Contrastive([Input((8,)), Dense(5, activation="softmax")])
model.compile("adam", "categorical_crossentropy")
model.fit(x, classes)

# Targets of one column per action, from the model's own predictions.
agent = Sequential([Input((8,)), Dense(2, activation="linear")])
agent.compile("adam", "mse", metrics=["accuracy"])
target = agent.predict(x)
target[0][1] = 3.0
agent.fit(x, target)

# Masks with and without the axis of channels; a pooled map.
pictures = np.random.rand(8, 32, 32, 3)
mask = np.random.randint(0, 3, (8, 32, 32, 1))
unet = Sequential([Input((32, 32, 3)), Conv2D(8, 3, padding="same", activation="relu"), Conv2D(3, 1, activation="softmax")])
unet.compile("adam", "sparse_categorical_crossentropy")
unet.fit(pictures, mask)
unet.fit(pictures, mask[..., 0])

# Two of ten classes are left: by a mask, by their positions.
(digits, kinds), _ = keras.datasets.mnist.load_data()
digits = digits.reshape(-1, 784) / 255
few = kinds < 2
places = np.where((kinds == 0) | (kinds == 1))[0]
for rows in (few, places):
    model = Sequential([Input((784,)), Dense(1, activation="sigmoid")])
    model.compile("adam", "binary_crossentropy")
    model.fit(digits[rows], kinds[rows])

# Labels made two in place; inputs made binary in place.
kinds[kinds > 1] = 1
model = Sequential([Input((784,)), Dense(1, activation="sigmoid")])
model.compile("adam", "mse")
model.fit(digits, kinds)
digits[digits > 0.5] = 1
model = Sequential([Input((784,)), Dense(784, activation="sigmoid")])
model.compile("adam", "mse")
model.fit(digits, digits)
kept = tf.data.Dataset.from_tensor_slices((images.reshape(-1, 784), keras.datasets.mnist.load_data()[0][1]))
model = Sequential([Input((784,)), Dense(1, activation="sigmoid")])
model.compile("adam", "binary_crossentropy")
model.fit(kept.filter(lambda image, label: label < 2).batch(32))

# A binary loss takes any target from 0 to 1: whole numbers divided by the largest of them are no scaled classes.
shares = np.random.randint(0, 101, 20) / 100
tones = np.random.randint(0, 256, 20).astype("float32")
tones /= 255.0
model = Sequential([Input((4,)), Dense(1, activation="sigmoid")])
model.compile("adam", "binary_crossentropy")
model.fit(np.random.rand(20, 4), shares)
model.fit(np.random.rand(20, 4), tones)

# Noise around 0 and 1 keeps a discriminator from being too sure; random targets stand for any data.
model = Sequential([Input((4,)), Dense(1, activation="sigmoid")])
model.compile("adam", "binary_crossentropy")
model.fit(np.random.rand(20, 4), np.random.uniform(0.7, 1.2, (20, 1)))
model.fit(np.random.rand(20, 4), np.random.randn(20, 1))

# What is written over labels may be all that there is of them.
marked = np.zeros(300)
marked[100:200] = 1
marked[marked == 1] = 2
marked[marked == 2] = 1
model.fit(np.random.rand(300, 4), marked)
curve = np.zeros(300)
curve[0] = 1
for i in range(1, 300):
    curve[i] = 0.9 * curve[i - 1]
model.fit(np.random.rand(300, 4), curve)
(_, digits), _ = tf.keras.datasets.mnist.load_data()
digits[digits != 5] = 0
digits[digits == 5] = 1
model.fit(np.random.rand(len(digits), 4), digits)
model.fit(np.random.rand(300, 4), np.where(np.random.rand(300) > 0.5, 1, 0))
clipped = np.loadtxt("scores.csv")
model.fit(np.random.rand(300, 4), np.where(clipped > 1, 1, clipped))


def two(labels):
    model = Sequential([Input((4,)), Dense(1, activation="sigmoid")])
    model.compile("adam", "binary_crossentropy")
    model.fit(np.random.rand(len(labels), 4), np.array(labels))


def several(units, labels):
    model = Sequential([Input((4,)), Dense(units, activation="softmax")])
    model.compile("adam", "sparse_categorical_crossentropy")
    model.fit(np.random.rand(len(labels), 4), np.array(labels))


# Rows that are chosen by their places need not have all classes: those of these data sets stand in blocks.
iris = load_iris()
blocks = np.concatenate([np.zeros(50), np.ones(50), np.full(50, 2)])
by_place = np.zeros(150, dtype=int)
by_place[50:100] = 1
by_place[100:] = 2
frame = pd.DataFrame(iris.data, columns=list("abcd"))
frame["species"] = iris.target
two(iris.target[:100])
two(iris.target[50:] - 1)
two(iris.target[range(100)])
two(np.delete(iris.target, range(100, 150)))
two(np.delete(iris.target, np.where(iris.target > 1)))
two(np.array_split(iris.target, [100])[0])
two(np.array(list(iris.target)[:100]))
two(blocks[:100])
two(by_place[:100])
two(frame.iloc[:100]["species"])
two(frame.head(100)["species"])
two(frame.loc[:99, "species"])
two(frame["species"][:100])
two(frame.drop(frame[frame["species"] > 1].index)["species"])
two(frame.sort_values("species").head(100)["species"])
names = pd.DataFrame({"kind": ["a", "b", "c", "a", "b", "d"]})
several(3, LabelEncoder().fit_transform(names[:5]["kind"]))
several(3, LabelEncoder().fit_transform(names.drop(5)["kind"]))
several(3, pd.factorize(names["kind"].iloc[:5])[0])

# Nor need what is collected under a test.
kept, merged, joined, skipped = [], [], [], []
for row, label in zip(iris.data, iris.target):
    if label != 2:
        kept.append(label)
    merged.append(label if label < 2 else 1)
    if label == 2:
        label = 1
    joined.append(label)
for label in iris.target:
    if label > 1:
        continue
    skipped.append(label)
pairs = [(row, label) for row, label in zip(iris.data, iris.target) if label < 2]
two(kept)
two(skipped)
two([label for label in iris.target if label != 2])
two([label - 1 for label in iris.target if label > 0])
two([pair[1] for pair in pairs])
two(merged)
two(joined)
table = [[1, 2, 0], [1, 3, 1], [4, 5, 2]] * 40
table.sort(key=lambda row: row[2])
several(2, np.array(table[:80])[:, 2])
while [4, 5, 2] in table:
    table.remove([4, 5, 2])
several(2, np.array(table)[:, 2])

# Some classes are not drawn, not there any more among those that were learned, or in no rows.
several(2, np.random.choice(5, 200, p=[0.5, 0.5, 0, 0, 0]))
several(2, np.concatenate([np.zeros(100), np.ones(100), np.full(0, 2)]))
encoder = LabelEncoder().fit(["a", "b", "c", "d"])
several(3, encoder.transform(["a", "b", "c", "a", "b", "c"]))

# Nor need what is taken away again under a test, or written behind the end.
rows = []
for number in range(200):
    rows.append([1, 2, 3, number % 7])
    if rows[-1][3] > 2:
        rows.pop()
several(3, np.array(rows)[:, 3])
by_place = np.zeros(150, dtype=int)
by_place[50:100] = 1
by_place[150:] = 2
two(by_place)
by_place = np.zeros(150, dtype=int)
for number in range(5):
    by_place[number * 75 : (number + 1) * 75] = number
two(by_place)
