import numpy as np
import keras
from keras import layers

x, y = np.random.rand(80, 4), np.random.rand(80)
m = keras.Sequential([layers.Input((4,)), layers.Dense(8, activation="relu"), layers.Dense(1)])
m.compile("adam", "mse")
m.fit(x, y, verbose=0)
base = m.evaluate(x, y, verbose=0)
imp = {}
for j in range(x.shape[1]):
    z = x.copy()
    np.random.shuffle(z[:, j])
    imp[j] = m.evaluate(z, y, verbose=0) - base
layer_out = [keras.Model(m.inputs, l.output).predict(x, verbose=0) for l in m.layers]
acts = keras.Model(inputs=m.inputs, outputs=[l.output for l in m.layers])
print([a.shape for a in acts.predict(x, verbose=0)])
W, b = m.layers[0].get_weights()
m.layers[0].set_weights([W * 0.9, b])
