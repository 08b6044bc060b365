import numpy as np
import tensorflow as tf
import keras
from keras import layers

vocab, dim, negs = 60, 8, 4
seqs = [np.random.randint(1, vocab, 12).tolist() for _ in range(10)]
targets, contexts, labels = [], [], []
for s in seqs:
    for i, t in enumerate(s[:-1]):
        targets.append(t)
        contexts.append([s[i + 1]] + np.random.randint(1, vocab, negs).tolist())
        labels.append([1] + [0] * negs)
targets, contexts, labels = np.array(targets), np.array(contexts), np.array(labels)
ds = tf.data.Dataset.from_tensor_slices(((targets, contexts), labels)).shuffle(100).batch(16, drop_remainder=True).cache().prefetch(1)

class Word2Vec(keras.Model):
    def __init__(self, vocab_size, embedding_dim):
        super().__init__()
        self.t = layers.Embedding(vocab_size, embedding_dim, name="w2v")
        self.c = layers.Embedding(vocab_size, embedding_dim)

    def call(self, pair):
        target, context = pair
        if len(target.shape) == 2:
            target = tf.squeeze(target, axis=1)
        return tf.einsum("be,bce->bc", self.t(target), self.c(context))

w = Word2Vec(vocab, dim)
w.compile(optimizer="adam", loss=keras.losses.CategoricalCrossentropy(from_logits=True), metrics=["accuracy"])
w.fit(ds, epochs=1, verbose=0)
weights = w.get_layer("w2v").get_weights()[0]
