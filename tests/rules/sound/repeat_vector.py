import numpy as np
from keras.models import Sequential
from keras.layers import LSTM, RepeatVector, TimeDistributed, Dense, Input, Dropout

seq = np.random.rand(40, 10, 2)
model = Sequential()
model.add(Input((seq.shape[1], seq.shape[2])))
model.add(LSTM(16, activation="tanh", return_sequences=False))
model.add(Dropout(rate=0.2))
model.add(RepeatVector(seq.shape[1]))
model.add(LSTM(16, return_sequences=True))
model.add(TimeDistributed(Dense(seq.shape[2])))
model.compile(optimizer="adam", loss="mae")
model.fit(seq, seq, epochs=1, batch_size=8, validation_split=0.1, verbose=0)
err = np.mean(np.abs(model.predict(seq, verbose=0) - seq), axis=1)
n_in, n_out = 10, 3
X, y = seq[:, :, :1], np.random.rand(40, n_out, 1)
enc_dec = Sequential([Input((n_in, 1)), LSTM(8), RepeatVector(n_out), LSTM(8, return_sequences=True), TimeDistributed(Dense(8, activation="relu")), TimeDistributed(Dense(1))])
enc_dec.compile("adam", "mse")
enc_dec.fit(X, y, verbose=0)
vector = Sequential([Input((n_in, 1)), LSTM(8), Dense(n_out)])
vector.compile("adam", "mse")
vector.fit(X, y.reshape(y.shape[0], y.shape[1]), verbose=0)
vector.fit(X, y[..., 0], verbose=0)
