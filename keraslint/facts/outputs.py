"""The output of a model: its activation, seen through the layers that leave values alone, and its shape."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from keraslint.arrays import Array
from keraslint.facts.activations import Activation, activation_of
from keraslint.facts.building import certain_flow
from keraslint.facts.causes import recurrent
from keraslint.facts.roles import DROPOUTS, NOISE, POOLINGS
from keraslint.flow import Flow, flow_of
from keraslint.program import Element, Event, Layer, Model, Nested
from keraslint.records import record
from keraslint.shapes import UNKNOWN, AnyShape, Dim, Unknown

_PASSING: Final = (
    DROPOUTS
    | NOISE
    | POOLINGS
    | {"Flatten", "Reshape", "Permute", "Identity", "InputLayer", "ActivityRegularization", "RepeatVector"}
    | {f"{kind}{axes}D" for kind in ("Cropping", "UpSampling") for axes in (1, 2, 3)}
)
"""Layers through which the last activation is seen."""

_SAME_WIDTH: Final = DROPOUTS | NOISE | {"Activation", "ActivityRegularization", "Identity", "ReLU", "Softmax"}


@record
class Output:
    """The end of a model with one output.

    ``activation`` is Keras's name of the function that makes the values, ``linear`` where there is none, ``None``
    where that is not known. ``element`` is the layer that applies it (the last learning layer where none does), and
    ``applied`` says where. ``shape`` has the batch axis; ``units`` is its last axis, which may be known alone.
    ``flow`` leads there, from the shape of the data where no layer declares one.
    """

    activation: str | None
    applied: Activation | None
    element: Element | None
    shape: AnyShape
    units: Dim
    flow: Flow | None = None

    @property
    def rank(self) -> int | None:
        return len(self.shape) if isinstance(self.shape, tuple) else None


NOTHING_KNOWN: Final = Output(None, None, None, UNKNOWN, None)


def output_of(model: Model, event: Event | None = None, x: object = None) -> Output:
    """The output of ``model`` when ``event`` happens. ``x`` are the inputs: they tell the shape where no layer does."""
    if model.kind == "sequential":
        return _sequential(model, event, x)
    if model.kind == "functional" and model.outputs is not None and len(model.outputs) == 1:
        shape = model.outputs[0]
        shape = shape if isinstance(shape, tuple) else UNKNOWN
        applied = None if model.last is None else last_activation((model.last,))
        if applied is None:
            return Output(None, None, None, shape, _last(shape))
        return Output(applied.name, applied, applied.element, shape, _last(shape))
    return NOTHING_KNOWN


def _sequential(model: Model, event: Event | None, x: object) -> Output:
    elements = model.elements if event is None else event.elements
    if not elements:
        return NOTHING_KNOWN
    flow = _flow(model, event, elements, x)
    shape = UNKNOWN if flow is None else flow.output
    ends = _end_is_certain(model, elements)
    units = _last(shape) if isinstance(shape, tuple) else _units(elements) if ends else None
    applied = last_activation(elements) if ends else None
    if applied is None:
        return Output(None, None, None, shape, units, flow)
    return Output(applied.name, applied, applied.element, shape, units, flow)


def _flow(model: Model, event: Event | None, elements: Sequence[Element], x: object) -> Flow | None:
    because = model.open_because if event is None else event.open_because
    if because is not None:
        return None
    flow = certain_flow(model) if elements == model.elements else flow_of(elements)
    if isinstance(flow.input, Unknown) and isinstance(x, Array) and isinstance(x.shape, tuple) and len(x.shape) > 1:
        flow = flow_of(elements, None, (None, *x.shape[1:]))
    return flow


def _end_is_certain(model: Model, elements: Sequence[Element]) -> bool:
    """Whether the last layer is certainly the last: of an open stack, if it was added after the uncertain part."""
    if model.open_because is None:
        return True
    last = next(reversed(list(model.occurrences("add"))), None)
    return last is not None and last.open_because is not None and last.elements == elements[:-1]


def last_activation(elements: Sequence[Element]) -> Activation | None:
    """The activation that makes the values that leave the stack; ``None`` where that is not known."""
    for element in reversed(elements):
        if isinstance(element, Nested):
            inner = element.model
            if inner.kind != "sequential" or inner.open_because is not None:
                return None
            return last_activation(inner.elements)
        if not isinstance(element, Layer) or not element.complete:
            return None
        if element.name in _PASSING:
            continue
        found = activation_of(element)
        if found is None or found.name is None:
            return None
        if element.name == "Activation" and found.name == "linear":
            continue
        if recurrent(element) is not None and found.name == "softmax":
            return None  # it is multiplied by a gate
        if found.name == "softmax" and element.value("axis", -1) != -1:
            return None
        return found
    return None


def _units(elements: Sequence[Element]) -> Dim:
    """The width of the last ``Dense`` where the shapes before it are not known."""
    for element in reversed(elements):
        if isinstance(element, Nested) and element.model.kind == "sequential" and element.model.open_because is None:
            return _units(element.model.elements)
        if not isinstance(element, Layer):
            return None
        if element.name == "Dense":
            units = element.value("units")
            return units if isinstance(units, int) else None
        if element.name not in _SAME_WIDTH:
            return None
    return None


def _last(shape: AnyShape) -> Dim:
    return shape[-1] if isinstance(shape, tuple) and shape else None


__all__ = ["NOTHING_KNOWN", "Output", "last_activation", "output_of"]
