import numpy as np
import tensorflow as tf
import keras
from keras import layers

(x, y), (xt, yt) = keras.datasets.mnist.load_data()
x = x[:40].astype("float32") / 255
y = y[:40]
rgb1 = np.stack([x] * 3, axis=-1)
rgb2 = np.repeat(x[..., np.newaxis], 3, -1)
rgb3 = np.dstack([x] * 3).reshape(-1, 28, 28, 3)
rgb4 = tf.image.grayscale_to_rgb(tf.expand_dims(x, axis=-1))
rgb5 = np.tile(x[:, :, :, None], (1, 1, 1, 3))
for data in (rgb1, rgb2, rgb3, rgb4, rgb5):
    big = tf.image.resize(data, (32, 32))
    m = keras.Sequential([layers.Input((32, 32, 3)), layers.Conv2D(2, 3, activation="relu"), layers.Flatten(), layers.Dense(10, activation="softmax")])
    m.compile("adam", "sparse_categorical_crossentropy")
    m.fit(big, y, verbose=0)
(c, l), _ = keras.datasets.cifar10.load_data()
gray = np.dot(c[..., :3], [0.299, 0.587, 0.114]) / 255
gray2 = c.mean(axis=3, keepdims=True) / 255.0
for g in (gray[..., None], gray2):
    m = keras.Sequential([layers.Input((32, 32, 1)), layers.Flatten(), layers.Dense(10, activation="softmax")])
    m.compile("adam", "sparse_categorical_crossentropy")
    m.fit(g, l, verbose=0)
