import numpy as np
import keras
from keras import layers

def mbconv(x, out, expand, stride):
    inc = x.shape[-1]
    h = layers.Conv2D(inc * expand, 1, use_bias=False)(x)
    h = layers.BatchNormalization()(h)
    h = layers.ReLU(max_value=6.0)(h)
    h = layers.DepthwiseConv2D(3, strides=stride, padding="same", use_bias=False)(h)
    h = layers.BatchNormalization()(h)
    h = layers.ReLU(6.0)(h)
    h = layers.Conv2D(out, 1, use_bias=False)(h)
    h = layers.BatchNormalization()(h)
    return layers.add([x, h]) if stride == 1 and inc == out else h

i = keras.Input((32, 32, 3))
x = layers.Conv2D(8, 3, strides=2, padding="same")(i)
for o, e, s in [(8, 2, 1), (12, 3, 2), (12, 3, 1)]:
    x = mbconv(x, o, e, s)
x = layers.Conv2D(12, 3, groups=3, padding="same", activation="swish")(x)
x = layers.SeparableConv2D(16, 3, depth_multiplier=2, activation="relu")(x)
x = layers.GroupNormalization(groups=4)(x)
x = layers.GlobalAveragePooling2D(keepdims=True)(x)
x = layers.Conv2D(7, 1)(x)
x = layers.Reshape((7,))(x)
m = keras.Model(i, layers.Softmax()(x))
m.compile("adam", "sparse_categorical_crossentropy")
m.fit(np.random.rand(6, 32, 32, 3), np.arange(6), verbose=0)
s = keras.Sequential([keras.Input((32, 32, 3)), layers.SeparableConv2D(8, 3, activation="relu"), layers.DepthwiseConv2D(3, depth_multiplier=2, activation="relu"), layers.Conv2D(5, 1), layers.GlobalAveragePooling2D(), layers.Activation("softmax")])
s.compile("adam", "sparse_categorical_crossentropy")
s.fit(np.random.rand(6, 32, 32, 3), np.arange(6) % 5, verbose=0)
