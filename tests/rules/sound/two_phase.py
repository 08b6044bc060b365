import numpy as np
import keras
from keras import layers

ae_in = keras.Input((12,))
code = layers.Dense(4, activation="relu", name="code")(ae_in)
ae = keras.Model(ae_in, layers.Dense(12)(code))
ae.compile("adam", "mse")
x = np.random.rand(40, 12)
ae.fit(x, x, verbose=0)
enc = keras.Model(ae_in, ae.get_layer("code").output)
enc.trainable = False
clf = keras.Sequential([keras.Input((12,)), enc, layers.Dense(3, activation="softmax")])
clf.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
clf.fit(x, np.random.randint(0, 3, 40), verbose=0)
enc.trainable = True
clf.compile(keras.optimizers.Adam(1e-5), "sparse_categorical_crossentropy", metrics=["accuracy"])
clf.fit(x, np.random.randint(0, 3, 40), verbose=0)
emb = enc.predict(x, verbose=0)
