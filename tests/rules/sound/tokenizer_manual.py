import re
from collections import Counter
import numpy as np
import keras
from keras import layers

docs = ["good movie", "bad film", "great acting", "terrible plot and acting"] * 10
labels = np.array([1, 0, 1, 0] * 10)
counts = Counter(w for d in docs for w in re.findall(r"\w+", d))
vocab = {w: i + 2 for i, (w, _) in enumerate(counts.most_common(50))}
encoded = [[vocab.get(w, 1) for w in d.split()] for d in docs]
maxlen = max(map(len, encoded))
X = np.zeros((len(encoded), maxlen), dtype="int32")
for i, e in enumerate(encoded):
    X[i, :len(e)] = e
m = keras.Sequential([layers.Input((maxlen,)), layers.Embedding(len(vocab) + 2, 8), layers.Flatten(), layers.Dense(1, activation="sigmoid")])
m.compile("adam", "binary_crossentropy", metrics=["accuracy"])
m.fit(X, labels, verbose=0)
from sklearn.feature_extraction.text import TfidfVectorizer, CountVectorizer
tf = TfidfVectorizer(max_features=20)
T = tf.fit_transform(docs).toarray()
B = CountVectorizer(binary=True).fit_transform(docs).todense()
for M in (T, np.asarray(B)):
    b = keras.Sequential([layers.Input((M.shape[1],)), layers.Dense(8, activation="relu"), layers.Dense(1, activation="sigmoid")])
    b.compile("adam", "binary_crossentropy")
    b.fit(M, labels, verbose=0)
