from tensorflow import keras
from tensorflow.keras import layers

# Blocks and features end as they like.
block = keras.Sequential([keras.Input((8,)), layers.Dense(8, activation="relu"), layers.Dropout(0.2)])
embedding = keras.Sequential([keras.Input((8,)), layers.Dense(8), layers.BatchNormalization()])
embedding.compile("adam", "mse")
gate = keras.Sequential([layers.Dense(8, activation="sigmoid"), layers.Dropout(0.1)])
out = gate(keras.Input((8,)))
keras.Sequential([keras.Input((8,)), layers.Dropout(0.2), layers.Dense(3, activation="softmax")])


class Attention(layers.Layer):
    def __init__(self):
        super().__init__()
        self.weigh = keras.Sequential([layers.Softmax(), layers.Dropout(0.1)])
