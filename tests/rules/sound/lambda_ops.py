import numpy as np
import keras
from keras import layers, ops

inp = keras.Input((16, 4))
a = layers.Lambda(lambda t: t[:, -1, :])(inp)
b = layers.Lambda(lambda t: ops.mean(t, axis=1))(inp)
c = layers.Lambda(lambda t: ops.max(t, axis=1), name="maximum")(inp)
d = ops.concatenate([a, b, c], axis=-1)
e = layers.Dense(8)(d)
e = ops.relu(e)
out = layers.Dense(2, activation="softmax")(e)
m = keras.Model(inp, out)
m.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
m.fit(np.random.rand(32, 16, 4), np.random.randint(0, 2, (32,)), verbose=0)
s = keras.Sequential([
    keras.Input((28, 28)),
    layers.Lambda(lambda x: ops.expand_dims(x, -1)),
    layers.Conv2D(4, 3),
    layers.Lambda(lambda x: ops.maximum(x, 0)),
    layers.Flatten(),
    layers.Dense(10),
    layers.Lambda(lambda x: ops.softmax(x)),
])
s.compile("adam", "sparse_categorical_crossentropy")
s.fit(np.random.rand(16, 28, 28), np.random.randint(0, 10, 16), verbose=0)
