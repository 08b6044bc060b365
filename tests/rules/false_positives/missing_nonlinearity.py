from tensorflow import keras
from tensorflow.keras import layers

from project import Swiglu, activation

# Shown, not trained: no head yet.
keras.Sequential([layers.Dense(32, input_shape=(16,)), layers.Dense(64)])
keras.Sequential([keras.Input((20,)), layers.Dense(64, activation="relu"), layers.Dense(1)])
keras.Sequential([keras.Input((20,)), layers.Dense(64), layers.ReLU(), layers.Dense(1)])
keras.Sequential([keras.Input((20,)), layers.Dense(64), layers.BatchNormalization(), layers.ReLU(), layers.Dense(1)])
keras.Sequential([keras.Input((20,)), layers.Dense(64), Swiglu(), layers.Dense(1)])
keras.Sequential([keras.Input((20,)), layers.Dense(64, activation=activation), layers.Dense(1)])
keras.Sequential([keras.Input((20,)), layers.Dense(64), layers.Lambda(lambda x: x * x), layers.Dense(1)])
keras.Sequential([keras.Input((20, 8)), layers.Dense(64), layers.LSTM(8), layers.Dense(1)])
keras.Sequential([keras.Input((28, 28, 1)), layers.Conv2D(8, 3), layers.MaxPooling2D(), layers.Flatten(), layers.Dense(1)])
keras.Sequential([keras.Input((20,)), layers.Dense(64), layers.LayerNormalization(), layers.Dense(1)])

# A low-rank map, a linear autoencoder (PCA), a generator's projection, factorised and separable convolutions.
keras.Sequential([keras.Input((512,)), layers.Dense(8, use_bias=False), layers.Dense(512)])
pca = keras.Sequential([layers.Dense(2, input_shape=(3,)), layers.Dense(3)])
pca.compile("adam", "mse")
keras.Sequential([
    keras.Input((100,)),
    layers.Dense(7 * 7 * 64),
    layers.Reshape((7, 7, 64)),
    layers.Conv2DTranspose(32, 3, strides=2, padding="same", activation="relu"),
])
keras.Sequential([
    keras.Input((28, 28, 3)),
    layers.Conv2D(8, (1, 7)),
    layers.Conv2D(8, (7, 1), activation="relu"),
    layers.Conv2D(4, 1),
    layers.Conv2D(16, 3, activation="relu"),
    layers.DepthwiseConv2D(3),
    layers.Conv2D(16, 1, activation="relu"),
])

keras.Sequential([
    keras.Input((28, 28)),
    layers.Flatten(),
    layers.Dense(64, activation="relu"),
    layers.Dense(2),
    layers.Dense(64, activation="relu"),
    layers.Dense(784, activation="sigmoid"),
    layers.Reshape((28, 28)),
])


def build(depth, act=None):
    model = keras.Sequential([keras.Input((8,))])
    for _ in range(depth):
        model.add(layers.Dense(8, activation=act))
    model.add(layers.Dense(1))
    return model


features = len(open("names.txt").readlines())
keras.Sequential([
    keras.Input((features,)),
    layers.Dense(64, activation="relu"),
    layers.Dense(8),
    layers.Dense(64, activation="relu"),
    layers.Dense(features),
])
