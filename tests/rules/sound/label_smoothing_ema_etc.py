import numpy as np
import keras
from keras import layers

x, y = np.random.rand(24, 5), np.random.randint(0, 2, 24).astype("float32")
y_s = y * 0.9 + 0.05
m = keras.Sequential([layers.Input((5,)), layers.Dense(1, activation="sigmoid")])
m.compile(keras.optimizers.Adam(use_ema=True, ema_momentum=0.99), keras.losses.BinaryCrossentropy(label_smoothing=0.1), metrics=[keras.metrics.BinaryAccuracy(), keras.metrics.F1Score(threshold=0.5)])
m.fit(x, y[:, None], verbose=0)
n = keras.Sequential([layers.Input((5,)), layers.Dense(1, activation="sigmoid")])
n.compile("adam", "binary_crossentropy")
n.fit(x, y_s, verbose=0)
s = keras.Sequential([layers.Input((5,)), layers.Dense(1, activation="hard_sigmoid")])
s.compile("adam", "mse")
s.fit(x, y, verbose=0)
h = keras.Sequential([layers.Input((5,)), layers.Dense(1, activation="tanh")])
h.compile("adam", "squared_hinge")
h.fit(x, np.where(y == 0, -1, 1), verbose=0)
c = keras.Sequential([layers.Input((5,)), layers.Dense(3, activation="softmax")])
c.compile("adam", "categorical_hinge")
c.fit(x, np.eye(3)[np.arange(24) % 3], verbose=0)
cs = keras.Sequential([layers.Input((5,)), layers.Dense(3)])
cs.compile("adam", keras.losses.CosineSimilarity(axis=-1), metrics=[keras.metrics.CosineSimilarity()])
cs.fit(x, x[:, :3], verbose=0)
