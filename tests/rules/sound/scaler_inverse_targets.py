import numpy as np
import pandas as pd
from sklearn.preprocessing import MinMaxScaler, StandardScaler, RobustScaler
import keras
from keras import layers

df = pd.DataFrame({"open": np.cumsum(np.random.randn(200)) + 100, "close": np.cumsum(np.random.randn(200)) + 100})
scaler = MinMaxScaler(feature_range=(-1, 1))
scaled = scaler.fit_transform(df[["close"]].values)
X, y = [], []
for i in range(10, len(scaled)):
    X.append(scaled[i - 10:i, 0])
    y.append(scaled[i, 0])
X, y = np.array(X), np.array(y)
X = np.reshape(X, (X.shape[0], X.shape[1], 1))
split = int(0.8 * len(X))
m = keras.Sequential([layers.Input((10, 1)), layers.LSTM(4), layers.Dense(1, activation="tanh")])
m.compile("adam", "mse")
m.fit(X[:split], y[:split], validation_data=(X[split:], y[split:]), verbose=0)
p = scaler.inverse_transform(m.predict(X[split:], verbose=0))
sx, sy = StandardScaler(), StandardScaler()
A = sx.fit_transform(df[["open"]])
B = sy.fit_transform(df["close"].values.reshape(-1, 1))
r = keras.Sequential([layers.Input((1,)), layers.Dense(4, activation="relu"), layers.Dense(1)])
r.compile("adam", "mse")
r.fit(A, B, verbose=0)
back = sy.inverse_transform(r.predict(sx.transform([[101.0]]), verbose=0))
both = MinMaxScaler().fit_transform(df)
Xb = np.stack([both[i:i + 5] for i in range(len(both) - 5)])
yb = both[5:, 1]
k = keras.Sequential([layers.Input((5, 2)), layers.Flatten(), layers.Dense(1, activation="sigmoid")])
k.compile("adam", "mse")
k.fit(Xb, yb, verbose=0)
