import numpy as np
import tensorflow as tf
import keras
from keras import layers

x = tf.random.normal((50, 5))
w = tf.constant([[1.0], [2.0], [-1.0], [0.5], [3.0]])
y = tf.matmul(x, w) + 0.1 * tf.random.normal((50, 1))
m = keras.Sequential([keras.Input((5,)), layers.Dense(1)])
m.compile("sgd", "mse")
m.fit(x, y, epochs=1, verbose=0)
labels = tf.cast(y > 0, tf.int32)
b = keras.Sequential([keras.Input((5,)), layers.Dense(1, activation="sigmoid")])
b.compile("adam", "binary_crossentropy", metrics=["accuracy"])
b.fit(x, labels, verbose=0)
c = tf.argmax(tf.random.normal((50, 4)), axis=1)
k = keras.Sequential([keras.Input((5,)), layers.Dense(4, activation="softmax")])
k.compile("adam", "sparse_categorical_crossentropy")
k.fit(x, c, verbose=0)
k.fit(np.asarray(x), tf.squeeze(tf.expand_dims(c, -1)), verbose=0)
