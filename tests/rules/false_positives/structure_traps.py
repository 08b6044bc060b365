import argparse
import json
from functools import partial

import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

options = argparse.ArgumentParser().parse_args()

# Layers from a file, from arguments, from a comprehension, in a tuple.
with open("model.json") as file:
    config = json.load(file)
configured = keras.Sequential([keras.Input((8,))])
for entry in config["layers"]:
    configured.add(getattr(layers, entry["class"])(**entry["arguments"]))
configured.compile("adam", "mse")
options_model = keras.Sequential((keras.Input((8,)), layers.Dense(options.units, options.activation), layers.Dense(1)))
widths = keras.Sequential([keras.Input((8,)), *(layers.Dense(n, "relu") for n in (8, 4)), layers.Dense(1)])

# A class with its arguments bound.
Conv = partial(layers.Conv2D, kernel_size=3, padding="same", activation="relu")
convolutional = keras.Sequential([keras.Input((32, 32, 3)), Conv(16), Conv(16), layers.Flatten(), layers.Dense(10)])


# A builder whose methods are defined in another order than they are called.
class Builder:
    def __init__(self):
        self.model = keras.Sequential()

    def train(self, x, y):
        self.model.compile("adam", "mse")
        self.model.fit(x, y)

    def build(self):
        self.model.add(keras.Input((4,)))
        self.model.add(layers.Dense(8, activation="relu"))
        self.model.add(layers.Dense(1))


builder = Builder()
builder.build()
builder.train(np.zeros((8, 4)), np.zeros((8, 1)))

# A GAN: the discriminator is frozen after it was compiled.
generator = keras.Sequential([
    keras.Input((16,)),
    layers.Dense(7 * 7 * 32),
    layers.Reshape((7, 7, 32)),
    layers.Conv2DTranspose(1, 3, strides=2, padding="same", activation="tanh"),
])
discriminator = keras.Sequential([
    keras.Input((14, 14, 1)),
    layers.Conv2D(32, 3, strides=2, padding="same"),
    layers.LeakyReLU(0.2),
    layers.Flatten(),
    layers.Dense(1, activation="sigmoid"),
])
discriminator.compile("adam", "binary_crossentropy")
discriminator.trainable = False
gan = keras.Sequential([generator, discriminator])
gan.compile("adam", "binary_crossentropy")
gan.fit(np.zeros((8, 16)), np.ones((8, 1)))

# The layers of another model, taken over.
features = keras.Sequential([keras.Input((8,))])
for layer in widths.layers[:-1]:
    features.add(layer)
features.add(layers.Dense(3, activation="softmax"))

# A name that is first a Sequential and then a functional model.
model = keras.Sequential([keras.Input((4,)), layers.Dense(1)])
first, second = keras.Input((4,)), keras.Input((4,))
model = keras.Model([first, second], layers.Dense(1)(layers.Concatenate()([first, second])))
model.compile("adam", "mse")
model.fit([np.zeros((8, 4)), np.zeros((8, 4))], np.zeros((8, 1)))

# A model of one's own with its own idea of `fit` and `add`.
dataset = tf.data.Dataset.from_tensor_slices((np.zeros((8, 4)), np.zeros((8, 1)))).batch(2)
small = keras.Sequential([keras.Input((4,)), layers.Dense(1)])
small.compile("adam", "mse")
small.fit(dataset, epochs=1, validation_data=dataset.take(1))


# Classes that are registered where they are made.
registry, numbered = {}, []


def register(cls):
    registry[cls.__name__] = cls
    return cls


def register_as(name):
    def decorate(cls):
        registry[name] = cls
        return cls

    return decorate


@register
class Same(layers.Layer):
    def call(self, inputs):
        return inputs


@register_as("twice")
class Twice(layers.Layer):
    def call(self, inputs):
        return 2 * inputs


class Numbered(type):
    def __init__(cls, name, bases, members):
        super().__init__(name, bases, members)
        numbered.append(name)


class First(metaclass=Numbered):
    pass


class Second(First):
    pass


class Known:
    kinds = {}

    def __init_subclass__(cls, **options):
        super().__init_subclass__(**options)
        Known.kinds[cls.__name__] = cls


class Cat(Known):
    pass


class Dog(Known):
    pass


for count in (len(registry), len(numbered), len(Known.kinds)):
    animals = keras.Sequential([keras.Input((8,)), registry.get("Same")(), layers.Dense(count, activation="softmax")])
    animals.compile("adam", "sparse_categorical_crossentropy")
    animals.fit(np.zeros((8, 8)), np.array([0, 1] * 4))

# Methods that are called on the class.
unbound = keras.Sequential([keras.Input((8,)), layers.Dense(16, activation="relu"), layers.Dense(1)])
keras.Sequential.pop(unbound)
keras.Sequential.add(unbound, layers.Dense(3, activation="softmax"))
keras.Model.compile(unbound, "adam", "sparse_categorical_crossentropy")
unbound.fit(np.zeros((8, 8)), np.array([0, 1, 2, 1] * 2))


# A generator reads its data when it is run.
def batches(labels):
    while True:
        yield np.zeros((8, 8)), labels


counted = np.array([5, 6, 7, 6] * 2)
steps = batches(counted)
counted -= 5
unbound.fit(steps, steps_per_epoch=1)

# A few settings, each with its own layers: all of them are tried in turn.
for kind in ("narrow", "wide", "recurrent", "convolutional"):
    tried = keras.Sequential([keras.Input((8,))])
    if kind in ("narrow", "wide"):
        tried.add(layers.Dense(4 if kind == "narrow" else 32, activation="relu"))
    if kind == "recurrent":
        tried.add(layers.Reshape((8, 1)))
        tried.add(layers.LSTM(4))
    if kind == "convolutional":
        tried.add(layers.Reshape((8, 1)))
        tried.add(layers.Conv1D(4, 2, activation="relu"))
        tried.add(layers.Flatten())
    tried.add(layers.Dense(3, activation="softmax"))
    tried.compile("adam", "sparse_categorical_crossentropy")
    tried.fit(np.zeros((8, 8)), np.array([0, 1, 2, 1] * 2))
