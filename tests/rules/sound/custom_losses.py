import numpy as np
import keras
from keras import layers, ops

def rmse(y_true, y_pred):
    return ops.sqrt(ops.mean(ops.square(y_pred - y_true)))

class QuantileLoss(keras.losses.Loss):
    def __init__(self, q=0.5, name="quantile", **kw):
        super().__init__(name=name, **kw)
        self.q = q

    def call(self, y_true, y_pred):
        e = y_true - y_pred
        return ops.mean(ops.maximum(self.q * e, (self.q - 1) * e), axis=-1)

class R2(keras.metrics.Metric):
    def __init__(self, name="r2", **kw):
        super().__init__(name=name, **kw)
        self.ss = self.add_weight(name="ss", initializer="zeros")
        self.n = self.add_weight(name="n", initializer="zeros")

    def update_state(self, y_true, y_pred, sample_weight=None):
        self.ss.assign_add(ops.sum(ops.square(ops.cast(y_true, "float32") - y_pred)))
        self.n.assign_add(1.0)

    def result(self):
        return self.ss / self.n

x, y = np.random.rand(100, 5), np.random.rand(100, 1)
for loss, metric in [(rmse, [R2()]), (QuantileLoss(0.9), [rmse]), (lambda t, p: ops.mean(ops.abs(t - p)), ["mae"]), (keras.losses.Huber(delta=0.5), [keras.metrics.RootMeanSquaredError()])]:
    m = keras.Sequential([layers.Input((5,)), layers.Dense(8, activation="relu"), layers.Dense(1)])
    m.compile(optimizer="adam", loss=loss, metrics=metric)
    m.fit(x, y, epochs=1, verbose=0)
