import numpy as np
import pandas as pd
import keras
from keras import layers

df = pd.DataFrame({"a": range(48), "b": np.random.rand(48), "c": np.random.rand(48), "k": ["u", "v", "w", "z"] * 12})
df = df.assign(d=df["b"] * 2, e=lambda t: t["c"] - t["b"])
df["f"] = df.groupby("k")["b"].transform("mean")
df = df.set_index("a").sort_values("b").reset_index()
df = df.rename(columns={"b": "bb"}).drop(columns=["f"])
df["lag1"] = df["bb"].shift(1)
df = df.dropna().reset_index(drop=True)

def reg(n, out=1):
    m = keras.Sequential([keras.Input((n,)), layers.Dense(4, activation="relu"), layers.Dense(out)])
    m.compile("adam", "mse")
    return m

reg(5).fit(df[["bb", "c", "d", "e", "lag1"]], df["a"].astype(float), verbose=0)
reg(6).fit(df.select_dtypes("number"), df["c"], verbose=0)
reg(9).fit(pd.get_dummies(df.drop(columns=["a"]), columns=["k"]).astype(float).values, df["a"] / 48, verbose=0)
reg(4).fit(pd.get_dummies(df["k"], dtype="float32"), df["bb"], verbose=0)
reg(3).fit(pd.get_dummies(df["k"], drop_first=True, dtype=float), df["bb"], verbose=0)
reg(2).fit(df.loc[:, "bb":"c"], df[["d", "e"]].mean(axis=1), verbose=0)
reg(3, 2).fit(df.iloc[:, [1, 2, 4]].to_numpy(), df[["d", "e"]].to_numpy(), verbose=0)
agg = df.groupby("k").agg({"bb": ["mean", "max"], "c": "sum"})
reg(3).fit(agg.values, np.arange(4.0), verbose=0)
piv = df.pivot_table(index="a", columns="k", values="c").fillna(0)
reg(4).fit(piv, piv.sum(axis=1), verbose=0)
melted = df.melt(id_vars="k", value_vars=["bb", "c"])
reg(1).fit(melted[["value"]], (melted["variable"] == "c").astype(float), verbose=0)
merged = df.merge(df[["a", "c"]].rename(columns={"c": "c2"}), on="a")
reg(2).fit(merged[["c", "c2"]], merged["e"], verbose=0)
both = pd.concat([df[["bb"]], df[["c", "d"]]], axis=1)
reg(3).fit(both, both.sum(axis=1), verbose=0)
tall = pd.concat([df, df], ignore_index=True)
reg(2).fit(tall[["bb", "c"]], tall["d"], verbose=0)
q = df.query("bb > 0.2")[["bb", "c"]]
reg(2).fit(q, q["c"], verbose=0)
roll = df["bb"].rolling(3).mean().dropna()
reg(1).fit(roll.values.reshape(-1, 1), roll.values, verbose=0)
cols = df.columns.difference(["k", "a"])
reg(len(cols)).fit(df[cols], df["a"].astype("float32"), verbose=0)
reg(3).fit(df.sample(frac=0.5)[["bb", "c", "d"]], df["e"].sample(frac=0.5), verbose=0)
mapped = df["k"].map({"u": 0, "v": 1, "w": 2, "z": 3})
clf = keras.Sequential([keras.Input((2,)), layers.Dense(4, activation="softmax")])
clf.compile("adam", "sparse_categorical_crossentropy")
clf.fit(df[["bb", "c"]], mapped, verbose=0)
clf.fit(df[["bb", "c"]], df["k"].replace({"u": 0, "v": 1, "w": 2, "z": 3}).astype(int), verbose=0)
clf.fit(df[["bb", "c"]], df["k"].astype("category").cat.codes, verbose=0)
