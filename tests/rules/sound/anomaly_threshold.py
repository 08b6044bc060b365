import numpy as np
import keras
from keras import layers

def sequences(v, steps=16):
    return np.stack([v[i:i + steps] for i in range(len(v) - steps + 1)])

train = np.sin(np.arange(300) / 9).reshape(-1, 1)
mean, std = train.mean(), train.std()
x = sequences((train - mean) / std)
m = keras.Sequential([
    layers.Input(shape=(x.shape[1], x.shape[2])),
    layers.Conv1D(filters=8, kernel_size=7, padding="same", strides=2, activation="relu"),
    layers.Dropout(rate=0.2),
    layers.Conv1D(filters=4, kernel_size=7, padding="same", strides=2, activation="relu"),
    layers.Conv1DTranspose(filters=4, kernel_size=7, padding="same", strides=2, activation="relu"),
    layers.Dropout(rate=0.2),
    layers.Conv1DTranspose(filters=8, kernel_size=7, padding="same", strides=2, activation="relu"),
    layers.Conv1DTranspose(filters=1, kernel_size=7, padding="same"),
])
m.compile(optimizer=keras.optimizers.Adam(learning_rate=0.001), loss="mse")
h = m.fit(x, x, epochs=1, batch_size=32, validation_split=0.1, callbacks=[keras.callbacks.EarlyStopping(monitor="val_loss", patience=5, mode="min")], verbose=0)
mae = np.mean(np.abs(m.predict(x, verbose=0) - x), axis=1)
threshold = np.max(mae)
anomalies = mae.reshape(-1) > threshold
