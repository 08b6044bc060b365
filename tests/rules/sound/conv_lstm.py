import numpy as np
import keras
from keras import layers

x = np.random.rand(4, 6, 16, 16, 1)
frames_in, frames_out = x[:, :-1], x[:, 1:]
inp = layers.Input(shape=(None, *frames_in.shape[2:]))
h = layers.ConvLSTM2D(filters=4, kernel_size=(5, 5), padding="same", return_sequences=True, activation="relu")(inp)
h = layers.BatchNormalization()(h)
h = layers.ConvLSTM2D(filters=4, kernel_size=(3, 3), padding="same", return_sequences=True)(h)
h = layers.Conv3D(filters=1, kernel_size=(3, 3, 3), activation="sigmoid", padding="same")(h)
m = keras.models.Model(inp, h)
m.compile(loss=keras.losses.binary_crossentropy, optimizer=keras.optimizers.Adam())
m.fit(frames_in, frames_out, batch_size=2, epochs=1, verbose=0)
s = keras.Sequential([keras.Input((5, 16, 16, 1)), layers.TimeDistributed(layers.Conv2D(4, 3, activation="relu")), layers.TimeDistributed(layers.Flatten()), layers.LSTM(4), layers.Dense(1)])
s.compile("adam", "mse")
s.fit(frames_in, np.random.rand(4), verbose=0)
