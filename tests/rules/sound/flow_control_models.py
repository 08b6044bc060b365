import numpy as np
import keras
from keras import layers

USE_BN, DEPTH, RNN = True, 2, "gru"
rnn = {"lstm": layers.LSTM, "gru": layers.GRU, "rnn": layers.SimpleRNN}[RNN]
m = keras.Sequential()
m.add(keras.Input((10, 4)))
for i in range(DEPTH):
    last = i == DEPTH - 1
    m.add(rnn(8, return_sequences=not last))
    if USE_BN and not last:
        m.add(layers.BatchNormalization())
m.add(layers.Dense(1))
m.compile("adam", "mse")
m.fit(np.random.rand(12, 10, 4), np.random.rand(12), verbose=0)
n = keras.Sequential([keras.Input((10, 4))])
for i, units in enumerate([8, 8, 4]):
    n.add(layers.Bidirectional(rnn(units, return_sequences=i < 2)))
n.add(layers.Dense(3, activation="softmax") if RNN == "lstm" else layers.Dense(2, activation="softmax"))
n.compile("adam", "sparse_categorical_crossentropy")
n.fit(np.random.rand(12, 10, 4), np.arange(12) % 2, verbose=0)
try:
    n.load_weights("missing.weights.h5")
except Exception as error:
    print("no weights", type(error))
for attempt in range(3):
    p = keras.Sequential([keras.Input((5,)), layers.Dense(2 ** attempt)])
    p.compile("adam", "mse")
    p.fit(np.random.rand(8, 5), np.random.rand(8, 2 ** attempt), verbose=0)
    if attempt == 1:
        break
else:
    raise SystemExit(1)
assert p.output_shape == (None, 2)
