import numpy as np
from sklearn.preprocessing import LabelBinarizer
from keras import Sequential, Input
from keras.layers import Dense

two = np.random.choice(["no", "yes"], 80)
three = np.random.choice(["a", "b", "c"], 80)
x = np.random.rand(80, 4)
b2, b3 = LabelBinarizer(), LabelBinarizer()
y2, y3 = b2.fit_transform(two), b3.fit_transform(three)
m = Sequential([Input((4,)), Dense(8, activation="relu"), Dense(1, activation="sigmoid")])
m.compile("adam", "binary_crossentropy", metrics=["accuracy"])
m.fit(x, y2, verbose=0)
m = Sequential([Input((4,)), Dense(8, activation="relu"), Dense(len(b3.classes_), activation="softmax")])
m.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
m.fit(x, y3, verbose=0)
