import math
import numpy as np
import keras
from keras import layers

class Pictures(keras.utils.PyDataset):
    def __init__(self, x, y, batch_size, **kwargs):
        super().__init__(**kwargs)
        self.x, self.y, self.batch_size = x, y, batch_size

    def __len__(self):
        return math.ceil(len(self.x) / self.batch_size)

    def __getitem__(self, idx):
        low = idx * self.batch_size
        high = min(low + self.batch_size, len(self.x))
        return self.x[low:high] / 255.0, keras.utils.to_categorical(self.y[low:high], 10)

    def on_epoch_end(self):
        order = np.random.permutation(len(self.x))
        self.x, self.y = self.x[order], self.y[order]

(x, y), (xt, yt) = keras.datasets.fashion_mnist.load_data()
train = Pictures(x[..., None], y, 32, workers=1)
test = Pictures(xt[..., None], yt, 32)
model = keras.Sequential([layers.Input((28, 28, 1)), layers.Conv2D(4, 3, activation="relu"), layers.Flatten(), layers.Dense(10, "softmax")])
model.compile("sgd", "categorical_crossentropy", metrics=["accuracy"])
model.fit(train, epochs=1, verbose=0)
model.evaluate(test, verbose=0)
