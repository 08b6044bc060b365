import numpy as np
import keras
from keras import layers

vol = np.random.rand(10, 40, 40, 3)

def patches(images, size, n):
    out = np.empty((len(images) * n, size, size, images.shape[-1]), dtype="float32")
    k = 0
    for im in images:
        for _ in range(n):
            r, c = np.random.randint(0, im.shape[0] - size, 2)
            out[k] = im[r:r + size, c:c + size]
            k += 1
    return out

P = patches(vol, 16, 3)
noisy = P + np.random.normal(0, 0.1, P.shape)
m = keras.Sequential([keras.Input(P.shape[1:]), layers.Conv2D(8, 3, padding="same", activation="relu"), layers.Conv2D(P.shape[-1], 3, padding="same")])
m.compile("adam", "mae")
m.fit(noisy, P, batch_size=8, verbose=0)
full = keras.Sequential([keras.Input((None, None, 3)), *m.layers])
print(full.predict(vol[:1], verbose=0).shape)
