import numpy as np
import keras
from keras import layers

m = keras.Sequential([
    keras.Input((24,)),
    layers.Reshape((2, -1)),
    layers.Permute((2, 1)),
    layers.Reshape((3, 4, 2)),
    layers.Conv2D(4, 2, padding="valid", activation="relu"),
    layers.Reshape((-1, 4)),
    layers.LSTM(5, return_sequences=True),
    layers.Cropping1D((1, 1)),
    layers.ZeroPadding1D(1),
    layers.UpSampling1D(2),
    layers.MaxPooling1D(2),
    layers.Flatten(),
    layers.RepeatVector(3),
    layers.TimeDistributed(layers.Dense(2)),
    layers.GlobalMaxPooling1D(),
    layers.Dense(1),
])
m.compile("adam", "mse")
m.fit(np.random.rand(6, 24), np.random.rand(6), verbose=0)
v = keras.Sequential([keras.Input((8, 16, 16, 1)), layers.Conv3D(2, (3, 3, 3), activation="relu"), layers.MaxPooling3D((1, 2, 2)), layers.Permute((4, 1, 2, 3)), layers.Reshape((2, -1)), layers.Dense(4, activation="relu"), layers.Flatten(), layers.Dense(2, activation="softmax")])
v.compile("adam", "sparse_categorical_crossentropy")
v.fit(np.random.rand(4, 8, 16, 16, 1), np.array([0, 1, 0, 1]), verbose=0)
t = keras.Sequential([keras.Input((None, 6)), layers.Conv1D(4, 3, padding="causal"), layers.PReLU(shared_axes=[1]), layers.SpatialDropout1D(0.2), layers.GlobalAveragePooling1D(), layers.Dense(1)])
t.compile("adam", "mse")
t.fit(np.random.rand(4, 9, 6), np.random.rand(4), verbose=0)
t.fit(np.random.rand(4, 5, 6), np.random.rand(4), verbose=0)
