import numpy as np
import keras
from keras import layers

base_in = keras.Input((6,))
base = keras.Model(base_in, layers.Dense(4, activation="relu")(base_in))
m = keras.Sequential([base, layers.Dense(1, activation="sigmoid")])
m.compile("adam", "binary_crossentropy")
x = np.random.rand(10, 6)
m.fit(x, np.arange(10) % 2, verbose=0)
outer_in = keras.Input((6,))
o = m(outer_in)
w = keras.Model(outer_in, o)
w.compile("adam", "binary_crossentropy", metrics=["accuracy"])
w.fit(x, np.arange(10) % 2, verbose=0)
s = keras.Sequential()
s.add(base)
s.add(layers.Dense(3, activation="softmax"))
f = keras.Model(inputs=s.inputs, outputs=s.outputs)
f.compile("adam", "sparse_categorical_crossentropy")
f.fit(x, np.arange(10) % 3, verbose=0)
inner = keras.Sequential([keras.Input((6,)), layers.Dense(6)])
t = keras.Model(inner.inputs, layers.add([inner.outputs[0], inner.inputs[0]]))
t.compile("adam", "mse")
t.fit(x, x, verbose=0)
h = inner.layers[-1].output
u = keras.Model(inner.inputs, layers.Dense(1)(h))
u.compile("adam", "mse")
u.fit(x, x[:, 0], verbose=0)
