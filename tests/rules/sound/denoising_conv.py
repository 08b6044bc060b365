import numpy as np
import keras
from keras import layers

(x_train, _), (x_test, _) = keras.datasets.mnist.load_data()

def prep(a):
    a = a.astype("float32") / 255.0
    return np.reshape(a, (len(a), 28, 28, 1))

def noise(a, factor=0.4):
    n = a + factor * np.random.normal(loc=0.0, scale=1.0, size=a.shape)
    return np.clip(n, 0.0, 1.0)

x_train, x_test = prep(x_train), prep(x_test)
noisy_train, noisy_test = noise(x_train), noise(x_test)
inp = layers.Input(shape=(28, 28, 1))
x = layers.Conv2D(8, (3, 3), activation="relu", padding="same")(inp)
x = layers.MaxPooling2D((2, 2), padding="same")(x)
x = layers.Conv2DTranspose(8, (3, 3), strides=2, activation="relu", padding="same")(x)
x = layers.Conv2D(1, (3, 3), activation="sigmoid", padding="same")(x)
ae = keras.Model(inp, x)
ae.compile(optimizer="adam", loss="binary_crossentropy")
ae.fit(x=noisy_train, y=x_train, epochs=1, batch_size=64, verbose=0)
print(ae.predict(noisy_test[:5], verbose=0).shape)
