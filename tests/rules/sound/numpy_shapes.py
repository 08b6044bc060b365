import numpy as np
import keras
from keras import layers

def net(shape, units=2):
    m = keras.Sequential([keras.Input(shape), layers.Flatten(), layers.Dense(units, activation="softmax")])
    m.compile("adam", "sparse_categorical_crossentropy")
    return m

y = np.arange(20) % 2
a = np.random.rand(20, 6, 8)
net((8, 6)).fit(np.rot90(a, axes=(1, 2)), y, verbose=0)
net((6, 8)).fit(np.rot90(a, 2, axes=(1, 2)), y, verbose=0)
net((10, 12)).fit(np.pad(a, ((0, 0), (2, 2), (2, 2))), y, verbose=0)
net((6, 8, 1)).fit(np.expand_dims(a, -1), y, verbose=0)
net((3, 8)).fit(a[:, ::2], y, verbose=0)
net((6, 4)).fit(a[..., 1::2], y, verbose=0)
net((48,)).fit(a.reshape(20, -1), y, verbose=0)
net((8,)).fit(a.mean(1), y, verbose=0)
net((8, 20 // 10)).fit(np.moveaxis(a[:, :2], 1, 2), y, verbose=0)
net((6, 16)).fit(np.concatenate([a, a], axis=2), y, verbose=0)
net((12, 8)).fit(np.concatenate((a, a), 1), y, verbose=0)
net((6, 8, 2)).fit(np.stack([a, a], axis=-1), y, verbose=0)
net((2, 6, 8)).fit(np.stack([a, a], axis=1), y, verbose=0)
net((6, 8)).fit(np.vstack([a, a])[:20], y, verbose=0)
net((12, 8)).fit(np.hstack([a, a]), y, verbose=0)
net((5, 8)).fit(np.delete(a, 0, axis=1), y, verbose=0)
net((7, 8)).fit(np.insert(a, 0, 0, axis=1), y, verbose=0)
net((5, 8)).fit(np.diff(a, axis=1), y, verbose=0)
net((6, 8)).fit(np.roll(a, 1, axis=2), y, verbose=0)
net((6, 24)).fit(np.tile(a, 3), y, verbose=0)
net((6, 16)).fit(np.repeat(a, 2, axis=-1), y, verbose=0)
net((2,)).fit(np.take(a[:, 0], [1, 3], axis=1), y, verbose=0)
net((3, 2)).fit(a[:, [0, 2, 4]][:, :, [1, 5]], y, verbose=0)
net((6,)).fit(a[:, :, 0], y, verbose=0)
net((6, 1)).fit(a[:, :, :1], y, verbose=0)
net((6, 1)).fit(a[:, :, [0]], y, verbose=0)
net((6, 8)).fit(a[np.random.permutation(20)], y, verbose=0)
net((5,)).fit(np.fft.rfft(a, axis=-1).real[:, 0], y, verbose=0)
net((36,)).fit(np.array([np.outer(r, r).ravel() for r in a[:, :, 0]]), y, verbose=0)
net((2, 3, 8)).fit(np.array(np.split(a, 2, axis=1)).transpose(1, 0, 2, 3), y, verbose=0)
