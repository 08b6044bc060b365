import numpy as np
import pandas as pd
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers
from tensorflow.keras.preprocessing.image import ImageDataGenerator


def image(*shape):
    model = keras.Sequential([
        keras.Input(shape),
        layers.Rescaling(1 / 255),
        layers.Conv2D(4, 3, activation="relu"),
        layers.GlobalAveragePooling2D(),
        layers.Dense(1, activation="sigmoid"),
    ])
    model.compile("adam", "binary_crossentropy")
    return model


# Keras adds or drops a last axis of one.
photos, labels = np.random.rand(80, 28, 28), np.random.randint(0, 2, (80, 1))
image(28, 28, 1).fit(photos, labels)
flat = keras.Sequential([keras.Input((28, 28)), layers.Flatten(), layers.Dense(1, activation="sigmoid")])
flat.compile("adam", "binary_crossentropy")
flat.fit(np.expand_dims(photos, -1), labels)
numbers = keras.Sequential([keras.Input((1,)), layers.Dense(1)])
numbers.compile("sgd", "mse")
numbers.fit(np.array([1.0, 2.0, 3.0]), np.array([2.0, 4.0, 6.0]))
numbers.predict(np.array([10.0]))

# Free sizes, sizes that are the same though not known, sizes that are not known.
image(None, None, 3).predict(np.random.rand(4, 50, 70, 3))
table = np.loadtxt("table.csv", delimiter=",")
x, y = table[:, :-1], table[:, -1]
wide = keras.Sequential([keras.Input((x.shape[1],)), layers.Dense(4, activation="relu"), layers.Dense(1)])
wide.compile("adam", "mse")
wide.fit(x, y, validation_split=0.2)
wide.predict(x[:1])
wide.predict(np.array([[1.0, 2.0, 3.0]]))

# Batches.
data = tf.data.Dataset.from_tensor_slices((np.random.rand(80, 28, 28, 1), labels)).batch(8)
image(28, 28, 1).fit(data)
flow = ImageDataGenerator().flow_from_directory("photos", target_size=(64, 64), class_mode="binary")
image(64, 64, 3).fit(flow, validation_data=flow)

# A single sample with its batch axis.
image(28, 28, 1).predict(photos[:1])
image(28, 28, 1).predict(photos[0][np.newaxis])
image(28, 28, 1).predict(np.expand_dims(photos[0], 0))
image(28, 28, 1).predict(photos[0].reshape(1, 28, 28, 1))

# A model takes what its layers take: other lengths under a recurrent layer that earlier data built.
steps = keras.Sequential([layers.LSTM(4), layers.Dense(1)])
steps.compile("adam", "mse")
steps.fit(np.random.rand(8, 20, 3), np.random.rand(8, 1))
steps.predict(np.random.rand(8, 5, 3))

# The parts of a frame are frames.
frame = pd.DataFrame({"a": np.random.rand(60), "b": np.random.rand(60), "c": np.random.randint(0, 2, 60)})
first, second, third = np.split(frame.sample(frac=1), [36, 48])
binary = keras.Sequential([keras.Input((2,)), layers.Dense(1, activation="sigmoid")])
binary.compile("adam", "binary_crossentropy")
binary.fit(first[["a", "b"]], first["c"], validation_data=(second.iloc[:, :2], second.iloc[:, 2]))
binary.evaluate(third.drop(columns="c"), third.pop("c"))
