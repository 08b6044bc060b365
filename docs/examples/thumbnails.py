"""KL202: a thumbnail of 32 x 32 pixels does not last through so many convolutions and poolings."""

import tensorflow as tf


def build(size: int, depth: int) -> tf.keras.Model:
    model = tf.keras.Sequential()
    model.add(tf.keras.layers.Input((size, size, 3)))
    for level in range(depth):
        model.add(tf.keras.layers.Conv2D(16 * 2**level, 3, activation="relu"))
        model.add(tf.keras.layers.MaxPooling2D())
    model.add(tf.keras.layers.GlobalAveragePooling2D())
    model.add(tf.keras.layers.Dense(4, activation="softmax"))
    return model


build(size=128, depth=4)  # sound
build(size=32, depth=4)  # the fourth convolution has nothing left to look at
