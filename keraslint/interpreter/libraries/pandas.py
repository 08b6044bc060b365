"""pandas' functions: reading and making frames, joining them, encoding columns."""

from __future__ import annotations

from typing import Final

from keraslint.arrays import Array, Evidence
from keraslint.arrays.columns import combined, one_of, separated, with_rows
from keraslint.arrays.indexing import some_classes
from keraslint.arrays.preprocessing import class_labels, distinct
from keraslint.interpreter import expressions, tables
from keraslint.interpreter.alike import shows_all
from keraslint.interpreter.arrays import as_array
from keraslint.interpreter.containers import dict_record, list_record
from keraslint.interpreter.libraries.registry import LibraryCall, function
from keraslint.interpreter.values import (
    ArrayValue,
    Const,
    DictRef,
    LibraryObject,
    ListRef,
    TableValue,
    Tuple,
    Unknown,
    Value,
)
from keraslint.program import Plain
from keraslint.records import replace
from keraslint.shapes import UNKNOWN, Dim, Symbol

READERS: Final = (
    "read_csv read_table read_fwf read_excel read_json read_parquet read_feather read_hdf read_sql read_sql_query "
    "read_sql_table read_stata read_spss read_orc read_clipboard read_gbq"
).split()

MAX_CELLS: Final = 4096


def labels_of(given: Plain) -> list[Plain] | None:
    """A list of labels that is known, without repetitions."""
    if not isinstance(given, (list, tuple)) or any(isinstance(label, (list, dict)) for label in given):
        return None
    labels = list(given)
    return labels if UNKNOWN not in labels and len(set(labels)) == len(labels) else None


@function(*(f"pandas.{name}" for name in READERS), "seaborn.load_dataset")
def read(call: LibraryCall) -> Value | None:
    """A frame of a file: its columns are known where ``names`` or ``usecols`` tell them."""
    several = ("chunksize", "iterator", "squeeze", "sheet_name")
    if any(call.plain(None, name) not in (None, False) and not _sheet(call, name) for name in several):
        return None
    rows = tables.new_rows(call.machine)
    names, used = call.plain(None, "names"), call.plain(None, "usecols")
    labels = labels_of(names if used is None else used) if call.complete else None
    text = f"from `{call.name}`"
    index = call.plain(None, "index_col")
    indexed = 0 if index is None or index is False else 1 if isinstance(index, (int, str)) else None
    if labels is None or indexed is None:
        width: Dim = call.machine.symbols.named("width", call.machine.fresh())
        return tables.table(call.machine, call.node, "frame", tables.evident(Array((rows, width)), call.node, text))
    array = tables.evident(Array((rows, len(labels) - indexed)), call.node, text)
    if index in labels and isinstance(index, str):
        labels.remove(index)
    elif indexed or not all(isinstance(label, str) for label in labels):  # numbers in `usecols` are places
        return tables.table(call.machine, call.node, "frame", array)
    columns = {label: tables.evident(Array((rows,)), call.node, text) for label in labels}
    # With `usecols` the order is that of the file.
    return tables.table(call.machine, call.node, "frame", array, columns, complete=used is None)


def _sheet(call: LibraryCall, name: str) -> bool:
    return name == "sheet_name" and isinstance(call.plain(None, name), (str, int))


@function("pandas.DataFrame", "pandas.core.frame.DataFrame")
def data_frame(call: LibraryCall) -> Value | None:
    """``DataFrame(data, index, columns)``: of a dict of columns, of an array, of another frame."""
    data = call.value(0, "data")
    given = call.plain(2, "columns")
    labels = labels_of(given)
    if data is None or (isinstance(data, Const) and data.value is None):
        if not call.complete:
            return None
        known = labels or []
        empty = call.value(1, "index") is None
        rows: Dim = 0 if empty else tables.new_rows(call.machine)
        return tables.frame(call.machine, call.node, rows, {label: Array((rows,)) for label in known})
    if isinstance(data, DictRef):
        return _of_dict(call, data, labels if given is not None else None, given is not None)
    if isinstance(data, TableValue) and data.kind == "frame":
        if given is None:
            return tables.like(call.machine, call.node, data, data.array, data.columns)
        return tables.select(call.machine, call.node, data, labels) if labels is not None else None
    if isinstance(data, LibraryObject):
        return None
    if given is None and isinstance(data, ListRef) and (found := _of_rows(call, data)) is not None:
        return found
    array = as_array(call.machine, data)
    if array is None or isinstance(data, Unknown) or not isinstance(array.shape, tuple):
        if labels is None:
            return None
        rows = tables.new_rows(call.machine)
        return tables.frame(call.machine, call.node, rows, {label: Array((rows,)) for label in labels})
    if array.rank == 1:
        array = replace(array, shape=(*array.shape, 1))
    if array.rank != 2:
        return None
    array = tables.evident(array, call.node, "from `DataFrame`")
    if not isinstance(data, ArrayValue) and array.dtype != "int64":  # each column has its own type
        array = replace(array, dtype=None).with_columns(array.columns)
    return _labelled(call, array, labels if given is not None else None, given is not None)


