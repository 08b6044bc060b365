import numpy as np
import keras
from keras import layers

y = np.random.randint(1, 5, 200)
y = y - 1
x = np.random.rand(200, 6)
m = keras.Sequential([layers.Input((6,)), layers.Dense(16, activation="relu"), layers.Dense(4, activation="softmax")])
m.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
m.fit(x, y, verbose=0)
Y = keras.utils.to_categorical(y)
m2 = keras.Sequential([layers.Input((6,)), layers.Dense(Y.shape[1], activation="softmax")])
m2.compile("adam", "categorical_crossentropy")
m2.fit(x, Y, verbose=0)
