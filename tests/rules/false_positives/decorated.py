"""What a decorator or a metaclass makes of a class is what there is from then on."""

import functools

import keras
from keras import layers


def narrow(cls):
    return functools.partial(cls, 3)


@narrow
class Head:
    def __init__(self, units, shape=(4, 4)):
        self.model = keras.Sequential([keras.Input(shape), layers.LSTM(units)])


@narrow
class Unused:
    def __init__(self, units=0):
        self.layer = layers.Dense(units)


Head((4, 4))


def off(made):
    return None


@off
class Plugin:
    pass


@off
def plug():
    pass


if Plugin is not None or plug is not None:
    keras.Sequential([keras.Input((4,)), layers.LSTM(3)])


class Setting:
    def __init__(self, units):
        self.units = units

    def __call__(self, cls):
        cls.units = self.units
        return cls


@Setting(3)
class Set:
    units = 0


layers.Dense(Set.units)

found = []


@found.append
class Listed:
    pass


layers.Dense(len(found))


# Metaclasses.
class Naming(type):
    def __new__(mcs, name, bases, members, **options):
        cls = type.__new__(mcs, name, bases, members)
        if name != "Base":
            cls.units = 7
        return cls


class Plain:
    size = 0


class Base(Plain, metaclass=Naming):
    units = 0


class Named(Base):
    pass


layers.Dense(Named.units)
layers.Dense(Named.size)


class Counting(type):
    def __init__(cls, name, bases, members, units=0):
        cls.units = units


class Counted(metaclass=Counting, units=3):
    pass


layers.Dense(Counted.units)


def make():
    class Meta(type):
        def __init__(cls, name, bases, members):
            cls.units = 4

    class Made(metaclass=Meta):
        pass

    return Made


class Meta(type):
    def __init__(cls, name, bases, members):
        cls.units = 0


class OfMade(make()):
    pass


layers.Dense(OfMade.units)
