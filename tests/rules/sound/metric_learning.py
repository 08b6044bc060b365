import numpy as np
import keras
from keras import layers, ops

class L2Norm(layers.Layer):
    def call(self, x):
        return x / ops.sqrt(ops.sum(ops.square(x), axis=-1, keepdims=True) + 1e-9)

emb = keras.Sequential([keras.Input((16,)), layers.Dense(8, activation="relu"), layers.Dense(4), L2Norm()])
a, p, n = (keras.Input((16,), name=k) for k in ("anchor", "positive", "negative"))
out = layers.Concatenate(axis=-1)([emb(a), emb(p), emb(n)])
triplet = keras.Model([a, p, n], out)

def triplet_loss(y_true, y_pred, margin=0.2):
    a, p, n = y_pred[:, :4], y_pred[:, 4:8], y_pred[:, 8:]
    return ops.mean(ops.maximum(ops.sum((a - p) ** 2, 1) - ops.sum((a - n) ** 2, 1) + margin, 0))

triplet.compile("adam", triplet_loss)
x = [np.random.rand(20, 16) for _ in range(3)]
triplet.fit(x, np.zeros((20, 12)), verbose=0)
vectors = emb.predict(x[0], verbose=0)
