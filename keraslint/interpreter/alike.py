"""Values of which there are many alike: what every turn of a loop sees, what a list holds that grows in one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from keraslint.arrays import FAILURES, Array, Occurring
from keraslint.arrays.construct import Nested, literal
from keraslint.arrays.merging import numbered
from keraslint.interpreter import operators
from keraslint.interpreter.arrays import nested, value_of
from keraslint.interpreter.containers import REORDERED, list_record
from keraslint.interpreter.values import (
    ArrayValue,
    Choice,
    Const,
    DatasetValue,
    Integer,
    ListRecord,
    ListRef,
    Range,
    TableValue,
    Tuple,
    Unknown,
    Value,
)
from keraslint.records import replace
from keraslint.shapes import Symbol
from keraslint.shapes import Unknown as Undefined

if TYPE_CHECKING:
    from keraslint.interpreter.machine import Machine
    from keraslint.source import syntax

GROWN: Final = "it grows in a loop whose length is not known"
COMPREHENDED: Final = "it is made by a comprehension over values that are not known"
_SHOWN: Final = frozenset({None, GROWN, COMPREHENDED, REORDERED})
"""Why a list may be open while the items that are seen stand for all of them."""

MAX_MERGED: Final = 4096


def any_item(machine: Machine, value: Value, node: syntax.Node) -> Value | None:
    """What every turn of a loop over the value sees, where its items are alike."""
    from keraslint.interpreter import data

    value = machine.resolve(value)
    counts = isinstance(value, Unknown) and isinstance(value.key, tuple) and value.key[0] == "range"
    if isinstance(value, Range) or counts:
        return operators.integer(machine, node, ("turn", machine.fresh()), _turn(value))
    if isinstance(value, DatasetValue):
        from keraslint.interpreter.libraries.structures import eager
        from keraslint.interpreter.libraries.structures import value_of as structure_value

        return structure_value(machine, eager(machine, value.dataset.element, node), node)
    if isinstance(value, ArrayValue) and not isinstance(value, TableValue):
        return data.row(machine, value, Symbol(), node)
    if isinstance(value, Tuple):
        return merged(machine, value.items, node)
    if isinstance(value, ListRef):
        record = list_record(machine, value)
        return merged(machine, record.items, node) if shows_all(record) else None
    return None


def shows_all(record: ListRecord) -> bool:
    """Whether the items that are seen stand for all of a list."""
    return record.open_because in _SHOWN


def _turn(value: Value) -> Array | None:
    numbers = value.range if isinstance(value, Range) else ()
    if not numbers:
        return None
    low, high = min(numbers[0], numbers[-1]), max(numbers[0], numbers[-1])
    return Array((), "int64", low=low, high=high, occurs=Occurring(low, high))


def merged(machine: Machine, items: Sequence[Value], node: syntax.Node) -> Value | None:
    """One value that stands for all: data of one shape, or rows of such; ``None`` for anything else."""
    values = [machine.resolve(item) for item in items[: MAX_MERGED + 1]]
    if not values or len(values) > MAX_MERGED:
        return None
    rows = [_row(machine, value) for value in values]
    if all(row is not None for row in rows):
        if len({len(row) for row in rows if row is not None}) != 1:
            return None
        columns = [merged(machine, column, node) for column in zip(*(row or () for row in rows), strict=True)]
        unknown = [machine.unknown(node) if column is None else column for column in columns]
        return Tuple(node, tuple(unknown))
    if all(isinstance(value, (ArrayValue, Integer)) or _number(value) for value in values):
        return _data(machine, values, node)
    return values[0] if len(values) == 1 and isinstance(values[0], Unknown) else None


def weakened(value: Value, weaken: Callable[[Array], Array]) -> Value:
    """Data, or a row of data, of which less is known: they stand for some of many, not for all in turn."""
    if isinstance(value, Tuple):
        return replace(value, items=tuple(weakened(item, weaken) for item in value.items))
    if isinstance(value, Choice) and isinstance(value.yes, Value) and isinstance(value.no, Value):
        return replace(value, yes=weakened(value.yes, weaken), no=weakened(value.no, weaken))
    if isinstance(value, Integer) and value.measured is not None:
        return replace(value, measured=weaken(value.measured))
    if type(value) is not ArrayValue or (less := weaken(value.array)) == value.array:
        return value
    return replace(value, array=less, key=("some", value.key))


def _row(machine: Machine, value: Value) -> Sequence[Value] | None:
    if isinstance(value, Tuple):
        return value.items
    if isinstance(value, ListRef):
        record = list_record(machine, value)
        return record.items if record.open_because is None and len(record.items) < 64 else None
    return None


def _number(value: Value) -> bool:
    return isinstance(value, Const) and isinstance(value.value, (bool, int, float))


def _data(machine: Machine, values: Sequence[Value], node: syntax.Node) -> Value | None:
    if len(values) == 1:
        return values[0] if isinstance(values[0], (ArrayValue, Integer)) else None
    rows: list[Nested] = [nested(machine, value) for value in values]
    try:
        found = literal(rows, machine.symbols)
    except FAILURES:
        return None
    if not isinstance(found.shape, tuple) or any(isinstance(row, Undefined) for row in rows):
        return None
    any_row = item_of(found)
    constants = [row for row in rows if isinstance(row, int)]
    return value_of(machine, numbered(any_row, constants) if len(constants) == len(rows) else any_row, node)


def item_of(array: Array) -> Array:
    """Any of the rows, with what is known of them all."""
    assert isinstance(array.shape, tuple)
    return replace(array, shape=array.shape[1:])
