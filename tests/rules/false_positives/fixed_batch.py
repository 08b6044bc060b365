"""A fixed batch size: `fit` and `predict` cut their arrays into batches."""

import numpy as np
from keras import Input, Sequential
from keras.layers import LSTM, Dense

model = Sequential([Input(batch_shape=(4, 6, 1)), LSTM(10, stateful=True), Dense(1)])
model.compile("rmsprop", "mse")
x, y = np.zeros((16, 6, 1)), np.zeros((16, 1))
model.fit(x, y, batch_size=4, shuffle=False)
model.evaluate(x[:8], y[:8], batch_size=4)
model.predict(x, batch_size=4)
