import numpy as np
import tensorflow as tf
import keras
from keras import layers

text = "to be or not to be that is the question " * 30
vocab = sorted(set(text))
ids = layers.StringLookup(vocabulary=list(vocab), mask_token=None)
all_ids = ids(tf.strings.unicode_split(text, "UTF-8"))
seqs = tf.data.Dataset.from_tensor_slices(all_ids).batch(21, drop_remainder=True)
ds = seqs.map(lambda s: (s[:-1], s[1:])).shuffle(50).batch(8, drop_remainder=True)

class LM(keras.Model):
    def __init__(self, v, d, u):
        super().__init__()
        self.e, self.g, self.d = layers.Embedding(v, d), layers.GRU(u, return_sequences=True, return_state=True), layers.Dense(v)

    def call(self, x, states=None, return_state=False, training=False):
        x = self.e(x, training=training)
        x, s = self.g(x, initial_state=states, training=training)
        x = self.d(x)
        return (x, s) if return_state else x

m = LM(len(ids.get_vocabulary()), 8, 16)
m.compile(optimizer="adam", loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True))
m.fit(ds, epochs=1, verbose=0)
lm = keras.Sequential([layers.Input((20,)), layers.Embedding(len(vocab) + 1, 8), layers.LSTM(16, return_sequences=True), layers.Dense(len(vocab) + 1)])
lm.compile("adam", keras.losses.SparseCategoricalCrossentropy(from_logits=True))
lm.fit(ds, verbose=0)
