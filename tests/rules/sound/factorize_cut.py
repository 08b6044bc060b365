import numpy as np
import pandas as pd
from keras import Sequential, Input, layers

df = pd.DataFrame(np.random.rand(150, 4), columns=list("abcd"))
df["species"] = np.random.choice(["x", "y", "z"], 150)
df["level"] = pd.cut(df["a"], bins=[-1, 0.3, 0.6, 2], labels=[0, 1, 2]).astype(int)
codes, uniques = pd.factorize(df["species"])
df["code"] = codes
cat = df["species"].astype("category").cat.codes
X = df[list("bcd")].to_numpy()
for y, n in ((codes, len(uniques)), (cat.values, cat.nunique()), (df["level"].values, 3), (df["code"], 3)):
    m = Sequential([Input((3,)), layers.Dense(8, activation="relu"), layers.Dense(n, activation="softmax")])
    m.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    m.fit(X, y, verbose=0)
d = pd.get_dummies(df["species"]).astype("float32")
m = Sequential([Input((3,)), layers.Dense(d.shape[1], activation="softmax")])
m.compile("adam", "categorical_crossentropy", metrics=["categorical_accuracy"])
m.fit(X, d, verbose=0)
