import numpy as np
from keras.layers import Input, Embedding, Flatten, Dot, Concatenate, Dense, Multiply, Add
from keras.models import Model

n_users, n_items, k = 50, 80, 6
u_in = Input(shape=[1], name="User")
i_in = Input(shape=[1], name="Item")
u = Flatten(name="fu")(Embedding(n_users + 1, k, name="eu")(u_in))
i = Flatten(name="fi")(Embedding(n_items + 1, k, name="ei")(i_in))
gmf = Multiply()([u, i])
mlp = Concatenate()([u, i])
mlp = Dense(16, activation="relu")(mlp)
out = Dense(1, activation="sigmoid")(Concatenate()([gmf, mlp]))
model = Model([u_in, i_in], out)
model.compile("adam", "binary_crossentropy", metrics=["accuracy"])
users, items = np.random.randint(0, n_users, 200), np.random.randint(0, n_items, 200)
model.fit([users, items], np.random.randint(0, 2, 200), batch_size=64, verbose=0)
mf = Model([u_in, i_in], Dot(axes=1)([u, i]))
mf.compile("adam", "mean_squared_error")
mf.fit([users, items], np.random.rand(200) * 5, verbose=0)
