import numpy as np
import pandas as pd
import keras
from keras import layers

ratings = pd.DataFrame({"userId": np.random.randint(1, 30, 400), "movieId": np.random.randint(1, 50, 400), "rating": np.random.randint(1, 6, 400).astype(float)})
user_ids = ratings["userId"].unique().tolist()
u2i = {x: i for i, x in enumerate(user_ids)}
movie_ids = ratings["movieId"].unique().tolist()
m2i = {x: i for i, x in enumerate(movie_ids)}
ratings["user"] = ratings["userId"].map(u2i)
ratings["movie"] = ratings["movieId"].map(m2i)
lo, hi = ratings["rating"].min(), ratings["rating"].max()
ratings = ratings.sample(frac=1, random_state=42)
x = ratings[["user", "movie"]].values
y = ratings["rating"].apply(lambda r: (r - lo) / (hi - lo)).values
cut = int(0.9 * ratings.shape[0])
x_train, x_val, y_train, y_val = x[:cut], x[cut:], y[:cut], y[cut:]

class RecommenderNet(keras.Model):
    def __init__(self, num_users, num_movies, size, **kwargs):
        super().__init__(**kwargs)
        self.ue = layers.Embedding(num_users, size, embeddings_initializer="he_normal", embeddings_regularizer=keras.regularizers.l2(1e-6))
        self.ub = layers.Embedding(num_users, 1)
        self.me = layers.Embedding(num_movies, size)
        self.mb = layers.Embedding(num_movies, 1)

    def call(self, inputs):
        u, m = self.ue(inputs[:, 0]), self.me(inputs[:, 1])
        d = keras.ops.sum(u * m, axis=1, keepdims=True)
        return keras.ops.nn.sigmoid(d + self.ub(inputs[:, 0]) + self.mb(inputs[:, 1]))

model = RecommenderNet(len(user_ids), len(movie_ids), 8)
model.compile(loss=keras.losses.BinaryCrossentropy(), optimizer=keras.optimizers.Adam(learning_rate=0.001))
model.fit(x=x_train, y=y_train, batch_size=64, epochs=1, validation_data=(x_val, y_val), verbose=0)
