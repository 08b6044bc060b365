import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

a, b, y = np.zeros((8, 3)), np.zeros((8, 3)), np.zeros((8, 1))

one = keras.Sequential([keras.Input((3,)), layers.Dense(1)])
one.compile("adam", "mse")
one.fit([a], y)
one.fit([a], [y])
one.fit(a, y, validation_data=(b, y))
one.predict(a[:2])

numbers = keras.Sequential([keras.Input((1,)), layers.Dense(1)])
numbers.compile("sgd", "mse")
numbers.fit(np.array([1.0, 2.0, 3.0]), np.array([2.0, 4.0, 6.0]))
numbers.predict(np.array([10.0]))

# A stack that begins with a merge layer takes a list.
merging = keras.Sequential([layers.Concatenate(), layers.Dense(1)])
merging([a, b])
merging.compile("adam", "mse")
merging.fit([a, b], y)

# So may a layer whose inside is not known.
mixing = keras.Sequential([layers.Lambda(lambda tensors: tensors[0] + tensors[1]), layers.Dense(1)])
mixing([a, b])

left, right = keras.Input((3,)), keras.Input((3,))
functional = keras.Model([left, right], layers.Dense(1)(layers.Add()([left, right])))
functional.compile("adam", "mse")
functional.fit([a, b], y)
two_heads = keras.Model(left, [layers.Dense(1)(left), layers.Dense(1)(left)])
two_heads.compile("adam", ["mse", "mae"], loss_weights=[1.0, 0.5])
two_heads.fit(a, [y, y])
