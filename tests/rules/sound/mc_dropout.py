import numpy as np
import keras
from keras import layers

class MCDropout(layers.Dropout):
    def call(self, inputs, training=None):
        return super().call(inputs, training=True)

m = keras.Sequential([keras.Input((5,)), layers.Dense(16, activation="selu", kernel_initializer="lecun_normal"), MCDropout(0.2), layers.Dense(3, activation="softmax")])
m.compile("adam", "sparse_categorical_crossentropy")
x = np.random.rand(30, 5)
m.fit(x, np.random.randint(0, 3, 30), verbose=0)
probas = np.stack([m(x, training=True) for _ in range(5)])
mean = probas.mean(axis=0)
mc = keras.Sequential([MCDropout(l.rate) if isinstance(l, layers.Dropout) else l for l in m.layers])
mc.set_weights(m.get_weights())
print(np.round(mc.predict(x[:1], verbose=0), 2))
