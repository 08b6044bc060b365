import numpy as np
import keras
from keras import layers

X = np.random.randn(30, 128, 9)
y = np.random.randint(1, 7, (30, 1)) - 1
Y = keras.utils.to_categorical(y)
n_steps, n_len = 4, 32
Xc = X.reshape((X.shape[0], n_steps, n_len, X.shape[2]))
m = keras.Sequential([keras.Input((None, n_len, 9)), layers.TimeDistributed(layers.Conv1D(4, 3, activation="relu")), layers.TimeDistributed(layers.MaxPooling1D(2)), layers.TimeDistributed(layers.Flatten()), layers.LSTM(8), layers.Dense(Y.shape[1], activation="softmax")])
m.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
m.fit(Xc, Y, verbose=0)
Xi = X.reshape((X.shape[0], n_steps, 1, n_len, 9))
k = keras.Sequential([keras.Input((n_steps, 1, n_len, 9)), layers.ConvLSTM2D(4, (1, 3), activation="relu"), layers.Flatten(), layers.Dense(6, activation="softmax")])
k.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
k.fit(Xi, y, verbose=0)
heads = []
ins = []
for kernel in (3, 5, 11):
    i = keras.Input((128, 9))
    h = layers.Flatten()(layers.MaxPooling1D(2)(layers.Dropout(0.5)(layers.Conv1D(4, kernel, activation="relu")(i))))
    ins.append(i)
    heads.append(h)
mh = keras.Model(ins, layers.Dense(6, activation="softmax")(layers.concatenate(heads)))
mh.compile("adam", "categorical_crossentropy")
mh.fit([X, X, X], Y, verbose=0)
