"""KL407 and `# noqa`: a dropout rate is a fraction. The second one is meant as it is, and says so."""

from keras import Input, Sequential
from keras.layers import Dense, Dropout

percent = Sequential([Input((20,)), Dense(64, activation="relu"), Dropout(25), Dense(3, activation="softmax")])

hard = Sequential([Input((20,)), Dense(64, activation="relu")])
hard.add(Dropout(0.9))  # noqa: KL407
hard.add(Dense(3, activation="softmax"))
