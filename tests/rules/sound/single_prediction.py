import numpy as np
import keras
from keras import layers

m = keras.Sequential([layers.Input((28, 28, 1)), layers.Flatten(), layers.Dense(10, activation="softmax")])
m.compile("adam", "sparse_categorical_crossentropy")
(x, y), (xt, yt) = keras.datasets.mnist.load_data()
x = x.reshape(x.shape[0], 28, 28, 1).astype("float32")
xt = xt.reshape((-1, 28, 28, 1)).astype("float32")
x /= 255
xt /= 255
m.fit(x, y, verbose=0)
img = xt[0]
for batch in (img.reshape(1, 28, 28, 1), img[None], np.expand_dims(img, axis=0), np.array([img]), xt[0:1], xt[[0]], img[np.newaxis, ...], np.asarray([xt[3], xt[4]])):
    print(m.predict(batch, verbose=0).shape, np.argmax(m(batch)))
wrong = np.where(np.argmax(m.predict(xt, verbose=0), axis=1) != yt)[0]
print(m.predict(xt[wrong[:2]], verbose=0).shape)
