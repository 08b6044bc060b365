import numpy as np
import keras
from keras import layers

def unet(n):
    i = keras.Input((None, None, 1))
    c1 = layers.Conv2D(4, 3, padding="same", activation="relu")(i)
    p1 = layers.MaxPooling2D()(c1)
    c2 = layers.Conv2D(8, 3, padding="same", activation="relu")(p1)
    u = layers.UpSampling2D(interpolation="bilinear")(c2)
    g = layers.Conv2D(4, 1)(u)
    a = layers.Conv2D(1, 1, activation="sigmoid")(layers.Activation("relu")(layers.add([g, c1])))
    s = layers.multiply([c1, a])
    x = layers.concatenate([u, s])
    return keras.Model(i, layers.Conv2D(n, 1, activation="softmax" if n > 1 else "sigmoid")(x))

x = np.random.rand(4, 16, 16, 1)
m = unet(1)
m.compile("adam", keras.losses.BinaryCrossentropy(), metrics=[keras.metrics.BinaryIoU(target_class_ids=[1])])
m.fit(x, (x > 0.5).astype("float32"), verbose=0)
k = unet(3)
k.compile("adam", keras.losses.SparseCategoricalCrossentropy(), metrics=[keras.metrics.SparseCategoricalAccuracy()])
k.fit(x, np.random.randint(0, 3, (4, 16, 16, 1)), verbose=0)
mask = np.argmax(k.predict(x, verbose=0), axis=-1)[..., np.newaxis]
