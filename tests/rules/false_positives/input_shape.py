import argparse

import numpy as np
import tensorflow as tf
import tensorflow_hub as hub
from tensorflow import keras
from tensorflow.keras import Model, Sequential, layers
from tensorflow.keras.layers import (
    GRU,
    LSTM,
    Activation,
    Bidirectional,
    Dense,
    Dropout,
    Embedding,
    Flatten,
    Input,
    InputLayer,
    Normalization,
    Permute,
    RandomFlip,
    Rescaling,
    TextVectorization,
    TimeDistributed,
)

x_train, y_train = np.zeros((8, 3)), np.zeros((8, 1))

# Built by data, then asked.
lazy = Sequential([Dense(4, activation="relu"), Dense(1)])
lazy.compile("adam", "mse")
lazy.fit(x_train, y_train)
lazy.summary()
print(lazy.count_params(), lazy.layers[0].output)

# Sub-blocks.
augmentation = Sequential([RandomFlip("horizontal"), Rescaling(1 / 255)])
encoder = Sequential([Dense(4, activation="relu"), Dense(2)])
inputs = keras.Input((3,))
autoencoder = Model(inputs, Dense(3)(encoder(inputs)))
encoder.summary()


class Block(layers.Layer):
    def __init__(self, width, **kwargs):
        super().__init__(**kwargs)
        self.ffn = keras.Sequential([layers.Dense(width, activation="relu"), layers.Dense(width)])
        self.blocks = [keras.Sequential([layers.Dense(width)]) for _ in range(2)]

    def call(self, inputs):
        return self.ffn(inputs)


class Agent:
    def __init__(self):
        self.model = self.make()

    def make(self):
        model = Sequential()
        model.add(Dense(24, activation="relu"))
        model.add(Dense(2))
        return model

    def save(self):
        self.model.save_weights("agent.weights.h5")

    def learn(self, states, targets):
        self.model.fit(states, targets)


# A shape from the first element.
base = keras.applications.MobileNetV2(include_top=False, input_shape=(96, 96, 3), weights=None)
on_base = Sequential([base, layers.GlobalAveragePooling2D(), Dense(5, activation="softmax")])
on_base.summary()
on_hub = Sequential([hub.KerasLayer("https://example.org/model", input_shape=(96, 96, 3)), Dense(5)])
on_hub.summary()
words = TextVectorization(100)
text = Sequential([words, Embedding(100, 8), LSTM(8), Dense(1)])
scaler = Normalization()
scaler.adapt(x_train)
linear = Sequential([scaler, Dense(1)])
linear.summary()
vocabulary = Sequential([Embedding(input_dim=100, output_dim=8, input_length=7), Flatten(), Dense(1)])
vocabulary.summary()

# Shapes that come once.
recurrent = Sequential()
cell = LSTM if np.random.rand() > 0.5 else GRU
for index in range(3):
    if index == 0:
        recurrent.add(Bidirectional(cell(8, return_sequences=True), input_shape=(10, 4)))
    else:
        recurrent.add(Bidirectional(cell(8, return_sequences=index < 2)))
recurrent.add(Dense(1))

order = Sequential()
if keras.backend.image_data_format() == "channels_first":
    order.add(Permute((1, 2, 3), input_shape=(4, 84, 84)))
else:
    order.add(Permute((2, 3, 1), input_shape=(4, 84, 84)))
order.add(layers.Conv2D(8, 8, strides=4, activation="relu"))


def network(width, depth=2, first=None):
    model = Sequential()
    for level in range(depth):
        if level == 0 and first is not None:
            model.add(Dense(width, activation="relu", input_shape=first))
        else:
            model.add(Dense(width, activation="relu"))
    model.add(Dense(1))
    return model


small = network(8, first=(3,))
small.summary()
arguments = argparse.ArgumentParser().parse_args()
named = Sequential([Dense(arguments.width, input_shape=(arguments.features,)), Activation("relu"), Dense(1)])
named.summary()
loaded = keras.models.load_model("model.keras")
truncated = Sequential(loaded.layers[:-1])
truncated.summary()
grown = Sequential()
for layer in loaded.layers:
    grown.add(layer)
grown.add(Input((3,)))
single = Sequential(InputLayer((3,)))
single.add(Dense(1))
timed = Sequential([TimeDistributed(Dense(4, activation="relu"), input_shape=(10, 3)), Flatten(), Dropout(0.2), Dense(1)])
timed.summary()
built = Sequential([Dense(1)])
built.build(input_shape=(None, 3))
built.summary()
with tf.distribute.MirroredStrategy().scope():
    spread = Sequential([Input((3,)), Dense(1)])
spread.summary()
