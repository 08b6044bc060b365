import numpy as np
import keras
from keras import layers

def head():
    m = keras.Sequential([layers.Input((32, 32, 3)), layers.Conv2D(2, 3, activation="relu"), layers.GlobalAveragePooling2D(), layers.Dense(10, activation="softmax")])
    m.compile("adam", "sparse_categorical_crossentropy")
    return m

(x, y), (xt, yt) = keras.datasets.cifar10.load_data()
a = x.astype("float32")
np.divide(a, 255, out=a)
head().fit(a, y, verbose=0)
b = x.astype(float)
b *= 1 / 255
head().fit(b, y, verbose=0)
c = np.empty(x.shape, dtype="float32")
c[:] = x / 255
head().fit(c, y, verbose=0)
d = np.zeros_like(x, dtype="float32")
for i in range(len(x)):
    d[i] = x[i] / 255.0
head().fit(d, y, verbose=0)

def scale(arrays):
    for arr in arrays:
        arr /= 255.0

e, f = x.astype("float32"), xt.astype("float32")
scale([e, f])
head().fit(e, y, validation_split=0.1, verbose=0)
head().evaluate(f, yt, verbose=0)
sets = {"train": x, "test": xt}
sets = {k: v / 255.0 for k, v in sets.items()}
head().fit(sets["train"], y, verbose=0)
g, h = (s.astype("float32") / 255 for s in (x, xt))
head().fit(g, y, verbose=0)
i, j = map(lambda s: s / 255.0, (x, xt))
head().fit(i, y, verbose=0)
k = keras.utils.normalize(x.astype("float32"), axis=-1)
head().fit(k, y, verbose=0)
from sklearn.preprocessing import MinMaxScaler, StandardScaler
l = StandardScaler().fit_transform(x.reshape(len(x), -1)).reshape(x.shape)
head().fit(l, y, verbose=0)
n = (x - x.mean((0, 1, 2), keepdims=True)) / (x.std(axis=(0, 1, 2), keepdims=True) + 1e-7)
head().fit(n, y, verbose=0)
o = np.clip(x / 255.0 + np.random.normal(0, 0.01, x.shape), 0, 1)
head().fit(o, y, verbose=0)
p = (x > 127).astype("float32")
head().fit(p, y, verbose=0)
q = np.log1p(x.astype("float32")) / np.log(256)
head().fit(q, y, verbose=0)
