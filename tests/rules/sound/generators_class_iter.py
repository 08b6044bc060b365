import numpy as np
import keras
from keras import layers

class Stream:
    def __init__(self, x, y, bs):
        self.x, self.y, self.bs, self.i = x, y, bs, 0

    def __iter__(self):
        return self

    def __next__(self):
        if self.i + self.bs > len(self.x):
            self.i = 0
        s = slice(self.i, self.i + self.bs)
        self.i += self.bs
        return self.x[s], self.y[s]

def batches(x, y, bs, shuffle=True):
    while True:
        order = np.random.permutation(len(x)) if shuffle else np.arange(len(x))
        for k in range(0, len(x) - bs + 1, bs):
            sel = order[k:k + bs]
            yield x[sel].astype("float32") / 255.0, keras.utils.to_categorical(y[sel], 10)

def single(x, y):
    for a, b in zip(x, y):
        yield a[None] / 255.0, np.array([b])

(x, y), _ = keras.datasets.mnist.load_data()
m = keras.Sequential([layers.Input((28, 28)), layers.Flatten(), layers.Dense(10, activation="softmax")])
m.compile("adam", "categorical_crossentropy")
m.fit(batches(x, y, 16), steps_per_epoch=4, epochs=1, verbose=0)
s = keras.Sequential([layers.Input((28, 28)), layers.Flatten(), layers.Dense(10, activation="softmax")])
s.compile("adam", "sparse_categorical_crossentropy")
st = Stream(x / 255.0, y, 16)
for _ in range(3):
    s.train_on_batch(*next(st))
for a, b in single(x[:3], y[:3]):
    s.train_on_batch(a, b)
