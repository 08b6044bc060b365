import numpy as np
import keras
from keras import layers, mixed_precision

policy = mixed_precision.Policy("mixed_float16")
mixed_precision.set_global_policy(policy)
(x, y), _ = keras.datasets.mnist.load_data()
x = x.reshape(-1, 784).astype("float32") / 255
inputs = keras.Input((784,))
h = layers.Dense(64, activation="relu")(inputs)
h = layers.Dense(10)(h)
outputs = layers.Activation("softmax", dtype="float32")(h)
model = keras.Model(inputs, outputs)
model.compile("rmsprop", "sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(x, y, batch_size=64, epochs=1, verbose=0)
seq = keras.Sequential([layers.Input((784,)), layers.Dense(32, activation="relu"), layers.Dense(10, dtype="float32", activation="softmax")])
seq.compile("adam", "sparse_categorical_crossentropy")
seq.fit(x, y, verbose=0)
