import numpy as np
import tensorflow as tf
import keras
from keras import layers

(x, y), _ = keras.datasets.cifar10.load_data()
y = y.ravel()
head = lambda: [layers.Conv2D(4, 3, activation="relu"), layers.GlobalAveragePooling2D(), layers.Dense(10, activation="softmax")]

def train(model, data):
    model.compile("adam", "sparse_categorical_crossentropy")
    model.fit(data, y, verbose=0)

train(keras.Sequential([layers.Input((32, 32, 3)), layers.Rescaling(1 / 255), *head()]), x)
train(keras.Sequential([layers.Input((32, 32, 3)), layers.Rescaling(scale=1.0 / 127.5, offset=-1), *head()]), x)
train(keras.Sequential([layers.Input((32, 32, 3)), layers.BatchNormalization(), *head()]), x)
train(keras.Sequential([layers.Input((32, 32, 3)), layers.Lambda(lambda t: t / 255.0), *head()]), x.astype("float32"))
train(keras.Sequential([layers.Input((32, 32, 3)), *head()]), np.float32(x) / 255)
train(keras.Sequential([layers.Input((32, 32, 3)), *head()]), (x - 127.5) / 127.5)
train(keras.Sequential([layers.Input((32, 32, 3)), *head()]), tf.image.per_image_standardization(x.astype("float32")))
train(keras.Sequential([layers.Input((32, 32, 3)), *head()]), tf.cast(x, tf.float32) / 255.0)
train(keras.Sequential([layers.Input((32, 32, 3)), *head()]), np.divide(x, 255.0))
train(keras.Sequential([layers.Input((32, 32, 3)), *head()]), x * (1.0 / 255))
norm = layers.Normalization()
norm.adapt(x)
train(keras.Sequential([layers.Input((32, 32, 3)), norm, *head()]), x)
z = np.array([i / 255 for i in x])
train(keras.Sequential([layers.Input((32, 32, 3)), *head()]), z)
low, high = x.min(), x.max()
train(keras.Sequential([layers.Input((32, 32, 3)), *head()]), (x - low) / (high - low))
