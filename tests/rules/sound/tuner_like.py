import numpy as np
import keras
from keras import layers

class HP:
    def __init__(self, rng):
        self.rng = rng

    def Int(self, name, lo, hi, step=1):
        return int(self.rng.choice(range(lo, hi + 1, step)))

    def Choice(self, name, options):
        return options[int(self.rng.integers(len(options)))]

    def Boolean(self, name):
        return bool(self.rng.integers(2))

    def Float(self, name, lo, hi):
        return float(self.rng.uniform(lo, hi))

def build_model(hp):
    m = keras.Sequential()
    m.add(layers.Input((28, 28)))
    m.add(layers.Flatten())
    for i in range(hp.Int("num_layers", 1, 3)):
        m.add(layers.Dense(units=hp.Int(f"units_{i}", 8, 32, step=8), activation=hp.Choice("activation", ["relu", "tanh"])))
    if hp.Boolean("dropout"):
        m.add(layers.Dropout(rate=hp.Float("rate", 0.1, 0.5)))
    m.add(layers.Dense(10, activation="softmax"))
    m.compile(optimizer=keras.optimizers.Adam(learning_rate=hp.Float("lr", 1e-4, 1e-2)), loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return m

(x, y), _ = keras.datasets.mnist.load_data()
x = x.astype("float32") / 255
for t in range(2):
    build_model(HP(np.random.default_rng(t))).fit(x, y, validation_split=0.2, epochs=1, verbose=0)
