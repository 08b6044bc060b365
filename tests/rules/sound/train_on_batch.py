import numpy as np
import keras
from keras import layers

x, y = np.random.rand(100, 10), np.random.randint(0, 3, 100)
m = keras.Sequential([layers.Input((10,)), layers.Dense(8, activation="swish"), layers.Dense(3, activation="softmax")])
m.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
bs = 16
for epoch in range(2):
    perm = np.random.permutation(len(x))
    for i in range(0, len(x), bs):
        idx = perm[i:i + bs]
        loss, acc = m.train_on_batch(x[idx], y[idx])
    val = m.test_on_batch(x[:bs], y[:bs])
    p = m.predict_on_batch(x[:bs])
