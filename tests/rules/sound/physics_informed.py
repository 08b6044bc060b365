import numpy as np
import tensorflow as tf
import keras

net = keras.Sequential([keras.Input((1,))] + [keras.layers.Dense(16, activation="tanh") for _ in range(3)] + [keras.layers.Dense(1)])
opt = keras.optimizers.Adam(1e-3)
t = tf.reshape(tf.linspace(0.0, 1.0, 20), (-1, 1))
for _ in range(3):
    with tf.GradientTape() as outer:
        with tf.GradientTape() as inner:
            inner.watch(t)
            u = net(t)
        du = inner.gradient(u, t)
        loss = tf.reduce_mean((du + u) ** 2) + tf.reduce_mean((net(t[:1]) - 1.0) ** 2)
    opt.apply_gradients(zip(outer.gradient(loss, net.trainable_variables), net.trainable_variables))
