import numpy as np
import keras
from keras import layers

imgs = np.random.randint(0, 256, (4, 64, 64, 3)).astype("float32")
labels = np.array([0, 1, 1, 0])
base = keras.applications.EfficientNetB0(include_top=False, weights=None, input_shape=(64, 64, 3))
base.trainable = False
inputs = layers.Input((64, 64, 3))
x = base(inputs)
x = layers.GlobalAveragePooling2D()(x)
x = layers.BatchNormalization()(x)
m = keras.Model(inputs, layers.Dense(1, activation="sigmoid")(x))
m.compile("adam", "binary_crossentropy")
m.fit(imgs, labels, verbose=0)
seq = keras.Sequential([layers.Input((64, 64, 3)), base, layers.GlobalAveragePooling2D(), layers.Dense(2, activation="softmax")])
seq.compile("adam", "sparse_categorical_crossentropy")
seq.fit(imgs, labels, verbose=0)
