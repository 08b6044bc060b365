import numpy as np
import tensorflow as tf
import keras
from keras import layers

inputs = layers.Input(shape=(4,))
common = layers.Dense(32, activation="relu")(inputs)
action = layers.Dense(2, activation="softmax")(common)
critic = layers.Dense(1)(common)
model = keras.Model(inputs=inputs, outputs=[action, critic])
optimizer = keras.optimizers.Adam(learning_rate=0.01)
huber = keras.losses.Huber()
with tf.GradientTape() as tape:
    probs, values, rewards = [], [], []
    for _ in range(5):
        state = keras.ops.convert_to_tensor(np.random.rand(4))
        state = keras.ops.expand_dims(state, 0)
        p, v = model(state)
        values.append(v[0, 0])
        a = np.random.choice(2, p=np.squeeze(p))
        probs.append(keras.ops.log(p[0, a]))
        rewards.append(1.0)
    losses = [-lp * (r - v) + huber([v], [r]) for lp, v, r in zip(probs, values, rewards)]
    total = sum(losses)
grads = tape.gradient(total, model.trainable_variables)
optimizer.apply_gradients(zip(grads, model.trainable_variables))
