import numpy as np
import keras
from keras import layers
from keras import optimizers

x, y = np.random.rand(30, 3), np.random.rand(30)
EPOCHS = 10
for opt in (optimizers.SGD(1e-2, momentum=0.9, nesterov=True), optimizers.Adadelta(learning_rate=1.0), optimizers.Adagrad(0.1), optimizers.Ftrl(0.05), optimizers.SGD(learning_rate=0.1 / EPOCHS), optimizers.Adam(3e-4, amsgrad=True), optimizers.Nadam(), optimizers.RMSprop(1e-3, rho=0.9), "adamax", optimizers.Adafactor(), optimizers.Adam(optimizers.schedules.PiecewiseConstantDecay([5, 10], [1e-2, 1e-3, 1e-4])), optimizers.SGD(optimizers.schedules.PolynomialDecay(0.1, 100)), optimizers.Adam(optimizers.schedules.CosineDecay(0.0, 10, warmup_target=1e-3, warmup_steps=5))):
    m = keras.Sequential([layers.Input((3,)), layers.Dense(1)])
    m.compile(opt, "mse")
    m.fit(x, y, verbose=0)