def _of_rows(call: LibraryCall, data: ListRef) -> Value | None:
    """A frame of a list of dicts, one for each row, that all have the same keys; ``None`` for any other list."""
    record = list_record(call.machine, data)
    items = [call.machine.resolve(item) for item in record.items]
    rows = [dict_record(call.machine, item) for item in items if isinstance(item, DictRef)]
    labels = list(rows[0].items) if rows else []
    same = all(row.open_because is None and list(row.items) == labels for row in rows)
    if not labels or len(rows) < len(items) or not same or len(rows) * len(labels) > MAX_CELLS or not shows_all(record):
        return None
    call.machine.charge(len(rows) * len(labels))
    count: Dim = len(rows) if record.open_because is None else tables.new_rows(call.machine)
    columns: dict[Plain, Array] = {}
    for label in labels:
        column = tuple(row.items[label] for row in rows)
        found = as_array(call.machine, call.machine.new_list(call.node, column, record.open_because))
        columns[label] = Array((count,)) if found is None or found.rank != 1 else with_rows(found, count)
    return tables.frame(call.machine, call.node, count, columns)


def _labelled(call: LibraryCall, array: Array, labels: list[Plain] | None, given: bool) -> Value:
    assert isinstance(array.shape, tuple)
    rows, width = array.shape
    if not given and isinstance(width, int) and width <= tables.MAX_COLUMNS:
        labels = list(range(width))
    if labels is None or (isinstance(width, int) and len(labels) != width):
        return tables.table(call.machine, call.node, "frame", array)
    array = replace(array, shape=(rows, len(labels))).with_columns(array.columns)
    columns = dict(zip(labels, separated(array, rows, len(labels)), strict=True))
    return tables.table(call.machine, call.node, "frame", array, columns, complete=True)


def _of_dict(call: LibraryCall, data: DictRef, labels: list[Plain] | None, chosen: bool) -> Value | None:
    record = dict_record(call.machine, data)
    if record.open_because is not None or (chosen and labels is None):
        return None
    wanted = list(record.items) if labels is None else labels
    columns: dict[Plain, Array] = {}
    rows: Dim = None
    for label in wanted:
        value = record.items.get(label)
        array = as_array(call.machine, call.machine.resolve(value)) if value is not None else None
        if array is None or array.rank not in (0, 1):
            array = Array((Symbol(),))
        columns[label] = array
        length = tables.rows_of(array) if array.rank == 1 else None
        if rows is None or isinstance(length, int):
            rows = length if length is not None else rows
    if rows is None:
        rows = tables.new_rows(call.machine)
    columns = {label: replace(array, shape=(rows,)) for label, array in columns.items()}
    return tables.frame(call.machine, call.node, rows, columns)


@function("pandas.Series", "pandas.core.series.Series")
def series(call: LibraryCall) -> Value | None:
    data = call.value(0, "data")
    if data is None or isinstance(data, (DictRef, Unknown)):
        return None
    array = as_array(call.machine, data)
    if array is None or not isinstance(array.shape, tuple) or len(array.shape) != 1:
        return None
    if call.passed(1, "index") is not None:  # in another table, rows are matched by it
        array = some_classes(array)
    return tables.series(call.machine, call.node, array)


@function("pandas.concat")
def concat(call: LibraryCall) -> Value | None:
    """Rows below one another, or with ``axis=1`` columns side by side over the same rows."""
    given = call.value(0, "objs")
    items = expressions.items_of(call.machine, given) if given is not None else None
    axis = {"index": 0, "rows": 0, "columns": 1}.get(str(found := call.plain(1, "axis", default=0)), found)
    parts = [call.machine.resolve(item) for item in items or ()]
    frames = [part for part in parts if isinstance(part, TableValue) and part.kind in ("frame", "series")]
    if not frames or len(frames) != len(parts) or axis not in (0, 1):
        return None
    return _side_by_side(call, frames) if axis == 1 else _below(call, frames)


