import numpy as np
import keras
from keras import layers

(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()
x_train = x_train.astype("float32")
x_test = x_test.astype("float32")
x_val = x_train[:40]
y_val = y_train[:40]
x_train /= 255
x_test /= 255
m = keras.Sequential([layers.Input((28, 28)), layers.Flatten(), layers.Dense(10, activation="softmax")])
m.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
m.fit(x_train[40:], y_train[40:], validation_data=(x_val, y_val), verbose=0)
m.evaluate(x_test, y_test, verbose=0)
