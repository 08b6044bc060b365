import numpy as np
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split
import keras
from keras import layers

digits = load_digits()
X = digits.images / 16.0
X_train, X_test, y_train, y_test = train_test_split(X, digits.target, test_size=0.2, random_state=0, stratify=digits.target)
X_train = X_train.reshape(len(X_train), 8, 8, 1)
X_test = X_test[..., np.newaxis]
m = keras.Sequential([layers.Input((8, 8, 1)), layers.Conv2D(8, 3, activation="relu"), layers.Flatten(), layers.Dense(10, activation="softmax")])
m.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
m.fit(X_train, y_train, epochs=1, verbose=0)
print(m.evaluate(X_test, y_test, verbose=0))
flat = digits.data.astype("float32")
flat -= flat.mean()
flat /= flat.std()
f = keras.Sequential([layers.Input((64,)), layers.Dense(10)])
f.compile("adam", keras.losses.SparseCategoricalCrossentropy(from_logits=True), metrics=["accuracy"])
f.fit(flat, digits.target, verbose=0)
