"""Methods of pandas' frames, series and indices."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from keraslint.arrays import FAILURES, Array
from keraslint.arrays.columns import forgotten
from keraslint.arrays.elementwise import astype as converted
from keraslint.arrays.indexing import Slice, part_of, sliced
from keraslint.arrays.preprocessing import class_labels
from keraslint.arrays.reductions import reduce
from keraslint.interpreter import tables
from keraslint.interpreter.arrays import array_value, dimension, dtype_of, evident
from keraslint.interpreter.containers import dict_record
from keraslint.interpreter.libraries.pandas import factorized, labels_of, unknown_frame
from keraslint.interpreter.libraries.registry import LibraryCall, method
from keraslint.interpreter.table_items import forget
from keraslint.interpreter.values import (
    Builtin,
    Const,
    DictRef,
    Function,
    Integer,
    Library,
    TableValue,
    Value,
)
from keraslint.records import replace
from keraslint.shapes import Dim
from keraslint.source import syntax

TABLES: Final = ("frame", "series")
_AXES: Final = {"sort_values": 1, "sort_index": 0, "set_axis": 1}
"""The position of the argument ``axis``, where it is not given by its name alone."""


def both(*names: str) -> Callable[[Callable[[LibraryCall], Value | None]], Callable[[LibraryCall], Value | None]]:
    """Register a method of frames and of series."""

    def register(handler: Callable[[LibraryCall], Value | None]) -> Callable[[LibraryCall], Value | None]:
        for kind in TABLES:
            method(kind, *names)(handler)
        return handler

    return register


def receiver(call: LibraryCall) -> TableValue:
    assert isinstance(call.receiver, TableValue)
    return call.receiver


def result(call: LibraryCall, value: TableValue) -> Value:
    """The new table; with ``inplace=True`` the table itself becomes it."""
    if call.plain(None, "inplace", default=False) is True:
        tables.put(call.machine, receiver(call), value)
        return Const(call.node, None)
    return value


def same_table(call: LibraryCall) -> TableValue:
    """A copy."""
    value = receiver(call)
    return tables.table(call.machine, call.node, value.kind, value.array, value.columns, value.complete)


def over_rows(call: LibraryCall, rows: Dim) -> TableValue:
    return tables.rows_cut(call.machine, call.node, receiver(call), rows)


# The same values


@both(
    "copy", "fillna", "ffill", "bfill", "pad", "interpolate", "round", "infer_objects",
    "convert_dtypes", "rename_axis", "set_axis", "reorder_levels", "shift", "tz_localize",
)  # fmt: skip
def keep(call: LibraryCall) -> Value | None:
    return result(call, _along_columns(call) or same_table(call))


@both("sort_values", "sort_index", "sort")
def put_in_order(call: LibraryCall) -> Value | None:
    return result(call, _along_columns(call) or tables.in_order(call.machine, call.node, receiver(call)))


def _along_columns(call: LibraryCall) -> TableValue | None:
    """With ``axis=1`` it is not known which column is which."""
    value = receiver(call)
    along_rows = call.plain(_AXES.get(call.name), "axis", default=0) in (0, "index", "rows")
    if value.kind != "frame" or along_rows:
        return None
    return unknown_frame(call, tables.rows_of(value), tables.width_of(value))


@both("reset_index")
def reset_index(call: LibraryCall) -> Value | None:
    """Without ``drop=True`` the index becomes a column in front."""
    value = receiver(call)
    dropped = call.plain(1, "drop", default=False)
    if dropped is True:
        return result(call, same_table(call))
    if value.kind == "series" or dropped is not False:
        return None
    width = call.machine.symbols.add(tables.width_of(value), 1)
    array = Array((tables.rows_of(value), width), made=value.array.made)
    return result(call, tables.table(call.machine, call.node, "frame", array, value.columns))


@method("frame", "rename")
def rename(call: LibraryCall) -> Value | None:
    value = receiver(call)
    new = call.plain(None, "columns")
    if isinstance(new, dict):
        columns = {new.get(label, label): array for label, array in value.columns.items()}
        complete = value.complete and len(columns) == len(value.columns)
        return result(call, tables.table(call.machine, call.node, "frame", value.array, columns, complete))
    if new is None and call.passed(0, "mapper", "index") is not None and call.plain(None, "axis") in (None, 0):
        return result(call, same_table(call))
    return result(call, tables.table(call.machine, call.node, "frame", value.array))


method("series", "rename", "squeeze", "str.strip")(keep)


# Other values in the same places


@both(
    "applymap", "isnull", "isna", "notnull", "notna", "rank", "cumsum", "cumprod", "cummax", "cummin",
    "pct_change", "diff", "isin", "where", "mask", "mod", "pow",
)  # fmt: skip
def change_values(call: LibraryCall) -> Value | None:
    value = receiver(call)
    array = forgotten(value.array)
    if call.name in ("isnull", "isna", "notnull", "notna", "isin"):
        array = replace(array, dtype="bool", low=0.0, high=1.0)
    columns = {label: forgotten(column) for label, column in value.columns.items()}
    return result(call, tables.like(call.machine, call.node, value, array, columns))


method("frame", "replace")(change_values)


@method("series", "map", "apply", "between", "duplicated", "transform", "clip", "abs", "replace")
def map_values(call: LibraryCall) -> Value | None:
    """Each value becomes another: a mapping of classes to 0 … k - 1 makes class labels."""
    value = receiver(call)
    function = call.value(0, "arg", "func", "to_replace")
    array = forgotten(value.array)
    if isinstance(function, Library) and function.path == "pandas.Series":
        return None
    if isinstance(function, DictRef):
        array = _labelled(call, array, _mapped(call, function))
    elif isinstance(function, Builtin) and function.name in ("int", "float"):
        array = converted(array, f"{function.name}64")
    elif isinstance(function, Function):
        if call.name != "map" and call.arguments.keywords:
            return None
        array = _labelled(call, array, _results(function))
    return result(call, tables.series(call.machine, call.node, array))


def _mapped(call: LibraryCall, mapping: DictRef) -> set[int] | None:
    """The whole numbers that a dict maps to; names that are replaced are taken to be all that there are."""
    record = dict_record(call.machine, mapping)
    found = [call.machine.resolve(value) for value in record.items.values()]
    numbers = [value.value for value in found if isinstance(value, Const) and type(value.value) is int]
    names = all(isinstance(key, str) for key in record.items)
    if record.open_because is not None or len(numbers) != len(found) or (call.name == "replace" and not names):
        return None
    return set(numbers)


def _results(function: Function) -> set[int] | None:
    """The whole numbers that ``lambda s: 1 if s == 'yes' else 0`` gives."""
    stack: list[syntax.Node] = [function.definition.body]
    found: set[int] = set()
    while stack:
        node = stack.pop()
        if isinstance(node, syntax.IfExp):
            stack += [node.body, node.orelse]
        elif isinstance(node, syntax.Integer) and node.value is not None:
            found.add(node.value)
        else:
            return None
    return found


def _labelled(call: LibraryCall, array: Array, numbers: set[int] | None) -> Array:
    """Class labels where the numbers are 0 … k - 1."""
    if numbers is None or len(numbers) < 2 or numbers != set(range(len(numbers))):
        return array
    labels = replace(class_labels(array.shape, len(numbers)), made=array.made)
    return evident(labels, call.node, f"from `{call.name}`", moved=False)


for _name in (
    "lower upper strip lstrip rstrip replace title capitalize slice get len contains startswith endswith find count "
    "zfill pad normalize join encode decode match"
).split():

    @method("series", f"str.{_name}")
    def of_strings(call: LibraryCall) -> Value | None:
        return tables.series(call.machine, call.node, forgotten(receiver(call).array))


@both("astype")
def astype(call: LibraryCall) -> Value | None:
    value = receiver(call)
    given = call.value(0, "dtype")
    if given is None or isinstance(given, DictRef):
        return tables.like(call.machine, call.node, value, forgotten(value.array))
    dtype = dtype_of(call.machine, given)
    if isinstance(given, Const) and given.value == "category":
        return same_table(call)
    columns = {label: converted(array, dtype) for label, array in value.columns.items()}
    return tables.like(call.machine, call.node, value, converted(value.array, dtype), columns)


# Arrays, lists and numbers


@both("to_numpy", "as_matrix", "get_values")
def to_numpy(call: LibraryCall) -> Value | None:
    value = receiver(call)
    dtype = call.value(0, "dtype")
    array = value.array if dtype is None else converted(value.array, dtype_of(call.machine, dtype))
    return array_value(call.machine, array, call.node)


method("index", "to_numpy")(to_numpy)


@method("index", "tolist", "to_list")
def labels(call: LibraryCall) -> Value | None:
    value = receiver(call)
    if value.complete:
        return call.machine.new_list(call.node, tuple(Const(call.node, label) for label in value.columns))
    return tables.index(call.machine, call.node, tables.rows_of(value), None)


@method("index", "drop", "difference")
def index_without(call: LibraryCall) -> Value | None:
    value = receiver(call)
    given = call.plain(0, "labels", "other")
    gone = labels_of(given if isinstance(given, (list, tuple)) else [given])
    if gone is None:
        return None
    kept = [label for label in value.columns if label not in gone] if value.complete else None
    length = call.machine.symbols.subtract(tables.rows_of(value), len(gone)) if kept is None else len(kept)
    return tables.index(call.machine, call.node, length, kept)


@method("series", "unique")
def unique(call: LibraryCall) -> Value | None:
    array = receiver(call).array
    count = array.classes if array.classes is not None else call.machine.symbols.named("unique", call.machine.fresh())
    return array_value(call.machine, Array((count,), array.dtype, low=array.low, high=array.high), call.node)


@method("series", "nunique")
def nunique(call: LibraryCall) -> Value | None:
    classes = receiver(call).array.classes
    if isinstance(classes, int):
        return Const(call.node, classes)
    return Integer(call.node, classes or call.machine.symbols.named("unique", call.machine.fresh()))


@method("series", "factorize")
def factorize(call: LibraryCall) -> Value | None:
    return factorized(call, receiver(call).array)


@both("mean", "std", "min", "max", "median", "sum", "var")
def statistic(call: LibraryCall) -> Value | None:
    """Along the rows, unless ``axis=1``."""
    value = receiver(call)
    axis = call.plain(0, "axis", default=0)
    if value.kind == "series":
        return array_value(call.machine, reduce(call.name, value.array, None), call.node)
    if axis not in (0, 1, "index", "columns"):
        return None
    try:
        reduced = reduce(call.name, value.array, 0 if axis in (0, "index") else 1)
    except FAILURES:
        return None
    return tables.series(call.machine, call.node, reduced)


# Rows


@both("head", "tail")
def head(call: LibraryCall) -> Value | None:
    count = call.value(0, "n")
    number: Dim = 5 if count is None else dimension(call.machine, count)
    part = Slice(None, number) if call.name == "head" else Slice(number, None)
    rows = tables.rows_of(receiver(call))
    if call.name == "tail" and isinstance(rows, int) and isinstance(number, int):
        return over_rows(call, min(rows, number) if number >= 0 else max(rows + number, 0))
    if call.name == "tail":
        return over_rows(call, call.machine.symbols.named("tail", rows, number))
    return over_rows(call, sliced(rows, part, call.machine.symbols, first=True))


@both("sample")
def sample(call: LibraryCall) -> Value | None:
    """``n`` rows, one by default, or a fraction of them, rounded as pandas rounds it."""
    fraction, count = call.plain(1, "frac"), call.value(0, "n")
    rows = tables.rows_of(receiver(call))
    if fraction is None and call.complete:
        return over_rows(call, 1 if count is None else dimension(call.machine, count))
    if fraction in (1, 1.0):
        return tables.rows_taken(call.machine, call.node, receiver(call), rows)
    if isinstance(fraction, float) and isinstance(rows, int):
        return over_rows(call, round(rows * fraction))
    return over_rows(call, call.machine.symbols.named("sample", rows, call.machine.fresh()))


@both("dropna", "drop_duplicates", "query", "nlargest", "nsmallest", "truncate", "reindex")
def fewer_rows(call: LibraryCall) -> Value | None:
    value = receiver(call)
    if call.plain(None, "axis", default=0) not in (0, "index", "rows"):
        return result(call, unknown_frame(call, tables.rows_of(value)))
    if call.name == "reindex" and value.kind == "frame" and call.passed(None, "columns") is not None:
        return unknown_frame(call)
    take = tables.rows_taken if call.name in ("dropna", "drop_duplicates") else tables.rows_chosen
    found = take(call.machine, call.node, value, tables.new_rows(call.machine))
    columns = {label: part_of(column) for label, column in found.columns.items()}
    array = part_of(found.array).with_columns([part_of(column) for column in found.array.columns or ()])
    return result(call, tables.table(call.machine, call.node, found.kind, array, columns, found.complete))


@both("update")
def update(call: LibraryCall) -> Value | None:
    forget(call.machine, receiver(call))
    return Const(call.node, None)


@both("repeat", "explode")
def other_rows(call: LibraryCall) -> Value | None:
    return over_rows(call, tables.new_rows(call.machine))


@method("series", "to_frame")
def to_frame(call: LibraryCall) -> Value | None:
    array = receiver(call).array
    rows = tables.rows_of(array)
    return tables.table(call.machine, call.node, "frame", replace(array, shape=(rows, 1)))


@both("sub", "subtract", "add", "mul", "multiply", "div", "divide", "truediv")
def arithmetic(call: LibraryCall) -> Value | None:
    operator = {"sub": "Subtract", "add": "Add", "mul": "Multiply"}.get(call.name[:3], "Divide")
    other = call.value(0, "other")
    if other is None or call.plain(1, "axis") not in (None, 1, "columns") or not call.complete:
        return None
    return tables.binary(call.machine, call.node, operator, receiver(call), other)


@method("frame", "apply", "transform", "pipe")
def apply(call: LibraryCall) -> Value | None:
    """What a function of columns gives: over the same rows if it is one of each row."""
    function = call.value(0, "func")
    if call.name == "apply" and isinstance(function, Builtin) and function.name in ("float", "int"):
        return same_table(call)
    if call.name == "apply" and isinstance(function, Library) and function.path == "pandas.to_numeric":
        return same_table(call)
    return None
