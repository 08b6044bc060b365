import json
import numpy as np
import keras
from keras import layers

spec = json.loads('{"input": [6], "layers": [{"class": "Dense", "units": 8, "activation": "relu"}, {"class": "Dropout", "rate": 0.1}, {"class": "Dense", "units": 1}]}')
model = keras.Sequential([keras.Input(tuple(spec["input"]))])
for item in spec["layers"]:
    cls = getattr(layers, item.pop("class"))
    model.add(cls(**item))
model.compile(optimizer=keras.optimizers.get({"class_name": "adam", "config": {"learning_rate": 0.01}}), loss="mse")
model.fit(np.random.rand(20, 6), np.random.rand(20), verbose=0)
again = keras.Sequential.from_config(model.get_config())
again.set_weights(model.get_weights())
