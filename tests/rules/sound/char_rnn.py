import numpy as np
from keras.models import Sequential
from keras.layers import Input, LSTM, Dense, Dropout, Activation
from keras.utils import to_categorical

text = "the quick brown fox jumps over the lazy dog " * 10
chars = sorted(set(text))
char_to_int = {c: i for i, c in enumerate(chars)}
int_to_char = dict(enumerate(chars))
seq_length = 20
dataX, dataY = [], []
for i in range(0, len(text) - seq_length, 1):
    dataX.append([char_to_int[ch] for ch in text[i:i + seq_length]])
    dataY.append(char_to_int[text[i + seq_length]])
n_patterns = len(dataX)
X = np.reshape(dataX, (n_patterns, seq_length, 1))
X = X / float(len(chars))
y = to_categorical(dataY)
model = Sequential()
model.add(Input((X.shape[1], X.shape[2])))
model.add(LSTM(16, return_sequences=True))
model.add(Dropout(0.2))
model.add(LSTM(16))
model.add(Dense(y.shape[1]))
model.add(Activation("softmax"))
model.compile(loss="categorical_crossentropy", optimizer="adam")
model.fit(X, y, epochs=1, batch_size=64, verbose=0)
pattern = dataX[5]
for _ in range(3):
    x = np.reshape(pattern, (1, len(pattern), 1)) / float(len(chars))
    index = int(np.argmax(model.predict(x, verbose=0)))
    pattern.append(index)
    pattern = pattern[1:]
