"""Activation and loss are chosen by the number of units, in words of their own each."""

from keras.layers import Dense
from keras.models import Sequential


def two_or_more(classes):
    activation = "sigmoid" if classes == 2 else "softmax"
    loss = "categorical_crossentropy" if classes > 2 else "binary_crossentropy"
    model = Sequential([Dense(classes, activation=activation, input_shape=(4,))])
    model.compile("adam", loss)
    return model


def one_or_more(classes):
    if classes == 1:
        last = Dense(classes, activation="sigmoid")
    else:
        last = Dense(classes, activation="softmax")
    model = Sequential()
    model.add(Dense(8, activation="relu", input_shape=(4,)))
    model.add(last)
    if classes > 1:
        model.compile("adam", "categorical_crossentropy")
    else:
        model.compile("adam", "binary_crossentropy")
    return model


class Trainer:
    def __init__(self, classes):
        self.classes = classes
        self.last = "softmax" if classes > 2 else "sigmoid"

    def build(self):
        model = Sequential([Dense(self.classes, activation=self.last, input_shape=(4,))])
        model.compile("adam", "categorical_crossentropy" if self.classes >= 3 else "binary_crossentropy")
        return model


def asks_both_ways(classes):
    model = Sequential([Dense(8, activation="relu", input_shape=(4,))])
    model.add(Dense(classes if classes > 2 else 1, activation="softmax" if classes >= 3 else "sigmoid"))
    model.compile("adam", loss="binary_crossentropy" if classes <= 2 else "categorical_crossentropy")
    return model


asks_both_ways(len(open("names.txt").readlines()))


def as_many_as_are_asked_for(classes):
    model = Sequential([Dense(8, activation="relu", input_shape=(4,))])
    model.add(Dense(1, activation="sigmoid") if classes == 2 else Dense(classes, activation="softmax"))
    if classes > 2:
        model.compile("adam", "categorical_crossentropy")
    elif classes == 2:
        model.compile("adam", "binary_crossentropy")
    return model


as_many_as_are_asked_for(len(open("names.txt").readlines()))


def of_two_or_more(classes):
    assert classes >= 2
    units = 1 if classes < 3 else classes
    model = Sequential([Dense(units, activation="sigmoid" if classes == 2 else "softmax", input_shape=(4,))])
    model.compile("adam", "binary_crossentropy" if units == 1 else "sparse_categorical_crossentropy")
    return model


of_two_or_more(len(open("names.txt").readlines()))
