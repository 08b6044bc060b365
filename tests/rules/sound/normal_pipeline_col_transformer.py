import numpy as np
import pandas as pd
from sklearn.compose import ColumnTransformer, make_column_transformer
from sklearn.pipeline import Pipeline
from sklearn.impute import SimpleImputer
from sklearn.preprocessing import OneHotEncoder, StandardScaler
from sklearn.model_selection import train_test_split
import keras
from keras import layers

n = 120
df = pd.DataFrame({"a": np.random.rand(n), "b": np.random.rand(n) * 9, "c": np.random.choice(list("xyz"), n), "y": np.random.choice([0, 1], n)})
df.loc[::7, "a"] = np.nan
num, cat = ["a", "b"], ["c"]
pre = ColumnTransformer([("num", Pipeline([("imp", SimpleImputer()), ("sc", StandardScaler())]), num), ("cat", OneHotEncoder(handle_unknown="ignore", sparse_output=False), cat)])
Xtr, Xte, ytr, yte = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
Ztr, Zte = pre.fit_transform(Xtr), pre.transform(Xte)
m = keras.Sequential([layers.Input((Ztr.shape[1],)), layers.Dense(8, activation="relu"), layers.Dense(1, activation="sigmoid")])
m.compile("adam", "binary_crossentropy", metrics=["accuracy"])
m.fit(Ztr, ytr, validation_split=0.1, verbose=0)
print(m.evaluate(Zte, yte, verbose=0))
ct = make_column_transformer((StandardScaler(), num), remainder="drop")
Q = ct.fit_transform(Xtr.fillna(0))
r = keras.Sequential([layers.Input((2,)), layers.Dense(1)])
r.compile("adam", "mse")
r.fit(Q, ytr.to_numpy(), verbose=0)
