import numpy as np
import keras
from keras import layers

raw = np.random.choice(["cat", "dog", "bird"], 60)
mapping = {name: i for i, name in enumerate(sorted(set(raw)))}
y = np.array([mapping[r] for r in raw])
y_vec = np.vectorize(mapping.get)(raw)
y_lookup = np.searchsorted(np.unique(raw), raw)
y_idx = np.unique(raw, return_inverse=True)[1]
x = np.random.rand(60, 3)
for target in (y, y_vec, y_lookup, y_idx, list(y)):
    m = keras.Sequential([layers.Input((3,)), layers.Dense(len(mapping), activation="softmax")])
    m.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    m.fit(x, np.asarray(target), verbose=0)
cat_vs_rest = (y == mapping["cat"]).astype(int)
b = keras.Sequential([layers.Input((3,)), layers.Dense(1, activation="sigmoid")])
b.compile("adam", "binary_crossentropy", metrics=["accuracy"])
b.fit(x, cat_vs_rest, verbose=0)
b.fit(x, np.where(raw == "dog", 1, 0), verbose=0)
b.fit(x, np.isin(raw, ["dog", "cat"]).astype("float32"), verbose=0)
