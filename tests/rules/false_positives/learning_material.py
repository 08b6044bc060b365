import numpy as np
from tensorflow.keras import regularizers
from tensorflow.keras.applications import VGG16
from tensorflow.keras.callbacks import EarlyStopping, ModelCheckpoint, ReduceLROnPlateau
from tensorflow.keras.datasets import cifar10, fashion_mnist
from tensorflow.keras.layers import LSTM, BatchNormalization, Conv2D, Dense, Dropout, Flatten, Input, MaxPooling2D
from tensorflow.keras.models import Sequential
from tensorflow.keras.preprocessing.image import ImageDataGenerator
from tensorflow.keras.utils import to_categorical

(x_train, y_train), (x_test, y_test) = fashion_mnist.load_data()
x_train, x_test = x_train.reshape(-1, 784) / 255.0, x_test.reshape(-1, 784) / 255.0


def dense(width=128, rate=0.3, classes=10):
    model = Sequential()
    model.add(Input(shape=(784,)))
    for _ in range(2):
        model.add(Dense(width, activation="relu", kernel_regularizer=regularizers.l2(1e-4)))
        model.add(BatchNormalization())
        model.add(Dropout(rate))
    model.add(Dense(classes, activation="softmax"))
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


callbacks = [
    EarlyStopping(monitor="val_loss", patience=10, restore_best_weights=True),
    ReduceLROnPlateau(monitor="val_loss", factor=0.5, patience=3),
    ModelCheckpoint("best.keras", monitor="val_loss", save_best_only=True),
]
model = dense()
model.fit(x_train, y_train, epochs=30, batch_size=128, validation_split=0.1, callbacks=callbacks)
model.evaluate(x_test, y_test)

(images, labels), (test_images, test_labels) = cifar10.load_data()
images, test_images = images.astype("float32") / 255, test_images.astype("float32") / 255
labels, test_labels = to_categorical(labels, 10), to_categorical(test_labels, 10)
cnn = Sequential([
    Input((32, 32, 3)),
    Conv2D(32, 3, padding="same", activation="relu"),
    MaxPooling2D(),
    Conv2D(64, 3, padding="same", activation="relu"),
    MaxPooling2D(),
    Flatten(),
    Dense(64, activation="relu"),
    Dense(10, activation="softmax"),
])
cnn.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy", "top_k_categorical_accuracy"])
cnn.fit(images, labels, validation_data=(test_images, test_labels), epochs=10, callbacks=callbacks[:1])


def stacked(units, steps, features):
    model = Sequential([Input((steps, features))])
    for index, width in enumerate(units):
        model.add(LSTM(width, return_sequences=index < len(units) - 1))
        model.add(Dropout(0.2))
    model.add(Dense(1))
    model.compile(optimizer="adam", loss="mse", metrics=["mae"])
    return model


series = np.sin(np.linspace(0, 100, 1000))
windows = np.array([series[i : i + 20] for i in range(980)])[..., np.newaxis]
stacked([64, 32], 20, 1).fit(windows, series[20:], validation_split=0.2, callbacks=callbacks)

base = VGG16(weights="imagenet", include_top=False, input_shape=(150, 150, 3))
base.trainable = False
transfer = Sequential([base, Flatten(), Dense(256, activation="relu"), Dropout(0.5), Dense(1, activation="sigmoid")])
transfer.compile(loss="binary_crossentropy", optimizer="adam", metrics=["accuracy"])
generator = ImageDataGenerator(rescale=1.0 / 255, horizontal_flip=True)
train = generator.flow_from_directory("data/train", target_size=(150, 150), batch_size=20, class_mode="binary")
validation = generator.flow_from_directory("data/valid", target_size=(150, 150), batch_size=20, class_mode="binary")
transfer.fit(train, epochs=10, validation_data=validation, callbacks=callbacks)
