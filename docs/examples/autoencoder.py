"""KL203 and KL103: a decoder that reshapes 128 numbers to 7 x 7 x 4, and a shape given where it has no effect."""

from keras import Input, Sequential, layers

CODE = 16

encoder = Sequential(
    [
        Input((28, 28, 1)),
        layers.Conv2D(8, 3, strides=2, padding="same", activation="relu"),
        layers.Conv2D(4, 3, strides=2, padding="same", activation="relu"),
        layers.Flatten(),
        layers.Dense(CODE, input_shape=(196,)),  # the shape is known by now: Keras ignores this one
    ],
    name="encoder",
)
decoder = Sequential(
    [
        Input((CODE,)),
        layers.Dense(128, activation="relu"),
        layers.Reshape((7, 7, 4)),  # 7 * 7 * 4 = 196
        layers.Conv2DTranspose(8, 3, strides=2, padding="same", activation="relu"),
        layers.Conv2DTranspose(1, 3, strides=2, padding="same", activation="sigmoid"),
    ],
    name="decoder",
)
