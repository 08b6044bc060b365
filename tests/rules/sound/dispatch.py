from functools import partial
import numpy as np
import keras
from keras import layers

ConvRelu = partial(layers.Conv2D, kernel_size=3, padding="same", activation="relu", kernel_initializer="he_normal")
MODELS = {}

def register(name):
    def wrap(fn):
        MODELS[name] = fn
        return fn
    return wrap

@register("small")
def small(shape, n):
    return keras.Sequential([keras.Input(shape), ConvRelu(filters=4), layers.MaxPool2D(), layers.Flatten(), layers.Dense(n, activation="softmax")])

@register("deep")
def deep(shape, n, widths=(4, 8)):
    m = keras.Sequential()
    m.add(keras.Input(shape))
    for i, w in enumerate(widths):
        m.add(ConvRelu(filters=w))
        m.add(ConvRelu(filters=w, name=f"c{i}"))
        m.add(layers.MaxPool2D())
    m.add(layers.GlobalAvgPool2D())
    m.add(layers.Dense(n, activation="softmax"))
    return m

def run(name="small", **kwargs):
    x, y = np.random.rand(12, 16, 16, 1), np.random.randint(0, 3, 12)
    model = MODELS[name]((16, 16, 1), 3, **kwargs)
    model.compile("nadam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model.fit(x, y, verbose=0)

for name in MODELS:
    run(name)
run("deep", widths=[2, 2, 2])
