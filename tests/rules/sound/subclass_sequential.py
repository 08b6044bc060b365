import numpy as np
import keras
from keras import layers

class MLP(keras.Sequential):
    def __init__(self, n_in, hidden, n_out, act=None, **kw):
        super().__init__(**kw)
        self.add(keras.Input((n_in,)))
        for h in hidden:
            self.add(layers.Dense(h, activation="relu"))
        self.add(layers.Dense(n_out, activation=act))

    def train(self, x, y, loss):
        self.compile("adam", loss)
        return self.fit(x, y, verbose=0)

x = np.random.rand(20, 4)
MLP(4, [8], 1).train(x, np.random.rand(20), "mse")
MLP(4, (8, 8), 3, "softmax").train(x, np.arange(20) % 3, "sparse_categorical_crossentropy")
MLP(n_in=4, hidden=[], n_out=1, act="sigmoid", name="logit").train(x, np.arange(20) % 2, "binary_crossentropy")

class Net(keras.Model):
    def __init__(self):
        super().__init__()
        self.features = keras.Sequential([layers.Conv2D(4, 3, activation="relu"), layers.MaxPooling2D()])
        self.flat = layers.Flatten()
        self.classifier = keras.Sequential([layers.Dense(8, activation="relu"), layers.Dropout(0.5), layers.Dense(10)])

    def call(self, x, training=False):
        return self.classifier(self.flat(self.features(x)), training=training)

n = Net()
n.build((None, 28, 28, 1))
n.summary()
n.compile("adam", keras.losses.SparseCategoricalCrossentropy(from_logits=True), metrics=["accuracy"])
(a, b), _ = keras.datasets.mnist.load_data()
n.fit(a[..., None] / 255.0, b, verbose=0)
