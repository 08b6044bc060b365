import numpy as np
import keras
from keras import layers

rng = np.random.default_rng(3)
X = rng.integers(0, 256, (40, 24, 24, 1)).astype(np.float32)
Y = rng.integers(0, 4, 40)

def augment(batch):
    flip = rng.random(len(batch)) < 0.5
    batch[flip] = batch[flip, :, ::-1]
    return batch

def flow(x, y, size=8, train=True):
    index = np.arange(len(x))
    while True:
        if train:
            rng.shuffle(index)
        for start in range(0, len(x), size):
            part = index[start:start + size]
            xb = x[part] / 127.5 - 1
            if train:
                xb = augment(xb)
            yb = np.zeros((len(part), 4), np.float32)
            yb[np.arange(len(part)), y[part]] = 1
            yield xb, yb

m = keras.Sequential([layers.Input((24, 24, 1)), layers.Conv2D(4, 3, activation="relu"), layers.Flatten(), layers.Dense(4, activation="softmax")])
m.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
steps = int(np.ceil(30 / 8))
m.fit(flow(X[:30], Y[:30]), steps_per_epoch=steps, validation_data=flow(X[30:], Y[30:], train=False), validation_steps=2, epochs=1, verbose=0)
xb, yb = next(flow(X, Y))
print(m.evaluate(xb, yb, verbose=0), m.predict(flow(X, Y), steps=2, verbose=0).shape)
