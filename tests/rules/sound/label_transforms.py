import numpy as np
import keras
from keras import layers

def clf(n, loss):
    m = keras.Sequential([layers.Input((3,)), layers.Dense(n, activation="softmax")])
    m.compile("adam", loss, metrics=["accuracy"])
    return m

x = np.random.rand(60, 3)
ints = np.random.randint(0, 4, 60)
oh = keras.utils.to_categorical(ints, 4)
S, C = "sparse_categorical_crossentropy", "categorical_crossentropy"
clf(4, S).fit(x, oh.argmax(axis=1), verbose=0)
clf(4, S).fit(x, np.argmax(oh, -1), verbose=0)
clf(4, S).fit(x, oh @ np.arange(4), verbose=0)
clf(4, S).fit(x, np.where(oh)[1], verbose=0)
clf(4, S).fit(x, np.nonzero(oh)[1], verbose=0)
clf(4, S).fit(x, [int(i) for i in ints] and ints, verbose=0)
clf(4, C).fit(x, oh[np.arange(60)], verbose=0)
clf(4, C).fit(x, np.eye(4)[ints], verbose=0)
clf(4, C).fit(x, np.identity(4)[ints.reshape(-1)], verbose=0)
clf(4, C).fit(x, np.array([[float(i == k) for k in range(4)] for i in ints]), verbose=0)
clf(5, C).fit(x, np.hstack([oh, np.zeros((60, 1))]), verbose=0)
clf(3, C).fit(x, np.c_[oh[:, :2], oh[:, 2:].sum(1)], verbose=0)
clf(2, C).fit(x, np.stack([ints < 2, ints >= 2], axis=1).astype("float32"), verbose=0)
clf(2, S).fit(x, ints // 2, verbose=0)
clf(2, S).fit(x, (ints > 1).astype("uint8"), verbose=0)
clf(3, S).fit(x, np.minimum(ints, 2), verbose=0)
clf(3, S).fit(x, np.clip(ints, 0, 2), verbose=0)
clf(3, S).fit(x, np.sign(ints - 1.5).astype(int) + 1, verbose=0)
clf(4, S).fit(x, 3 - ints, verbose=0)
clf(2, S).fit(x, np.array([0, 1])[ints % 2], verbose=0)
clf(4, S).fit(x, np.digitize(x[:, 0], [0.25, 0.5, 0.75]), verbose=0)
clf(4, S).fit(x, np.floor(x[:, 0] * 4).astype(int), verbose=0)
clf(4, S).fit(x, (x[:, 0] * 3.999).astype("int32"), verbose=0)
clf(8, S).fit(x, ints + 4 * (x[:, 1] > 0.5), verbose=0)
clf(4, S).fit(x, np.random.choice(4, 60), verbose=0)
clf(4, S).fit(x, np.concatenate([np.full(15, k) for k in range(4)]), verbose=0)
clf(4, S).fit(x, np.repeat(np.arange(4), 15), verbose=0)
clf(4, S).fit(x, np.tile([0, 1, 2, 3], 15), verbose=0)
clf(4, S).fit(x, sum(((x[:, 0] > t).astype(int) for t in (0.25, 0.5, 0.75)), np.zeros(60, int)), verbose=0)
clf(6, S).fit(x, ints, verbose=0)
