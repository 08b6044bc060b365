import numpy as np
import keras
from keras import layers

price = np.random.gamma(2, 50, 200)
bins = np.quantile(price, [0.25, 0.5, 0.75])
cls = np.digitize(price, bins)
X = np.random.rand(200, 4)
m = keras.Sequential([layers.Input((4,)), layers.Dense(8, activation="relu"), layers.Dense(4, activation="softmax")])
m.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
m.fit(X, cls, verbose=0)
log_price = np.log1p(price)
r = keras.Sequential([layers.Input((4,)), layers.Dense(8, activation="relu"), layers.Dense(1)])
r.compile("adam", "mean_absolute_percentage_error")
r.fit(X, log_price, verbose=0)
back = np.expm1(r.predict(X, verbose=0)).ravel()
norm = (price - price.min()) / (price.max() - price.min())
s = keras.Sequential([layers.Input((4,)), layers.Dense(1, activation="sigmoid")])
s.compile("adam", "mse")
s.fit(X, norm, verbose=0)
pct = price / price.max()
s.fit(X, pct, verbose=0)
rank = price.argsort().argsort() / len(price)
s.fit(X, rank, verbose=0)
