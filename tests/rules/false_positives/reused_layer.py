import copy

from tensorflow import keras
from tensorflow.keras import layers

drop, flat, act = layers.Dropout(0.2), layers.Flatten(), layers.ReLU()
model = keras.Sequential([keras.Input((4,)), layers.Dense(8), act, drop, layers.Dense(8), act, drop, layers.Dense(1)])

# Two models share a layer on purpose.
shared = layers.Dense(8, activation="relu", name="shared")
left = keras.Sequential([keras.Input((4,)), shared, layers.Dense(1)])
right = keras.Sequential([keras.Input((4,)), shared, layers.Dense(1)])

model = keras.Sequential([keras.Input((4,))])
for index in range(3):
    model.add(layers.Dense(8, activation="relu", name=f"hidden_{index}"))
model.add(layers.Dense(1, name="out"))


def block(units, name=None):
    return layers.Dense(units, activation="relu", name=name)


keras.Sequential([keras.Input((4,)), block(4), block(4), block(4, "a"), block(4, "b")])

# A deep copy has layers of its own.
block = [layers.Dense(8, activation="relu"), [layers.Dropout(0.2)]]
again = copy.deepcopy(block)
model = keras.Sequential([keras.Input((8,)), block[0], again[0], block[1][0], again[1][0], layers.Dense(1)])
