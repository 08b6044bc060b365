"""Layers of a model that has its weights, in another model."""

import keras
from keras import layers

base = keras.Sequential([keras.Input((8,)), layers.Dense(4, activation="relu"), layers.Dense(2)])
features = keras.Sequential(base.layers[:-1])
features.summary()
copy = keras.Sequential()
for layer in base.layers[:1]:
    copy.add(layer)
copy.summary()
