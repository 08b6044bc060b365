"""KL204: with no Flatten, the two units stand on each pixel of the picture and not on the picture."""

from tensorflow.keras import Input, Sequential
from tensorflow.keras.layers import Conv2D, Dense, MaxPooling2D

model = Sequential()
model.add(Input(shape=(64, 64, 3)))
model.add(Conv2D(16, (3, 3), activation="relu"))
model.add(MaxPooling2D((2, 2)))
model.add(Dense(2, activation="softmax"))
model.compile(optimizer="adam", loss="categorical_crossentropy")
