"""Frames whose columns are changed in place, put elsewhere, or matched with others by their index."""

import numpy as np
import pandas as pd
from tensorflow.keras.layers import Dense, Input
from tensorflow.keras.models import Sequential

x = np.random.rand(120, 3)


def train(labels, features=x):
    model = Sequential([Input((3,)), Dense(8, activation="relu"), Dense(1, activation="sigmoid")])
    model.compile("adam", "mse")
    model.fit(features, labels)


def prices():
    return pd.DataFrame({"price": [100.0, 120.0, 90.0] * 40, "share": [0.1, 0.2, 0.3] * 40})


df = prices()
df.insert(0, "rate", 0.5)
train(df.values[:, 0])
df = prices()
df.insert(0, "cost", np.random.uniform(10, 90, 120))
train(df.values[:, -1])
df = prices().sort_index(axis=1, ascending=False)
train(df.iloc[:, 0].values)
df = prices().set_axis(["share", "price"], axis=1)
train(df["price"] / 200)

df = prices()
df.clip(0, 1, inplace=True)
train(df["price"].values)
df = prices()
df.eval("price = price / 120", inplace=True)
train(df["price"].values)
df = prices()
df.update(df[["price"]] / 120)
train(df["price"].values)
column = pd.Series([5.0, 1.0, 2.0, 3.0] * 30)
column.update(pd.Series([0.5] * 120))
train(column.values)
column = pd.Series([5.0, 1.0, 2.0, 3.0] * 30)
column.clip(0, 1, inplace=True)
train(column.values)

# Two frames with a column of their own each.
first = pd.DataFrame({"a": [1.0, 2.0, 3.0], "b": [1.0, 2.0, 3.0], "y": [0.1, 0.2, 0.3]})
second = pd.DataFrame({"a": [1.0, 2.0, 3.0], "c": [4.0, 5.0, 6.0], "y": [0.3, 0.3, 0.3]})
df = pd.concat([first, second], ignore_index=True).fillna(0)
train(df.pop("y").values, df.values)

# Rows that have no partner.
left = pd.DataFrame({"k": [3, 3, 3], "a": [0.1, 0.2, 0.3], "b": [1, 2, 3]}, index=[3, 4, 5])
right = pd.DataFrame({"y": [1.0, 10.0, 0.0]}, index=[3, 2, 5])
df = pd.concat([left, right], axis=1).dropna()
train(df["y"].values, df[["k", "a", "b"]].values)
df = pd.DataFrame({"k": [3, 3, 3], "a": [0.1, 0.2, 0.3], "b": [1, 2, 3]})
df["y"] = pd.Series([5.0, 1.0, 0.0, 1.0], index=[10, 0, 1, 2])
train(df["y"].values, df[["k", "a", "b"]].values)
