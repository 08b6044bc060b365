import numpy as np
import keras
from keras import layers

base = keras.Sequential([layers.Input((6,)), layers.Dense(8, activation="relu"), layers.Dense(3)])
target = keras.models.clone_model(base)
target.set_weights(base.get_weights())
base.compile("adam", "mse")
x = np.random.rand(32, 6)
for _ in range(2):
    q = target.predict(x, verbose=0)
    best = q.max(axis=1)
    y = base.predict(x, verbose=0)
    y[np.arange(32), np.random.randint(0, 3, 32)] = 0.1 + 0.99 * best
    base.fit(x, y, epochs=1, verbose=0)
    target.set_weights([0.9 * t + 0.1 * b for t, b in zip(target.get_weights(), base.get_weights())])
