"""KL101 and KL102: a model that nothing has built yet. `fit` would build it, but here it is asked for its weights."""

from keras import Sequential
from keras.layers import Dense

lazy = Sequential([Dense(64, activation="relu"), Dense(1)])
print(lazy.count_params())

# Sound: built by `build`, and by `Input`.
built = Sequential([Dense(64, activation="relu"), Dense(1)])
built.build((None, 12))
print(built.count_params())
