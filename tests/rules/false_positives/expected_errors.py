"""Programs that show what Keras refuses, and catch it."""

import contextlib
import unittest

import numpy as np
import pytest
from tensorflow import keras
from tensorflow.keras import layers

model = keras.Sequential([keras.Input((4,)), layers.Dense(3, activation="softmax")])
x, y = np.random.rand(8, 4), np.array([0, 1, 2, 1] * 2)
try:
    model.fit(x, y)
except (RuntimeError, ValueError) as error:
    print("It has to be compiled first:", error)
for optimizer in ("adam", "adma"):
    try:
        model.compile(optimizer, "sparse_categorical_crossentropy")
    except ValueError:
        continue
for shape in ((4,), (5,)):
    try:
        model.predict(np.zeros((1, *shape)))
    except ValueError as error:
        print(shape, error)
try:
    layers.Dense(-1)
    model.add("relu")
except (TypeError, ValueError):
    pass
with contextlib.suppress(ValueError):
    model.predict(np.zeros((1, 7)))


@pytest.mark.xfail(raises=ValueError)
def test_units():
    layers.Dense(-1)


@unittest.expectedFailure
def test_axes():
    keras.Sequential([keras.Input((3,)), layers.LSTM(3)])
