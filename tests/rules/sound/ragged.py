import numpy as np
import tensorflow as tf
import keras
from keras import layers

rt = tf.ragged.constant([[1, 2, 3], [4], [5, 6], [7, 8, 9, 10]])
labels = np.array([0, 1, 0, 1])
dense = rt.to_tensor(default_value=0, shape=(None, 5))
m = keras.Sequential([layers.Embedding(20, 8, mask_zero=True), layers.GRU(4), layers.Dense(1, activation="sigmoid")])
m.compile("adam", "binary_crossentropy")
m.fit(dense, labels, verbose=0)
