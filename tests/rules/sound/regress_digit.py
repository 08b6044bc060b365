import numpy as np
import keras
from keras import layers

(x, y), _ = keras.datasets.mnist.load_data()
angle = np.random.uniform(-1, 1, len(x))
m = keras.Sequential([layers.Input((28, 28)), layers.Rescaling(1 / 255), layers.Flatten(), layers.Dense(16, activation="relu"), layers.Dense(1, activation="tanh")])
m.compile("adam", "mse")
m.fit(x, angle, verbose=0)
p = keras.Sequential([layers.Input((3,)), layers.Dense(4, activation="relu"), layers.Dense(1, activation="relu")])
p.compile("adam", "mse")
p.fit(np.random.rand(30, 3), np.random.randint(0, 50, 30).astype("float32"), verbose=0)
e = keras.Sequential([layers.Input((3,)), layers.Dense(1, activation="exponential")])
e.compile("adam", keras.losses.Poisson())
e.fit(np.random.rand(30, 3), np.random.poisson(3, 30), verbose=0)
s = keras.Sequential([layers.Input((3,)), layers.Dense(1, activation="softplus")])
s.compile("adam", "mse")
s.fit(np.random.rand(30, 3), np.abs(np.random.randn(30)), verbose=0)
