import numpy as np
from keras.datasets import reuters
from keras import models, layers
from keras.utils import to_categorical

(train_data, train_labels), (test_data, test_labels) = reuters.load_data(num_words=500)

def to_one_hot(labels, dimension=46):
    results = np.zeros((len(labels), dimension))
    for i, label in enumerate(labels):
        results[i, label] = 1.0
    return results

def vec(seqs, dim=500):
    r = np.zeros((len(seqs), dim))
    for i, s in enumerate(seqs):
        for j in s:
            r[i, j] = 1.0
    return r

x_train, x_test = vec(train_data), vec(test_data)
y1, y1t = to_one_hot(train_labels), to_one_hot(test_labels)
y2, y2t = to_categorical(train_labels), to_categorical(test_labels)
for y, yt in ((y1, y1t), (y2, y2t)):
    model = models.Sequential([layers.Input((500,)), layers.Dense(64, activation="relu"), layers.Dense(64, activation="relu"), layers.Dense(46, activation="softmax")])
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["accuracy"])
    model.fit(x_train, y, epochs=1, batch_size=64, verbose=0)
    model.evaluate(x_test, yt, verbose=0)
sparse = models.Sequential([layers.Input((500,)), layers.Dense(46, activation="softmax")])
sparse.compile("rmsprop", "sparse_categorical_crossentropy", metrics=["accuracy"])
sparse.fit(x_train, np.array(train_labels), verbose=0)
predictions = sparse.predict(x_test, verbose=0)
print(np.argmax(predictions[0]))
