"""Between values and what stands for them in a dataset's element: nested tuples and dicts of arrays."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from keraslint.arrays import Array, Dataset, Evidence
from keraslint.arrays.pipeline import over_arrays
from keraslint.diagnostic import Origin
from keraslint.interpreter import operators
from keraslint.interpreter.arrays import as_array, dimension
from keraslint.interpreter.containers import dict_record
from keraslint.interpreter.plain import plain
from keraslint.interpreter.values import (
    Arguments,
    ArrayValue,
    Const,
    DatasetValue,
    DictRef,
    Integer,
    Key,
    Tuple,
    Unknown,
    Value,
)
from keraslint.records import replace
from keraslint.shapes import UNKNOWN, Dim, Shape, Symbol

if TYPE_CHECKING:
    from keraslint.interpreter.machine import Machine
    from keraslint.source import syntax

MAX_NESTING = 6


def symbol(machine: Machine, node: syntax.Node, key: Key) -> Symbol:
    """An unknown number; the same key is the same number."""
    return operators.integer(machine, node, key).symbol


def value_of(machine: Machine, structure: object, node: syntax.Node) -> Value:
    """A structure as a value: tuples and dicts of arrays."""
    if isinstance(structure, Array):
        return ArrayValue(node, structure, machine.fresh())
    if isinstance(structure, Dataset):
        return DatasetValue(node, structure, machine.fresh())
    if isinstance(structure, tuple):
        return Tuple(node, tuple(value_of(machine, part, node) for part in structure))
    if isinstance(structure, Mapping):
        return machine.new_dict(node, {key: value_of(machine, part, node) for key, part in structure.items()})
    return machine.unknown(node, "it is an element of a dataset")


def eager(machine: Machine, element: object, node: syntax.Node) -> object:
    """The element as a loop sees it: what was free (the size of the last batch) is some number."""

    def fixed(array: Array) -> Array:
        if not isinstance(array.shape, tuple):
            return array
        dims = tuple(symbol(machine, node, (machine.fresh(), "dim")) if dim is None else dim for dim in array.shape)
        return replace(array, shape=dims)

    return over_arrays(element, fixed)


def structure_of(machine: Machine, value: Value, depth: int = 0) -> object:
    """A value as a dataset takes it: tuples and dicts nest, lists and numbers are arrays; ``UNKNOWN`` otherwise."""
    value = machine.resolve(value)
    if isinstance(value, DatasetValue):
        return value.dataset
    if isinstance(value, Integer):  # of Python's, or a tensor without axes
        return Array(())
    if isinstance(value, Tuple) and depth < MAX_NESTING:
        return tuple(structure_of(machine, item, depth + 1) for item in value.items)
    if isinstance(value, DictRef) and depth < MAX_NESTING:
        record = dict_record(machine, value)
        if record.open_because is None:
            return {key: structure_of(machine, item, depth + 1) for key, item in record.items.items()}
        return UNKNOWN
    found = tensor_of(machine, value)
    return UNKNOWN if found is None else found


def array_of(machine: Machine, value: Value | None) -> Array | None:
    """The array that a value is, or that numpy would make of it (of nested lists, of numbers); ``None`` where it is not
    known to be one."""
    value = None if value is None else machine.resolve(value)
    return None if isinstance(value, Unknown) else as_array(machine, value)


def tensor_of(machine: Machine, value: Value | None) -> Array | None:
    """The array that TensorFlow makes of a value: Python's numbers take 32 bits there."""
    value = None if value is None else machine.resolve(value)
    found = array_of(machine, value)
    if found is None or isinstance(value, ArrayValue):
        return found
    return replace(found, dtype={"int64": "int32", "float64": "float32"}.get(found.dtype or "", found.dtype))


def evident(array: Array, node: syntax.Node, text: str) -> Array:
    """The array with the place that tells what it is."""
    evidence = Evidence(Origin(node), text)
    return replace(array, evidence=evidence, made=evidence)


def dims_of(machine: Machine, value: Value | None) -> Shape | None:
    """A shape in which ``None`` stands for a free dimension; ``None`` where the number of axes is not known."""
    from keraslint.interpreter.expressions import items_of

    value = None if value is None else machine.resolve(value)
    if value is None or (isinstance(value, Const) and not isinstance(value.value, int)):
        return None
    if isinstance(value, (Const, Integer)):
        return (dimension(machine, value),)
    items = items_of(machine, value)
    if items is None:
        return None
    resolved = [machine.resolve(item) for item in items]
    return tuple(
        None if isinstance(item, Const) and item.value is None else dimension(machine, item) for item in resolved
    )


def length_of(machine: Machine, value: Value | None, node: syntax.Node) -> Dim:
    """``len(value)``; ``None`` where nothing is known of it."""
    from keraslint.interpreter.builtins import BUILTINS

    found = None if value is None else BUILTINS["len"](machine, [value], Arguments(), node)
    if isinstance(found, Integer):
        return found.symbol
    return found.value if isinstance(found, Const) and isinstance(found.value, int) else None


def whole_number(machine: Machine, value: Value | None) -> int | Symbol | None:
    """An integer argument: known, fixed but unknown, or neither."""
    if value is None:
        return None
    found = plain(machine, value)
    if isinstance(found, bool):
        return None
    if isinstance(found, (int, Symbol)):
        return found
    value = machine.resolve(value)
    if isinstance(value, Unknown):
        return operators.integer(machine, value.node, ("int", value.key)).symbol  # type: ignore[arg-type]
    return None
