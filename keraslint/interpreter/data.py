"""Arrays, datasets and library objects as values: attributes, items, arithmetic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from keraslint.arrays import Array
from keraslint.interpreter import operators
from keraslint.interpreter.state import MISSING
from keraslint.interpreter.values import (
    ArrayValue,
    Const,
    DatasetValue,
    Key,
    LibraryObject,
    Method,
    Tuple,
    Unknown,
    Value,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    import libcst as cst

    from keraslint.interpreter.machine import Machine


def array_value(machine: Machine, array: Array, node: cst.CSTNode | None, key: Key | None = None) -> ArrayValue:
    """An array as a value; the same ``key`` is the same array."""
    return ArrayValue(node, array, machine.fresh() if key is None else key)


def kind_of(value: ArrayValue | DatasetValue | LibraryObject) -> str:
    """What handlers register the methods of such a value under."""
    if isinstance(value, LibraryObject):
        return value.path
    return "ndarray" if isinstance(value, ArrayValue) else value.dataset.kind


def get_attribute(
    machine: Machine, value: ArrayValue | DatasetValue | LibraryObject, name: str, node: cst.CSTNode
) -> Value:
    """An attribute: of an array its shape and the like, of a dataset or library object what is kept of it."""
    if not isinstance(value, ArrayValue):
        found = machine.state.get((value.key if isinstance(value, DatasetValue) else value.id, name))
        return Method(node, value, name) if found is MISSING else machine.resolve(found)  # type: ignore[arg-type]
    if name == "shape":
        return shape_value(machine, value, node)
    if name == "ndim" and value.array.rank is not None:
        return Const(node, value.array.rank)
    if name == "dtype":
        return Unknown(node, ("attr", value.key, "dtype"))
    return Method(node, value, name)


def shape_value(machine: Machine, value: ArrayValue, node: cst.CSTNode) -> Value:
    """``x.shape`` as a tuple, or as something unknown whose items are integers."""
    from keraslint.interpreter.attributes import dim_value

    shape = value.array.shape
    if isinstance(shape, tuple):
        return Tuple(node, tuple(dim_value(machine, dim, node) for dim in shape))
    return Unknown(node, ("attr", value.key, "shape"))


def length(machine: Machine, value: ArrayValue, node: cst.CSTNode) -> Value:
    """``len(x)``: the first axis."""
    from keraslint.interpreter.attributes import dim_value

    shape = value.array.shape
    if isinstance(shape, tuple) and shape:
        return dim_value(machine, shape[0], node)
    return operators.integer(machine, node, ("item", ("attr", value.key, "shape"), 0))


def items(machine: Machine, value: ArrayValue) -> Sequence[Value] | None:
    """The rows that a loop over the array goes through, where their number is known and small."""
    return None


def any_item(machine: Machine, value: Value, node: cst.CSTNode) -> Value | None:
    """What every turn of a loop over the value sees, where its items are alike: those of a dataset."""
    value = machine.resolve(value)
    if isinstance(value, DatasetValue):
        from keraslint.interpreter.libraries.structures import eager, value_of

        return value_of(machine, eager(machine, value.dataset.element, node), node)
    return None


def subscript(machine: Machine, value: ArrayValue, node: cst.Subscript) -> Value:
    """``x[…]``."""
    return machine.unknown(node, "it is a part of an array")


def binary(machine: Machine, node: cst.CSTNode, name: str, left: Value, right: Value) -> Value:
    """``left name right`` where one side is an array; ``name`` is LibCST's class name of the operator."""
    return machine.unknown(node, "it is computed from an array")


def unary(machine: Machine, node: cst.CSTNode, name: str, value: ArrayValue) -> Value:
    """``-x``, ``+x``, ``~x`` of an array."""
    return machine.unknown(node, "it is computed from an array")
