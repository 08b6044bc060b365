from abc import ABC, abstractmethod
import numpy as np
import keras
from keras import layers

class Base(ABC):
    loss = "mse"
    metrics = ["mae"]

    def __init__(self, n_features, **params):
        self.n_features = n_features
        self.params = {"units": 16, **params}
        self._model = None

    @property
    def model(self):
        if self._model is None:
            self._model = self.build()
            self._model.compile(optimizer="adam", loss=self.loss, metrics=self.metrics)
        return self._model

    @abstractmethod
    def build(self):
        ...

    def fit(self, X, y, **kw):
        self.model.fit(X, y, verbose=0, **kw)
        return self

    @classmethod
    def from_data(cls, X, **kw):
        return cls(X.shape[1], **kw)

class Regressor(Base):
    def build(self):
        return keras.Sequential([layers.Input((self.n_features,)), layers.Dense(self.params["units"], activation="relu"), layers.Dense(1)])

class Classifier(Base):
    loss = "sparse_categorical_crossentropy"
    metrics = ["accuracy"]

    def __init__(self, n_features, n_classes=3, **kw):
        super().__init__(n_features, **kw)
        self.n_classes = n_classes

    def build(self):
        inputs = keras.Input((self.n_features,))
        return keras.Model(inputs, layers.Dense(self.n_classes, activation="softmax")(layers.Dense(self.params["units"], activation="relu")(inputs)))

class Binary(Classifier):
    loss = "binary_crossentropy"

    def build(self):
        return keras.Sequential([layers.Input((self.n_features,)), layers.Dense(1, activation="sigmoid")])

X = np.random.rand(60, 5)
Regressor.from_data(X, units=4).fit(X, np.random.rand(60), epochs=1)
Classifier.from_data(X).fit(X, np.random.randint(0, 3, 60))
Binary(5).fit(X, np.random.randint(0, 2, 60), batch_size=8)
