import sys
import os
import numpy as np
import keras
from keras import layers

PATH = "digits.keras"

def get_model():
    if os.path.exists(PATH):
        return keras.models.load_model(PATH)
    m = keras.Sequential([layers.Input((64,)), layers.Dense(16, activation="relu"), layers.Dense(10, activation="softmax")])
    m.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    return m

def train(m, x, y):
    m.fit(x, y, epochs=1, verbose=0)
    m.save(PATH)

def test(m, x, y):
    return m.evaluate(x, y, verbose=0)

def main(argv):
    from sklearn.datasets import load_digits
    d = load_digits()
    x, y = d.data / 16, d.target
    m = get_model()
    mode = argv[1] if len(argv) > 1 and argv[1] in ("train", "test") else "train"
    if mode == "train":
        train(m, x[:1000], y[:1000])
    if mode in ("train", "test"):
        print(test(m, x[1000:], y[1000:]))
    m2 = get_model()
    print(m2.predict(x[:1], verbose=0).argmax())

if __name__ == "__main__":
    main(sys.argv)
