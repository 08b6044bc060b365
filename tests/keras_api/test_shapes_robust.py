"""Whatever the arguments and shapes are: an answer or a ``LayerError``, no other exception."""

from __future__ import annotations

from contextlib import suppress
from random import Random

import pytest

from keraslint.keras_api import applications
from keraslint.keras_api.layers import families, registry
from keraslint.keras_api.spec import LayerError, Reference, Spec
from keraslint.keras_api.tables import keras_class
from keraslint.shapes import UNKNOWN, AnyShape, Symbol

REGISTERED = families.__all__
NAMES = sorted(registry.covered())
ELSEWHERE = {
    "Sequential": ("layers",),
    "LocallyConnected1D": ("filters", "kernel_size", "strides", "padding", "data_format", "implementation"),
    "LocallyConnected2D": ("filters", "kernel_size", "strides", "padding", "data_format", "implementation"),
    "CuDNNLSTM": ("units", "return_state", "return_sequences", "stateful"),
    "ThresholdedReLU": ("theta",),
}
NUMBERS = (0, 1, -1, 2, 3, 7, 4.0, 0.5, -2.5, True, False, 10**9, 10**400, float("inf"), float("nan"))
TEXTS = ("a", "same", "valid", "channels_first", "one_hot", "int", "multi_hot", "concat", "imagenet", "avg", b"x")
OTHERS: tuple[object, ...] = (None, UNKNOWN, Reference("keras.layers.Dense"), {}, {"a": 1}, (), [])
VALUES: tuple[object, ...] = (*NUMBERS, *TEXTS, *OTHERS)
DIMENSIONS = (None, None, 0, 1, 2, 3, 5, 9, 224)


def value(random: Random, depth: int) -> object:
    kind = random.random()
    if depth == 0 or kind > 0.3:
        return random.choice(VALUES)
    if kind > 0.25:
        return Symbol()
    if kind > 0.15:
        return layer(random, random.choice(NAMES), depth - 1)
    items = [value(random, depth - 1) for _ in range(random.randint(1, 3))]
    return items if kind > 0.1 else tuple(items)


def parameters(name: str) -> tuple[str, ...]:
    if name in applications.names():
        return applications.ARGUMENTS
    entry = keras_class(name, "layer")
    return ELSEWHERE.get(name, tuple(parameter.name for parameter in entry.parameters) if entry else ())


def layer(random: Random, name: str, depth: int) -> Spec:
    chosen = {name: value(random, depth) for name in parameters(name) if random.random() < 0.6}
    return Spec(name, chosen, complete=random.random() < 0.9)


def shape(random: Random) -> AnyShape:
    if random.random() < 0.05:
        return UNKNOWN
    return tuple(Symbol() if random.random() < 0.1 else random.choice(DIMENSIONS) for _ in range(random.randint(1, 6)))


def use(spec: Spec, inputs: list[AnyShape]) -> None:
    """As a program does: the constructor, the call, and then its weights."""
    registry.check(spec)
    registry.output_shape(spec, *inputs)
    registry.parameter_count(spec, *inputs)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_else_is_raised(name: str) -> None:
    random = Random(name)
    for _ in range(100):
        spec, inputs = layer(random, name, 2), [shape(random) for _ in range(random.choice((1, 1, 1, 2, 3)))]
        with suppress(LayerError):
            use(spec, inputs)


def test_an_axis_that_there_is_not_beside_an_unknown_one() -> None:
    found = registry.output_shape(Spec("Permute", {"dims": (UNKNOWN, -9)}), (None, 3, 4))
    assert isinstance(found, tuple)
    assert len(found) == 3
