from tensorflow import keras
from tensorflow.keras import Sequential, layers

from project.blocks import attention_block, widths

hidden = [layers.Dense(width, activation="relu") for width in (8, 4)]
Sequential([*hidden, layers.Dense(1)])
Sequential(hidden + [layers.Dense(1)])
Sequential([layers.Flatten(), layers.Activation("relu"), layers.Activation(keras.activations.relu)])
Sequential([attention_block, layers.Dense(1)])
Sequential([attention_block(4), layers.Dense(1)])
Sequential((layers.Dense(2, activation="relu"), layers.Dense(1)))

model = Sequential()
for layer in widths:
    model.add(layer)
model.add(attention_block)
