import sys
import numpy as np
import keras
from keras import layers

def activation_for(task):
    match task:
        case "binary":
            return 1, "sigmoid", "binary_crossentropy"
        case "multi":
            return 4, "softmax", "sparse_categorical_crossentropy"
        case _:
            return 1, None, "mse"

x = np.random.rand(40, 5)
targets = {"binary": np.random.randint(0, 2, 40), "multi": np.random.randint(0, 4, 40), "reg": np.random.randn(40)}
for task, y in targets.items():
    units, act, loss = activation_for(task)
    m = keras.Sequential([layers.Input((5,)), layers.Dense(8, activation="gelu"), layers.Dense(units, activation=act)])
    m.compile("adam", loss)
    if (h := m.fit(x, y, verbose=0)).history["loss"][-1] > 1e9:
        sys.exit(1)
