import numpy as np
import keras
from keras import layers

def conv_bn(filters, *args, activation="relu", **kwargs):
    kwargs.setdefault("padding", "same")
    return [layers.Conv2D(filters, *args, use_bias=False, **kwargs), layers.BatchNormalization(), layers.Activation(activation)]

def dense(units, **kw):
    opts = dict(kernel_initializer="he_normal", activation="relu")
    opts.update(kw)
    return layers.Dense(units, **opts)

stack = [layers.Input((20, 20, 1))] + conv_bn(4, 3) + conv_bn(8, 3, strides=2, activation="elu") + [layers.Flatten(), dense(8), dense(3, activation="softmax", name="head")]
m = keras.Sequential(stack)
compile_args = {"optimizer": "adam", "loss": "categorical_crossentropy", "metrics": ["accuracy"]}
m.compile(**compile_args)
fit_args = dict(epochs=1, batch_size=4, verbose=0)
m.fit(np.random.rand(12, 20, 20, 1), np.eye(3)[np.arange(12) % 3], **fit_args)
