import sys

import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers, losses
from tensorflow.keras.layers import LSTM, Activation, Dense, Embedding, Flatten, Input, Lambda, Reshape, TimeDistributed
from tensorflow.keras.models import Model, Sequential

from project import labels, load_data, my_loss


def small(*last):
    return Sequential([Input((8,)), Dense(16, activation="relu"), *last])


# Sound pairs of output and loss.
for units, activation, loss in (
    (1, "sigmoid", "binary_crossentropy"),
    (5, "sigmoid", "binary_crossentropy"),
    (5, "softmax", "categorical_crossentropy"),
    (5, "softmax", "sparse_categorical_crossentropy"),
    (5, "softmax", "kl_divergence"),
    (1, None, losses.BinaryCrossentropy(from_logits=True)),
    (5, None, losses.SparseCategoricalCrossentropy(from_logits=True)),
    (1, "linear", "mse"),
    (1, "relu", "mae"),
    (3, "tanh", "mse"),
    (1, "tanh", "hinge"),
):
    small(Dense(units, activation=activation)).compile("adam", loss, metrics=["mae"])

# The activation is elsewhere, or not known.
for last in (Lambda(tf.nn.softmax), Activation(tf.nn.softmax), layers.Softmax(), Activation(labels)):
    model = small(Dense(5), last)
    model.compile("adam", "categorical_crossentropy")
model = small(Dense(5), keras.Sequential([Activation("softmax")]))
model.compile("adam", "categorical_crossentropy")
model = small(Dense(5, activation="softmax"), Reshape((5, 1)), Flatten())
model.compile("adam", "categorical_crossentropy")
model = small(Dense(4), layers.Softmax(axis=1))
model.compile("adam", "categorical_crossentropy")

# Losses of one's own, several losses, `add_loss`, no loss, unknown options.
small(Dense(5)).compile("adam", my_loss)
small(Dense(5)).compile("adam", lambda true, predicted: tf.reduce_mean(true - predicted))
small(Dense(5)).compile("adam", tf.nn.softmax_cross_entropy_with_logits)
small(Dense(5)).compile("adam")
small(Dense(5)).compile("adam", losses.CategoricalCrossentropy(from_logits=labels))
model = small(Dense(5))
model.add_loss(0.0)
model.compile("adam", "binary_crossentropy")

# A compile as a formality.
features = small(Dense(5))
features.compile("adam", "categorical_crossentropy")
features.predict(np.zeros((2, 8)))
rewired = small(Dense(5))
rewired.compile("adam", "categorical_crossentropy")
rewired.load_weights("weights.h5")

# A generator is compiled like the discriminator, and nobody trains it by itself.
generator = Sequential([Input((4,)), Dense(16, activation="relu"), Dense(8, activation="tanh")])
generator.compile("adam", "binary_crossentropy")
discriminator = small(Dense(1, activation="sigmoid"))
discriminator.compile("adam", "binary_crossentropy", metrics=["accuracy"])
discriminator.trainable = False
gan = Sequential([generator, discriminator])
gan.compile("adam", "binary_crossentropy")
for step in range(100):
    noise = np.random.normal(0, 1, (16, 4))
    discriminator.train_on_batch(generator.predict(noise), np.zeros((16, 1)))
    discriminator.train_on_batch(load_data(), np.ones((16, 1)))
    gan.train_on_batch(noise, np.ones((16, 1)))

# Least squares for two classes.
lsgan = small(Dense(1))
lsgan.compile("adam", "mse", metrics=["accuracy"])
lsgan.train_on_batch(np.zeros((16, 8)), np.concatenate([np.zeros((8, 1)), np.ones((8, 1))]))

# Several outputs.
inputs = Input((8,))
both = Model(inputs, [Dense(1)(inputs), Dense(5, activation="softmax")(inputs)])
both.compile("adam", ["mse", "categorical_crossentropy"])
both.fit(np.zeros((4, 8)), [np.zeros((4, 1)), np.zeros((4, 5))])

# Metrics that know what they get.
model = small(Dense(1))
model.compile("adam", losses.BinaryCrossentropy(from_logits=True), metrics=[keras.metrics.BinaryAccuracy(threshold=0.0)])
model = small(Dense(5, activation="softmax"))
model.compile("adam", "categorical_crossentropy", metrics=["accuracy", "top_k_categorical_accuracy", keras.metrics.AUC()])
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy", "sparse_top_k_categorical_accuracy", "mae"])

# The functional interface: what is done to the last layer's tensor is not known.
hidden = Dense(5)(inputs)
for tensor in (hidden + 1, tf.nn.softmax(hidden), Activation("linear")(Activation("softmax")(hidden)), Flatten()(hidden)):
    Model(inputs, tensor).compile("adam", "categorical_crossentropy")
Model(inputs, [Dense(5, activation="softmax")(inputs)]).compile("adam", "categorical_crossentropy")
small(Dense(5, activation="softmax"), Activation("linear", dtype="float32")).compile("adam", "categorical_crossentropy")

# Alternatives with no `else`: where none of them holds, there is no loss, so no metric goes with it.
if sys.argv[1] == "classes":
    head, chosen = Dense(1, activation="sigmoid"), "binary_crossentropy"
elif sys.argv[1] == "quantity":
    head, chosen = Dense(1), "mse"
if sys.argv[1] == "quantity":
    metric = "mae"
elif sys.argv[1] == "classes":
    metric = "accuracy"
model = small(head)
model.compile("adam", chosen, metrics=[metric])
