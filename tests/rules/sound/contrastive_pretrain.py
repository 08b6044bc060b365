import numpy as np
import tensorflow as tf
import keras
from keras import layers

def encoder():
    return keras.Sequential([keras.Input((32, 32, 3)), layers.Conv2D(4, 3, strides=2, activation="relu"), layers.Flatten(), layers.Dense(8, activation="relu")], name="encoder")

def augmenter():
    return keras.Sequential([layers.Rescaling(1 / 255), layers.RandomFlip("horizontal"), layers.RandomTranslation(0.1, 0.1)])

class Contrastive(keras.Model):
    def __init__(self):
        super().__init__()
        self.aug = augmenter()
        self.encoder = encoder()
        self.head = keras.Sequential([keras.Input((8,)), layers.Dense(8, activation="relu"), layers.Dense(8)])
        self.linear_probe = keras.Sequential([layers.Input((8,)), layers.Dense(10)])

    def compile(self, o, p, **kw):
        super().compile(**kw)
        self.o, self.p = o, p
        self.probe_loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
        self.t = keras.metrics.Mean(name="c_loss")

    @property
    def metrics(self):
        return [self.t]

    def train_step(self, data):
        images, labels = data
        with tf.GradientTape() as tape:
            a, b = (self.head(self.encoder(self.aug(images, training=True))) for _ in range(2))
            s = tf.matmul(a, b, transpose_b=True)
            loss = keras.ops.mean(keras.losses.sparse_categorical_crossentropy(tf.range(tf.shape(a)[0]), s, from_logits=True))
        v = self.encoder.trainable_weights + self.head.trainable_weights
        self.o.apply_gradients(zip(tape.gradient(loss, v), v))
        self.t.update_state(loss)
        return {m.name: m.result() for m in self.metrics}

(x, y), _ = keras.datasets.cifar10.load_data()
m = Contrastive()
m.compile(keras.optimizers.Adam(), keras.optimizers.Adam())
m.fit(x, y[:, 0], batch_size=32, epochs=1, verbose=0)
fine = keras.Sequential([layers.Input((32, 32, 3)), augmenter(), m.encoder, layers.Dense(10)])
fine.compile(optimizer="adam", loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True), metrics=[keras.metrics.SparseCategoricalAccuracy(name="acc")])
fine.fit(x, y, epochs=1, verbose=0)
