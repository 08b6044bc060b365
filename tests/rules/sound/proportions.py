import numpy as np
import keras
from keras import layers

x = np.random.rand(50, 6)
shares = np.random.dirichlet(np.ones(4), 50)
m = keras.Sequential([layers.Input((6,)), layers.Dense(4, activation="softmax")])
m.compile("adam", "kl_divergence")
m.fit(x, shares, verbose=0)
m2 = keras.Sequential([layers.Input((6,)), layers.Dense(4, activation="softmax")])
m2.compile("adam", "categorical_crossentropy")
m2.fit(x, shares, verbose=0)
soft = keras.utils.to_categorical(np.random.randint(0, 4, 50), 4) * 0.9 + 0.025
m2.fit(x, soft, verbose=0)
m3 = keras.Sequential([layers.Input((6,)), layers.Dense(4, activation="softmax")])
m3.compile("adam", keras.losses.CategoricalCrossentropy(label_smoothing=0.1), metrics=[keras.metrics.TopKCategoricalAccuracy(k=2), keras.metrics.CategoricalAccuracy()])
m3.fit(x, np.eye(4)[np.random.randint(0, 4, 50)], verbose=0)
lam = 0.3
mixed = lam * np.eye(4)[np.random.randint(0, 4, 50)] + (1 - lam) * np.eye(4)[np.random.randint(0, 4, 50)]
m2.fit(x, mixed, verbose=0)
