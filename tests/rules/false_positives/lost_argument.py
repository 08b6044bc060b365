from tensorflow import keras
from tensorflow.keras import layers


class Stack(keras.Sequential):
    def add(self, *stack):
        for layer in stack:
            super().add(layer)


stack = Stack([keras.Input((4,))])
stack.add(layers.Dense(8, activation="relu"), layers.Dense(1))

model = keras.Sequential([keras.Input((4,))], name="small")
model.add(layer=layers.Dense(8, activation="relu"))
model.add(layers.Dense(1))
keras.Sequential([keras.Input((4,)), layers.Dense(8, activation="relu"), layers.Dense(1)], "named")
