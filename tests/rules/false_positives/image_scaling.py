import os
from argparse import ArgumentParser

import numpy as np
from tensorflow import keras
from tensorflow.keras import layers
from tensorflow.keras.applications import EfficientNetB0
from tensorflow.keras.preprocessing.image import ImageDataGenerator

options = ArgumentParser().parse_args()
(x_train, y_train), (x_test, y_test) = keras.datasets.cifar10.load_data()


def build(*start):
    model = keras.Sequential([
        keras.Input((32, 32, 3)),
        *start,
        layers.GlobalAveragePooling2D(),
        layers.Dense(10, activation="softmax"),
    ])
    model.compile("adam", "sparse_categorical_crossentropy")
    return model


build(layers.Rescaling(1 / 255), layers.Conv2D(8, 3, activation="relu")).fit(x_train, y_train)
build(layers.Conv2D(8, 3), layers.BatchNormalization(), layers.ReLU()).fit(x_train, y_train)
build(layers.Lambda(lambda image: image / 255), layers.Conv2D(8, 3, activation="relu")).fit(x_train, y_train)
build(EfficientNetB0(include_top=False, weights=None)).fit(x_train, y_train)
build(augmentation, layers.Conv2D(8, 3, activation="relu")).fit(x_train, y_train)
build(layers.Conv2D(8, 3, activation="relu")).fit(x_train / 255, y_train)
build(layers.Conv2D(8, 3, activation="relu")).fit((x_train - x_train.mean()) / x_train.std(), y_train)
build(layers.Conv2D(8, 3, activation="relu")).fit(
    x_train.astype("float32") / 255.0, y_train, validation_data=(x_test / 255.0, y_test)
)
images = ImageDataGenerator(rescale=1 / 255).flow_from_directory("photos", target_size=(32, 32), class_mode="sparse")
build(layers.Conv2D(8, 3, activation="relu")).fit(images)

# Scaled in place: through `out=`, through a view, through the array that a view was taken of before.
given = x_train.astype("float32")
np.divide(given, 255, out=given)
build(layers.Conv2D(8, 3, activation="relu")).fit(given, y_train)
third = x_train.astype("float32")
np.multiply(third, 1 / 255, third)
build(layers.Conv2D(8, 3, activation="relu")).fit(third, y_train)
rows = x_train.astype("float32")
for row in rows:
    row /= 255
build(layers.Conv2D(8, 3, activation="relu")).fit(rows, y_train)
flat = x_train.astype("float32")
vectors = flat.reshape(len(flat), -1)
vectors -= vectors.mean(axis=0)
vectors /= vectors.std(axis=0)
build(layers.Conv2D(8, 3, activation="relu")).fit(flat, y_train)
floats = x_train.astype("float32")
held_out = floats[:5000]
floats /= 255
build(layers.Conv2D(8, 3, activation="relu")).fit(floats[5000:], y_train[5000:], validation_data=(held_out, y_train[:5000]))

# An option decides.
(x_train, y_train), _ = keras.datasets.cifar10.load_data()
if not options.raw:
    x_train = x_train / 255
build(layers.Conv2D(8, 3, activation="relu")).fit(x_train, y_train)
(x_train, y_train), _ = keras.datasets.cifar10.load_data()
x_train = x_train / 255 if os.environ.get("RAW") is None else x_train
build(layers.Conv2D(8, 3, activation="relu")).fit(x_train, y_train)

# An option decides what a prediction is made of.
(digits, names), (more, _) = keras.datasets.mnist.load_data()
tested = keras.Sequential([keras.Input((28, 28)), layers.Flatten(), layers.Dense(10, activation="softmax")])
tested.compile("adam", "sparse_categorical_crossentropy")
tested.fit(digits / 255, names)
more = more if options.raw else more / 255
tested.predict(more)
