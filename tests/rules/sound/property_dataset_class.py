import numpy as np
import tensorflow as tf
import keras
from keras import layers

class Data:
    CLASSES = 5

    def __init__(self, n=60, size=24):
        self.n, self.size = n, size
        self._x = np.random.randint(0, 256, (n, size, size, 3), dtype="uint8")
        self._y = np.random.randint(0, self.CLASSES, n)

    @staticmethod
    def _norm(img, label):
        return tf.cast(img, tf.float32) / 255.0, label

    @property
    def train(self):
        return self._ds(slice(0, 40)).shuffle(40).batch(8)

    @property
    def test(self):
        return self._ds(slice(40, None)).batch(8)

    def _ds(self, part):
        return tf.data.Dataset.from_tensor_slices((self._x[part], self._y[part])).map(self._norm)

data = Data()
m = keras.Sequential([layers.Input((data.size, data.size, 3)), layers.Conv2D(4, 3, activation="relu"), layers.Flatten(), layers.Dense(Data.CLASSES)])
m.compile("adam", keras.losses.SparseCategoricalCrossentropy(True), ["accuracy"] and None)
m.fit(data.train, epochs=1, verbose=0)
m.evaluate(data.test, verbose=0)
