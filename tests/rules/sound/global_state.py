import numpy as np
import keras
from keras import layers

model = None
CONFIG = {"layers": [16, 8], "lr": 1e-3, "loss": "mse", "n_in": 6, "n_out": 2}

def init_model():
    global model
    model = keras.Sequential([keras.Input((CONFIG["n_in"],))])
    for u in CONFIG["layers"]:
        model.add(layers.Dense(u, activation="relu"))
    model.add(layers.Dense(CONFIG["n_out"]))

def compile_model():
    model.compile(keras.optimizers.Adam(CONFIG["lr"]), CONFIG["loss"])

def train():
    if model is None:
        init_model()
        compile_model()
    return model.fit(np.random.rand(30, CONFIG["n_in"]), np.random.rand(30, CONFIG["n_out"]), verbose=0)

train()
