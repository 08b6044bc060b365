import numpy as np
import keras
from keras import layers

def conv_block(x, f):
    for _ in range(2):
        x = layers.Conv2D(f, 3, padding="same", kernel_initializer="he_normal")(x)
        x = layers.BatchNormalization()(x)
        x = layers.Activation("relu")(x)
    return x

def unet(shape=(32, 32, 3), n_classes=1, depth=2, base=4):
    inputs = keras.Input(shape)
    skips, x = [], inputs
    for d in range(depth):
        x = conv_block(x, base * 2 ** d)
        skips.append(x)
        x = layers.MaxPooling2D(2)(x)
    x = conv_block(x, base * 2 ** depth)
    for d in reversed(range(depth)):
        x = layers.Conv2DTranspose(base * 2 ** d, 2, strides=2, padding="same")(x)
        x = layers.concatenate([x, skips[d]])
        x = conv_block(x, base * 2 ** d)
    act = "sigmoid" if n_classes == 1 else "softmax"
    outputs = layers.Conv2D(n_classes, 1, activation=act)(x)
    return keras.Model(inputs, outputs)

def dice(y_true, y_pred, smooth=1.0):
    inter = keras.ops.sum(y_true * y_pred, axis=[1, 2, 3])
    return keras.ops.mean((2 * inter + smooth) / (keras.ops.sum(y_true + y_pred, axis=[1, 2, 3]) + smooth))

X = np.random.rand(8, 32, 32, 3)
M = (np.random.rand(8, 32, 32, 1) > 0.5).astype("float32")
m = unet()
m.compile("adam", "binary_crossentropy", metrics=[dice])
m.fit(X, M, epochs=1, verbose=0)
L = np.random.randint(0, 4, (8, 32, 32))
m4 = unet(n_classes=4)
m4.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
m4.fit(X, L, epochs=1, verbose=0)
m5 = unet(n_classes=4)
m5.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
m5.fit(X, keras.utils.to_categorical(L, 4), epochs=1, verbose=0)
