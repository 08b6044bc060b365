import numpy as np
import keras
from keras import layers

num_tags, num_words, num_departments = 12, 1000, 4
title = keras.Input(shape=(None,), name="title")
body = keras.Input(shape=(None,), name="body")
tags = keras.Input(shape=(num_tags,), name="tags")
t = layers.LSTM(16)(layers.Embedding(num_words, 8)(title))
b = layers.LSTM(8)(layers.Embedding(num_words, 8)(body))
x = layers.concatenate([t, b, tags])
priority = layers.Dense(1, name="priority")(x)
department = layers.Dense(num_departments, name="department")(x)
model = keras.Model(inputs={"title": title, "body": body, "tags": tags}, outputs={"priority": priority, "department": department})
model.compile(
    optimizer=keras.optimizers.RMSprop(1e-3),
    loss={"priority": keras.losses.BinaryCrossentropy(from_logits=True), "department": keras.losses.CategoricalCrossentropy(from_logits=True)},
    loss_weights={"priority": 1.0, "department": 0.2},
)
n = 64
td = np.random.randint(num_words, size=(n, 10))
bd = np.random.randint(num_words, size=(n, 20))
gd = np.random.randint(2, size=(n, num_tags)).astype("float32")
pt = np.random.random(size=(n, 1))
dt = keras.utils.to_categorical(np.random.randint(num_departments, size=(n,)), num_departments)
model.fit({"title": td, "body": bd, "tags": gd}, {"priority": pt, "department": dt}, epochs=1, batch_size=32, verbose=0)
