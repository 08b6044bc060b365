import numpy as np
import keras
from keras import layers

inp = keras.Input((64, 64, 3))
x = layers.Rescaling(1 / 255.0)(inp)
for f in (4, 8, 16):
    x = layers.Conv2D(f, 3, strides=2, padding="same", activation="relu")(x)
x = layers.Flatten()(x)
box = layers.Dense(4, activation="sigmoid", name="box")(layers.Dense(16, activation="relu")(x))
cls = layers.Dense(3, activation="softmax", name="cls")(layers.Dense(16, activation="relu")(x))
m = keras.Model(inp, [box, cls])
m.compile("adam", loss={"box": "mse", "cls": "categorical_crossentropy"}, metrics={"box": "mae", "cls": "accuracy"})
imgs = np.random.randint(0, 256, (12, 64, 64, 3))
m.fit(imgs, {"box": np.random.rand(12, 4), "cls": keras.utils.to_categorical(np.random.randint(0, 3, 12), 3)}, verbose=0)
b, c = m.predict(imgs[:1].astype("float32"), verbose=0)
