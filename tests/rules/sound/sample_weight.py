import numpy as np
import keras
from keras import layers

x = np.random.rand(100, 10, 4)
y = np.random.randint(0, 3, (100, 10))
w = np.ones((100, 10))
w[:, :3] = 0
inp = keras.Input((10, 4))
h = layers.Masking(mask_value=0.0)(inp)
h = layers.GRU(8, return_sequences=True)(h)
model = keras.Model(inp, layers.Dense(3, activation="softmax")(h))
model.compile("adam", loss="sparse_categorical_crossentropy", weighted_metrics=["accuracy"])
model.fit(x, y, sample_weight=w, epochs=1, verbose=0)
m = keras.Sequential([layers.Input((4,)), layers.Dense(1)])
m.compile("sgd", "mse")
m.fit(x[:, 0], y[:, :1].astype("float32"), sample_weight=np.random.rand(100), verbose=0)
