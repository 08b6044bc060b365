"""Names of layers, losses, metrics, optimizers and schedules that have another name or place now."""

import keras
import numpy as np
from keras import layers, losses, metrics, optimizers
from keras.callbacks.experimental import BackupAndRestore
from keras.experimental import CosineDecay, CosineDecayRestarts
from keras.layers import AbstractRNNCell, RandomHeight, RandomWidth, ThresholdedReLU
from keras.layers.experimental import SyncBatchNormalization, preprocessing
from keras.layers.experimental.preprocessing import PreprocessingLayer
from keras.layers.experimental.preprocessing import Rescaling as Scale
from keras.losses import mse
from keras.optimizers.experimental import RMSprop

RESULT = {}
true = np.array([[0.2, 0.8], [0.6, 0.4]], "float32")
given = np.array([[0.3, 0.7], [0.5, 0.5]], "float32")
for name, function in {
    "KLD": losses.KLD, "MAE": losses.MAE, "MAPE": losses.MAPE, "MSE": losses.MSE, "MSLE": losses.MSLE,
    "kld": losses.kld, "mae": losses.mae, "mape": losses.mape, "mse": losses.mse, "msle": losses.msle,
    "kullback": losses.kullback_leibler_divergence, "logcosh": losses.logcosh, "imported": mse,
    "metric KLD": metrics.KLD, "metric MAE": metrics.MAE, "metric MAPE": metrics.MAPE, "metric MSE": metrics.MSE,
    "metric MSLE": metrics.MSLE, "metric kld": metrics.kld, "metric mae": metrics.mae, "metric mape": metrics.mape,
    "metric mse": keras.metrics.mse, "metric msle": keras.metrics.msle, "metric logcosh": metrics.logcosh,
    "metric kullback": metrics.kullback_leibler_divergence,
}.items():  # fmt: skip
    RESULT[name] = list(np.shape(function(true, given)))


class Scaled(PreprocessingLayer):
    def call(self, inputs):
        return inputs / 255.0


class Cell(AbstractRNNCell):
    def __init__(self, units):
        super().__init__()
        self.units = units
        self.dense = layers.Dense(units)

    @property
    def state_size(self):
        return self.units

    def call(self, inputs, states):
        output = self.dense(inputs) + states[0]
        return output, [output]


images = keras.Sequential(
    [
        keras.Input((32, 32, 3)),
        preprocessing.Resizing(24, 24),
        Scale(1 / 255),
        layers.experimental.preprocessing.CenterCrop(16, 16),
        Scaled(),
        layers.Conv2D(4, 3),
        SyncBatchNormalization(),
        ThresholdedReLU(),
        ThresholdedReLU(0.5),
        layers.ThresholdedReLU(theta=0.25),
        layers.Flatten(),
        layers.Dense(2),
    ]
)
images.compile(optimizers.legacy.Adam(CosineDecay(0.1, 10)), losses.MSE)
images.fit(np.zeros((4, 32, 32, 3)), np.zeros((4, 2)), verbose=0, callbacks=[BackupAndRestore("backup")])
RESULT["images"] = list(images.output_shape)
RESULT["stretched"] = [
    RandomHeight(0.1)(np.zeros((2, 8, 8, 3), "float32")).shape[0],
    RandomWidth(0.1)(np.zeros((2, 8, 8, 3), "float32")).shape[0],
]

steps = keras.Sequential([keras.Input((7, 3)), layers.RNN(Cell(4))])
steps.compile(RMSprop(CosineDecayRestarts(0.1, 10)), "mse")
steps.fit(np.zeros((4, 7, 3)), np.zeros((4, 4)), verbose=0)
RESULT["steps"] = list(steps.predict(np.zeros((4, 7, 3)), verbose=0).shape)
