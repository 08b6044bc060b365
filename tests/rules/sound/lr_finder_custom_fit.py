import numpy as np
import keras
from keras import layers

class LRFinder(keras.callbacks.Callback):
    def __init__(self, lo=1e-5, hi=10.0, steps=20):
        super().__init__()
        self.factor, self.lo = (hi / lo) ** (1 / steps), lo

    def on_train_begin(self, logs=None):
        self.model.optimizer.learning_rate = self.lo

    def on_train_batch_end(self, batch, logs=None):
        self.model.optimizer.learning_rate = float(self.model.optimizer.learning_rate) * self.factor

x, y = np.random.rand(64, 4), np.random.rand(64)
m = keras.Sequential([keras.Input((4,)), layers.Dense(8, activation="relu"), layers.Dense(1)])
m.compile(keras.optimizers.SGD(), "mse")
w = m.get_weights()
m.fit(x, y, batch_size=4, epochs=1, callbacks=[LRFinder()], verbose=0)
m.set_weights(w)
for lr in np.logspace(-4, -2, 3):
    m.compile(keras.optimizers.Adam(learning_rate=float(lr)), "mse")
    m.fit(x, y, verbose=0)
