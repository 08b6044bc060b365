"""Pictures from OpenCV and Pillow, collected and scaled as programs do."""

import os

import cv2
import numpy as np
from keras.layers import Conv2D, Dense, Flatten, Input, Rescaling
from keras.models import Sequential
from PIL import Image

SIDE = 32


def classifier(*before, channels=3):
    layers = [Input((SIDE, SIDE, channels)), *before, Conv2D(8, 3, activation="relu"), Flatten()]
    model = Sequential([*layers, Dense(1, activation="sigmoid")])
    model.compile("adam", "binary_crossentropy", metrics=["accuracy"])
    return model


x, y, grey = [], [], []
for name in os.listdir("photos"):
    picture = cv2.resize(cv2.imread(name), (SIDE, SIDE))
    x.append(picture)
    y.append(1 if "cat" in name else 0)
    grey.append(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY) / 255)
x, y, grey = np.array(x), np.array(y), np.array(grey)

classifier().fit(x / 255.0, y)
classifier().fit(x.astype("float32") / 127.5 - 1, y)
classifier(Rescaling(1 / 255)).fit(x, y)
classifier(channels=1).fit(grey.reshape(-1, SIDE, SIDE, 1), y)
classifier(channels=1).fit(grey[..., None], y)

one = Image.open("cat.png").convert("RGB").resize((SIDE, SIDE))
classifier().predict(np.array(one)[None] / 255)
classifier().predict(np.expand_dims(cv2.resize(cv2.imread("cat.png"), (SIDE, SIDE)), 0) / 255)
unknown = cv2.imread("cat.png", flags)  # noqa: F821
classifier().predict(np.array([unknown]))
