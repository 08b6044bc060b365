import numpy as np
import keras
from keras import layers

x, y = np.random.rand(60, 4), np.random.rand(60)
m = keras.Sequential([layers.Input((4,)), layers.Dense(1)])
m.compile("sgd", "mse")
best, wait, weights = np.inf, 0, None
epoch = 0
while wait < 2 and epoch < 4:
    m.fit(x[:40], y[:40], initial_epoch=epoch, epochs=epoch + 1, verbose=0)
    v = m.evaluate(x[40:50], y[40:50], verbose=0)
    if v < best:
        best, wait, weights = v, 0, m.get_weights()
    else:
        wait += 1
    epoch += 1
m.set_weights(weights)
m.optimizer.learning_rate = 1e-4
m.optimizer.learning_rate.assign(1e-3)
print(m.evaluate(x[50:], y[50:], verbose=0))
