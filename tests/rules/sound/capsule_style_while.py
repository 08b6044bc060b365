import numpy as np
import keras
from keras import layers

size, f = 32, 4
m = keras.Sequential([keras.Input((size, size, 3))])
while size > 4:
    m.add(layers.Conv2D(f, 3, padding="same", activation="relu"))
    m.add(layers.MaxPooling2D())
    size //= 2
    f *= 2
m.add(layers.Flatten())
m.add(layers.Dense(5, activation="softmax"))
m.compile("adam", "sparse_categorical_crossentropy")
m.fit(np.random.rand(8, 32, 32, 3), np.random.randint(0, 5, 8), verbose=0)
up = keras.Sequential([keras.Input((4, 4, 8))])
for i in range(3):
    up.add(layers.UpSampling2D())
    up.add(layers.Conv2D(8 // 2 ** i, 3, padding="same", activation="relu"))
up.add(layers.Conv2D(3, 3, padding="same", activation="sigmoid"))
assert up.output_shape == (None, 32, 32, 3)
up.compile("adam", "mse")
up.fit(np.random.rand(4, 4, 4, 8), np.random.rand(4, 32, 32, 3), verbose=0)
