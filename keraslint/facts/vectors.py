"""Stacks of ``Dense`` layers on vectors: how their widths go."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from keraslint.facts.building import certain_flow
from keraslint.facts.causes import KEEPS_SHAPE
from keraslint.facts.linear import width
from keraslint.facts.training import is_part
from keraslint.flow import Step
from keraslint.program import Layer, Model


def hidden_widenings(model: Model) -> Iterator[tuple[Layer, Layer]]:
    """The hidden ``Dense`` layers that follow narrower ones in a Sequential that ends in a narrower layer still.

    Only where the narrow one has fewer units than it gets features: a bottleneck, not a few features spread out.
    """
    if model.kind != "sequential" or model.open_because is not None or is_part(model):
        return
    layers = _end(model)
    output = width(layers[-1][0]) if layers else None
    for (narrow, features), (wide, _) in pairwise(layers[:-1]):
        before, after = width(narrow), width(wide)
        if output is None or before is None or after is None or features is None:
            return
        if output < before < min(after, features):
            yield narrow, wide


def _end(model: Model) -> tuple[tuple[Layer, int | None], ...]:
    """The ``Dense`` layers at the end of the stack, each with the number of features that it gets."""
    found: list[tuple[Layer, int | None]] = []
    for step in reversed(certain_flow(model).steps):
        layer = step.element
        if not isinstance(layer, Layer):
            break
        if layer.name == "Dense":
            found.append((layer, _features(step)))
        elif layer.name not in KEEPS_SHAPE:
            break
    return tuple(reversed(found))


def _features(step: Step) -> int | None:
    dim = step.input[-1] if isinstance(step.input, tuple) and len(step.input) == 2 else None
    return dim if isinstance(dim, int) else None


__all__ = ["hidden_widenings"]
