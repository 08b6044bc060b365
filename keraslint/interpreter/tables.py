"""pandas' frames, series and indices as values: making and changing them, their attributes and arithmetic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from keraslint.arrays import Array, Evidence
from keraslint.arrays.columns import combined, forgotten, one_of, with_rows
from keraslint.arrays.elementwise import COMPARISONS, truth_values
from keraslint.arrays.indexing import ordered, part_of, some_classes
from keraslint.arrays.merging import selection
from keraslint.arrays.preprocessing import class_labels, distinct
from keraslint.diagnostic import Origin
from keraslint.interpreter import data
from keraslint.interpreter.values import (
    ArrayValue,
    Const,
    Key,
    Method,
    TableKind,
    TableValue,
    Unknown,
    Value,
)
from keraslint.program import Plain
from keraslint.records import replace
from keraslint.shapes import Dim, Symbol

if TYPE_CHECKING:
    from keraslint.interpreter.machine import Machine
    from keraslint.source import syntax

Columns = Mapping[Plain, Array]

# What an attribute of a frame can be other than a column: the public names of pandas 3.1, and those of older versions.
MAX_COLUMNS: Final = 4096
NAMES: Final = frozenset(
    """T abs add add_prefix add_suffix agg aggregate align all any apply applymap append as_matrix asfreq asof assign
    astype at at_time attrs axes between_time bfill boxplot clip columns combine combine_first compare convert_dtypes
    copy corr corrwith count cov cummax cummin cumprod cumsum describe diff div divide dot drop drop_duplicates
    droplevel dropna dtypes duplicated empty eq equals eval ewm expanding explode ffill fillna filter first
    first_valid_index flags floordiv from_arrow from_dict from_records ge get get_value groupby gt head hist iat idxmax
    idxmin iloc index infer_objects info insert interpolate isetitem isin isna isnull items iteritems iterrows
    itertuples ix join keys kurt kurtosis last last_valid_index le loc lookup lt mad map mask max mean median melt
    memory_usage merge min mod mode mul multiply ndim ne nlargest notna notnull nsmallest nunique pad pct_change pipe
    pivot pivot_table plot pop pow prod product quantile query radd rank rdiv reindex reindex_like rename rename_axis
    reorder_levels replace resample reset_index rfloordiv rmod rmul rolling round rpow rsub rtruediv sample select
    select_dtypes sem set_axis set_flags set_index set_value shape shift size skew slice_shift sort sort_index
    sort_values sparse squeeze stack std style sub subtract sum swapaxes swaplevel tail take to_clipboard to_csv to_dict
    to_dense to_excel to_feather to_gbq to_hdf to_html to_json to_latex to_markdown to_numpy to_orc to_parquet to_period
    to_pickle to_records to_sql to_stata to_string to_timestamp to_xarray to_xml transform transpose truediv truncate
    tshift tz_convert tz_localize unstack update value_counts values var where xs""".split()
)
INDEXERS: Final = frozenset({"loc", "iloc", "at", "iat", "ix"})
_OF_DATES: Final = frozenset(
    """year month day hour minute second microsecond nanosecond dayofweek day_of_week weekday dayofyear day_of_year
    quarter week weekofyear days seconds is_month_start is_month_end date time""".split()
)


# Making and changing


def table(
    machine: Machine,
    node: syntax.Node | None,
    kind: TableKind,
    array: Array,
    columns: Columns | None = None,
    complete: bool = False,
    key: Key | None = None,
) -> TableValue:
    """A new table."""
    value = TableValue(node, array, machine.fresh() if key is None else key, kind, columns or {}, complete)
    machine.state.set(("table", value.key), value)
    return value


def frame(machine: Machine, node: syntax.Node, rows: Dim, columns: Columns) -> TableValue:
    """A frame all of whose columns are known."""
    return table(machine, node, "frame", combined(list(columns.values()), rows), columns, complete=True)


def series(machine: Machine, node: syntax.Node, array: Array) -> TableValue:
    return table(machine, node, "series", array)


def index(machine: Machine, node: syntax.Node, length: Dim, labels: Sequence[Plain] | None) -> TableValue:
    """Labels of columns or rows; ``None`` where they are not known."""
    known = {label: Array(()) for label in labels or ()}
    return table(machine, node, "index", Array((length,), "object"), known, labels is not None)


def like(
    machine: Machine, node: syntax.Node, value: TableValue, array: Array, columns: Columns | None = None
) -> TableValue:
    """A table of the same kind with other content; of the columns that are not given only the labels are known."""
    given = columns or {}
    if value.kind != "frame":
        return table(machine, node, value.kind, array, value.columns, value.complete)
    kept = {label: given.get(label) or one_of(array, rows_of(array)) for label in value.columns}
    return table(machine, node, "frame", array, kept, value.complete)


def change(machine: Machine, value: TableValue, **changes: object) -> None:
    """Change a table in place."""
    machine.state.set(("table", value.key), replace(value, **changes))  # type: ignore[arg-type]


def put(machine: Machine, value: TableValue, content: TableValue) -> None:
    """Change a table in place to what another one holds."""
    change(machine, value, array=content.array, columns=content.columns, complete=content.complete)


def between(before: TableValue, after: TableValue) -> TableValue:
    """A table after any number of changes of which one led from ``before`` to ``after``."""
    old, new = before.array.shape, after.array.shape
    columns = {label: array for label, array in after.columns.items() if before.columns.get(label) == array}
    if isinstance(old, tuple) and isinstance(new, tuple) and len(old) == len(new):
        shape = tuple(dim if dim == past else Symbol() for past, dim in zip(old, new, strict=True))
        if shape == new and after.columns.keys() == before.columns.keys():
            return after
        return replace(after, array=replace(forgotten(after.array), shape=shape), columns=columns, complete=False)
    return replace(after, array=Array(), columns=columns, complete=False)


def rows_of(value: TableValue | Array) -> Dim:
    array = value if isinstance(value, Array) else value.array
    return array.shape[0] if isinstance(array.shape, tuple) and array.shape else Symbol()


def width_of(value: TableValue) -> Dim:
    """The number of columns of a frame."""
    shape = value.array.shape
    return shape[1] if isinstance(shape, tuple) and len(shape) == 2 else Symbol()


def column(value: TableValue, label: Plain) -> Array | None:
    """A column of a frame; ``None`` where there is none of that name."""
    if label in value.columns:
        return value.columns[label]
    return None if value.complete else one_of(value.array, rows_of(value))


def select(machine: Machine, node: syntax.Node, value: TableValue, labels: Sequence[Plain]) -> TableValue | None:
    """``df[labels]``."""
    found = {label: column(value, label) for label in labels}
    known = {label: array for label, array in found.items() if array is not None}
    return frame(machine, node, rows_of(value), known) if len(known) == len(labels) else None


def part(machine: Machine, node: syntax.Node, value: TableValue, width: Dim) -> TableValue:
    """Some columns of which only the number is known."""
    return table(machine, node, "frame", selection(value.array, (rows_of(value), width)))


def rows_taken(machine: Machine, node: syntax.Node, value: TableValue, rows: Dim) -> TableValue:
    """The table over some of its rows."""
    columns = {label: with_rows(array, rows) for label, array in value.columns.items()}
    return table(machine, node, value.kind, with_rows(value.array, rows), columns, value.complete)


def rows_cut(machine: Machine, node: syntax.Node, value: TableValue, rows: Dim) -> TableValue:
    """The table over rows that are chosen by their places."""
    taken = rows_taken(machine, node, value, rows)
    if isinstance(rows, int) and rows == rows_of(value):
        return taken
    columns = {label: part_of(array) for label, array in taken.columns.items()}
    return table(machine, node, value.kind, part_of(taken.array, rows), columns, value.complete)


def in_order(machine: Machine, node: syntax.Node, value: TableValue) -> TableValue:
    """The table over the same rows, put in order by what is in them."""
    columns = {label: ordered(array) for label, array in value.columns.items()}
    return table(machine, node, value.kind, ordered(value.array), columns, value.complete)


def rows_chosen(machine: Machine, node: syntax.Node, value: TableValue, rows: Dim) -> TableValue:
    """The table over rows that are chosen by what is in them."""
    columns = {label: some_classes(with_rows(array, rows)) for label, array in value.columns.items()}
    return table(machine, node, value.kind, some_classes(with_rows(value.array, rows)), columns, value.complete)


def without(machine: Machine, node: syntax.Node, value: TableValue, labels: Sequence[Plain]) -> TableValue:
    """The frame without some of its columns."""
    rest = {label: array for label, array in value.columns.items() if label not in labels}
    if value.complete:
        return frame(machine, node, rows_of(value), rest)
    width = machine.symbols.subtract(width_of(value), len(set(labels)))
    array = selection(value.array, (rows_of(value), width))
    return table(machine, node, "frame", array, rest)


def with_column(machine: Machine, value: TableValue, label: Plain, array: Array) -> TableValue:
    """The frame with a column added or replaced."""
    rows = rows_of(value)
    if value.complete and not value.columns:
        rows = rows_of(array)
    columns = {**value.columns, label: replace(array, shape=(rows,))}
    if value.complete:
        return replace(value, array=combined(list(columns.values()), rows), columns=columns)
    width = width_of(value) if label in value.columns else machine.symbols.named("width", machine.fresh())
    facts = combined([selection(value.array, (rows,)), columns[label]], rows)
    return replace(value, array=replace(facts, shape=(rows, width)), columns=columns)


def replace_in(machine: Machine, node: syntax.Node, value: TableValue, label: Plain, array: Array) -> TableValue:
    """A new frame with one column more, or another one."""
    changed = with_column(machine, value, label, array)
    return table(machine, node, "frame", changed.array, changed.columns, changed.complete)


def new_rows(machine: Machine) -> Symbol:
    """A number of rows that nothing else is known to have."""
    return machine.symbols.named("rows", machine.fresh())


def evident(array: Array, node: syntax.Node, text: str) -> Array:
    """The array with the place that its shape comes from."""
    return replace(array, made=Evidence(Origin(node), text))


def as_array(machine: Machine, node: syntax.Node | None, value: TableValue) -> ArrayValue:
    """``df.to_numpy()``."""
    return ArrayValue(node, value.array, machine.fresh())


# Attributes


def get_attribute(machine: Machine, value: TableValue, name: str, node: syntax.Node) -> Value:
    """``df.columns``, ``df.values``, ``df.shape``; a column by its name; otherwise a method or an indexer."""
    if name == "values":
        return as_array(machine, node, value)
    if name in ("shape", "ndim", "size", "dtype"):
        return data.get_attribute(machine, ArrayValue(node, value.array, value.key), name, node)
    if value.kind == "frame":
        if name == "columns":
            return index(machine, node, width_of(value), list(value.columns) if value.complete else None)
        if name == "T":
            return transposed(machine, node, value)
        if name not in NAMES:
            return _read_column(machine, node, value, name)
    if name == "index" and value.kind in ("frame", "series"):
        return index(machine, node, rows_of(value), None)
    return Method(node, value, name)


def _read_column(machine: Machine, node: syntax.Node, value: TableValue, label: Plain) -> Value:
    """A column that the program reads is there: from now on it is known."""
    array = column(value, label)
    if array is None:
        return machine.unknown(node, "the frame has no such column")
    if label not in value.columns:
        change(machine, value, columns={**value.columns, label: array})
    return series(machine, node, array)


read_column = _read_column


def transposed(machine: Machine, node: syntax.Node, value: TableValue) -> TableValue:
    """``df.T``; what ``describe`` gives keeps its statistics as columns."""
    if value.kind != "frame":
        return value
    return table(machine, node, "frame", selection(value.array, (width_of(value), rows_of(value))))


def accessor(machine: Machine, method: Method, name: str, node: syntax.Node) -> Value:
    """``df['a'].cat.codes``, ``.dt.year``, ``.str.lower``."""
    receiver = machine.resolve(method.receiver)
    assert isinstance(receiver, TableValue)
    if method.name == "cat" and name == "codes":
        known = distinct(receiver.array)
        classes = machine.symbols.named("classes", machine.fresh()) if known is None else known
        codes = class_labels(receiver.array.shape, classes, "int8", Evidence(Origin(node), "from `cat.codes`"))
        return series(machine, node, codes)
    if method.name == "dt" and name in _OF_DATES:
        return series(machine, node, forgotten(receiver.array))
    return Method(node, receiver, f"{method.name}.{name}")


def items(machine: Machine, value: TableValue) -> Sequence[Value] | None:
    """What a loop over the table goes through: the labels of a frame's columns, or of an index."""
    if value.kind in ("frame", "index") and value.complete:
        return [Const(value.node, label) for label in value.columns]
    return None


