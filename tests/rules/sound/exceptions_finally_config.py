import os
import sys
import json
import logging
import numpy as np
import keras
from keras import layers

log = logging.getLogger(__name__)
DEFAULTS = {"hidden": 16, "classes": 3, "lr": 0.001, "features": 7}

def load_config(path="config.json"):
    try:
        with open(path) as f:
            return {**DEFAULTS, **json.load(f)}
    except (FileNotFoundError, json.JSONDecodeError) as e:
        log.info("defaults: %s", e)
        return dict(DEFAULTS)
    finally:
        log.debug("done")

cfg = load_config()
gpu = bool(keras.utils) and len(os.environ.get("CUDA_VISIBLE_DEVICES", "")) > 0
model = keras.Sequential([layers.Input((cfg["features"],)), layers.Dense(cfg["hidden"], activation="relu"), layers.Dense(cfg["classes"], activation="softmax")])
model.compile(keras.optimizers.Adam(cfg["lr"]), "sparse_categorical_crossentropy")
X, y = np.random.rand(20, cfg["features"]), np.random.randint(0, cfg["classes"], 20)
try:
    model.fit(X, y, epochs=1, verbose=0)
except KeyboardInterrupt:
    model.save("interrupted.keras")
    sys.exit(0)
else:
    model.save("done.keras")
assert keras.models.load_model("done.keras").predict(X, verbose=0).shape == (20, 3)
