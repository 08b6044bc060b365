"""A function asks what sort of thing it was given; a ``try`` leaves in its middle."""

import enum

import numpy as np
import pandas as pd
import tensorflow as tf
from keras import layers
from keras.layers import LSTM, Activation, Dense, Input
from keras.models import Model, Sequential


def add(model, item):
    if isinstance(item, layers.Layer):
        model.add(item)
    elif isinstance(item, str):
        model.add(Activation(item))
    elif isinstance(item, (list, tuple)):
        for each in item:
            add(model, each)
    elif isinstance(item, dict):
        model.add(Dense(**item))
    elif callable(item):
        model.add(item())


model = Sequential([Input((4,))])
add(model, ["relu", (Dense(4), "tanh"), lambda: Dense(3, activation="relu"), {"units": 2}])


def as_batch(x):
    if isinstance(x, np.ndarray):
        x = x[np.newaxis]
    else:
        x = np.array(x)
    return x


def flat(x):
    if isinstance(x, (np.ndarray, tf.Tensor)):
        x = x.reshape(-1, 12)
    if not isinstance(x, (np.ndarray, tf.Tensor)):
        x = np.zeros((1, 12))
    return x


sample = np.zeros((3, 4))
series = Sequential([Input((3, 4)), LSTM(2)])
series.predict(as_batch(sample))
series.predict(as_batch([sample, sample]))
Sequential([Input((12,)), Dense(1)]).predict(flat(sample))


def without_names(table):
    if isinstance(table, pd.DataFrame):
        table = table.drop(columns=["name"])
    elif isinstance(table, pd.Series):
        table = table.values[:, np.newaxis]
    return table


table = pd.DataFrame({"name": [1, 2], "size": [3, 4], "age": [5, 6]})
Sequential([Input((2,)), Dense(1)]).predict(without_names(table))
Sequential([Input((1,)), Dense(1)]).predict(without_names(table["size"]))


class Settings:
    pass


class Flat(Settings):
    pass


class Series(Settings):
    pass


def build(settings):
    if isinstance(settings, Flat):
        return Sequential([Input((4,)), Dense(1)])
    if isinstance(settings, Series):
        return Sequential([Input((3, 4)), LSTM(1)])
    return Sequential([Input((5,)), Dense(1)])


build(Flat()).predict(np.zeros((1, 4)))
build(Series()).predict(np.zeros((1, 3, 4)))
build(None).predict(np.zeros((1, 5)))


def tried(fails):
    width = 4
    try:
        if fails:
            width = 6
            raise RuntimeError("no")
        return Sequential([Input((width,)), Dense(1)])
    except RuntimeError:
        return Sequential([Input((width,)), Dense(1)])


tried(True).predict(np.zeros((1, 6)))
tried(False).predict(np.zeros((1, 4)))


class Kind(enum.Enum):
    SERIES = "series"
    FLAT = "flat"


def of_kind(kind):
    if kind is Kind.SERIES:
        return Sequential([Input((3, 2)), LSTM(3)])
    return Sequential([Input((3,)), Dense(3)])


of_kind(Kind("series")).predict(np.zeros((1, 3, 2)))
of_kind(Kind.FLAT).predict(np.zeros((1, 3)))


if type(sample) is not np.ndarray:
    sample = sample[0]
Sequential([Input((4,)), Dense(1)]).predict(sample)
turned = np.zeros((4, 3))
turned = turned[np.newaxis] if tf.is_tensor(turned) else turned.T
Sequential([Input((4,)), Dense(1)]).predict(turned)
if not issubclass(Sequential, Model):
    model.add(LSTM(3))

# Lists in an array of objects.
words = sorted(set(open("words.txt").read().split()))
pairs = np.array([[[1 if word == "a" else 0 for word in words], [0, 1]]], dtype=object)
chat = Sequential([Input((len(words),)), Dense(2, activation="softmax")])
chat.compile("adam", "categorical_crossentropy")
chat.fit(np.array(list(pairs[:, 0])), np.array(list(pairs[:, 1])))

# One of several objects.
drawn = np.random.choice(np.array(["a", "bc"], dtype=object))
layers.Dense(len(drawn))
