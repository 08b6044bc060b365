import numpy as np
import tensorflow as tf
import keras
from keras import layers

def get_model(upscale=3, channels=1):
    kw = {"activation": "relu", "kernel_initializer": "orthogonal", "padding": "same"}
    inputs = keras.Input(shape=(None, None, channels))
    x = layers.Conv2D(8, 5, **kw)(inputs)
    x = layers.Conv2D(channels * upscale**2, 3, **kw)(x)
    outputs = layers.Lambda(lambda t: tf.nn.depth_to_space(t, upscale), output_shape=(None, None, channels))(x)
    return keras.Model(inputs, outputs)

m = get_model()
m.compile(optimizer=keras.optimizers.Adam(), loss=keras.losses.MeanSquaredError())
hi = np.random.rand(4, 30, 30, 1).astype("float32")
lo = tf.image.resize(hi, (10, 10))
m.fit(lo, hi, verbose=0)
srcnn = keras.Sequential([keras.Input((None, None, 1)), layers.Conv2D(8, 9, padding="same", activation="relu"), layers.Conv2D(4, 1, activation="relu", padding="same"), layers.Conv2D(1, 5, padding="same")])
srcnn.compile("adam", "mse")
srcnn.fit(tf.image.resize(lo, (30, 30)), hi, verbose=0)
