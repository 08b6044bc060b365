import os

from tensorflow.keras import layers

layers.Dropout(0)
layers.Dropout(0.0)
layers.Dropout(0.5)
layers.Dropout(0.8)
layers.Dropout(rate=0.25, seed=1)
layers.Dropout(float(os.environ["RATE"]))
layers.LSTM(8, dropout=0.2, recurrent_dropout=0.2)
layers.GaussianNoise(0.9)


def block(rate=None):
    return layers.Dropout(rate) if rate else layers.Activation("linear")
