"""Subscripts: items and slices of what can be indexed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from keraslint.arrays.indexing import part_of
from keraslint.interpreter import data, operators, renewal, tables
from keraslint.interpreter.alike import any_item, weakened
from keraslint.interpreter.containers import NO_KEY, REORDERED, constant_key, dict_record, list_record
from keraslint.interpreter.values import (
    ArrayValue,
    Const,
    DatasetValue,
    DictRef,
    Integer,
    Library,
    LibraryObject,
    ListRef,
    Method,
    Range,
    TableValue,
    Tuple,
    Unknown,
    Value,
)
from keraslint.source import syntax

if TYPE_CHECKING:
    from collections.abc import Sequence

    from keraslint.interpreter.machine import Machine

MAX_WINDOW: Final = 1000


def subscript(machine: Machine, value: Value, node: syntax.Subscript) -> Value:
    """``value[…]`` on this path."""
    from keraslint.interpreter import table_items
    from keraslint.interpreter.expressions import known

    if isinstance(value, TableValue):
        return table_items.subscript(machine, value, node)
    if isinstance(value, Method) and value.name in tables.INDEXERS and isinstance(value.receiver, TableValue):
        return table_items.indexed(machine, value, node)
    if isinstance(value, DatasetValue):  # a batch of a generator
        return any_item(machine, value, node) or machine.unknown(node)
    if isinstance(value, ArrayValue):
        return data.subscript(machine, value, node)
    if isinstance(value, Library) and value.path in ("numpy.c_", "numpy.r_"):
        return data.joined(machine, value.path, node)
    if len(node.slice) != 1:
        for element in node.slice:
            if isinstance(element.slice, syntax.Index):
                known(machine, element.slice.value)
        return machine.unknown(node)
    index = node.slice[0].slice
    if isinstance(index, syntax.Slice):
        return _slice(machine, value, index, node)
    assert isinstance(index, syntax.Index)
    return item(machine, value, known(machine, index.value), node)


def item(machine: Machine, value: Value, index: Value, node: syntax.Node) -> Value:
    """One item; an item of an unknown shape is an unknown integer."""
    if isinstance(value, DictRef):
        record = dict_record(machine, value)
        key = constant_key(index)
        found = record.items.get(key) if key is not NO_KEY else None
        return machine.unknown(node) if found is None else found
    position = index.value if isinstance(index, Const) else None
    if isinstance(value, LibraryObject) and isinstance(position, str):  # a dict with attributes
        found = data.get_attribute(machine, value, position, node)
        return machine.unknown(node) if isinstance(found, Method) else found
    if isinstance(value, Unknown):
        if isinstance(position, (int, str)):
            if isinstance(value.key, tuple) and value.key[-1:] == ("shape",) and isinstance(position, int):
                return operators.integer(machine, node, ("item", value.key, position))
            return Unknown(node, renewal.item_key(value.key, position), value.why)
        return machine.unknown(node, value.why)
    if isinstance(value, Library) and isinstance(position, (int, str)):  # `sys.argv[1]`
        return Unknown(node, ("item", operators.key_of(value), position))
    items = _items(machine, value)
    if not isinstance(position, int) or items is None:
        found = any_item(machine, value, node) if isinstance(value, (ListRef, Tuple)) else None
        return found or machine.unknown(node)
    if not -len(items) <= position < len(items):
        return machine.unknown(node)
    return items[position]


def _items(machine: Machine, value: Value) -> tuple[Value, ...] | None:
    if isinstance(value, Tuple):
        return value.items
    if isinstance(value, ListRef):
        record = list_record(machine, value)
        return None if record.open_because is not None else record.items
    if isinstance(value, Const) and isinstance(value.value, str):
        return tuple(Const(value.node, letter) for letter in value.value)
    if isinstance(value, Range) and len(value.range) < 10_000:
        return tuple(Const(value.node, number) for number in value.range)
    return None


def _slice(machine: Machine, value: Value, part: syntax.Slice, node: syntax.Subscript) -> Value:
    from keraslint.interpreter.expressions import known

    written = [
        Const(None, None) if bound is None else known(machine, bound) for bound in (part.lower, part.upper, part.step)
    ]
    bounds = [one.value for one in written if isinstance(one, Const) and isinstance(one.value, (int, type(None)))]
    if len(bounds) < len(written):
        return _part(machine, value, written, node)
    cut = slice(*bounds)
    if cut.step == 0:
        return machine.unknown(node)
    if isinstance(value, Unknown):
        return Unknown(node, ("slice", value.key, *bounds), value.why)
    items = _items(machine, value)
    if items is None:
        return _part(machine, value, written, node)
    if isinstance(value, Const):
        return Const(node, "".join(str(letter.value) for letter in items[cut] if isinstance(letter, Const)))
    return machine.new_list(node, items[cut]) if isinstance(value, ListRef) else Tuple(node, items[cut])


def _part(machine: Machine, value: Value, bounds: Sequence[Value], node: syntax.Subscript) -> Value:
    """A part of a list of data that are alike: as many of them as the bounds are apart, if that can be told."""
    found = any_item(machine, value, node) if isinstance(value, ListRef) else None
    if found is None:
        return machine.unknown(node)
    found = weakened(found, part_of)
    lower, upper, step = bounds
    if isinstance(lower, Integer) and isinstance(upper, Integer) and isinstance(step, Const) and step.value is None:
        count = machine.symbols.subtract(upper.symbol, lower.symbol)
        if isinstance(count, int) and 0 < count <= MAX_WINDOW:
            return machine.new_list(node, (found,) * count)
    return machine.new_list(node, (found,), REORDERED)
