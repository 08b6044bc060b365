import numpy as np
import keras
from keras import layers
from keras.utils import timeseries_dataset_from_array

data = np.random.rand(200, 5)
temp = data[:, 1]
mean, std = data[:100].mean(axis=0), data[:100].std(axis=0)
data = (data - mean) / std
seq, sr = 10, 2
delay = sr * (seq + 4 - 1)
kw = dict(sampling_rate=sr, sequence_length=seq, batch_size=16)
train = timeseries_dataset_from_array(data[:-delay], targets=temp[delay:], start_index=0, end_index=100, shuffle=True, **kw)
val = timeseries_dataset_from_array(data[:-delay], targets=temp[delay:], start_index=100, **kw)
inputs = keras.Input(shape=(seq, data.shape[-1]))
x = layers.LSTM(4, recurrent_dropout=0.25)(inputs)
m = keras.Model(inputs, layers.Dense(1)(x))
m.compile("rmsprop", "mse", metrics=["mae"])
m.fit(train, epochs=1, validation_data=val, verbose=0)
flat = keras.Sequential([inputs, layers.Flatten(), layers.Dense(1)] if False else [keras.Input((seq, 5)), layers.Flatten(), layers.Dense(1)])
flat.compile("rmsprop", "mse")
flat.fit(train, verbose=0)
