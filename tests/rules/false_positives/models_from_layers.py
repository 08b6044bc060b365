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


# Every layer replaced on a condition of its own: each path makes the model after another number of things.
class AlwaysDropout(layers.Dropout):
    def call(self, inputs, training=None):
        return super().call(inputs, training=True)


trained = keras.Sequential([keras.Input((5,)), layers.Dense(16, activation="relu"), AlwaysDropout(0.2), layers.Dense(3, activation="softmax")])
uncertain = keras.Sequential([AlwaysDropout(l.rate) if isinstance(l, layers.Dropout) else l for l in trained.layers])
uncertain.set_weights(trained.get_weights())
samples = load()
print(round(uncertain.predict(samples, verbose=0)[0], trained.get_weights()))
