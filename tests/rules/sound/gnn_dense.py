import numpy as np
import keras
from keras import layers, ops

n, f, c = 30, 7, 3
A = (np.random.rand(n, n) < 0.1).astype("float32")
A = np.maximum(A, A.T) + np.eye(n, dtype="float32")
D = np.diag(1 / np.sqrt(A.sum(1)))
A_hat = (D @ A @ D).astype("float32")
X = np.random.rand(n, f).astype("float32")
Y = np.random.randint(0, c, n)

class GCN(layers.Layer):
    def __init__(self, units, activation=None):
        super().__init__()
        self.d = layers.Dense(units, use_bias=False)
        self.a = keras.activations.get(activation)

    def call(self, inputs):
        x, a = inputs
        return self.a(ops.matmul(a, self.d(x)))

xi, ai = keras.Input((f,), batch_size=n), keras.Input((n,), batch_size=n)
h = GCN(8, "relu")([xi, ai])
o = GCN(c, "softmax")([layers.Dropout(0.5)(h), ai])
m = keras.Model([xi, ai], o)
m.compile("adam", "sparse_categorical_crossentropy", weighted_metrics=["acc"])
mask = np.random.rand(n) < 0.5
m.fit([X, A_hat], Y, sample_weight=mask.astype(float), batch_size=n, shuffle=False, epochs=2, verbose=0)
m.evaluate([X, A_hat], Y, sample_weight=(~mask).astype(float), batch_size=n, verbose=0)
