from tensorflow import keras
from tensorflow.keras import layers

from project import activation_for

keras.Sequential([keras.Input((4,)), layers.Dense(8), layers.Activation("relu"), layers.Dense(1)])
keras.Sequential([keras.Input((4,)), layers.Dense(8, activation="linear"), layers.ReLU(), layers.Dense(1)])
keras.Sequential([keras.Input((4,)), layers.Dense(8, activation=None), layers.LeakyReLU(), layers.Dense(1)])
# The default activation of an LSTM, and normalisation between the two.
keras.Sequential([keras.Input((4, 2)), layers.LSTM(8), layers.Activation("relu"), layers.Dense(1)])
keras.Sequential([
    keras.Input((4,)),
    layers.Dense(8, activation="relu"),
    layers.BatchNormalization(),
    layers.Activation("relu"),
    layers.Dense(1),
])
# Attention scores.
keras.Sequential([keras.Input((5, 4)), layers.Dense(1, activation="tanh"), layers.Flatten(), layers.Softmax()])
keras.Sequential([keras.Input((4,)), layers.Dense(8, activation=activation_for("x")), layers.ReLU(), layers.Dense(1)])
