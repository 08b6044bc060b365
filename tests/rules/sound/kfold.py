import numpy as np
from sklearn.model_selection import StratifiedKFold
from sklearn.preprocessing import StandardScaler
import keras
from keras.models import Sequential
from keras.layers import Dense, Input

seed = 7
np.random.seed(seed)
dataset = np.random.rand(120, 9)
dataset[:, 8] = (dataset[:, 0] > 0.5).astype(int)
X = dataset[:, 0:8]
Y = dataset[:, 8]
kfold = StratifiedKFold(n_splits=3, shuffle=True, random_state=seed)
cvscores = []
for train, test in kfold.split(X, Y):
    scaler = StandardScaler()
    Xtr = scaler.fit_transform(X[train])
    Xte = scaler.transform(X[test])
    model = Sequential()
    model.add(Input((8,)))
    model.add(Dense(12, activation="relu"))
    model.add(Dense(1, activation="sigmoid"))
    model.compile(loss="binary_crossentropy", optimizer="adam", metrics=["accuracy"])
    model.fit(Xtr, Y[train], epochs=2, batch_size=10, verbose=0)
    scores = model.evaluate(Xte, Y[test], verbose=0)
    cvscores.append(scores[1] * 100)
print("%.2f%% (+/- %.2f%%)" % (np.mean(cvscores), np.std(cvscores)))
