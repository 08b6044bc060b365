import numpy as np
import keras
from keras import layers

x = np.random.rand(6, 32, 128, 1).astype("float32")
y = np.random.randint(1, 10, (6, 5))
inp = keras.Input((32, 128, 1))
h = layers.Conv2D(8, 3, activation="relu", padding="same")(inp)
h = layers.MaxPooling2D((2, 2))(h)
h = layers.Permute((2, 1, 3))(h)
h = layers.Reshape((64, 16 * 8))(h)
h = layers.Bidirectional(layers.LSTM(8, return_sequences=True))(h)
out = layers.Dense(11)(h)
m = keras.Model(inp, out)
m.compile("adam", loss=keras.losses.CTC())
m.fit(x, y, verbose=0)
