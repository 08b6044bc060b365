import tensorflow as tf
import keras
from keras import layers

AUTOTUNE = tf.data.AUTOTUNE
IMG, BATCH, NUM = 32, 16, 10
(xtr, ytr), (xte, yte) = keras.datasets.cifar10.load_data()

def preprocess(image, label):
    image = tf.image.convert_image_dtype(image, tf.float32)
    label = tf.squeeze(tf.one_hot(label, NUM), axis=0)
    return image, label

def augment(image, label):
    image = tf.image.random_flip_left_right(image)
    image = tf.image.resize_with_crop_or_pad(image, IMG + 4, IMG + 4)
    image = tf.image.random_crop(image, [IMG, IMG, 3])
    return image, label

train = (tf.data.Dataset.from_tensor_slices((xtr, ytr)).map(preprocess, num_parallel_calls=AUTOTUNE)
         .map(augment).shuffle(100).batch(BATCH).prefetch(AUTOTUNE))
test = tf.data.Dataset.from_tensor_slices((xte, yte)).map(preprocess).batch(BATCH)
model = keras.Sequential([
    layers.Input((IMG, IMG, 3)),
    layers.Conv2D(8, 3, activation="relu"),
    layers.MaxPooling2D(),
    layers.Flatten(),
    layers.Dense(NUM, activation="softmax"),
])
model.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
model.fit(train, epochs=1, verbose=0)
print(model.evaluate(test, verbose=0))
