import numpy as np
from keras.datasets import imdb
from keras import layers, models

(train_data, train_labels), (test_data, test_labels) = imdb.load_data(num_words=1000)

def vectorize_sequences(sequences, dimension=1000):
    results = np.zeros((len(sequences), dimension))
    for i, sequence in enumerate(sequences):
        results[i, sequence] = 1.0
    return results

x_train = vectorize_sequences(train_data)
x_test = vectorize_sequences(test_data)
y_train = np.asarray(train_labels).astype("float32")
y_test = np.asarray(test_labels).astype("float32")
model = models.Sequential()
model.add(layers.Input((1000,)))
model.add(layers.Dense(16, activation="relu"))
model.add(layers.Dense(16, activation="relu"))
model.add(layers.Dense(1, activation="sigmoid"))
x_val, partial_x_train = x_train[:50], x_train[50:]
y_val, partial_y_train = y_train[:50], y_train[50:]
model.compile(optimizer="rmsprop", loss="binary_crossentropy", metrics=["acc"])
history = model.fit(partial_x_train, partial_y_train, epochs=2, batch_size=32, validation_data=(x_val, y_val), verbose=0)
acc, val_acc = history.history["acc"], history.history["val_acc"]
results = model.evaluate(x_test, y_test, verbose=0)
