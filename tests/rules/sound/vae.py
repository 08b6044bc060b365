import numpy as np
import tensorflow as tf
import keras
from keras import layers, ops

class Sampling(layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.seed_generator = keras.random.SeedGenerator(1)

    def call(self, inputs):
        mean, log_var = inputs
        eps = keras.random.normal(ops.shape(mean), seed=self.seed_generator)
        return mean + ops.exp(0.5 * log_var) * eps

latent_dim = 2
enc_in = keras.Input((28, 28, 1))
h = layers.Conv2D(8, 3, activation="relu", strides=2, padding="same")(enc_in)
h = layers.Flatten()(h)
h = layers.Dense(16, activation="relu")(h)
z_mean = layers.Dense(latent_dim, name="z_mean")(h)
z_log_var = layers.Dense(latent_dim, name="z_log_var")(h)
z = Sampling()([z_mean, z_log_var])
encoder = keras.Model(enc_in, [z_mean, z_log_var, z], name="encoder")
decoder = keras.Sequential([
    keras.Input((latent_dim,)),
    layers.Dense(7 * 7 * 8, activation="relu"),
    layers.Reshape((7, 7, 8)),
    layers.Conv2DTranspose(8, 3, activation="relu", strides=2, padding="same"),
    layers.Conv2DTranspose(1, 3, activation="sigmoid", strides=2, padding="same"),
])

class VAE(keras.Model):
    def __init__(self, encoder, decoder, **kwargs):
        super().__init__(**kwargs)
        self.encoder = encoder
        self.decoder = decoder
        self.total = keras.metrics.Mean(name="total_loss")

    @property
    def metrics(self):
        return [self.total]

    def train_step(self, data):
        with tf.GradientTape() as tape:
            m, lv, z = self.encoder(data)
            rec = self.decoder(z)
            rl = ops.mean(ops.sum(keras.losses.binary_crossentropy(data, rec), axis=(1, 2)))
            kl = ops.mean(ops.sum(-0.5 * (1 + lv - ops.square(m) - ops.exp(lv)), axis=1))
            loss = rl + kl
        self.optimizer.apply_gradients(zip(tape.gradient(loss, self.trainable_weights), self.trainable_weights))
        self.total.update_state(loss)
        return {"loss": self.total.result()}

(x_train, _), (x_test, _) = keras.datasets.fashion_mnist.load_data()
data = np.concatenate([x_train, x_test], axis=0)
data = np.expand_dims(data, -1).astype("float32") / 255
vae = VAE(encoder, decoder)
vae.compile(optimizer=keras.optimizers.Adam())
vae.fit(data, epochs=1, batch_size=64, verbose=0)
grid = decoder.predict(np.array([[0.1, 0.2]]), verbose=0)[0].reshape(28, 28)
