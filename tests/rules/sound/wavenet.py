import numpy as np
import keras
from keras import layers

m = keras.models.Sequential()
m.add(layers.Input(shape=[None, 1]))
for rate in (1, 2, 4, 8) * 2:
    m.add(layers.Conv1D(filters=8, kernel_size=2, padding="causal", activation="relu", dilation_rate=rate))
m.add(layers.Conv1D(filters=5, kernel_size=1))
m.compile(loss="mse", optimizer="adam")
x = np.random.rand(8, 30, 1)
y = np.random.rand(8, 30, 5)
m.fit(x, y, epochs=1, verbose=0)
r = keras.models.Sequential([layers.Input([None, 1]), layers.GRU(8, return_sequences=True), layers.GRU(8, return_sequences=True), layers.TimeDistributed(layers.Dense(5))])
r.compile("adam", "mse")
r.fit(x, y, verbose=0)
last = keras.models.Sequential([layers.Input([None, 1]), layers.SimpleRNN(8, return_sequences=True), layers.SimpleRNN(1)])
last.compile("adam", "mse")
last.fit(x, y[:, -1, 0], verbose=0)
