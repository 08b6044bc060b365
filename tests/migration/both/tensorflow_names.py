"""The same through ``tensorflow.keras``, which keeps more of the past."""

import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import backend as K
from tensorflow.keras.layers import Dense, LeakyReLU
from tensorflow.keras.preprocessing.text import Tokenizer

layers = tf.keras.layers
RESULT = {}

model = keras.Sequential(
    [
        layers.experimental.preprocessing.Rescaling(1 / 255, input_shape=(16, 16, 3)),
        tf.keras.layers.Conv2D(4, 3),
        LeakyReLU(alpha=0.2),
        layers.Flatten(),
        Dense(2, activation="softmax"),
    ]
)
model.compile(tf.keras.optimizers.legacy.Adam(lr=0.001, decay=1e-4), tf.keras.losses.mse)
model.fit(np.zeros((4, 16, 16, 3)), np.zeros((4, 2)), verbose=0)
RESULT["model"] = list(model.output_shape)
RESULT["mean"] = list(K.mean(tf.zeros((2, 3)), axis=1).shape)
RESULT["layer"] = list(model.layers[1].output_shape)
RESULT["words"] = len(Tokenizer(num_words=3).texts_to_sequences(["a"]))
