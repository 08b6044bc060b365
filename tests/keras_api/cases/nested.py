"""Models as layers of layers."""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.keras_api.spec import Spec
from tests.keras_api.oracle import Case, table


def spec(cls: str, **args: object) -> Spec:
    return Spec(cls, args)


def sequential(*layers: Spec) -> Spec:
    return Spec("Sequential", {"layers": list(layers)})


DENSE = spec("Dense", units=4)
CONVOLUTION = spec("Conv2D", filters=4, kernel_size=3)
IMAGE = spec("InputLayer", shape=(9, 9, 3))


def cases() -> Iterator[Case]:
    stack = sequential(DENSE, spec("Dense", units=2))
    yield from table(stack.cls, [stack.args], (None, 3), (None, 7, 3), (None, None), (2, 5))
    images = sequential(IMAGE, CONVOLUTION, spec("Flatten"), DENSE)
    yield from table(images.cls, [images.args], (None, 9, 9, 3), (2, 9, 9, 3), (None, 8, 9, 3), (None, 9, 9, 3, 2))
    nested = sequential(sequential(IMAGE, CONVOLUTION), spec("GlobalAveragePooling2D"))
    yield from table(nested.cls, [nested.args], (None, 9, 9, 3), (None, 9, 9, 1))
    yield from table("Sequential", [{"layers": []}], (None, 3))
    states = spec("LSTM", units=4, return_state=True)
    yield from table("Sequential", [{"layers": [states]}, {"layers": [states, DENSE]}], (None, 7, 3))
    yield from table("Sequential", [{"layers": [spec("LSTM", units=4), spec("LSTM", units=4)]}], (None, 7, 3))
    yield from table("Sequential", [{"layers": [spec("Add")]}], (None, 3))
    for model in (stack, images, nested, sequential(CONVOLUTION, spec("Flatten"), DENSE)):
        yield from table("TimeDistributed", [{"layer": model}], (None, 7, 9, 9, 3), (None, 7, 8, 8, 3), (None, 9, 9))
    yield from table("Pipeline", [{"layers": [spec("Rescaling", scale=2), DENSE]}], (None, 3), (None, None))
    yield from table("Pipeline", [{"layers": [spec("Resizing", height=4, width=4), spec("Flatten")]}], (None, 9, 9, 3))


CASES = list(cases())
