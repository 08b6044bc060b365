import numpy as np
import tensorflow as tf
import keras
from keras import layers

inputs = keras.Input((32, 32, 3))
x = layers.Conv2D(4, 3, activation="relu", name="last_conv")(inputs)
x = layers.GlobalAveragePooling2D()(x)
outputs = layers.Dense(5, activation="softmax")(x)
model = keras.Model(inputs, outputs)
grad_model = keras.Model(model.inputs, [model.get_layer("last_conv").output, model.output])
img = np.random.rand(1, 32, 32, 3).astype("float32")
with tf.GradientTape() as tape:
    conv_out, preds = grad_model(img)
    index = tf.argmax(preds[0])
    channel = preds[:, index]
grads = tape.gradient(channel, conv_out)
pooled = tf.reduce_mean(grads, axis=(0, 1, 2))
heat = tf.squeeze(conv_out[0] @ pooled[..., tf.newaxis])
heat = tf.maximum(heat, 0) / (tf.math.reduce_max(heat) + 1e-8)
print(heat.shape)
