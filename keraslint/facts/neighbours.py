"""Which layer of a stack comes after which."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from keraslint.facts.activations import ACTIVATION_LAYERS
from keraslint.facts.building import certain_stack
from keraslint.program import Layer, Model

ACTIVATING: Final = frozenset({"Activation", *ACTIVATION_LAYERS}) - {"Softmax"}
"""Layers that apply an activation value by value."""


def neighbours(model: Model, through: frozenset[str] = frozenset()) -> Iterator[tuple[Layer, Layer]]:
    """Each layer of a Sequential with the next one, seen through layers of the classes ``through``.

    A layer that is not known, and a nested model, has no neighbours.
    """
    before: Layer | None = None
    for element in certain_stack(model) if model.kind == "sequential" else ():
        if not isinstance(element, Layer):
            before = None
        elif before is None or element.name not in through:
            if before is not None:
                yield before, element
            before = element


__all__ = ["ACTIVATING", "neighbours"]
