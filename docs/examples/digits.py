"""A sound convolutional network: keraslint has nothing to say. `--show-shapes` prints its summary."""

import keras
from keras import layers

IMAGE = (28, 28, 1)
CLASSES = 10

(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()
x_train = x_train.reshape(-1, *IMAGE) / 255.0
x_test = x_test.reshape(-1, *IMAGE) / 255.0

model = keras.Sequential(name="digits")
model.add(keras.Input(shape=IMAGE))
for filters in (32, 64):
    model.add(layers.Conv2D(filters, 3, activation="relu"))
    model.add(layers.MaxPooling2D())
model.add(layers.Flatten())
model.add(layers.Dropout(0.5))
model.add(layers.Dense(CLASSES, activation="softmax"))

model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(x_train, y_train, batch_size=128, epochs=5, validation_split=0.1)
model.evaluate(x_test, y_test)
