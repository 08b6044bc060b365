import numpy as np
import tensorflow as tf
import keras

base = keras.applications.InceptionV3(weights=None, include_top=False)
names = ["mixed3", "mixed5"]
outs = [base.get_layer(n).output for n in names]
dream = keras.Model(inputs=base.input, outputs=outs)
img = tf.Variable(np.random.rand(1, 80, 80, 3).astype("float32"))
with tf.GradientTape() as tape:
    acts = dream(img)
    loss = tf.add_n([tf.reduce_mean(a) for a in acts])
g = tape.gradient(loss, img)
img.assign_add(g / (tf.math.reduce_std(g) + 1e-8))
