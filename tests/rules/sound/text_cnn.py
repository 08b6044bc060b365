import numpy as np
import keras
from keras import layers

(xtr, ytr), (xte, yte) = keras.datasets.imdb.load_data(num_words=800)
xtr = keras.utils.pad_sequences(xtr, maxlen=50)
xte = keras.utils.pad_sequences(xte, maxlen=50)
inp = keras.Input((50,), dtype="int64")
e = layers.Embedding(800, 8)(inp)
pools = [layers.GlobalMaxPooling1D()(layers.Conv1D(4, k, padding="valid", activation="relu", strides=1)(e)) for k in (3, 4, 5)]
out = layers.Dense(1, activation="sigmoid", name="predictions")(layers.Dropout(0.5)(layers.concatenate(pools)))
m = keras.Model(inp, out)
m.compile(loss="binary_crossentropy", optimizer="adam", metrics=["accuracy"])
m.fit(xtr, ytr, epochs=1, verbose=0)
m.evaluate(xte, yte, verbose=0)
glove = np.random.rand(800, 16)
frozen = keras.Sequential([keras.Input((50,)), layers.Embedding(800, 16, embeddings_initializer=keras.initializers.Constant(glove), trainable=False), layers.Conv1D(8, 5, activation="relu"), layers.GlobalMaxPooling1D(), layers.Dense(2, activation="softmax")])
frozen.compile("rmsprop", "sparse_categorical_crossentropy", metrics=["acc"])
frozen.fit(xtr, ytr, verbose=0)
pre = layers.Embedding(800, 16)
pre.build((1,))
pre.set_weights([glove])
pre.trainable = False
s = keras.Sequential([keras.Input((50,)), pre, layers.GlobalAveragePooling1D(), layers.Dense(1, activation="sigmoid")])
s.compile("adam", "binary_crossentropy")
s.fit(xtr, ytr, verbose=0)
