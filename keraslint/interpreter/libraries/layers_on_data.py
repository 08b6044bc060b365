"""Layers called on data (in ``dataset.map``, before training): the shape, and what is left of the bounds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from keraslint.arrays import Array
from keraslint.interpreter import functional
from keraslint.interpreter.arrays import content
from keraslint.interpreter.libraries.structures import evident
from keraslint.interpreter.values import Arguments, ArrayValue, ModelRecord, Value
from keraslint.keras_api.layers.registry import output_shape
from keraslint.keras_api.spec import LayerError
from keraslint.program import Element, Layer, Nested
from keraslint.records import replace
from keraslint.shapes import UNKNOWN, Dim, Symbol

if TYPE_CHECKING:
    from keraslint.interpreter.machine import Machine
    from keraslint.source import syntax

# Layers that move or mix values without leaving their bounds.
KEEPING: Final = frozenset(
    "RandomFlip RandomRotation RandomZoom RandomTranslation RandomCrop RandomWidth RandomHeight Resizing CenterCrop "
    "Flatten Reshape Permute MaxPooling2D AveragePooling2D".split()
)


def call_layer(machine: Machine, layer: Layer, value: ArrayValue, node: syntax.Node) -> Value:
    """What a layer makes of an array."""
    found = applied(layer, content(machine, value))
    return ArrayValue(node, evident(found, node, f"from `{layer.written}`"), machine.fresh())


def call_model(machine: Machine, record: ModelRecord, value: ArrayValue, node: syntax.Node) -> Value | None:
    """What a Sequential of known layers makes of an array."""
    array = content(machine, value)
    found = through(record.elements, array) if record.kind == "sequential" and record.open_because is None else None
    if found is None:
        shape = functional.applied_shape(record, array.shape)
        found = Array((_rows(array), *shape[1:]), "float32") if isinstance(shape, tuple) and shape else None
    return None if found is None else ArrayValue(node, evident(found, node, "from this model"), machine.fresh())


def predicted(machine: Machine, record: ModelRecord, arguments: Arguments, node: syntax.Node) -> Value | None:
    """``model.predict(x)``: one row for each row of ``x``; ``None`` where the model's output is not known."""
    passed = arguments.positional[0] if arguments.positional else arguments.keywords.get("x")
    value = None if passed is None else machine.resolve(passed.value)
    array = content(machine, value) if isinstance(value, ArrayValue) else Array()
    known = isinstance(array.shape, tuple)
    shape = functional.applied_shape(record, array.shape) if known else functional.end_shape(record, output=True)
    if not isinstance(shape, tuple) or not shape:
        return None
    rows = _rows(array) if known else machine.symbols.named("rows", machine.fresh())
    found = Array((rows, *shape[1:]), "float32")
    return ArrayValue(node, evident(found, node, "from `predict`"), machine.fresh())


def _rows(array: Array) -> Dim:
    return array.shape[0] if isinstance(array.shape, tuple) and array.shape else Symbol()


def through(elements: Sequence[Element], array: Array) -> Array | None:
    """What a stack of layers makes of an array; ``None`` where a layer is not known."""
    for element in elements:
        if isinstance(element, Nested):
            inner = None if element.model.open_because else through(element.model.elements, array)
            if inner is None:
                return None
            array = inner
        elif isinstance(element, Layer):
            array = applied(element, array)
        else:
            return None
    return array


def applied(layer: Layer, array: Array) -> Array:
    """The array after the layer. Its meaning as labels is lost."""
    if layer.name == "InputLayer":
        return array
    try:
        shape = output_shape(layer.spec, array.shape)
    except LayerError:
        shape = UNKNOWN
    result = Array(UNKNOWN if isinstance(shape, list) else shape)
    if layer.name == "Rescaling":
        return _rescaled(layer, array, result)
    if layer.name == "Normalization":
        return replace(result, dtype="float32", standardised=True)
    if layer.name in KEEPING:
        return replace(result, dtype="float32", low=array.low, high=array.high, standardised=array.standardised)
    return result


def _rescaled(layer: Layer, array: Array, result: Array) -> Array:
    scale, offset = layer.value("scale", 1.0), layer.value("offset", 0.0)
    if not isinstance(scale, (int, float)) or not isinstance(offset, (int, float)):
        return result
    bounds = sorted(bound * scale + offset for bound in (array.low, array.high) if bound is not None)
    known = len(bounds) == 2
    return replace(result, dtype="float32", low=bounds[0] if known else None, high=bounds[1] if known else None)
