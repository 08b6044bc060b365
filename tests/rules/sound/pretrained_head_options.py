import numpy as np
import keras
from keras import layers

def build(backbone="mobilenet", pooling=None, classes=4, size=64):
    bases = {"mobilenet": keras.applications.MobileNetV2, "vgg": keras.applications.VGG16}
    base = bases[backbone](weights=None, include_top=False, input_shape=(size, size, 3), pooling=pooling)
    base.trainable = False
    m = keras.Sequential([base])
    if pooling is None:
        m.add(layers.GlobalAveragePooling2D())
    m.add(layers.Dense(classes, activation="softmax"))
    return m

x = np.random.rand(4, 64, 64, 3) * 2 - 1
y = keras.utils.to_categorical([0, 1, 2, 3])
for kw in ({}, {"pooling": "avg"}, {"backbone": "vgg", "pooling": "max"}):
    m = build(**kw)
    m.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
    m.fit(x, y, verbose=0)
