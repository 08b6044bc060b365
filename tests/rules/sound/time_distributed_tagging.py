import numpy as np
from keras.models import Sequential
from keras.layers import Input, Embedding, Bidirectional, LSTM, TimeDistributed, Dense
from keras.utils import to_categorical, pad_sequences

n_tags, vocab, length = 7, 300, 25
sentences = [np.random.randint(1, vocab, np.random.randint(5, 40)) for _ in range(60)]
tags = [np.random.randint(1, n_tags, len(s)) for s in sentences]
X = pad_sequences(sentences, maxlen=length)
Y = pad_sequences(tags, maxlen=length)
Y = to_categorical(Y, num_classes=n_tags)
model = Sequential()
model.add(Input((length,)))
model.add(Embedding(vocab, 16))
model.add(Bidirectional(LSTM(8, return_sequences=True, recurrent_dropout=0.1)))
model.add(TimeDistributed(Dense(n_tags, activation="softmax")))
model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["accuracy"])
model.fit(X, Y, batch_size=16, epochs=1, validation_split=0.1, verbose=0)
pred = np.argmax(model.predict(X[:2], verbose=0), axis=-1)
assert pred.shape == (2, length)
