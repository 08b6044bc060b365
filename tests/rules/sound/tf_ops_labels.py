import numpy as np
import tensorflow as tf
import keras
from keras import layers

x = np.random.rand(40, 12, 12, 3).astype("float32")
y = np.random.randint(0, 5, (40,))
ds = tf.data.Dataset.from_tensor_slices((x, y))

def m(n=5, act="softmax", loss="categorical_crossentropy", size=12, ch=3):
    k = keras.Sequential([layers.Input((size, size, ch)), layers.Flatten(), layers.Dense(n, activation=act)])
    k.compile("adam", loss)
    return k

m().fit(ds.map(lambda a, b: (a, tf.one_hot(b, depth=5))).batch(8), verbose=0)
m().fit(ds.batch(8).map(lambda a, b: (a, tf.one_hot(b, 5))), verbose=0)
m(1, "sigmoid", "binary_crossentropy").fit(ds.map(lambda a, b: (a, b > 2)).batch(4), verbose=0)
m(1, "sigmoid", "binary_crossentropy").fit(ds.map(lambda a, b: (a, tf.cast(tf.equal(b, 0), tf.float32))).batch(4), verbose=0)
m(5, "softmax", "sparse_categorical_crossentropy").fit(ds.map(lambda a, b: (a, tf.reshape(b, (1,)))).batch(4), verbose=0)
m(2, "softmax", "sparse_categorical_crossentropy").fit(ds.filter(lambda a, b: b < 2).batch(4), verbose=0)
m(size=8).fit(ds.map(lambda a, b: (tf.image.resize_with_crop_or_pad(a, 8, 8), tf.one_hot(b, 5))).batch(4), verbose=0)
m(size=6).fit(ds.map(lambda a, b: (tf.image.central_crop(a, 0.5), tf.one_hot(b, 5))).batch(4), verbose=0)
m(ch=1).fit(ds.map(lambda a, b: (tf.image.rgb_to_grayscale(a), tf.one_hot(b, 5))).batch(4), verbose=0)
m(1, None, "mse").fit(ds.map(lambda a, b: (a, tf.reduce_mean(a))).batch(4), verbose=0)
m(432, "sigmoid", "mse").fit(ds.map(lambda a, b: (a, tf.reshape(a, [-1]))).batch(4), verbose=0)
auto = keras.Sequential([layers.Input((12, 12, 3)), layers.Conv2D(3, 3, padding="same", activation="sigmoid")])
auto.compile("adam", "mse")
auto.fit(ds.map(lambda a, b: (a, a)).batch(8), verbose=0)
auto.fit(ds.batch(8).map(lambda a, _: (a + tf.random.normal(tf.shape(a), stddev=0.1), a)), verbose=0)
auto.predict(ds.map(lambda a, b: a).batch(8), verbose=0)
w = ds.map(lambda a, b: (a, b, tf.where(b == 0, 2.0, 1.0))).batch(8)
m(5, "softmax", "sparse_categorical_crossentropy").fit(w, verbose=0)
big = ds.repeat(2).shuffle(10).batch(8, drop_remainder=True).prefetch(2)
k = m(5, "softmax", "sparse_categorical_crossentropy")
k.fit(big, steps_per_epoch=3, epochs=1, verbose=0)
train, val = keras.utils.split_dataset(ds, left_size=0.75)
k.fit(train.batch(8), validation_data=val.batch(8), verbose=0)
pos = ds.filter(lambda a, b: b == 1).repeat()
neg = ds.filter(lambda a, b: b != 1).repeat()
bal = tf.data.Dataset.sample_from_datasets([pos, neg], weights=[0.5, 0.5]).batch(8).take(2)
k.fit(bal, verbose=0)
arrs = [(a.numpy(), int(b)) for a, b in ds.take(8)]
k.fit(np.stack([a for a, _ in arrs]), np.array([b for _, b in arrs]), verbose=0)
