import os
import numpy as np
from tensorflow.keras.preprocessing.image import ImageDataGenerator
from tensorflow.keras import Sequential, layers

x = np.random.randint(0, 256, (40, 24, 24, 3)).astype("float32")
y = np.random.randint(0, 4, 40)
tg = ImageDataGenerator(rescale=1 / 255.0, zoom_range=0.1)
vg = ImageDataGenerator(rescale=1 / 255.0)
fg = ImageDataGenerator(featurewise_center=True, featurewise_std_normalization=True)
fg.fit(x)
pg = ImageDataGenerator(preprocessing_function=lambda im: im / 127.5 - 1)
m = Sequential([layers.Input((24, 24, 3)), layers.Conv2D(4, 3, activation="relu"), layers.GlobalAveragePooling2D(), layers.Dense(4, activation="softmax")])
m.compile("adam", "sparse_categorical_crossentropy", metrics=["sparse_categorical_accuracy"])
m.fit(tg.flow(x[:30], y[:30], batch_size=8), validation_data=vg.flow(x[30:], y[30:], batch_size=8), verbose=0)
m.fit(fg.flow(x, y), verbose=0)
m.fit(pg.flow(x, y), verbose=0)
seg = zip(vg.flow(x, batch_size=4, seed=1), vg.flow(x[..., :1], batch_size=4, seed=1))
u = Sequential([layers.Input((24, 24, 3)), layers.Conv2D(4, 3, padding="same", activation="relu"), layers.Conv2D(1, 1, activation="sigmoid")])
u.compile("adam", "binary_crossentropy")
u.fit(((a, b) for a, b in seg), steps_per_epoch=2, verbose=0)
