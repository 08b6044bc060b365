import numpy as np
import pandas as pd
import keras
from keras import layers

df = pd.DataFrame(np.random.rand(100, 5), columns=["f1", "f2", "f3", "t1", "t2"])
X, Y = df.filter(like="f"), df[["t1", "t2"]]
m = keras.Sequential([layers.Input((X.shape[1],)), layers.Dense(8, activation="relu"), layers.Dense(Y.shape[1])])
m.compile("adam", "mse", metrics=["mae", "root_mean_squared_error"])
m.fit(X, Y, epochs=1, verbose=0)
m.fit(X.values, Y.values, verbose=0)
one = keras.Sequential([layers.Input((3,)), layers.Dense(1)])
one.compile("adam", "mse")
one.fit(df.iloc[:, :3], df.iloc[:, 3], verbose=0)
one.fit(df.iloc[:, :-2], df["t1"], verbose=0)
one.fit(df.drop(["t1", "t2"], axis=1), df.pop("t2"), verbose=0)
df["label"] = pd.qcut(df["t1"], 4, labels=False)
c = keras.Sequential([layers.Input((3,)), layers.Dense(4, activation="softmax")])
c.compile("adam", "sparse_categorical_crossentropy")
c.fit(df[["f1", "f2", "f3"]], df["label"], verbose=0)
row = df[["f1", "f2", "f3"]].iloc[0]
print(c.predict(row.values.reshape(1, -1), verbose=0), c.predict(row.to_frame().T, verbose=0).shape)
