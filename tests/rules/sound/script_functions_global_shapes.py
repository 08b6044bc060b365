import numpy as np
import keras
from keras.layers import Conv2D, Dense, Flatten, Input, MaxPooling2D
from keras.models import Sequential

IMG_ROWS, IMG_COLS = 28, 28
NB_CLASSES = 10
BATCH = 32

def load():
    (x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()
    if keras.backend.image_data_format() == "channels_first":
        x_train = x_train.reshape(x_train.shape[0], 1, IMG_ROWS, IMG_COLS)
        x_test = x_test.reshape(x_test.shape[0], 1, IMG_ROWS, IMG_COLS)
        input_shape = (1, IMG_ROWS, IMG_COLS)
    else:
        x_train = x_train.reshape(x_train.shape[0], IMG_ROWS, IMG_COLS, 1)
        x_test = x_test.reshape(x_test.shape[0], IMG_ROWS, IMG_COLS, 1)
        input_shape = (IMG_ROWS, IMG_COLS, 1)
    x_train, x_test = x_train.astype("float32"), x_test.astype("float32")
    x_train /= 255
    x_test /= 255
    return x_train, keras.utils.to_categorical(y_train, NB_CLASSES), x_test, keras.utils.to_categorical(y_test, NB_CLASSES), input_shape

def net(shape):
    m = Sequential()
    m.add(Input(shape))
    m.add(Conv2D(4, kernel_size=(3, 3), activation="relu"))
    m.add(MaxPooling2D(pool_size=(2, 2)))
    m.add(Flatten())
    m.add(Dense(NB_CLASSES, activation="softmax"))
    m.compile(loss=keras.losses.categorical_crossentropy, optimizer=keras.optimizers.Adadelta(), metrics=["accuracy"])
    return m

xtr, ytr, xte, yte, shape = load()
model = net(shape)
model.fit(xtr, ytr, batch_size=BATCH, epochs=1, verbose=0, validation_split=0.1)
score = model.evaluate(xte, yte, verbose=0)
print("Test loss:", score[0], "acc:", score[1])
