import numpy as np
import tensorflow as tf
import keras

vgg = keras.applications.VGG19(include_top=False, weights=None)
vgg.trainable = False
style_layers, content_layers = ["block1_conv1", "block2_conv1"], ["block3_conv2"]

class Extractor(keras.Model):
    def __init__(self, s, c):
        super().__init__()
        self.vgg = keras.Model([vgg.input], [vgg.get_layer(n).output for n in s + c])
        self.s, self.c = s, c

    def call(self, inputs):
        x = keras.applications.vgg19.preprocess_input(inputs * 255.0)
        outs = self.vgg(x)
        grams = [tf.linalg.einsum("bijc,bijd->bcd", o, o) for o in outs[:len(self.s)]]
        return {"style": dict(zip(self.s, grams)), "content": dict(zip(self.c, outs[len(self.s):]))}

ex = Extractor(style_layers, content_layers)
image = tf.Variable(tf.random.uniform((1, 48, 48, 3)))
opt = keras.optimizers.Adam(0.02)
with tf.GradientTape() as tape:
    o = ex(image)
    loss = sum(tf.reduce_mean(v) for v in o["style"].values()) + sum(tf.reduce_mean(v) for v in o["content"].values())
opt.apply_gradients([(tape.gradient(loss, image), image)])
