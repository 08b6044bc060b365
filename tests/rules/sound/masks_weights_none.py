import numpy as np
import keras
from keras import layers

x = np.random.rand(40, 8)
y = np.random.randint(0, 2, 40)
w = np.where(y == 1, 3.0, 1.0)
m = keras.Sequential([layers.Input((8,)), layers.Dense(4, activation="relu"), layers.Dense(1, activation="sigmoid")])
m.compile("adam", "binary_crossentropy", weighted_metrics=[])
m.fit(x[:30], y[:30], sample_weight=w[:30], validation_data=(x[30:], y[30:], w[30:]), verbose=0)
m.fit(x=x, y=y, batch_size=None, epochs=1, verbose=0, callbacks=None, validation_split=0.0, class_weight={0: 1.0, 1: 5.0})
