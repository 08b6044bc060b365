import numpy as np
import keras
from keras import layers, ops

class Attention(layers.Layer):
    def build(self, s):
        self.w = self.add_weight(shape=(s[-1], 1), initializer="glorot_uniform", name="w")
        self.b = self.add_weight(shape=(s[1], 1), initializer="zeros", name="b")

    def call(self, x):
        e = ops.tanh(ops.matmul(x, self.w) + self.b)
        a = ops.softmax(e, axis=1)
        return ops.sum(x * a, axis=1)

m = keras.Sequential([keras.Input((20,)), layers.Embedding(50, 8), layers.Bidirectional(layers.LSTM(4, return_sequences=True)), Attention(), layers.Dense(1, activation="sigmoid")])
m.compile("adam", "binary_crossentropy", metrics=["accuracy"])
m.fit(np.random.randint(0, 50, (32, 20)), np.random.randint(0, 2, 32), verbose=0)
inp = keras.Input((20, 8))
h = layers.LSTM(6, return_sequences=True)(inp)
e = layers.Dense(1, activation="tanh")(h)
e = layers.Flatten()(e)
a = layers.Activation("softmax")(e)
a = layers.Permute([2, 1])(layers.RepeatVector(6)(a))
s = layers.Multiply()([h, a])
s = layers.Lambda(lambda t: ops.sum(t, axis=-2), output_shape=(6,))(s)
m = keras.Model(inp, layers.Dense(1, activation="sigmoid")(s))
m.compile("adam", "binary_crossentropy")
m.fit(np.random.rand(16, 20, 8), np.random.randint(0, 2, 16), verbose=0)
