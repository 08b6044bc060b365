from tensorflow import keras
from tensorflow.keras import Input, Sequential, layers

from project.blocks import attention_block, widths

hidden = [layers.Dense(width, activation="relu") for width in (8, 4)]
Sequential([Input((4,)), *hidden, layers.Dense(1)])
Sequential([Input((4,))] + hidden + [layers.Dense(1)])
Sequential([Input((4,)), layers.Flatten(), layers.Activation("relu")])
Sequential([attention_block, layers.Dense(1)])
Sequential([attention_block(4), layers.Dense(1)])
Sequential((Input((4,)), layers.Dense(2, activation="relu"), layers.Dense(1)))

model = Sequential()
for layer in widths:
    model.add(layer)
model.add(attention_block)
