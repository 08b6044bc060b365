import numpy as np
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.model_selection import cross_val_score
import keras

class KerasMLP(BaseEstimator, ClassifierMixin):
    def __init__(self, hidden=16, epochs=2):
        self.hidden = hidden
        self.epochs = epochs

    def fit(self, X, y):
        self.classes_, encoded = np.unique(y, return_inverse=True)
        self.model_ = keras.Sequential([
            keras.layers.Input((X.shape[1],)),
            keras.layers.Dense(self.hidden, activation="relu"),
            keras.layers.Dense(len(self.classes_), activation="softmax"),
        ])
        self.model_.compile("adam", "sparse_categorical_crossentropy")
        self.model_.fit(X, encoded, epochs=self.epochs, verbose=0)
        return self

    def predict_proba(self, X):
        return self.model_.predict(X, verbose=0)

    def predict(self, X):
        return self.classes_[np.argmax(self.predict_proba(X), axis=1)]

from sklearn.datasets import load_iris
X, y = load_iris(return_X_y=True)
pipe = make_pipeline(StandardScaler(), KerasMLP())
print(cross_val_score(pipe, X, y, cv=2))
