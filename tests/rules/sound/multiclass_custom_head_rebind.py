import numpy as np
import keras
from keras import layers

model = keras.Sequential([keras.Input((20,)), layers.Dense(16, activation="relu"), layers.Dense(5, activation="softmax")])
model.compile("adam", "sparse_categorical_crossentropy")
X = np.random.rand(30, 20)
model.fit(X, np.random.randint(0, 5, 30), verbose=0)
body = keras.Model(model.inputs, model.layers[-2].output)
model = keras.Sequential([body, layers.Dense(1, activation="sigmoid")])
model.compile("adam", "binary_crossentropy")
model.fit(X, np.random.randint(0, 2, 30), verbose=0)
model = keras.Sequential([keras.Input((20,)), layers.Dense(3)])
model.compile("adam", "mse")
model.fit(X, X[:, :3], verbose=0)
old, model = model, None
model = keras.models.clone_model(old)
model.compile("adam", "mse")
model.fit(X, X[:, 3:6], verbose=0)
models = {"a": old, "b": model}
for name, mm in models.items():
    print(name, mm.evaluate(X, X[:, :3], verbose=0))
del models["a"]
