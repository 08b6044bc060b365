import numpy as np
import pandas as pd
import keras
from keras import layers

raw = pd.DataFrame({"MPG": np.random.rand(200) * 40, "Cyl": np.random.choice([4, 6, 8], 200), "HP": np.random.rand(200) * 200, "Origin": np.random.choice([1, 2, 3], 200)})
dataset = raw.copy()
dataset["Origin"] = dataset["Origin"].map({1: "USA", 2: "Europe", 3: "Japan"})
dataset = pd.get_dummies(dataset, columns=["Origin"], prefix="", prefix_sep="")
train_dataset = dataset.sample(frac=0.8, random_state=0)
test_dataset = dataset.drop(train_dataset.index)
train_features = train_dataset.copy().astype("float32")
test_features = test_dataset.copy().astype("float32")
train_labels = train_features.pop("MPG")
test_labels = test_features.pop("MPG")
normalizer = layers.Normalization(axis=-1)
normalizer.adapt(np.array(train_features))
horsepower = np.array(train_features["HP"])
hn = layers.Normalization(input_shape=[1], axis=None) if False else layers.Normalization(axis=None)
hn.adapt(horsepower)
hp_model = keras.Sequential([keras.Input((1,)), hn, layers.Dense(units=1)])
hp_model.compile(optimizer=keras.optimizers.Adam(learning_rate=0.1), loss="mean_absolute_error")
hp_model.fit(train_features["HP"], train_labels, epochs=1, verbose=0, validation_split=0.2)

def build_and_compile_model(norm):
    model = keras.Sequential([norm, layers.Dense(64, activation="relu"), layers.Dense(64, activation="relu"), layers.Dense(1)])
    model.compile(loss="mean_absolute_error", optimizer=keras.optimizers.Adam(0.001))
    return model

dnn = build_and_compile_model(normalizer)
dnn.fit(train_features, train_labels, validation_split=0.2, verbose=0, epochs=1)
test_results = {"dnn": dnn.evaluate(test_features, test_labels, verbose=0)}
pred = dnn.predict(test_features, verbose=0).flatten()
