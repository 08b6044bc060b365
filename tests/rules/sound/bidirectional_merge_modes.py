import numpy as np
import keras
from keras import layers

x, y = np.random.rand(20, 7, 3), np.random.rand(20, 1)
for mode in ("concat", "sum", "ave", "mul"):
    m = keras.Sequential([keras.Input((7, 3)), layers.Bidirectional(layers.GRU(4, return_sequences=True), merge_mode=mode), layers.Bidirectional(layers.GRU(4), merge_mode=mode), layers.Dense(1)])
    m.compile("adam", "mse")
    m.fit(x, y, verbose=0)
cells = [layers.LSTMCell(4), layers.GRUCell(5)]
r = keras.Sequential([keras.Input((7, 3)), layers.RNN(cells), layers.Dense(1)])
r.compile("adam", "mse")
r.fit(x, y, verbose=0)
inp = keras.Input((7, 3))
out, h, c = layers.LSTM(6, return_state=True, return_sequences=True)(inp)
a = layers.MultiHeadAttention(2, 4)(out, out)
p = layers.GlobalMaxPooling1D()(layers.add([out, a]))
f = keras.Model(inp, layers.Dense(1)(layers.concatenate([p, h])))
f.compile("adam", "mse")
f.fit(x, y, verbose=0)
