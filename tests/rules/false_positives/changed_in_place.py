"""What is not known and is changed in place: its other items and attributes, and what was chosen before, stay."""

import json

import numpy as np
from keras.layers import Dense

names = json.load(open("names.json"))
many = len(names) > 10
units = 4 if many else 0
if many:
    names.clear()
    Dense(units)

settings = json.load(open("settings.json"))
depth = 4 if settings["deep"] else 0
width = 4 if settings.wide else 0
settings["name"] = "model"
settings.title = "Model"
if settings["deep"]:
    Dense(depth)
if settings.wide:
    Dense(width)

for name in names:
    settings[name] = 1
if settings.wide:
    Dense(width)

values = np.asarray(settings["values"])
if values.size > 2.5:
    Dense(4 if values.size >= 3 else -1)
