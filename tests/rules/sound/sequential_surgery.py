import numpy as np
import keras
from keras import layers

m = keras.Sequential([layers.Input((8,)), layers.Dense(16, activation="relu"), layers.Dense(4, activation="softmax")])
m.compile("adam", "sparse_categorical_crossentropy")
x = np.random.rand(40, 8)
m.fit(x, np.random.randint(0, 4, 40), verbose=0)
features = keras.Sequential(m.layers[:-1])
print(features.predict(x, verbose=0).shape)
m.pop()
m.add(layers.Dense(1, activation="sigmoid", name="new_head"))
for layer in m.layers[:-1]:
    layer.trainable = False
m.compile("adam", "binary_crossentropy", metrics=["accuracy"])
m.fit(x, np.random.randint(0, 2, 40), verbose=0)
copy = keras.Sequential()
for layer in m.layers[:-1]:
    copy.add(layer)
copy.add(layers.Dense(2))
copy.compile("adam", "mse")
copy.fit(x, np.random.rand(40, 2), verbose=0)
