"""Functional models and applications: the shapes at their ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from keraslint.flow import flow_of
from keraslint.interpreter.values import Arguments, ListRef, ModelRecord, Tensor, Tuple, Value
from keraslint.keras_api import applications
from keraslint.keras_api.spec import LayerError
from keraslint.program import Call, Layer, Nested
from keraslint.shapes import UNKNOWN, AnyShape

if TYPE_CHECKING:
    from keraslint.interpreter.machine import Machine


def application_shapes(call: Call) -> tuple[AnyShape, AnyShape]:
    """The input and output shape of a ``keras.applications`` model."""
    args = call.spec.args
    if not call.complete or "input_tensor" in args:
        return UNKNOWN, UNKNOWN
    try:
        return applications.input_shape(call.name, args), applications.output_shape(call.name, args)
    except LayerError:
        return UNKNOWN, UNKNOWN


def ends(machine: Machine, arguments: Arguments) -> tuple[tuple[AnyShape, ...], tuple[AnyShape, ...]] | None:
    """The shapes of ``Model(inputs, outputs)``; ``None`` where one of the two cannot be told."""
    found: list[tuple[AnyShape, ...]] = []
    for index, names in enumerate((("inputs", "input"), ("outputs", "output"))):
        passed = next((arguments.keywords[name] for name in names if name in arguments.keywords), None)
        if passed is None and index < len(arguments.positional):
            passed = arguments.positional[index]
        shapes = None if passed is None else _shapes(machine, machine.resolve(passed.value))
        if shapes is None:
            return None
        found.append(shapes)
    return found[0], found[1]


def output_layer(machine: Machine, arguments: Arguments) -> Layer | None:
    """The layer that makes the only output of ``Model(inputs, outputs)``."""
    passed = next((arguments.keywords[name] for name in ("outputs", "output") if name in arguments.keywords), None)
    if passed is None and len(arguments.positional) > 1:
        passed = arguments.positional[1]
    value = None if passed is None else machine.resolve(passed.value)
    if isinstance(value, ListRef):
        from keraslint.interpreter.expressions import items_of

        items = items_of(machine, value)
        value = machine.resolve(items[0]) if items is not None and len(items) == 1 else None
    return value.source if isinstance(value, Tensor) else None


def _shapes(machine: Machine, value: Value) -> tuple[AnyShape, ...] | None:
    if isinstance(value, Tensor):
        return (value.shape,)
    if isinstance(value, (Tuple, ListRef)):
        from keraslint.interpreter.expressions import items_of

        items = items_of(machine, value)
        if items is not None:
            tensors = [machine.resolve(item) for item in items]
            return tuple(tensor.shape if isinstance(tensor, Tensor) else UNKNOWN for tensor in tensors)
    return None


def end_shape(record: ModelRecord, output: bool) -> AnyShape:
    """The shape at one end of a model with one input and one output."""
    if record.kind == "sequential":
        flow = flow_of(record.elements, record.open_because)
        if record.open_because is not None:
            return UNKNOWN
        return flow.output if output else flow.input
    shapes = record.outputs if output else record.inputs
    return shapes[0] if shapes is not None and len(shapes) == 1 else UNKNOWN


def applied_shape(record: ModelRecord, shape: AnyShape) -> AnyShape:
    """The output shape of a model called on a tensor of ``shape``."""
    if record.kind == "sequential":
        return UNKNOWN if record.open_because else flow_of(record.elements, None, shape).output
    return end_shape(record, output=True)


def last_layer(record: ModelRecord) -> Layer | None:
    """The layer that makes the output of a Sequential."""
    last = record.elements[-1] if record.elements and record.open_because is None else None
    while isinstance(last, Nested):
        model = last.model
        last = model.elements[-1] if model.elements and model.open_because is None else None
    return last if isinstance(last, Layer) else None
