import numpy as np
import tensorflow as tf
import keras
from keras import layers

imgs = tf.data.Dataset.from_tensor_slices(np.random.randint(0, 255, (30, 20, 20, 3), dtype=np.uint8))
lbls = tf.data.Dataset.from_tensor_slices(np.random.randint(0, 5, 30))
ds = tf.data.Dataset.zip((imgs, lbls))
ds = ds.map(lambda i, l: (tf.image.resize(tf.cast(i, tf.float32) / 255.0, [16, 16]), tf.one_hot(l, 5)))
train, val = ds.take(20).batch(4), ds.skip(20).batch(4)
m = keras.Sequential([layers.Input((16, 16, 3)), layers.Conv2D(4, 3, activation="relu"), layers.Flatten(), layers.Dense(5, activation="softmax")])
m.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
m.fit(train, validation_data=val, verbose=0)
for xb, yb in val.take(1):
    print(m.predict(xb, verbose=0).argmax(-1), yb.numpy().argmax(-1))
one = next(iter(val))[0][0]
print(m(one[tf.newaxis]).shape, m.predict(tf.expand_dims(one, 0), verbose=0).shape)
