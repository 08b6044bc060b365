import numpy as np
import keras
from keras import layers

i = keras.Input((10,), name="in")
h = layers.Dense(8, activation="relu")(i)
rec = layers.Dense(10, name="rec")(h)
cls = layers.Dense(4, activation="softmax", name="cls")(h)
dom = layers.Dense(1, activation="sigmoid", name="dom")(h)
m = keras.Model(i, {"rec": rec, "cls": cls, "dom": dom})
m.compile("adam", loss={"rec": "mse", "cls": "sparse_categorical_crossentropy", "dom": "binary_crossentropy"}, loss_weights={"rec": 0.1, "cls": 1.0, "dom": 0.5}, metrics={"cls": ["accuracy"], "dom": ["accuracy", "AUC"]})
x = np.random.rand(40, 10)
m.fit(x, {"rec": x, "cls": np.random.randint(0, 4, 40), "dom": np.random.randint(0, 2, (40, 1))}, validation_split=0.25, verbose=0, callbacks=[keras.callbacks.EarlyStopping(monitor="val_cls_accuracy", mode="max")])
