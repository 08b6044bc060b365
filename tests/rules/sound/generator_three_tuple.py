import numpy as np
import tensorflow as tf
import keras

def gen():
    for _ in range(40):
        yield np.random.rand(6).astype("float32"), np.int32(np.random.randint(3)), np.float32(1.0)

ds = tf.data.Dataset.from_generator(gen, output_signature=(tf.TensorSpec((6,), tf.float32), tf.TensorSpec((), tf.int32), tf.TensorSpec((), tf.float32))).batch(8)
m = keras.Sequential([keras.Input((6,)), keras.layers.Dense(3, activation="softmax")])
m.compile("adam", "sparse_categorical_crossentropy")
m.fit(ds, epochs=1, verbose=0)

def pairs():
    while 1:
        yield [np.random.rand(4, 2), np.random.rand(4, 3)], np.random.rand(4, 1)

a, b = keras.Input((2,)), keras.Input((3,))
m = keras.Model([a, b], keras.layers.Dense(1)(keras.layers.concatenate([a, b])))
m.compile("adam", "mse")
m.fit(((tuple(x), y) for x, y in pairs()), steps_per_epoch=3, verbose=0)
