import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers
from tensorflow.keras.callbacks import EarlyStopping, LearningRateScheduler, ModelCheckpoint, ReduceLROnPlateau
from tensorflow.keras.optimizers import SGD, Adadelta, Adam

x, y = np.random.rand(80, 3), np.random.randint(0, 2, (80, 1))
x_val, y_val = np.random.rand(20, 3), np.random.randint(0, 2, (20, 1))
x_test, y_test = np.random.rand(20, 3), np.random.randint(0, 2, (20, 1))


def build(units=4):
    return keras.Sequential([
        keras.Input((3,)),
        layers.Dense(units, activation="relu"),
        layers.Dense(1, activation="sigmoid"),
    ])


# Compiled elsewhere: by a function, on one path, in a file, by something that is not known.
def compiled(model):
    model.compile("adam", "binary_crossentropy", metrics=["accuracy"])
    return model


one = compiled(build())
one.fit(x, y)

two = keras.models.load_model("two.keras")
two.fit(x, y)
two.evaluate(x, y)

three = build()
if not continued:
    three.compile("adam", "binary_crossentropy")
three.fit(x, y)

four = build()
prepare(four)
four.fit(x, y)


class Trainer:
    def __init__(self):
        self.model = build()

    def train(self):
        self.model.fit(x, y)

    def compile(self):
        self.model.compile("adam", "binary_crossentropy")


def train(model):
    model.fit(x, y)


train(compiled(build()))
build().predict(x)

# A loss of the layers' own.
own = keras.Sequential([keras.Input((3,)), layers.Dense(4, activity_regularizer="l2"), layers.ReLU(), layers.Dense(1)])
own.compile("adam")
own.fit(x, y)

# Identifiers in any spelling that Keras takes.
spelt = keras.Sequential([
    keras.Input((3,)),
    layers.Dense(4, activation="relu", kernel_initializer="he_normal", kernel_regularizer="l2", bias_constraint="non_neg"),
    layers.Dense(4, activation="elu", kernel_initializer="zeros"),
    layers.Dense(1, activation="sigmoid"),
])
spelt.compile("Adam", "BinaryCrossentropy", metrics=["acc", "AUC", "binary_accuracy", "mse"])
spelt.compile("RMSPROP", "MSE", metrics=["mae", "MAE"])
spelt.compile("adam", "logcosh")

# Monitors.
watched = compiled(build())
watched.fit(x, y, validation_split=0.2, callbacks=[EarlyStopping(patience=3), ReduceLROnPlateau(patience=0), ModelCheckpoint("a.keras")])
watched.fit(x, y, callbacks=[EarlyStopping(monitor="loss"), ModelCheckpoint("a-{epoch:02d}-{accuracy:.2f}.keras")])
watched.fit(x, y, validation_data=(x_val, y_val), callbacks=[EarlyStopping("val_accuracy", patience=3)])
watched.fit(x, y, callbacks=[ModelCheckpoint("a.keras")])
watched.fit(x, y, validation_data=unknown, callbacks=[EarlyStopping("val_loss")])
watched.fit(x, y, callbacks=[Evaluate(x_val, y_val), EarlyStopping("val_loss")])
watched.fit(x, y, callbacks=[EarlyStopping("val_loss"), LearningRateScheduler(schedule)], **options)
watched.fit(x, y, validation_split=0.5, callbacks=[EarlyStopping(patience=10), ReduceLROnPlateau(patience=3)])
watched.fit(x, y, validation_split=0.5, callbacks=[EarlyStopping("loss"), ReduceLROnPlateau("val_loss")])

named = build()
named.compile("adam", "binary_crossentropy", metrics=[keras.metrics.AUC(name="area"), keras.metrics.AUC()])
named.fit(x, y, validation_split=0.2, callbacks=[EarlyStopping("val_area"), ReduceLROnPlateau("val_auc_1", patience=0)])

# Data.
watched.evaluate(x_test, y_test)
judged = compiled(build())
judged.fit(x, y, validation_data=(x_val, y_val), callbacks=[EarlyStopping(patience=2)])
judged.evaluate(x_test, y_test)
both = compiled(build())
both.fit(x, y, validation_split=0.2)
both.evaluate(x, y)
both.evaluate(x_test, y_test)
by_heart = compiled(build())
by_heart.fit(x, y)
by_heart.evaluate(x, y)

# Learning rates.
rated = build()
rated.compile(Adadelta(learning_rate=1.0), "binary_crossentropy")
rated.compile(Adam(learning_rate=rate), "binary_crossentropy")
rated.compile(SGD(learning_rate=0.0, momentum=0.9), "binary_crossentropy")
rated.fit(x, y, callbacks=[LearningRateScheduler(lambda epoch: 0.01)])
pixels = Adam(learning_rate=5.0)
pixels.apply_gradients([(gradient, canvas)])

# A GAN: the discriminator is frozen on purpose after it was compiled.
discriminator = compiled(build())
generator = keras.Sequential([keras.Input((8,)), layers.Dense(4, activation="relu"), layers.Dense(3)])
discriminator.trainable = False
gan = keras.Sequential([generator, discriminator])
gan.compile("adam", "binary_crossentropy")
for _ in range(epochs):
    discriminator.train_on_batch(x, y)
    gan.train_on_batch(np.random.rand(80, 8), np.ones((80, 1)))

# Frozen and compiled again.
base = keras.Sequential([keras.Input((3,)), layers.Dense(4, activation="relu")])
base.trainable = False
transfer = keras.Sequential([base, layers.Dense(1, activation="sigmoid")])
transfer.compile("adam", "binary_crossentropy")
transfer.fit(x, y)
base.trainable = True
transfer.compile(Adam(1e-5), "binary_crossentropy")
transfer.fit(x, y)

# Splits of arrays; a dataset without one.
transfer.fit(x, y, validation_split=0.2)
transfer.fit(tf.data.Dataset.from_tensor_slices((x, y)).batch(8), validation_split=0.0)

# Saved and loaded.
saved = compiled(build())
saved.save_weights("own.weights.h5")
saved.load_weights("own.weights.h5")
again = build()
again.load_weights("own.weights.h5")
with_dropout = keras.Sequential([
    keras.Input((3,)),
    layers.Dense(4, activation="relu"),
    layers.Dropout(0.2),
    layers.Dense(1, activation="sigmoid"),
])
with_dropout.load_weights("own.weights.h5")
other = build(16)
other.load_weights("other.weights.h5")
other.load_weights("own.weights.h5", skip_mismatch=True)
saved.save("whole.keras")
keras.models.load_model("whole.keras").evaluate(x_test, y_test)


# Keras 3 keeps the metrics of the first `compile`.
twice = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3, activation="softmax")])
twice.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
twice.fit(np.ones((8, 4)), np.zeros(8), validation_split=0.5)
twice.compile("sgd", "sparse_categorical_crossentropy")
watch = keras.callbacks.EarlyStopping("val_accuracy", mode="max")
twice.fit(np.ones((8, 4)), np.zeros(8), validation_split=0.5, callbacks=[watch])
