import numpy as np
import keras
from keras import layers

(x, y), (xt, yt) = keras.datasets.cifar100.load_data(label_mode="fine")
x, xt = x / 255.0, xt / 255.0
print(x.shape, y.shape)
assert y.shape[1] == 1
m = keras.Sequential([layers.Input(x.shape[1:]), layers.RandomFlip(), layers.Conv2D(8, 3, 2, activation="relu"), layers.Flatten(), layers.Dense(100)])
m.compile("adam", keras.losses.SparseCategoricalCrossentropy(from_logits=True), metrics=["accuracy", keras.metrics.SparseTopKCategoricalAccuracy(5)])
m.fit(x, y, verbose=0)
n = len(np.unique(y))
oh = keras.utils.to_categorical(y, n)
assert oh.shape == (len(x), n)
k = keras.Sequential([layers.Input(x.shape[1:]), layers.AveragePooling2D(4), layers.Flatten(), layers.Dense(n, activation="softmax")])
k.compile("sgd", "categorical_crossentropy", metrics=["top_k_categorical_accuracy"])
k.fit(x, oh, verbose=0)
