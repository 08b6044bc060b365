import numpy as np
import keras
from keras import layers

n_classes, latent = 10, 8
li = keras.Input((1,))
l = layers.Embedding(n_classes, 5)(li)
l = layers.Dense(7 * 7)(l)
l = layers.Reshape((7, 7, 1))(l)
zi = keras.Input((latent,))
g = layers.Dense(8 * 7 * 7)(zi)
g = layers.LeakyReLU(0.2)(g)
g = layers.Reshape((7, 7, 8))(g)
g = layers.Concatenate()([g, l])
for _ in range(2):
    g = layers.Conv2DTranspose(8, (4, 4), strides=(2, 2), padding="same")(g)
    g = layers.LeakyReLU(0.2)(g)
go = layers.Conv2D(1, (7, 7), activation="tanh", padding="same")(g)
gen = keras.Model([zi, li], go)
di, dl = keras.Input((28, 28, 1)), keras.Input((1,))
e = layers.Reshape((28, 28, 1))(layers.Dense(28 * 28)(layers.Embedding(n_classes, 5)(dl)))
d = layers.Concatenate()([di, e])
d = layers.LeakyReLU(0.2)(layers.Conv2D(8, 3, strides=2, padding="same")(d))
d = layers.Dense(1, activation="sigmoid")(layers.Dropout(0.4)(layers.Flatten()(d)))
disc = keras.Model([di, dl], d)
disc.compile(loss="binary_crossentropy", optimizer=keras.optimizers.Adam(0.0002, 0.5), metrics=["accuracy"])
disc.trainable = False
gan = keras.Model(gen.inputs, disc([gen.output, gen.inputs[1]]))
gan.compile(loss="binary_crossentropy", optimizer=keras.optimizers.Adam(0.0002, 0.5))
z, y = np.random.randn(8, latent), np.random.randint(0, n_classes, (8, 1))
fake = gen.predict([z, y], verbose=0)
disc.train_on_batch([fake, y], np.zeros((8, 1)))
gan.train_on_batch([z, y], np.ones((8, 1)))
