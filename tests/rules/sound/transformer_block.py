import numpy as np
import keras
from keras import layers, ops

class TransformerBlock(layers.Layer):
    def __init__(self, embed_dim, num_heads, ff_dim, rate=0.1):
        super().__init__()
        self.att = layers.MultiHeadAttention(num_heads=num_heads, key_dim=embed_dim)
        self.ffn = keras.Sequential([layers.Dense(ff_dim, activation="relu"), layers.Dense(embed_dim)])
        self.ln1 = layers.LayerNormalization(epsilon=1e-6)
        self.ln2 = layers.LayerNormalization(epsilon=1e-6)
        self.d1 = layers.Dropout(rate)
        self.d2 = layers.Dropout(rate)

    def call(self, inputs, training=False):
        a = self.d1(self.att(inputs, inputs), training=training)
        o = self.ln1(inputs + a)
        return self.ln2(o + self.d2(self.ffn(o), training=training))

class TokenAndPositionEmbedding(layers.Layer):
    def __init__(self, maxlen, vocab_size, embed_dim):
        super().__init__()
        self.tok = layers.Embedding(vocab_size, embed_dim)
        self.pos = layers.Embedding(maxlen, embed_dim)

    def call(self, x):
        return self.tok(x) + self.pos(ops.arange(ops.shape(x)[-1]))

vocab, maxlen, dim = 1000, 40, 8
(x_train, y_train), (x_val, y_val) = keras.datasets.imdb.load_data(num_words=vocab)
x_train = keras.utils.pad_sequences(x_train, maxlen=maxlen)
x_val = keras.utils.pad_sequences(x_val, maxlen=maxlen)
inputs = layers.Input((maxlen,))
x = TokenAndPositionEmbedding(maxlen, vocab, dim)(inputs)
x = TransformerBlock(dim, 2, 16)(x)
x = layers.GlobalAveragePooling1D()(x)
x = layers.Dense(8, activation="relu")(layers.Dropout(0.1)(x))
outputs = layers.Dense(2, activation="softmax")(x)
model = keras.Model(inputs, outputs)
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(x_train, y_train, batch_size=32, epochs=1, validation_data=(x_val, y_val), verbose=0)
