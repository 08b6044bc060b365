import numpy as np
from sklearn.datasets import fetch_california_housing, make_regression
from sklearn.preprocessing import StandardScaler, MinMaxScaler
from sklearn.model_selection import train_test_split
import keras
from keras import layers

housing = fetch_california_housing()
Xf, Xte, yf, yte = train_test_split(housing.data, housing.target, random_state=42)
Xtr, Xva, ytr, yva = train_test_split(Xf, yf, random_state=42)
sc = StandardScaler()
Xtr, Xva, Xte = sc.fit_transform(Xtr), sc.transform(Xva), sc.transform(Xte)
m = keras.models.Sequential([layers.Input(Xtr.shape[1:]), layers.Dense(30, activation="relu"), layers.Dense(1)])
m.compile(loss="mean_squared_error", optimizer=keras.optimizers.SGD(learning_rate=1e-3), metrics=[keras.metrics.RootMeanSquaredError()])
m.fit(Xtr, ytr, epochs=1, validation_data=(Xva, yva), verbose=0)
m.evaluate(Xte, yte, verbose=0)
X, y = make_regression(n_samples=100, n_features=5, noise=1)
ys = MinMaxScaler().fit_transform(y.reshape(-1, 1))
b = keras.Sequential([layers.Input((5,)), layers.Dense(8, activation="relu"), layers.Dense(1, activation="sigmoid")])
b.compile("adam", "mse")
b.fit(X, ys, verbose=0)
wide = layers.Input(shape=[5], name="wide")
deep = layers.Input(shape=[6], name="deep")
h = layers.Dense(8, activation="relu")(deep)
out = layers.Dense(1, name="output")(layers.concatenate([wide, h]))
aux = layers.Dense(1, name="aux")(h)
wd = keras.Model(inputs=[wide, deep], outputs=[out, aux])
wd.compile(loss=["mse", "mse"], loss_weights=[0.9, 0.1], optimizer="sgd")
wd.fit((Xtr[:, :5], Xtr[:, 2:]), (ytr, ytr), epochs=1, verbose=0, validation_data=((Xva[:, :5], Xva[:, 2:]), (yva, yva)))
