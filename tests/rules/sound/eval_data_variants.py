import numpy as np
import keras
from keras import layers
from sklearn.model_selection import train_test_split, KFold

X, y = np.random.rand(90, 5), np.random.randint(0, 2, 90)
X_dev, X_test, y_dev, y_test = train_test_split(X, y, test_size=0.2)
X_tr, X_va, y_tr, y_va = train_test_split(X_dev, y_dev, test_size=0.25)

def make():
    m = keras.Sequential([keras.Input((5,)), layers.Dense(4, activation="relu"), layers.Dense(1, activation="sigmoid")])
    m.compile("adam", "binary_crossentropy", metrics=["accuracy"])
    return m

m = make()
m.fit(X_tr, y_tr, validation_data=(X_va, y_va), epochs=2, verbose=0, callbacks=[keras.callbacks.EarlyStopping(patience=1)])
print("train", m.evaluate(X_tr, y_tr, verbose=0), "test", m.evaluate(X_test, y_test, verbose=0))
scores = []
for tr, va in KFold(3).split(X_dev):
    k = make()
    k.fit(X_dev[tr], y_dev[tr], validation_data=(X_dev[va], y_dev[va]), verbose=0)
    scores.append(k.evaluate(X_dev[va], y_dev[va], verbose=0)[1])
final = make()
final.fit(np.concatenate([X_tr, X_va]), np.concatenate([y_tr, y_va]), verbose=0)
print(final.evaluate(X_test, y_test, verbose=0))
n = int(len(X) * 0.8)
idx = np.random.permutation(len(X))
tr, te = idx[:n], idx[n:]
q = make()
q.fit(X[tr], y[tr], validation_split=0.2, verbose=0)
q.evaluate(X[te], y[te], verbose=0)
