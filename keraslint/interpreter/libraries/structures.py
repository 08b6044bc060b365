"""Between values and what stands for them in a dataset's element: nested tuples and dicts of arrays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from keraslint.arrays import Array, Dataset, Evidence
from keraslint.arrays.pipeline import over_arrays
from keraslint.diagnostic import Origin
from keraslint.interpreter import operators
from keraslint.interpreter.containers import dict_record, list_record
from keraslint.interpreter.plain import plain
from keraslint.interpreter.values import (
    ArrayValue,
    Const,
    DatasetValue,
    DictRef,
    Integer,
    Key,
    ListRef,
    Tuple,
    Unknown,
    Value,
)
from keraslint.shapes import UNKNOWN, Symbol

if TYPE_CHECKING:
    import libcst as cst

    from keraslint.interpreter.machine import Machine

MAX_ITEMS = 4096
MAX_NESTING = 6


def symbol(machine: Machine, node: cst.CSTNode, key: Key) -> Symbol:
    """An unknown number; the same key is the same number."""
    return operators.integer(machine, node, key).symbol


def value_of(machine: Machine, structure: object, node: cst.CSTNode) -> Value:
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


def eager(machine: Machine, element: object, node: cst.CSTNode) -> object:
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
    if isinstance(value, Tuple) and depth < MAX_NESTING:
        return tuple(structure_of(machine, item, depth + 1) for item in value.items)
    if isinstance(value, DictRef) and depth < MAX_NESTING:
        record = dict_record(machine, value)
        if record.open_because is None:
            return {key: structure_of(machine, item, depth + 1) for key, item in record.items.items()}
        return UNKNOWN
    found = array_of(machine, value)
    return UNKNOWN if found is None else found


def array_of(machine: Machine, value: Value | None) -> Array | None:
    """The array that a value is or that numpy and TensorFlow would make of it: nested lists of equal length, numbers.

    Integers of a list are given no meaning, only bounds.
    """
    if value is None:
        return None
    value = machine.resolve(value)
    if isinstance(value, ArrayValue):
        return value.array
    if isinstance(value, Integer):
        return Array((), "int64")
    if isinstance(value, Const):
        return _number(value.value)
    if isinstance(value, (ListRef, Tuple)):
        return _stack(machine, value)
    return None


def _number(value: object) -> Array | None:
    if isinstance(value, bool):
        return Array((), "bool", low=float(value), high=float(value))
    if isinstance(value, int):
        return Array((), "int64", low=float(value), high=float(value)) if abs(value) < 2**53 else Array((), "int64")
    if isinstance(value, float):
        return Array((), "float64", low=value, high=value)
    return Array((), "str") if isinstance(value, str) else None


def _stack(machine: Machine, value: ListRef | Tuple) -> Array | None:
    if isinstance(value, ListRef):
        record = list_record(machine, value)
        if record.open_because is not None:
            return None
        items = record.items
    else:
        items = value.items
    if not items or len(items) > MAX_ITEMS:
        return None
    parts = [array_of(machine, item) for item in items]
    first = parts[0]
    if first is None or not isinstance(first.shape, tuple):
        return None
    found: list[Array] = []
    for part in parts:
        if part is None or part.shape != first.shape:
            return None
        found.append(part)
    lows = [part.low for part in found]
    highs = [part.high for part in found]
    kinds = {part.dtype for part in found}
    return Array(
        (len(found), *first.shape),
        kinds.pop() if len(kinds) == 1 else None,
        low=None if None in lows else min(low for low in lows if low is not None),
        high=None if None in highs else max(high for high in highs if high is not None),
    )


def evident(array: Array, node: cst.CSTNode, text: str) -> Array:
    """The array with the place that tells what it is."""
    evidence = Evidence(Origin(node), text)
    return replace(array, evidence=evidence, made=evidence)


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


__all__ = ["Tuple", "array_of", "evident", "structure_of", "symbol", "value_of", "whole_number"]
