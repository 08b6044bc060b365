import numpy as np
import tensorflow as tf
import keras
from keras import layers

def conv(x, f, bn=False):
    x = layers.Conv2D(f, 5, strides=2, padding="same", use_bias=not bn)(x)
    if bn:
        x = layers.BatchNormalization()(x)
    return layers.LeakyReLU(0.2)(x)

def critic():
    i = layers.Input((28, 28, 1))
    x = layers.ZeroPadding2D((2, 2))(i)
    for f in (4, 8):
        x = conv(x, f)
    return keras.Model(i, layers.Dense(1)(layers.Dropout(0.2)(layers.Flatten()(x))))

def gen():
    z = layers.Input((16,))
    x = layers.Dense(4 * 4 * 8, use_bias=False)(z)
    x = layers.Reshape((4, 4, 8))(layers.LeakyReLU(0.2)(layers.BatchNormalization()(x)))
    for f in (8, 4):
        x = layers.UpSampling2D((2, 2))(x)
        x = layers.Conv2D(f, 3, padding="same")(x)
    x = layers.UpSampling2D()(x)
    x = layers.Conv2D(1, 3, padding="same", activation="tanh")(x)
    return keras.Model(z, layers.Cropping2D((2, 2))(x))

class WGAN(keras.Model):
    def __init__(self, d, g, n=1):
        super().__init__()
        self.d, self.g, self.n = d, g, n

    def compile(self, d_opt, g_opt):
        super().compile()
        self.d_opt, self.g_opt = d_opt, g_opt

    def train_step(self, real):
        if isinstance(real, tuple):
            real = real[0]
        b = tf.shape(real)[0]
        for _ in range(self.n):
            with tf.GradientTape() as t:
                fake = self.g(tf.random.normal((b, 16)), training=True)
                a = tf.random.uniform([b, 1, 1, 1])
                inter = real + a * (fake - real)
                with tf.GradientTape() as gt:
                    gt.watch(inter)
                    p = self.d(inter, training=True)
                gr = gt.gradient(p, [inter])[0]
                gp = tf.reduce_mean((tf.sqrt(tf.reduce_sum(tf.square(gr), axis=[1, 2, 3]) + 1e-12) - 1.0) ** 2)
                dl = tf.reduce_mean(self.d(fake, training=True)) - tf.reduce_mean(self.d(real, training=True)) + 10 * gp
            self.d_opt.apply_gradients(zip(t.gradient(dl, self.d.trainable_variables), self.d.trainable_variables))
        return {"d": dl}

(x, _), _ = keras.datasets.fashion_mnist.load_data()
x = (x.reshape(x.shape[0], *(28, 28, 1)).astype("float32") - 127.5) / 127.5
w = WGAN(critic(), gen())
w.compile(keras.optimizers.Adam(0.0002, beta_1=0.5), keras.optimizers.Adam(0.0002))
w.fit(x, batch_size=32, epochs=1, verbose=0)
