import numpy as np
import keras
from keras import layers, metrics, losses

x, y = np.random.rand(20, 4), np.random.randint(0, 3, 20)
loss = {"sparse": losses.SparseCategoricalCrossentropy, "cat": losses.CategoricalCrossentropy}["sparse"]()
ms = [getattr(metrics, n)() for n in ("SparseCategoricalAccuracy", "SparseCategoricalCrossentropy")]
m = keras.Sequential([keras.Input((4,)), layers.Dense(3, activation="softmax")])
m.compile(optimizer=keras.optimizers.get("adam"), loss=loss, metrics=ms)
m.fit(x, y, verbose=0)
k = keras.Sequential([keras.Input((4,)), layers.Dense(3, activation=keras.activations.get("softmax"))])
k.compile("adam", keras.losses.get("sparse_categorical_crossentropy"), metrics=[keras.metrics.get("sparse_categorical_accuracy")])
k.fit(x, y, verbose=0)
j = keras.Sequential([keras.Input((4,)), layers.Dense(3), layers.Lambda(keras.activations.softmax)])
j.compile("adam", keras.losses.sparse_categorical_crossentropy, metrics=[keras.metrics.sparse_categorical_accuracy])
j.fit(x, y, verbose=0)

def top2(t, p):
    return keras.metrics.sparse_top_k_categorical_accuracy(t, p, k=2)

import functools
smooth = functools.partial(keras.losses.sparse_categorical_crossentropy, from_logits=True)
smooth.__name__ = "smooth"
l = keras.Sequential([keras.Input((4,)), layers.Dense(3)])
l.compile("adam", lambda t, p: smooth(t, p), metrics=[top2])
l.fit(x, y, verbose=0)
