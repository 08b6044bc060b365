"""scikit-learn's ``model_selection`` and what of ``utils`` goes over rows."""

from __future__ import annotations

from typing import Final

from keraslint.arrays import Array, Dataset
from keraslint.arrays.columns import with_rows
from keraslint.arrays.splitting import division
from keraslint.interpreter import expressions, tables
from keraslint.interpreter.arrays import array_value, as_array, content
from keraslint.interpreter.libraries.registry import LibraryCall, function, made, method
from keraslint.interpreter.values import ArrayValue, Const, DatasetValue, ListRef, TableValue, Unknown, Value
from keraslint.shapes import Dim, Symbol

FOLDS: Final = tuple(
    f"sklearn.model_selection.{name}"
    for name in (
        "KFold StratifiedKFold RepeatedKFold RepeatedStratifiedKFold GroupKFold ShuffleSplit StratifiedShuffleSplit "
        "GroupShuffleSplit TimeSeriesSplit LeaveOneOut LeavePOut PredefinedSplit StratifiedGroupKFold"
    ).split()
)


def rows_in(call: LibraryCall, value: Value) -> Dim | None:
    """The number of rows of something that has rows; ``None`` where it is not known."""
    if isinstance(value, ListRef):
        items = expressions.items_of(call.machine, value)
        return None if items is None else len(items)
    if isinstance(value, ArrayValue):
        shape = content(call.machine, value).shape
        return shape[0] if isinstance(shape, tuple) and shape else None
    return None


def common_rows(call: LibraryCall, values: list[Value]) -> Dim:
    """The number of rows of them all: they must agree, or the call fails."""
    found = [rows for value in values if (rows := rows_in(call, value)) is not None]
    return next((rows for rows in found if isinstance(rows, int)), found[0] if found else Symbol())


def over(call: LibraryCall, value: Value, rows: Dim, part: str) -> Value:
    """The value with other rows; what is not known stays so."""
    if isinstance(value, TableValue):
        return tables.rows_taken(call.machine, call.node, value, rows)
    if isinstance(value, ArrayValue):
        return array_value(call.machine, with_rows(content(call.machine, value), rows), call.node)
    if isinstance(value, ListRef):
        return call.machine.new_list(call.node, (), "it is a part of a list")
    if isinstance(value, Unknown):
        return Unknown(call.node, (part, value.key, call.machine.fresh()), value.why)
    if isinstance(value, Const) and value.value is None:
        return value
    return call.machine.unknown(call.node)


@function(
    "sklearn.model_selection.train_test_split",
    "sklearn.cross_validation.train_test_split",
    "sklearn.model_selection._split.train_test_split",
)
def train_test_split(call: LibraryCall) -> Value | None:
    """Two parts of each array: all first parts have one number of rows, all second parts another."""
    if not call.complete or not call.arguments.positional:
        return None
    values = [call.machine.resolve(passed.value) for passed in call.arguments.positional]
    sizes = [call.plain(None, name) for name in ("test_size", "train_size")]
    rows = common_rows(call, values)
    train: Dim
    test: Dim
    known = [size for size in sizes if size is None or isinstance(size, (int, float))]
    if len(known) == 2:
        train, test = division(rows, known[0], known[1], call.machine.symbols)
    else:
        key = call.machine.fresh()
        test = call.machine.symbols.named("test", key)
        train = call.machine.symbols.subtract(rows, test) if sizes[1] is None else Symbol()
    parts = [over(call, value, count, part) for value in values for part, count in (("train", train), ("test", test))]
    return call.machine.new_list(call.node, tuple(parts))


@function("sklearn.utils.shuffle")
def shuffle(call: LibraryCall) -> Value | None:
    """The same arrays in another order; ``n_samples`` takes some of the rows."""
    return _rearranged(call, call.plain(None, "n_samples"))


@function("sklearn.utils.resample")
def resample(call: LibraryCall) -> Value | None:
    return _rearranged(call, call.plain(None, "n_samples"))


def _rearranged(call: LibraryCall, count: object) -> Value | None:
    values = [call.machine.resolve(passed.value) for passed in call.arguments.positional]
    if not values or not call.complete:
        return None
    rows = common_rows(call, values) if count is None else count if isinstance(count, int) else Symbol()
    parts = tuple(over(call, value, rows, "shuffled") for value in values)
    return parts[0] if len(parts) == 1 else call.machine.new_list(call.node, parts)


@function("sklearn.utils.compute_class_weight", "sklearn.utils.class_weight.compute_class_weight")
def class_weight(call: LibraryCall) -> Value | None:
    classes = as_array(call.machine, call.value(1, "classes"))
    return None if classes is None else array_value(call.machine, Array(classes.shape, "float64"), call.node)


# Folds

made(*FOLDS)


def _split(call: LibraryCall) -> Value | None:
    """Pairs of index arrays; how many rows each part has is not followed, nor is the number of pairs."""
    machine = call.machine
    key = machine.fresh()
    pair = tuple(Array((machine.symbols.named(part, key),), "int64", low=0) for part in ("train", "test"))
    return DatasetValue(call.node, Dataset("generator", pair, call.origin), key)


for _path in FOLDS:
    method(_path, "split")(_split)

__all__ = ["over", "rows_in"]
