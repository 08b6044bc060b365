import numpy as np
import keras
from keras import layers

class Counting(keras.Model):
    def __init__(self, *a, **k):
        super().__init__(*a, **k)
        self.extra = keras.metrics.Mean(name="extra")

    def compute_loss(self, x=None, y=None, y_pred=None, sample_weight=None, training=True):
        loss = keras.ops.mean(keras.losses.mean_squared_error(y, y_pred)) + 0.01 * keras.ops.mean(keras.ops.abs(y_pred))
        self.extra.update_state(loss)
        return loss

i = keras.Input((4,))
m = Counting(i, layers.Dense(2)(i))
m.compile("adam")
m.fit(np.random.rand(20, 4), np.random.rand(20, 2), verbose=0)

class Endpoint(layers.Layer):
    def call(self, y_pred, y_true=None):
        if y_true is not None:
            self.add_loss(keras.ops.mean(keras.losses.binary_crossentropy(y_true, y_pred)))
        return y_pred

a, t = keras.Input((4,)), keras.Input((1,))
e = keras.Model([a, t], Endpoint()(layers.Dense(1, activation="sigmoid")(a), t))
e.compile("adam")
e.fit([np.random.rand(10, 4), np.ones((10, 1))], verbose=0)
