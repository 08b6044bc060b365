import numpy as np
import keras
from keras import layers, regularizers, constraints, initializers

m = keras.Sequential([
    keras.Input((10,)),
    layers.Dense(16, kernel_regularizer=regularizers.L1L2(1e-5, 1e-4), kernel_constraint=constraints.MaxNorm(3), bias_regularizer="l2", activity_regularizer=regularizers.L2(1e-5)),
    layers.LayerNormalization(),
    layers.PReLU(),
    layers.GaussianNoise(0.1),
    layers.AlphaDropout(0.1),
    layers.Dense(16, kernel_initializer=initializers.Orthogonal(gain=1.1)),
    layers.ELU(),
    layers.ActivityRegularization(l1=1e-6),
    layers.Dense(1, kernel_initializer=initializers.RandomNormal(stddev=0.01)),
])
m.compile(keras.optimizers.AdamW(weight_decay=1e-4, clipnorm=1.0), loss=keras.losses.LogCosh(), metrics=["mae", keras.metrics.MeanSquaredError(name="m")])
m.fit(np.random.rand(40, 10), np.random.rand(40, 1) - 0.5, verbose=0)
