import numpy as np
from keras.models import Sequential
from keras.layers import Input, Dense, LSTM

def batches(series, steps, size=16):
    while True:
        starts = np.random.randint(0, len(series) - steps - 1, size)
        x = np.stack([series[s:s + steps] for s in starts])[..., np.newaxis]
        y = series[starts + steps]
        yield x, y

series = np.sin(np.arange(500) / 10)
model = Sequential([Input((20, 1)), LSTM(8), Dense(1)])
model.compile(optimizer="adam", loss="mae")
model.fit(batches(series[:400], 20), steps_per_epoch=5, epochs=2, validation_data=batches(series[400:], 20), validation_steps=2, verbose=0)
