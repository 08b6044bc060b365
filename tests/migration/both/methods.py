"""Methods and attributes of models, layers and optimizers."""

import keras
import numpy as np
from keras import backend as K
from keras.layers import LSTM, Dense

x, y = np.zeros((8, 4), "float32"), np.zeros((8, 3), "float32")
RESULT = {}


def batches():
    while True:
        yield x, y


model = keras.Sequential([keras.Input((4,)), Dense(5, name="first"), Dense(3)])
optimizer = keras.optimizers.legacy.SGD(lr=0.1)
model.compile(optimizer, "mse")
model.fit_generator(batches(), 2, 1, 0, validation_data=batches(), validation_steps=1, workers=1)
model.fit_generator(
    generator=batches(),
    steps_per_epoch=2,
    verbose=0,
    max_queue_size=2,  # of the queue
    use_multiprocessing=False,
)
RESULT["loss"] = list(np.shape(model.evaluate_generator(batches(), 2)))
RESULT["predicted"] = list(model.predict_generator(batches(), steps=2, workers=1).shape)
RESULT["layer"] = [list(model.layers[0].input_shape), list(model.get_layer("first").output_shape)]
first = model.layers[0]
RESULT["at"] = [list(first.get_output_at(0).shape), list(first.get_input_at(0).shape)]
RESULT["shape at"] = [list(first.get_output_shape_at(0)), list(first.get_input_shape_at(0))]
RESULT["rate"] = round(float(K.get_value(model.optimizer.lr)), 3)
model.optimizer.lr = 0.01
optimizer.lr.assign(0.02)
K.set_value(optimizer.lr, 0.03)
RESULT["rates"] = [round(float(optimizer.lr), 3), round(float(model.optimizer.lr), 3)]

stateful = keras.Sequential([LSTM(3, batch_input_shape=(8, 2, 2), stateful=True), Dense(3)])
stateful.predict(np.zeros((8, 2, 2)), verbose=0)
stateful.reset_states()
RESULT["stateful"] = list(stateful.predict(np.zeros((8, 2, 2)), verbose=0).shape)
