import numpy as np
import keras
from keras import layers

x, y = np.random.rand(200, 5), np.random.randint(0, 2, 200)
schedule = keras.optimizers.schedules.ExponentialDecay(0.01, decay_steps=1000, decay_rate=0.9, staircase=True)
cosine = keras.optimizers.schedules.CosineDecay(initial_learning_rate=0.001, decay_steps=100)

class WarmUp(keras.optimizers.schedules.LearningRateSchedule):
    def __init__(self, peak, steps):
        self.peak, self.steps = peak, steps

    def __call__(self, step):
        step = keras.ops.cast(step, "float32")
        return self.peak * keras.ops.minimum(1.0, (step + 1) / self.steps)

for lr in (schedule, cosine, WarmUp(1e-3, 10), 1e-3):
    model = keras.Sequential([layers.Input((5,)), layers.Dense(8, activation="relu"), layers.Dense(1, activation="sigmoid")])
    model.compile(keras.optimizers.Adam(learning_rate=lr), loss="binary_crossentropy", metrics=["accuracy"])
    model.fit(x, y, epochs=1, verbose=0)

def step_decay(epoch, lr):
    return lr * 0.5 if epoch and epoch % 10 == 0 else lr

model.fit(x, y, epochs=2, callbacks=[keras.callbacks.LearningRateScheduler(step_decay)], verbose=0)
