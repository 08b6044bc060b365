import numpy as np
import random
import keras
from keras import layers

text = "abcdefghijklmnopqrstuvwxyz " * 20
chars = sorted(list(set(text)))
idx = dict((c, i) for i, c in enumerate(chars))
maxlen, step = 15, 3
sentences, next_chars = [], []
for i in range(0, len(text) - maxlen, step):
    sentences.append(text[i: i + maxlen])
    next_chars.append(text[i + maxlen])
x = np.zeros((len(sentences), maxlen, len(chars)), dtype="bool")
y = np.zeros((len(sentences), len(chars)), dtype="bool")
for i, sentence in enumerate(sentences):
    for t, char in enumerate(sentence):
        x[i, t, idx[char]] = 1
    y[i, idx[next_chars[i]]] = 1
model = keras.Sequential([keras.Input(shape=(maxlen, len(chars))), layers.LSTM(16), layers.Dense(len(chars), activation="softmax")])
model.compile(loss="categorical_crossentropy", optimizer=keras.optimizers.RMSprop(learning_rate=0.01))

def sample(preds, temperature=1.0):
    preds = np.asarray(preds).astype("float64")
    preds = np.log(preds) / temperature
    e = np.exp(preds)
    preds = e / np.sum(e)
    return np.argmax(np.random.multinomial(1, preds, 1))

model.fit(x, y, batch_size=32, epochs=1, verbose=0)
x_pred = np.zeros((1, maxlen, len(chars)))
for t, char in enumerate(sentences[0]):
    x_pred[0, t, idx[char]] = 1.0
print(chars[sample(model.predict(x_pred, verbose=0)[0], 0.5)])
