import numpy as np
import tensorflow as tf
import keras
from keras import layers

FEATURES = ["a", "b", "c"]
CATS = {"color": ["red", "green", "blue"], "size": ["s", "m", "l", "xl"]}
n = 50
data = {f: np.random.rand(n).astype("float32") for f in FEATURES}
data.update({k: np.random.choice(v, n) for k, v in CATS.items()})
label = np.random.randint(0, 2, n)
ds = tf.data.Dataset.from_tensor_slices((data, label)).batch(10)
inputs, enc = {}, []
for f in FEATURES:
    inputs[f] = keras.Input((1,), name=f)
    enc.append(inputs[f])
for k, vocab in CATS.items():
    inputs[k] = keras.Input((1,), name=k, dtype="string")
lookup = {k: layers.StringLookup(vocabulary=v, output_mode="one_hot") for k, v in CATS.items()}

def encode(x, y):
    num = tf.stack([x[f] for f in FEATURES], axis=-1)
    cat = [tf.cast(lookup[k](x[k]), tf.float32) for k in CATS]
    return tf.concat([num, *cat], axis=-1), y

width = len(FEATURES) + sum(len(v) + 1 for v in CATS.values())
m = keras.Sequential([keras.Input((width,)), layers.Dense(8, activation="relu"), layers.Dense(1, activation="sigmoid")])
m.compile("adam", "binary_crossentropy", metrics=["accuracy"])
m.fit(ds.map(encode), verbose=0)
