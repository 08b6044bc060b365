"""Input shapes on layers."""

import keras
import numpy as np
from keras.layers import GRU, LSTM, Bidirectional, Conv2D, Dense, Dropout, Embedding, Flatten, TimeDistributed
from keras.models import Sequential

RESULT = {}
features = np.zeros((16, 8))

wide = Sequential()
wide.add(Dense(16, input_dim=features.shape[1], activation="relu"))
wide.add(Dropout(0.5))
wide.add(Dense(3))

pixels = Sequential(
    [
        # the pictures
        Conv2D(4, (3, 3), activation="relu", input_shape=(28, 28, 1)),
        Flatten(),
        Dense(10),
    ]
)

states = Sequential([LSTM(4, batch_input_shape=(2, 7, 3), stateful=True), Dense(1)])
words = Sequential([Embedding(10, 4, input_length=7), Flatten(), Dense(1)])
recurrent = Sequential([GRU(4, input_dim=3, input_length=7), Dense(2)])
both = Sequential([Bidirectional(LSTM(4), input_shape=(7, 3)), Dense(2)])
each = Sequential([TimeDistributed(Dense(4), input_shape=(7, 3)), LSTM(2)])
sized = Sequential([Dense(4, input_shape=(3,), batch_size=2), Dense(1, batch_input_shape=(2, 4))])


def stack(shape, depth):
    model = Sequential()
    for index in range(depth):
        if index == 0:
            model.add(Dense(4, input_shape=shape))
        else:
            model.add(Dense(4))
    return model


inputs = keras.Input((7,))
embedded = keras.Model(inputs, Embedding(10, 4, input_length=7)(inputs))

for name, model in {
    "wide": wide, "pixels": pixels, "states": states, "words": words, "recurrent": recurrent, "both": both,
    "each": each, "sized": sized, "stack": stack((6,), 3), "embedded": embedded,
}.items():  # fmt: skip
    RESULT[name] = [list(model.input_shape), list(model.output_shape), int(model.count_params())]
