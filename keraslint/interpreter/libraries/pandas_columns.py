"""Methods that add, take away, rename or choose columns of a frame."""

from __future__ import annotations

from keraslint.arrays.columns import combined, forgotten
from keraslint.interpreter import tables
from keraslint.interpreter.libraries.pandas import labels_of, unknown_frame
from keraslint.interpreter.libraries.pandas_methods import both, receiver, result, same_table
from keraslint.interpreter.libraries.registry import LibraryCall, method
from keraslint.interpreter.plain import plain
from keraslint.interpreter.table_items import set_column
from keraslint.interpreter.values import Const, TableValue, Tuple, Value
from keraslint.program import Plain
from keraslint.records import replace
from keraslint.shapes import UNKNOWN


@both("drop")
def drop(call: LibraryCall) -> Value | None:
    """Columns with ``axis=1`` or ``columns=``, otherwise rows: which ones, what is in them may tell."""
    value = receiver(call)
    axis = call.plain(1, "axis", default=0)
    by_name = call.passed(None, "columns")
    given = call.passed(0, "labels") if by_name is None else by_name
    if value.kind == "series" or (by_name is None and axis in (0, "index", "rows")):
        return result(call, tables.rows_chosen(call.machine, call.node, value, tables.new_rows(call.machine)))
    if by_name is None and axis not in (1, "columns"):
        return None
    return result(call, _without(call, value, call.machine.resolve(given.value) if given is not None else None))


def _without(call: LibraryCall, value: TableValue, given: Value | None) -> TableValue:
    if isinstance(given, TableValue) and given.kind == "index":
        gone = list(given.columns) if given.complete else None
        if gone is None:
            width = call.machine.symbols.subtract(tables.width_of(value), tables.rows_of(given))
            return tables.part(call.machine, call.node, value, width)
    else:
        found: Plain = UNKNOWN if given is None else plain(call.machine, given)
        gone = labels_of(found if isinstance(found, (list, tuple)) else [found])
    if gone is None or (call.plain(None, "errors", default="raise") != "raise" and not value.complete):
        return unknown_frame(call, tables.rows_of(value))
    return tables.without(call.machine, call.node, value, gone)


@method("frame", "items", "iteritems")
def items(call: LibraryCall) -> Value | None:
    """Pairs of label and column."""
    value = receiver(call)
    if not value.complete:
        return None
    pairs = (
        Tuple(call.node, (Const(call.node, label), tables.series(call.machine, call.node, array)))
        for label, array in value.columns.items()
    )
    return Tuple(call.node, tuple(pairs))


@method("frame", "describe")
def describe(call: LibraryCall) -> Value | None:
    """Statistics of each column below one another; columns of texts are left out."""
    value = receiver(call)
    if call.arguments.positional or call.arguments.keywords:
        return None
    width = tables.width_of(value) if value.array.dtype is not None else None
    return unknown_frame(call, 8, width)


@method("frame", "pop")
def pop(call: LibraryCall) -> Value | None:
    value = receiver(call)
    label = call.plain(0, "item")
    array = None if label is UNKNOWN else tables.column(value, label)
    if array is None:
        tables.put(call.machine, value, unknown_frame(call, tables.rows_of(value)))
        return None
    tables.put(call.machine, value, tables.without(call.machine, call.node, value, [label]))
    return tables.series(call.machine, call.node, array)


@method("frame", "insert")
def insert(call: LibraryCall) -> Value | None:
    value, label = receiver(call), call.plain(1, "column")
    content = call.value(2, "value")
    if label is UNKNOWN or content is None:
        tables.put(call.machine, value, unknown_frame(call, tables.rows_of(value)))
    elif value.complete:
        set_column(call.machine, value, label, content)
        latest = call.machine.resolve(value)
        assert isinstance(latest, TableValue)
        if call.plain(0, "loc") != len(value.columns):  # the order is another one now
            names = list(value.columns)
            place = call.plain(0, "loc")
            ordered = [*names[:place], label, *names[place:]] if isinstance(place, int) else None
            if ordered is None:
                tables.change(call.machine, latest, complete=False)
            else:
                columns = {name: latest.columns[name] for name in ordered}
                array = combined(list(columns.values()), tables.rows_of(latest))
                tables.change(call.machine, latest, array=array, columns=columns)
    else:  # pandas refuses a column that is there
        width = call.machine.symbols.add(tables.width_of(value), 1)
        array = replace(forgotten(value.array), shape=(tables.rows_of(value), width))
        tables.change(call.machine, value, array=array)
    return Const(call.node, None)


@method("frame", "assign")
def assign(call: LibraryCall) -> Value | None:
    found = same_table(call)
    if not call.complete:
        return unknown_frame(call, tables.rows_of(found))
    for label, passed in call.arguments.keywords.items():
        latest = call.machine.resolve(found)
        assert isinstance(latest, TableValue)
        set_column(call.machine, latest, label, passed.value)
    return call.machine.resolve(found)


@method("frame", "set_index")
def set_index(call: LibraryCall) -> Value | None:
    value, label = receiver(call), call.plain(0, "keys")
    if not isinstance(label, str):
        return result(call, unknown_frame(call, tables.rows_of(value)))
    return result(call, tables.without(call.machine, call.node, value, [label]))


@method("frame", "select_dtypes", "filter")
def some_columns(call: LibraryCall) -> Value | None:
    return unknown_frame(call, tables.rows_of(receiver(call)))


@method("frame", "join", "merge", "append")
def more(call: LibraryCall) -> Value | None:
    return unknown_frame(call)


@method("frame", "corr", "cov")
def correlation(call: LibraryCall) -> Value | None:
    width = call.machine.symbols.named("width", call.machine.fresh())
    return unknown_frame(call, width, width)


@method("frame", "transpose")
def transpose(call: LibraryCall) -> Value | None:
    return tables.transposed(call.machine, call.node, receiver(call))
