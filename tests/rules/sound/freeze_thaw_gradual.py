import numpy as np
import keras
from keras import layers

x, y = np.random.rand(40, 8), np.random.randint(0, 3, 40)
m = keras.Sequential([layers.Input((8,)), layers.Dense(16, activation="relu", name="a"), layers.Dense(16, activation="relu", name="b"), layers.Dense(3, activation="softmax", name="c")])
for k in range(1, len(m.layers) + 1):
    for i, l in enumerate(m.layers):
        l.trainable = i >= len(m.layers) - k
    m.compile(keras.optimizers.Adam(1e-3 / k), "sparse_categorical_crossentropy")
    m.fit(x, y, epochs=1, verbose=0)
m.trainable = True
m.compile("adam", "sparse_categorical_crossentropy")
m.fit(x, y, verbose=0)
