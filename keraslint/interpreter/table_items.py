"""Items of pandas' tables: ``df['a']``, ``df[['a', 'b']]``, ``df[mask]``, ``df.iloc[:, :-1]``, and writing to them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from keraslint.arrays import FAILURES, Array
from keraslint.arrays.columns import forgotten, one_of, with_rows
from keraslint.arrays.indexing import WHOLE, Bound, Slice, sliced, some_classes
from keraslint.interpreter import expressions, tables
from keraslint.interpreter.arrays import as_array, content, dimension
from keraslint.interpreter.containers import NO_KEY, constant_key, list_record
from keraslint.interpreter.values import (
    ArrayValue,
    Const,
    Integer,
    ListRef,
    Method,
    TableValue,
    Tuple,
    Unknown,
    Value,
)
from keraslint.program import Plain
from keraslint.records import replace
from keraslint.shapes import UNKNOWN, Dim, Symbol
from keraslint.source import syntax

if TYPE_CHECKING:
    from keraslint.interpreter.machine import Machine

Bounds = tuple[Value | None, Value | None, Value | None]
Index = Value | Bounds


def indices(machine: Machine, node: syntax.Subscript) -> list[Index]:
    """The evaluated indices between the brackets."""
    found: list[Index] = []
    for element in node.slice:
        inner = element.slice
        if isinstance(inner, syntax.Slice):
            lower, upper, step = (
                None if bound is None else expressions.known(machine, bound)
                for bound in (inner.lower, inner.upper, inner.step)
            )
            found.append((lower, upper, step))
        else:
            assert isinstance(inner, syntax.Index)
            found.append(expressions.known(machine, inner.value))
    if len(found) == 1 and isinstance(found[0], Tuple):
        return [machine.resolve(item) for item in found[0].items]
    return found


# Reading


def subscript(machine: Machine, value: TableValue, node: syntax.Subscript) -> Value:
    """``table[…]``."""
    parts = indices(machine, node)
    if len(parts) != 1:
        return machine.unknown(node)
    (index,) = parts
    if isinstance(index, tuple):
        return _slice_of_rows(machine, value, index, node)
    if value.kind == "frame":
        return _of_frame(machine, value, index, node)
    if value.kind == "index" and value.complete and isinstance(index, Const) and isinstance(index.value, int):
        labels = list(value.columns)
        if -len(labels) <= index.value < len(labels):
            return Const(node, labels[index.value])
    rows = _rows_chosen(machine, value, index)
    if rows is None:
        return machine.unknown(node)
    if value.kind == "index":
        return tables.index(machine, node, rows, None)
    return tables.rows_chosen(machine, node, value, rows)


def _slice_of_rows(machine: Machine, value: TableValue, bounds: Bounds, node: syntax.Node) -> Value:
    part = _slice(machine, bounds)
    if value.kind == "index" and value.complete:
        labels = _cut(list(value.columns), part)
        if labels is not None:
            return tables.index(machine, node, len(labels), labels)
    first = value.kind != "index"
    return _over_rows(machine, node, value, _sliced(machine, tables.rows_of(value), part, first=first))


def _over_rows(machine: Machine, node: syntax.Node, value: TableValue, rows: Dim) -> Value:
    if value.kind == "index":
        return tables.index(machine, node, rows, None)
    return tables.rows_cut(machine, node, value, rows)


def _of_frame(machine: Machine, value: TableValue, index: Value, node: syntax.Node) -> Value:
    if isinstance(index, Const):
        return tables.read_column(machine, node, value, index.value)
    found = _columns(machine, node, value, index)
    if found is not None:
        return found
    if isinstance(index, ArrayValue) and content(machine, index).rank == 2:
        return tables.like(machine, node, value, forgotten(value.array))  # the rest becomes NaN
    rows = _rows_chosen(machine, value, index)
    return machine.unknown(node) if rows is None else tables.rows_chosen(machine, node, value, rows)


def _columns(machine: Machine, node: syntax.Node, value: TableValue, index: Value) -> Value | None:
    """The columns that a list or index of labels chooses; ``None`` if it is none."""
    labels = _labels(machine, index)
    if labels is not None:
        found = tables.select(machine, node, value, labels)
        return machine.unknown(node, "the frame has no such column") if found is None else found
    if isinstance(index, TableValue) and index.kind == "index":
        return tables.part(machine, node, value, tables.rows_of(index))
    if isinstance(index, ListRef) and (record := list_record(machine, index)).open_because is not None:
        first = machine.resolve(record.items[0]) if record.items else None
        if not isinstance(first, Const) or not isinstance(first.value, bool):
            return tables.part(machine, node, value, machine.symbols.named("width", machine.fresh()))
    return None


def _labels(machine: Machine, index: Value) -> list[Plain] | None:
    """The labels in a list or index of which all are known; a list of truth values is none."""
    if isinstance(index, TableValue):
        return list(index.columns) if index.kind == "index" and index.complete else None
    if not isinstance(index, ListRef):
        return None
    items = expressions.items_of(machine, index)
    if items is None:
        return None
    labels = [constant_key(machine.resolve(item)) for item in items]
    return None if NO_KEY in labels or any(isinstance(label, bool) for label in labels) else labels


def _rows_chosen(machine: Machine, value: TableValue, index: Value) -> Dim | None:
    """The number of rows that a mask, a list or an array of positions leaves; ``None`` where it is no such thing."""
    if isinstance(index, TableValue) and index.kind in ("index", "mask"):
        return tables.rows_of(index) if index.kind == "index" else None
    array = as_array(machine, index) if isinstance(index, (ArrayValue, ListRef)) else None
    if array is None or not isinstance(array.shape, tuple) or len(array.shape) != 1:
        return None
    if array.dtype == "bool":
        return machine.symbols.named("mask", index.key) if isinstance(index, ArrayValue) else Symbol()
    return array.shape[0] if array.dtype is not None else Symbol()


def indexed(machine: Machine, method: Method, node: syntax.Subscript) -> Value:
    """``df.iloc[…]`` and ``df.loc[…]``."""
    value = machine.resolve(method.receiver)
    parts = indices(machine, node)
    if not isinstance(value, TableValue) or value.kind not in ("frame", "series") or not 1 <= len(parts) <= 2:
        return machine.unknown(node)
    by_position = method.name in ("iloc", "iat")
    rows = _row_part(machine, value, parts[0], by_position)
    if rows is None or (value.kind == "series" and len(parts) == 2):
        return machine.unknown(node)
    if parts[0] == (None, None, None):
        take = tables.rows_taken
    else:
        take = tables.rows_cut if isinstance(parts[0], tuple) else tables.rows_chosen
    if value.kind == "series":
        return machine.unknown(node) if not rows else take(machine, node, value, rows[0])
    columns: Value | None = value
    if len(parts) == 2:
        columns = (_positions if by_position else _by_label)(machine, node, value, parts[1])
    if not isinstance(columns, TableValue):
        return machine.unknown(node)
    if rows:
        return take(machine, node, columns, rows[0])
    if columns.kind == "series":
        return machine.unknown(node, "it is one value of a table")
    return tables.series(machine, node, replace(columns.array, shape=(tables.width_of(columns),)))


def _row_part(machine: Machine, value: TableValue, index: Index, by_position: bool) -> tuple[()] | tuple[Dim] | None:
    """The rows that an index leaves: an axis, none for a single row, ``None`` where that cannot be told."""
    rows = tables.rows_of(value)
    if isinstance(index, tuple):
        if index == (None, None, None):
            return (rows,)
        return (
            _sliced(machine, rows, _slice(machine, index), first=True) if by_position else tables.new_rows(machine),
        )
    if isinstance(index, (Const, Integer)):
        return () if by_position else None
    chosen = _rows_chosen(machine, value, index)
    return None if chosen is None else (chosen,)


def _positions(machine: Machine, node: syntax.Node, value: TableValue, index: Index) -> Value | None:
    """``df.iloc[:, index]``."""
    labels = list(value.columns) if value.complete else None
    if isinstance(index, tuple):
        part = _slice(machine, index)
        chosen = _cut(labels, part) if labels is not None else None
        if chosen is not None:
            return tables.select(machine, node, value, chosen)
        return tables.part(machine, node, value, _sliced(machine, tables.width_of(value), part, first=False))
    if isinstance(index, (Const, Integer)):
        position = index.value if isinstance(index, Const) else None
        if labels is not None and isinstance(position, int) and -len(labels) <= position < len(labels):
            return tables.series(machine, node, value.columns[labels[position]])
        return tables.series(machine, node, one_of(value.array, tables.rows_of(value)))
    positions = expressions.items_of(machine, index)
    if positions is not None:
        keys = [constant_key(machine.resolve(item)) for item in positions]
        if any(isinstance(key, bool) for key in keys):
            return None
        places = [key for key in keys if isinstance(key, int)]
        if labels is not None and len(places) == len(keys) and all(-len(labels) <= p < len(labels) for p in places):
            return tables.select(machine, node, value, [labels[place] for place in places])
        return tables.part(machine, node, value, len(keys))
    array = as_array(machine, index) if isinstance(index, ArrayValue) else None
    if array is not None and isinstance(array.shape, tuple) and len(array.shape) == 1 and array.dtype != "bool":
        return tables.part(machine, node, value, array.shape[0])
    return None


def _by_label(machine: Machine, node: syntax.Node, value: TableValue, index: Index) -> Value | None:
    """``df.loc[:, index]``."""
    if isinstance(index, tuple):
        labels = list(value.columns)
        ends = [None if end is None else constant_key(end) for end in index[:2]]
        if index == (None, None, None):
            return value
        if value.complete and index[2] is None and all(end is None or end in labels for end in ends):
            start = 0 if index[0] is None else labels.index(ends[0])
            stop = len(labels) if index[1] is None else labels.index(ends[1]) + 1
            return tables.select(machine, node, value, labels[start:stop])
        return tables.part(machine, node, value, machine.symbols.named("width", machine.fresh()))
    if isinstance(index, Const):
        return tables.read_column(machine, node, value, index.value)
    if isinstance(index, TableValue) and index.kind == "mask":
        return tables.without(machine, node, value, list(index.columns))
    return _columns(machine, node, value, index)


def _slice(machine: Machine, bounds: Bounds) -> Slice:
    return Slice(*(None if bound is None else _bound(machine, bound) for bound in bounds))


def _bound(machine: Machine, value: Value) -> Bound:
    if isinstance(value, Const):
        return value.value if isinstance(value.value, (int, type(None))) else UNKNOWN
    return dimension(machine, value)


def _sliced(machine: Machine, dim: Dim, part: Slice, *, first: bool) -> Dim:
    if part == WHOLE:
        return dim
    try:
        return sliced(dim, part, machine.symbols, first=first)
    except FAILURES:
        return Symbol()


def _cut(labels: Sequence[Plain], part: Slice) -> list[Plain] | None:
    bounds = [bound for bound in (part.start, part.stop, part.step) if bound is None or isinstance(bound, int)]
    return list(labels)[slice(*bounds)] if len(bounds) == 3 and part.step != 0 else None


# Writing


def set_item(machine: Machine, receiver: Value, target: syntax.Subscript, value: Value) -> bool:
    """``df['a'] = …``, ``df.loc[…] = …``; false if the receiver is no table."""
    if isinstance(receiver, TableValue):
        _set(machine, receiver, indices(machine, target), value)
        return True
    if isinstance(receiver, Method) and receiver.name in tables.INDEXERS:
        whole = machine.resolve(receiver.receiver)
        if isinstance(whole, TableValue):
            _set_indexed(machine, whole, indices(machine, target), value, receiver.name in ("loc", "at", "ix"))
            return True
    return False


def set_column(machine: Machine, table: TableValue, label: Plain, value: Value) -> None:
    """``df[label] = value``."""
    tables.put(machine, table, tables.with_column(machine, table, label, _column_of(machine, table, value)))


def _column_of(machine: Machine, table: TableValue, value: Value) -> Array:
    rows = tables.rows_of(table)
    value = machine.resolve(value)
    found = as_array(machine, value)
    if isinstance(value, TableValue) and tables.rows_of(value) != rows:  # pandas matches the rows
        found = some_classes(value.array)
    if found is None or not isinstance(found.shape, tuple) or len(found.shape) > 2:
        return Array((rows,))
    length: Dim = found.shape[0] if found.shape else rows
    return Array((length,)) if len(found.shape) == 2 and found.shape[1] != 1 else replace(found, shape=(length,))


def _set(machine: Machine, table: TableValue, parts: Sequence[Index], value: Value) -> None:
    index = parts[0]
    if table.kind != "frame":
        tables.change(machine, table, array=forgotten(table.array))
    elif isinstance(index, Const) and len(parts) == 1:
        set_column(machine, table, index.value, value)
    elif not isinstance(index, tuple) and (labels := _labels(machine, index)) is not None:
        whole = as_array(machine, machine.resolve(value))
        facts = Array() if whole is None else one_of(whole, tables.rows_of(table))
        for label in labels:
            table = tables.with_column(machine, table, label, facts)
        tables.put(machine, table, table)
    else:
        forget(machine, table)
        if isinstance(index, Unknown):  # the name of a column, old or new
            shape = (tables.rows_of(table), machine.symbols.named("width", machine.fresh()))
            latest = machine.resolve(table)
            assert isinstance(latest, TableValue)
            tables.change(machine, latest, array=replace(latest.array, shape=shape), complete=False)


def forget(machine: Machine, table: TableValue) -> None:
    """From here on nothing is known of the values."""
    columns = {label: forgotten(array) for label, array in table.columns.items()}
    tables.change(machine, table, array=forgotten(table.array), columns=columns)


def _set_indexed(machine: Machine, table: TableValue, parts: Sequence[Index], value: Value, by_label: bool) -> None:
    if not by_label or table.kind != "frame":
        return forget(machine, table)
    rows = parts[0]
    if len(parts) == 2 and isinstance(label := parts[1], Const):
        if rows == (None, None, None):
            return set_column(machine, table, label.value, value)
        before = table.columns.get(label.value)
        changed = tables.with_column(machine, table, label.value, forgotten(before) if before else Array())
        return tables.put(machine, table, changed)
    forget(machine, table)
    if not isinstance(rows, (tuple, ArrayValue, ListRef)):  # one row, that may be a new one
        latest = machine.resolve(table)
        assert isinstance(latest, TableValue)
        rows_now = tables.new_rows(machine)
        columns = {label: with_rows(array, rows_now) for label, array in latest.columns.items()}
        tables.change(machine, latest, array=with_rows(latest.array, rows_now), columns=columns)
    return None


def set_attribute(machine: Machine, table: TableValue, name: str, value: Value) -> None:
    """``df.columns = […]``; ``df.a = …`` for a column that is there."""
    if table.kind != "frame":
        return
    if name == "columns":
        labels = _labels(machine, machine.resolve(value))
        if labels is None:
            tables.change(machine, table, columns={}, complete=False)
        elif len(set(labels)) == len(labels):
            rows = tables.rows_of(table)
            arrays = list(table.columns.values()) if table.complete else [one_of(table.array, rows)] * len(labels)
            if len(arrays) == len(labels):
                array = replace(table.array, shape=(rows, len(labels)))
                columns = dict(zip(labels, arrays, strict=True))
                tables.change(machine, table, array=array, columns=columns, complete=True)
    elif name in table.columns:
        set_column(machine, table, name, value)


def delete_item(machine: Machine, table: TableValue, label: Plain) -> None:
    """``del df[label]``."""
    tables.put(machine, table, tables.without(machine, table.node, table, [label]))  # type: ignore[arg-type]
