"""Arguments that have another name, or none, or another place."""

import keras
import numpy as np
from keras.callbacks import ModelCheckpoint, TensorBoard
from keras.layers import LSTM, BatchNormalization, Dense, InputLayer, LeakyReLU
from keras.optimizers import SGD, Adam
from keras.utils import to_categorical

x, y = np.zeros((8, 4), "float32"), np.zeros((8, 3), "float32")
RESULT = {}

model = keras.Sequential(
    [
        InputLayer(input_shape=(4,)),
        Dense(5, weights=None, dynamic=False),
        LeakyReLU(alpha=0.1),
        BatchNormalization(fused=False),
        Dense(3),
    ]
)
model.compile(keras.optimizers.legacy.SGD(lr=0.01, decay=1e-6, momentum=0.9, nesterov=True), "mse", ["mae"])
model.fit(x, y, verbose=0, workers=1, use_multiprocessing=False, max_queue_size=10)
RESULT["model"] = list(model.output_shape)
RESULT["evaluated"] = len(model.evaluate(x, y, verbose=0))
model.compile(keras.optimizers.legacy.Adam(decay=0.0), "mse", metrics="mae", sample_weight_mode=None)
model.fit(x, y, verbose=0)
model.compile(keras.optimizers.legacy.Adam(0.001, decay=1e-3), loss="mse", experimental_run_tf_function=False)
model.fit(x, y, verbose=0)
RESULT["categories"] = list(to_categorical(y=[0, 1, 2]).shape)
RESULT["optimizers"] = [type(SGD(learning_rate=0.1)).__name__, type(Adam(jit_compile=False)).__name__]

steps = keras.Sequential(
    [
        InputLayer(batch_input_shape=(None, 7, 3)),
        LSTM(4, time_major=False, enable_caching_device=False),
    ]
)
RESULT["steps"] = list(steps.output_shape)
TensorBoard("logs", write_grads=False, embeddings_layer_names=None, embeddings_data=None)
ModelCheckpoint("best.keras", options=None)
