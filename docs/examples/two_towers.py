"""KL402: a Sequential has one input and no branches, so there is nothing for a Concatenate to join."""

from keras import Input, Model, Sequential, layers

words = Sequential([Input((200,)), layers.Dense(32, activation="relu")])
prices = Sequential([Input((10,)), layers.Dense(8, activation="relu")])

model = Sequential([Input((40,))])
model.add(layers.Concatenate())  # needs the functional model below
model.add(layers.Dense(1))

# Sound: the same two towers, joined.
joined = layers.Concatenate()([words.output, prices.output])
both = Model([words.input, prices.input], layers.Dense(1)(joined))
