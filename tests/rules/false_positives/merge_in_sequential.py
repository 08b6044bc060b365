import keras
from keras import Input, Model, Sequential, layers

# The first layer of an unbuilt stack may be called on a list.
head = Sequential([layers.Concatenate(), layers.Dense(4, activation="relu"), layers.Dense(1)])
a, b = Input((3,)), Input((5,))
model = Model([a, b], head([a, b]))


class Split(layers.Layer):
    def call(self, inputs):
        return [inputs, inputs]


branches = Sequential([Split(), layers.Concatenate(), layers.Dense(1)])
functional = Model(a, layers.Add()([layers.Dense(2)(a), layers.Dense(2)(a)]))
nested = Sequential([functional, layers.Dense(1)])
states = Sequential([Input((7, 3)), layers.LSTM(4, return_state=True)])
joined = Sequential([Input((7, 3)), layers.LSTM(4, return_state=True), layers.Concatenate(), layers.Dense(1)])
