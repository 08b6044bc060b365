import numpy as np
import keras
from keras import layers

def block(x, width, drop):
    y = layers.LayerNormalization()(x)
    y = layers.Dense(width * 4, activation="gelu")(y)
    y = layers.Dropout(drop)(y)
    y = layers.Dense(width)(y)
    return layers.Add()([x, y])

inp = keras.Input((10,))
h = layers.Dense(16)(inp)
for d in np.linspace(0.0, 0.3, 3):
    h = block(h, 16, float(d))
m = keras.Model(inp, layers.Dense(1)(h))
m.compile(keras.optimizers.Lion(1e-4), "mse")
m.fit(np.random.rand(20, 10), np.random.rand(20), verbose=0)
