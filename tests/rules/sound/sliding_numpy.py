import numpy as np
import keras
from keras import layers
from numpy.lib.stride_tricks import sliding_window_view

s = np.cumsum(np.random.randn(300)).astype("float32")
s = (s - s.mean()) / s.std()
w = 24
windows = sliding_window_view(s, w + 1)
X, y = windows[:, :-1], windows[:, -1]
X3 = X[..., np.newaxis]
m = keras.Sequential([layers.Input((w, 1)), layers.Conv1D(8, 5, activation="relu"), layers.MaxPooling1D(2), layers.GRU(8), layers.Dense(1)])
m.compile("adam", "mse")
m.fit(X3, y, verbose=0)
d = keras.Sequential([layers.Input((w,)), layers.Dense(16, activation="relu"), layers.Dense(1)])
d.compile("adam", "huber")
d.fit(X, y, verbose=0)
multi = np.array([s[i + w:i + w + 3] for i in range(len(s) - w - 3)])
Xm = np.array([s[i:i + w] for i in range(len(s) - w - 3)]).reshape(-1, w, 1)
k = keras.Sequential([layers.Input((w, 1)), layers.LSTM(8), layers.Dense(3)])
k.compile("adam", "mse")
k.fit(Xm, multi, verbose=0)
