import numpy as np
import keras
from keras.models import Sequential
from keras.layers import Dense, LeakyReLU, Input, Dropout

def define_discriminator(n_inputs=2):
    model = Sequential([Input((n_inputs,)), Dense(25, activation="relu", kernel_initializer="he_uniform"), Dense(1, activation="sigmoid")])
    model.compile(loss="binary_crossentropy", optimizer="adam", metrics=["accuracy"])
    return model

def define_generator(latent_dim, n_outputs=2):
    return Sequential([Input((latent_dim,)), Dense(15, activation="relu", kernel_initializer="he_uniform"), Dense(n_outputs, activation="linear")])

def define_gan(generator, discriminator):
    discriminator.trainable = False
    model = Sequential()
    model.add(generator)
    model.add(discriminator)
    model.compile(loss="binary_crossentropy", optimizer="adam")
    return model

def real(n):
    x1 = np.random.rand(n) - 0.5
    return np.hstack((x1.reshape(n, 1), (x1 * x1).reshape(n, 1))), np.ones((n, 1))

def fakes(g, d, n):
    return g.predict(np.random.randn(d * n).reshape(n, d), verbose=0), np.zeros((n, 1))

def train(g, d, gan, latent, n_batch=16):
    half = n_batch // 2
    for i in range(2):
        d.train_on_batch(*real(half))
        d.train_on_batch(*fakes(g, latent, half))
        gan.train_on_batch(np.random.randn(n_batch, latent), np.ones((n_batch, 1)))

latent_dim = 5
disc = define_discriminator()
gen = define_generator(latent_dim)
train(gen, disc, define_gan(gen, disc), latent_dim)
