import numpy as np
import keras
from keras import layers
from keras.utils import to_categorical

x, y = np.random.rand(60, 4), np.random.randint(0, 2, 60)
two = keras.Sequential([layers.Input((4,)), layers.Dense(2, activation="softmax")])
two.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
two.fit(x, to_categorical(y), verbose=0)
sp = keras.Sequential([layers.Input((4,)), layers.Dense(2, activation="softmax")])
sp.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
sp.fit(x, y, verbose=0)
per_class = keras.Sequential([layers.Input((4,)), layers.Dense(2, activation="sigmoid")])
per_class.compile("adam", "binary_crossentropy", metrics=["accuracy"])
per_class.fit(x, np.random.randint(0, 2, (60, 2)), verbose=0)
logit = keras.Sequential([layers.Input((4,)), layers.Dense(1)])
logit.compile("adam", keras.losses.BinaryCrossentropy(from_logits=True), metrics=[keras.metrics.BinaryAccuracy(threshold=0)])
logit.fit(x, y[:, None], verbose=0)
p = 1 / (1 + np.exp(-logit.predict(x, verbose=0)))
