import numpy as np
import keras
from keras import layers

V, T, N = 12, 6, 40
src = np.random.randint(1, V, (N, T))
tgt = np.sort(src, axis=1)
S, Tt = keras.utils.to_categorical(src, V), keras.utils.to_categorical(tgt, V)
m = keras.Sequential([layers.Input((T, V)), layers.LSTM(16, return_sequences=True), layers.Dense(V, activation="softmax")])
m.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
m.fit(S, Tt, verbose=0)
e = keras.Sequential([layers.Input((T,)), layers.Embedding(V, 8), layers.GRU(16), layers.RepeatVector(T), layers.GRU(16, return_sequences=True), layers.TimeDistributed(layers.Dense(V, activation="softmax"))])
e.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
e.fit(src, tgt, verbose=0)
