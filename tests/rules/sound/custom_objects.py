import numpy as np
import keras
from keras import layers, ops

@keras.saving.register_keras_serializable(package="mine")
def snake(x):
    return x + ops.sin(x) ** 2

keras.saving.get_custom_objects()["snake2"] = snake
keras.saving.get_custom_objects().update({"rmse": lambda t, p: ops.sqrt(ops.mean(ops.square(t - p)))})
m = keras.Sequential([keras.Input((4,)), layers.Dense(8, activation=snake), layers.Dense(8, activation="snake2"), layers.Dense(1)])
m.compile("adam", "rmse", metrics=["rmse"])
m.fit(np.random.rand(10, 4), np.random.rand(10, 1), verbose=0)
with keras.saving.custom_object_scope({"act": snake}):
    k = keras.Sequential([keras.Input((4,)), layers.Dense(8, activation="act"), layers.Dense(1)])
k.compile("adam", "mse")
k.fit(np.random.rand(10, 4), np.random.rand(10, 1), verbose=0)
