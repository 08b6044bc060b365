import numpy as np
import keras
from keras import layers

batch, steps, feats = 8, 5, 2
x = np.random.rand(40, steps, feats)
y = np.random.rand(40, 1)
model = keras.Sequential([
    keras.Input(batch_shape=(batch, steps, feats)),
    layers.LSTM(4, stateful=True, return_sequences=True),
    layers.LSTM(4, stateful=True),
    layers.Dense(1),
])
model.compile("adam", "mse")
for epoch in range(2):
    model.fit(x, y, batch_size=batch, epochs=1, shuffle=False, verbose=0)
    for layer in model.layers:
        if hasattr(layer, "reset_states"):
            layer.reset_states()
p = model.predict(x[:batch], batch_size=batch, verbose=0)
