import numpy as np
import keras
from keras import layers
from sklearn.metrics import confusion_matrix, classification_report, roc_auc_score

x, y = np.random.rand(100, 6), np.random.randint(0, 2, 100)
m = keras.Sequential([layers.Input((6,)), layers.Dense(1, activation="sigmoid")])
m.compile("adam", "binary_crossentropy")
m.fit(x[:80], y[:80], verbose=0)
prob = m.predict(x[80:], verbose=0)
cls = (prob > 0.5).astype("int32")
print(confusion_matrix(y[80:], cls), roc_auc_score(y[80:], prob[:, 0]))
print(classification_report(y[80:], cls.flatten(), zero_division=0))
new = np.array([[0.1, 0.2, 0.3, 0.4, 0.5, 0.6]])
print(m.predict(new, verbose=0)[0, 0], m.predict(np.vstack([new, new]), verbose=0).squeeze())
print(float(m(new)[0, 0]), m.predict([new], verbose=0).shape)
pseudo = m.predict(x[80:], verbose=0)
m.fit(np.concatenate([x[:80], x[80:]]), np.concatenate([y[:80], (pseudo.ravel() > 0.5).astype(int)]), verbose=0)
