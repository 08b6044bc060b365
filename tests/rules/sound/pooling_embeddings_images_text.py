import numpy as np
import keras
from keras import layers

img = keras.Input((32, 32, 3), name="img")
txt = keras.Input((None,), name="txt", dtype="int32")
tab = keras.Input((4,), name="tab")
a = layers.GlobalAveragePooling2D()(layers.Conv2D(8, 3, activation="relu")(layers.Rescaling(1 / 255.0)(img)))
b = layers.GlobalAveragePooling1D()(layers.Embedding(50, 8, mask_zero=True)(txt))
c = layers.Dense(8, activation="relu")(layers.BatchNormalization()(tab))
z = layers.Dropout(0.2)(layers.Concatenate()([a, b, c]))
y1 = layers.Dense(5, activation="softmax", name="kind")(z)
y2 = layers.Dense(1, name="price")(z)
m = keras.Model([img, txt, tab], [y1, y2])
m.compile("adam", {"kind": "sparse_categorical_crossentropy", "price": "mse"}, metrics={"kind": "accuracy", "price": ["mae"]})
n = 12
m.fit({"img": np.random.randint(0, 256, (n, 32, 32, 3)), "txt": np.random.randint(1, 50, (n, 7)), "tab": np.random.rand(n, 4)}, {"kind": np.random.randint(0, 5, n), "price": np.random.rand(n) * 100}, verbose=0)
