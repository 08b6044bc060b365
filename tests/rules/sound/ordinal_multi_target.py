import numpy as np
import keras
from keras import layers

grade = np.random.randint(0, 5, 80)
ordinal = (grade[:, None] > np.arange(4)).astype("float32")
x = np.random.rand(80, 6)
m = keras.Sequential([layers.Input((6,)), layers.Dense(8, activation="relu"), layers.Dense(4, activation="sigmoid")])
m.compile("adam", "binary_crossentropy", metrics=["binary_accuracy"])
m.fit(x, ordinal, verbose=0)
pred = m.predict(x, verbose=0).round().sum(axis=1)
stars = keras.Sequential([layers.Input((6,)), layers.Dense(1)])
stars.compile("adam", "mse", metrics=["mae"])
stars.fit(x, grade.astype("float32"), verbose=0)
tags = np.random.randint(0, 2, (80, 7))
t = keras.Sequential([layers.Input((6,)), layers.Dense(7)])
t.compile("adam", keras.losses.BinaryCrossentropy(from_logits=True))
t.fit(x, tags, verbose=0)
