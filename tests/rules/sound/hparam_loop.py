import itertools
import numpy as np
import keras
from keras import layers

x = np.random.rand(200, 10).astype("float32")
y = (x.sum(axis=1) > 5).astype("int32")
grid = {"units": [8, 16], "act": ["relu", "tanh"], "opt": ["adam", "rmsprop"], "layers": [1, 2]}
best = None
for units, act, opt, n in itertools.product(*grid.values()):
    keras.backend.clear_session()
    model = keras.Sequential([keras.Input((10,))] + [layers.Dense(units, activation=act) for _ in range(n)] + [layers.Dense(1, activation="sigmoid")])
    model.compile(optimizer=opt, loss="binary_crossentropy", metrics=["accuracy"])
    h = model.fit(x, y, validation_split=0.25, epochs=1, verbose=0)
    score = h.history["val_accuracy"][-1]
    if best is None or score > best[0]:
        best = (score, units, act, opt, n)
print(best)
