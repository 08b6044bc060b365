"""Files of models and weights."""

import os

import keras
import numpy as np
from keras.callbacks import ModelCheckpoint
from keras.layers import Dense
from keras.models import load_model, save_model

x, y = np.zeros((8, 4)), np.zeros((8, 3))
RESULT = {}
PATH = "model.h5"

model = keras.Sequential([keras.Input((4,)), Dense(3)])
model.compile("sgd", "mse")
callbacks = [
    ModelCheckpoint("best.hdf5", save_best_only=False),
    ModelCheckpoint("weights-{epoch:02d}.h5", save_weights_only=True),
    ModelCheckpoint("latest", save_weights_only=True),
]
model.fit(x, y, verbose=0, callbacks=callbacks)
model.load_weights("weights-01.h5" if os.path.exists("weights-01.h5") else "weights-01.weights.h5")

model.save(PATH)
RESULT["h5"] = list(load_model(PATH).output_shape)
model.save("whole")
RESULT["whole"] = list(load_model("whole").output_shape)
save_model(model, "other.hdf5", save_format="h5")
RESULT["other"] = list(load_model("other.hdf5").output_shape)
model.save("formatted.tf", save_format="tf")
RESULT["formatted"] = list(load_model("formatted.tf").output_shape)
model.save_weights("numbers.h5", save_format="h5")
model.load_weights("numbers.h5")
model.save_weights("plain")
model.load_weights("plain")
RESULT["best"] = list(load_model("best.hdf5").output_shape)
