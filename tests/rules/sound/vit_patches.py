import numpy as np
import keras
from keras import layers, ops

class Patches(layers.Layer):
    def __init__(self, size, **kw):
        super().__init__(**kw)
        self.size = size

    def call(self, images):
        b = ops.shape(images)[0]
        p = ops.image.extract_patches(images, size=self.size)
        return ops.reshape(p, (b, -1, p.shape[-1]))

class Encoder(layers.Layer):
    def __init__(self, n, dim, **kw):
        super().__init__(**kw)
        self.proj, self.pos, self.n = layers.Dense(dim), layers.Embedding(n, dim), n

    def call(self, patch):
        return self.proj(patch) + self.pos(ops.expand_dims(ops.arange(0, self.n), 0))

i = keras.Input((32, 32, 3))
aug = keras.Sequential([layers.Normalization(), layers.Resizing(24, 24), layers.RandomFlip("horizontal"), layers.RandomZoom(0.1, 0.1)], name="aug")
aug.layers[0].adapt(np.random.rand(4, 32, 32, 3))
x = Encoder(16, 8)(Patches(6)(aug(i)))
for _ in range(2):
    a = layers.LayerNormalization(epsilon=1e-6)(x)
    a = layers.MultiHeadAttention(num_heads=2, key_dim=8, dropout=0.1)(a, a)
    x = layers.Add()([a, x])
    b = layers.LayerNormalization(epsilon=1e-6)(x)
    for u in (16, 8):
        b = layers.Dropout(0.1)(layers.Dense(u, activation=keras.activations.gelu)(b))
    x = layers.Add()([b, x])
x = layers.Dropout(0.5)(layers.Flatten()(layers.LayerNormalization()(x)))
m = keras.Model(i, layers.Dense(10)(x))
m.compile(keras.optimizers.AdamW(1e-3, weight_decay=1e-4), keras.losses.SparseCategoricalCrossentropy(from_logits=True), metrics=[keras.metrics.SparseCategoricalAccuracy(name="accuracy"), keras.metrics.SparseTopKCategoricalAccuracy(5, name="top-5-accuracy")])
(x_train, y_train), _ = keras.datasets.cifar10.load_data()
m.fit(x_train[:40], y_train[:40], verbose=0)
