import os
from functools import partial

from tensorflow.keras import layers

layers.Dense(10)
layers.Dense(int(os.environ["UNITS"]))
layers.Dense(units=None or 3)
layers.Conv2D(32, 3, padding="SAME")
layers.Conv2D(32, (3, 3), (2, 2), "same")
layers.Conv1D(32, 3, padding="causal")
layers.Conv2D(8, 3, groups=4)
layers.MaxPooling2D(2, 2, "same")
layers.BatchNormalization(axis=1)
layers.Embedding(1000, 16, mask_zero=True)
arguments = {"units": 8}
layers.Dense(**arguments)
Conv = partial(layers.Conv2D, kernel_size=3, activation="relu")
Conv(32)
