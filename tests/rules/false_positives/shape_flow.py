from tensorflow import keras
from tensorflow.keras import Input, Model, Sequential, layers
from tensorflow.keras.layers import (
    LSTM,
    Activation,
    BatchNormalization,
    Bidirectional,
    Conv1D,
    Conv2D,
    Conv2DTranspose,
    ConvLSTM2D,
    Cropping2D,
    Dense,
    Embedding,
    Flatten,
    GlobalAveragePooling1D,
    GlobalMaxPooling2D,
    Lambda,
    LeakyReLU,
    MaxPooling1D,
    MaxPooling2D,
    Permute,
    RepeatVector,
    Reshape,
    TimeDistributed,
    UpSampling2D,
)

latent, channels = 100, 1

generator = Sequential([
    Dense(7 * 7 * 128, input_shape=[latent]),
    Reshape([7, 7, 128]),
    BatchNormalization(),
    Conv2DTranspose(64, kernel_size=5, strides=2, padding="same", activation="selu"),
    BatchNormalization(),
    Conv2DTranspose(channels, kernel_size=5, strides=2, padding="same", activation="tanh"),
])
discriminator = Sequential([
    Conv2D(64, 5, strides=2, padding="same", activation=LeakyReLU(0.2), input_shape=[28, 28, channels]),
    Flatten(),
    Dense(1, activation="sigmoid"),
])
gan = Sequential([generator, discriminator])

autoencoder = Sequential([
    Input((28, 28)),
    Reshape((28, 28, 1)),
    Conv2D(8, 3, padding="same", activation="relu"),
    MaxPooling2D(),
    Conv2D(16, 3, padding="same", activation="relu"),
    UpSampling2D(),
    Conv2D(1, 3, padding="same", activation="sigmoid"),
    Reshape((28, 28)),
])
autoencoder.compile("adam", "binary_crossentropy")

translator = Sequential([
    Embedding(100, 16),
    LSTM(32),
    RepeatVector(5),
    LSTM(32, return_sequences=True),
    TimeDistributed(Dense(100, activation="softmax")),
])
translator.compile("adam", "sparse_categorical_crossentropy")

tagger = Sequential([
    Input((None,)),
    Embedding(100, 16, mask_zero=True),
    Bidirectional(LSTM(32, return_sequences=True)),
    Dense(9, activation="softmax"),
])
tagger.compile("adam", "categorical_crossentropy")

video = Sequential([
    ConvLSTM2D(8, 3, input_shape=(5, 32, 32, 3), return_sequences=True),
    BatchNormalization(),
    ConvLSTM2D(8, 3),
    GlobalMaxPooling2D(),
    Dense(2, activation="softmax"),
])
video.compile("adam", "categorical_crossentropy")

frames = Sequential()
frames.add(TimeDistributed(Conv2D(8, 3, activation="relu"), input_shape=(5, 32, 32, 3)))
frames.add(TimeDistributed(MaxPooling2D()))
frames.add(TimeDistributed(Flatten()))
frames.add(LSTM(8))
frames.add(Dense(2, activation="softmax"))

wave = Sequential([Conv1D(8, 3, activation="relu", input_shape=(None, 1)), MaxPooling1D(), GlobalAveragePooling1D(), Dense(1)])
first = Sequential([Permute((2, 3, 1), input_shape=(3, 64, 64)), Conv2D(8, 3), GlobalMaxPooling2D(), Dense(1)])
chars = Sequential([Input((20, 30)), LSTM(16), Dense(30), Activation("softmax")])
masked = Sequential([Input((8, 8, 1)), Cropping2D(((1, 1), (2, 2))), Flatten(), Dense(1)])
custom = Sequential([Input((784,)), Lambda(lambda tensor: keras.backend.reshape(tensor, (-1, 28, 28, 1))), Conv2D(8, 3)])


class Patches(layers.Layer):
    def call(self, images):
        return images


vision = Sequential([Input((32, 32, 3)), Patches(), Dense(10, activation="softmax")])
vision.compile("adam", "categorical_crossentropy")


def residual(units):
    inputs = keras.Input((16,))
    return Model(inputs, layers.add([inputs, Dense(units)(inputs)]))


nested = Sequential([Input((16,)), residual(16), Dense(1)])
squeezed = Sequential([Input((28, 28)), Sequential([Input((28, 28, 1)), Flatten()]), Dense(1)])
for steps in (1, 2):
    grown = Sequential([Input((64, 64, 3))])
    for _ in range(steps):
        grown.add(Conv2D(8, 3, activation="relu"))
        grown.add(MaxPooling2D())
    grown.add(Flatten())
    grown.add(Dense(1))