def _below(call: LibraryCall, frames: list[TableValue]) -> Value | None:
    rows: Dim = 0
    for part in frames:
        rows = call.machine.symbols.add(rows, tables.rows_of(part))
    first = frames[0]
    if all(part.kind == "series" for part in frames):
        return tables.series(call.machine, call.node, with_rows(Array(first.array.shape), rows))
    if any(part.kind == "series" for part in frames):
        return None
    known = all(part.complete for part in frames)
    if known and all(part.columns.keys() == first.columns.keys() for part in frames):
        from keraslint.arrays.merging import together

        columns = {
            label: with_rows(together([part.columns[label] for part in frames]), rows) for label in first.columns
        }
        return tables.frame(call.machine, call.node, rows, columns)
    widths = set() if known else {tables.width_of(part) for part in frames}
    width = widths.pop() if len(widths) == 1 else call.machine.symbols.named("width", call.machine.fresh())
    return tables.table(call.machine, call.node, "frame", Array((rows, width)))


def _side_by_side(call: LibraryCall, frames: list[TableValue]) -> Value:
    """pandas matches rows by their index: they stay the same only where all parts have the same number."""
    numbers = {tables.rows_of(part) for part in frames}
    rows: Dim = numbers.pop() if len(numbers) == 1 else tables.new_rows(call.machine)
    width: Dim = 0
    columns: dict[Plain, Array] = {}
    complete = True
    for place, part in enumerate(frames):
        if part.kind == "series":
            columns["series", place] = with_rows(part.array, rows)
            complete = False
            width = call.machine.symbols.add(width, 1)
            continue
        complete = complete and part.complete and not columns.keys() & part.columns.keys()
        columns.update({label: with_rows(array, rows) for label, array in part.columns.items()})
        width = call.machine.symbols.add(width, tables.width_of(part))
    if complete:
        return tables.frame(call.machine, call.node, rows, columns)
    facts = combined([one_of(with_rows(part.array, rows), rows) for part in frames], rows)
    named = {label: array for label, array in columns.items() if not isinstance(label, tuple)}
    return tables.table(call.machine, call.node, "frame", replace(facts, shape=(rows, width)), named)


@function("pandas.merge")
def merge(call: LibraryCall) -> Value:
    return unknown_frame(call)


def unknown_frame(call: LibraryCall, rows: Dim = None, width: Dim = None) -> TableValue:
    """A frame of which at most the size is known."""
    rows = tables.new_rows(call.machine) if rows is None else rows
    width = call.machine.symbols.named("width", call.machine.fresh()) if width is None else width
    return tables.table(call.machine, call.node, "frame", Array((rows, width)))


@function("pandas.get_dummies")
def get_dummies(call: LibraryCall) -> Value | None:
    """One column of truth values for each class."""
    data = call.value(0, "data")
    array = as_array(call.machine, data) if data is not None else None
    if array is None or isinstance(data, Unknown) or not isinstance(array.shape, tuple):
        return None
    rows = tables.rows_of(array)
    if len(array.shape) == 2:
        return unknown_frame(call, rows)
    classes = distinct(array)
    columns = call.machine.symbols.named("classes", call.machine.fresh()) if classes is None else classes
    extra = call.plain(None, "dummy_na", default=False), call.plain(None, "drop_first", default=False)
    if extra != (False, False):
        return unknown_frame(call, rows)
    evidence = Evidence(call.origin, "from `get_dummies`")
    dummies = Array((rows, columns), None, "one-hot", columns, 0.0, 1.0, evidence=evidence, made=evidence)
    return tables.table(call.machine, call.node, "frame", dummies)


@function("pandas.factorize")
def factorize(call: LibraryCall) -> Value | None:
    data = call.value(0, "values")
    array = as_array(call.machine, data) if data is not None else None
    return None if array is None else factorized(call, array)


def factorized(call: LibraryCall, array: Array) -> Value:
    """Class labels, and the values that they stand for."""
    classes: Dim = distinct(array)
    if classes is None:
        classes = call.machine.symbols.named("classes", call.machine.fresh())
    evidence = Evidence(call.origin, "from `factorize`")
    codes = class_labels((tables.rows_of(array),), classes, "int64", evidence)
    from keraslint.interpreter.arrays import array_value

    found = array_value(call.machine, codes, call.node)
    return Tuple(call.node, (found, tables.index(call.machine, call.node, classes, None)))


@function("pandas.to_numeric", "pandas.to_datetime", "pandas.cut", "pandas.qcut")
def convert(call: LibraryCall) -> Value | None:
    """A series of other values over the same rows."""
    value = call.value(0, "arg", "x")
    if not isinstance(value, TableValue) or value.kind != "series" or call.plain(None, "retbins") not in (None, False):
        return None
    keep = call.name == "to_numeric"
    return tables.series(call.machine, call.node, value.array if keep else Array(value.array.shape))


@function("pandas.isnull", "pandas.isna", "pandas.notnull", "pandas.notna")
def is_null(call: LibraryCall) -> Value | None:
    value = call.value(0, "obj")
    if not isinstance(value, TableValue):
        return None
    return tables.like(call.machine, call.node, value, Array(value.array.shape, "bool", low=0.0, high=1.0))
