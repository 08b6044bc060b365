"""On which input a model is built: the one that it declares, or is used on, or one that fits its layers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from keraslint.facts.building import shape_from_use
from keraslint.flow import flow_of
from keraslint.program import Model, Nested
from keraslint.shapes import UNKNOWN, AnyShape, Shape, Symbol, Unknown, unknown_shape

RANKS: Final = (2, 4, 3, 5)
"""Numbers of axes that an input may have of which the source tells nothing, the most usual first."""


def input_shapes(models: Sequence[Model]) -> list[AnyShape]:
    """The input shape of each Sequential, batch axis included, as far as the source tells it.

    What declares none takes that of its first use, or that which the model gives in which it stands as a layer.
    """
    shapes = [model.flow.input if model.flow.declared is not None else _shown(model) for model in models]
    for outer in range(len(models) - 1, -1, -1):  # a model stands in one that is made later
        if models[outer].open_because is not None:
            continue
        for step in flow_of(models[outer].elements, None, shapes[outer]).steps:
            if isinstance(step.element, Nested) and not isinstance(step.input, Unknown):
                for inner in range(outer):
                    if isinstance(shapes[inner], Unknown) and _same(models[inner], step.element.model):
                        shapes[inner] = step.input
    return shapes


def _same(model: Model, other: Model) -> bool:
    """Whether it is one model, with the same layers now and then."""
    return model.uid == other.uid and model.elements == other.elements


def _shown(model: Model) -> AnyShape:
    """The input shape of a model that is built by what is done with it; unknown where that cannot be told."""
    shape = shape_from_use(model)
    if isinstance(shape, Unknown):
        return shape
    return (shape[0], *(Symbol() if dim is None else dim for dim in shape[1:])) if shape else shape


def fitting_input(model: Model) -> AnyShape:
    """An input of which only the number of axes is known, one that no layer refuses; unknown where there is none."""
    for rank in RANKS if model.elements else ():
        shape: Shape = (None, *unknown_shape(rank - 1))
        if flow_of(model.elements, None, shape).error is None:
            return shape
    return UNKNOWN
