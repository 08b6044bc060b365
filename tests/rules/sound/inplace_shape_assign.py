import numpy as np
import keras
from keras import layers

x = np.random.rand(30, 64)
x.shape = (30, 8, 8)
m = keras.Sequential([keras.Input((8, 8)), layers.Flatten(), layers.Dense(1)])
m.compile("adam", "mse")
m.fit(x, np.random.rand(30), verbose=0)
x = x.reshape(x.shape + (1,))
c = keras.Sequential([keras.Input((8, 8, 1)), layers.Conv2D(2, 3, activation="relu"), layers.Flatten(), layers.Dense(1)])
c.compile("adam", "mse")
c.fit(x, np.random.rand(30), verbose=0)
z = np.random.rand(30, 10)
z.resize((30, 5, 2))
k = keras.Sequential([keras.Input((5, 2)), layers.LSTM(3), layers.Dense(1)])
k.compile("adam", "mse")
k.fit(z, np.random.rand(30), verbose=0)
q = np.random.rand(10, 30).T
d = keras.Sequential([keras.Input((10,)), layers.Dense(1)])
d.compile("adam", "mse")
d.fit(q, q[:, 0], verbose=0)
d.fit(np.c_[q[:, :4], q[:, 4:]], q[:, 0], verbose=0)
d.fit(np.column_stack([q[:, i] for i in range(10)]), q.sum(1), verbose=0)
d.fit(np.append(q[:, :9], q[:, 9:], axis=1), q.sum(axis=1), verbose=0)
g = np.stack(np.meshgrid(np.linspace(0, 1, 6), np.linspace(0, 1, 5)), axis=-1).reshape(-1, 2)
e = keras.Sequential([keras.Input((2,)), layers.Dense(8, activation="tanh"), layers.Dense(1)])
e.compile("adam", "mse")
e.fit(g, np.sin(g[:, 0]) * g[:, 1], verbose=0)
