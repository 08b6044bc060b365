try:
    import keras
    from keras import layers
except ImportError:
    from tensorflow import keras
    from tensorflow.keras import layers
import numpy as np

def net(n_in, n_out, hidden=(8,), final=None):
    m = keras.models.Sequential()
    m.add(layers.Input(shape=(n_in,)))
    for h in hidden:
        m.add(layers.Dense(h))
        m.add(layers.BatchNormalization())
        m.add(layers.Activation("relu"))
    m.add(layers.Dense(n_out, activation=final))
    return m

reg = net(4, 1)
reg.compile("adam", "mae")
reg.fit(np.random.rand(20, 4), np.random.rand(20), verbose=0)
clf = net(4, 3, hidden=[8, 8], final="softmax")
clf.compile("adam", "categorical_crossentropy")
clf.fit(np.random.rand(20, 4), keras.utils.to_categorical(np.arange(20) % 3), verbose=0)
binary = net(4, 1, (), "sigmoid")
binary.compile("adam", "binary_crossentropy")
binary.fit(np.random.rand(20, 4), np.arange(20) % 2, verbose=0)
