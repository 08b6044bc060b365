import numpy as np
from sklearn.preprocessing import MultiLabelBinarizer
from sklearn.datasets import make_multilabel_classification
import keras
from keras.layers import Dense, Dropout

X, y = make_multilabel_classification(n_samples=200, n_features=20, n_classes=5, random_state=0)
model = keras.models.Sequential()
model.add(keras.Input(shape=(X.shape[1],)))
model.add(Dense(32, activation="relu"))
model.add(Dropout(0.2))
model.add(Dense(y.shape[1], activation="sigmoid"))
model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["binary_accuracy", keras.metrics.AUC(multi_label=True)])
model.fit(X / X.max(), y, epochs=2, verbose=0)
genres = [["a", "b"], ["c"], ["a"], ["b", "c"]]
mlb = MultiLabelBinarizer()
Y = mlb.fit_transform(genres)
small = keras.Sequential([keras.Input((6,)), Dense(len(mlb.classes_), activation="sigmoid")])
small.compile("adam", keras.losses.BinaryCrossentropy(), metrics=["accuracy"])
small.fit(np.random.rand(4, 6), Y, verbose=0)