# Arithmetic


def binary(machine: Machine, node: syntax.Node, name: str, left: Value, right: Value) -> Value:
    """Arithmetic and comparisons: as arrays, as long as pandas does not align rows of different tables."""
    sides = [side for side in (left, right) if isinstance(side, TableValue)]
    main = next((side for side in sides if side.kind == "frame"), sides[0])
    if main.kind == "index":
        label = right if main is left else left
        if name == "NotEqual" and isinstance(label, Const):
            array = replace(main.array, dtype="bool")
            return table(machine, node, "mask", array, {label.value: Array(())})
        return machine.unknown(node)
    for side in sides:
        if main.kind == "frame" and side.kind == "series" and side.array.shape != (width_of(main),):
            width = machine.symbols.named("width", machine.fresh())  # its labels are matched with the columns
            return table(machine, node, "frame", Array((rows_of(main), width)))
    other = right if main is left else left
    if isinstance(other, (Unknown, Const)) and not _is_number(other):  # a text, or one value of another table
        if isinstance(other, Unknown) and main.kind == "series" and name not in COMPARISONS:
            return machine.unknown(node, other.why)  # it may be a frame
        array = truth_values(main.array.shape) if name in COMPARISONS else forgotten(main.array)
        return like(machine, node, main, array)
    result = data.binary(machine, node, name, _plain(left), _plain(right))
    if not isinstance(result, ArrayValue):
        return result
    if main.kind == "sparse" or result.array.shape != main.array.shape:
        return machine.unknown(node, "it is computed from tables of different shapes")
    if any(side.array.shape != main.array.shape and side.kind == main.kind for side in sides):
        return machine.unknown(node, "pandas matches the rows of two tables")
    return like(machine, node, main, result.array)


def _is_number(value: Value) -> bool:
    return isinstance(value, Const) and isinstance(value.value, (int, float))


def unary(machine: Machine, node: syntax.Node, name: str, value: TableValue) -> Value:
    result = data.unary(machine, node, name, ArrayValue(value.node, value.array, value.key))
    return like(machine, node, value, result.array) if isinstance(result, ArrayValue) else result


def _plain(value: Value) -> Value:
    return ArrayValue(value.node, value.array, value.key) if isinstance(value, TableValue) else value
