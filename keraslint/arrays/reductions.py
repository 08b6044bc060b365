"""Operations along axes: what is left of the shape, and what the results mean."""

from __future__ import annotations

import functools
from typing import Final

from keraslint.arrays import dtypes
from keraslint.arrays.array import Array, ArrayError, Meaning, Statistic
from keraslint.arrays.broadcasting import axes_of, axis_of
from keraslint.arrays.dimensions import Symbols
from keraslint.arrays.elementwise import binary, truth_values
from keraslint.arrays.indexing import ordered as in_order
from keraslint.arrays.reshaping import flatten
from keraslint.records import replace
from keraslint.shapes import UNKNOWN, AnyShape, Dim, Unknown

Axis = int | tuple[int, ...] | None

STATISTICS: Final[dict[str, Statistic]] = {
    "mean": "mean", "nanmean": "mean", "average": "mean", "median": "mean", "nanmedian": "mean",
    "std": "deviation", "nanstd": "deviation",
    "min": "minimum", "amin": "minimum", "nanmin": "minimum",
    "max": "maximum", "amax": "maximum", "nanmax": "maximum",
    "ptp": "range",
}  # fmt: skip
_FLOATING: Final = frozenset("mean average median std var nanmean nanmedian nanstd nanvar percentile quantile".split())
_SUMS: Final = frozenset("sum prod nansum nanprod trace".split())
_TESTS: Final = frozenset({"any", "all"})
_POSITIONS: Final = frozenset({"argmax", "argmin", "nanargmax", "nanargmin"})
_COUNTS: Final = frozenset({"count_nonzero"})
REDUCTIONS: Final = frozenset(STATISTICS) | _FLOATING | _SUMS | _TESTS | _POSITIONS | _COUNTS


def reduced(shape: AnyShape, axis: Axis, keepdims: bool) -> AnyShape:
    """The shape without the axes that a reduction runs along."""
    if isinstance(shape, Unknown):
        return () if axis is None and not keepdims else UNKNOWN
    if not shape and axis in (0, -1):  # numpy lets a number have the first axis
        axis = None
    axes = tuple(range(len(shape))) if axis is None else axes_of(axis, len(shape))
    if keepdims:
        return tuple(1 if place in axes else dim for place, dim in enumerate(shape))
    return tuple(dim for place, dim in enumerate(shape) if place not in axes)


def reduce(name: str, array: Array, axis: Axis = None, keepdims: bool = False) -> Array:
    """``np.<name>(array, axis=…, keepdims=…)``."""
    shape = reduced(array.shape, axis, keepdims)
    if name in _POSITIONS:
        return _position(array, axis, shape)
    if name in _TESTS:
        return truth_values(shape)
    if name in _COUNTS:
        return Array(shape, "int64", low=0)
    meaning: Meaning | None = "continuous" if array.quantity else None
    across = _across(name, array, axis)
    if name in _SUMS:
        return _with_values(Array(shape, dtypes.summed(array.dtype), meaning), across)
    result = _with_values(Array(shape, array.dtype, meaning, statistic=STATISTICS.get(name)), across)
    if name in _FLOATING:
        result = replace(result, dtype=dtypes.inexact(array.dtype))
    if name in ("std", "var", "nanstd", "nanvar", "ptp"):
        return replace(result, low=0)
    return result if across is not None else replace(result, low=array.low, high=array.high)


def _across(name: str, array: Array, axis: Axis) -> Array | None:
    """The sum or mean of the columns of a table, ``None`` for any other reduction."""
    columns = array.columns
    if name not in ("sum", "mean") or axis not in (1, -1) or columns is None:
        return None
    symbols = Symbols()
    total = functools.reduce(lambda left, right: binary("Add", left, right, symbols), columns)
    return binary("Divide", total, len(columns), symbols) if name == "mean" else total


def _with_values(result: Array, values: Array | None) -> Array:
    if values is None:
        return result
    meaning = result.meaning or ("continuous" if values.quantity else None)
    return replace(result, meaning=meaning, low=values.low, high=values.high, occurs=values.occurs)


def _position(array: Array, axis: Axis, shape: AnyShape) -> Array:
    """``argmax`` along the last axis of one-hot labels, or of a model's predictions, gives class labels."""
    result = Array(shape, "int64", low=0)
    if isinstance(axis, tuple):
        raise ArrayError("argmax takes one axis")
    if axis is None:
        return result
    count: Dim = None
    last = axis == -1
    if array.shape == ():
        return result
    if isinstance(array.shape, tuple):
        place = axis_of(axis, len(array.shape))
        count, last = array.shape[place], place == len(array.shape) - 1
        if count == 0:
            raise ArrayError("argmax of an empty axis")
    if isinstance(count, int):
        result = replace(result, high=count - 1)
    if not last or count == 1:
        return result
    if count is None and array.meaning == "one-hot":
        count = array.classes
    evidence = array.evidence if array.meaning == "one-hot" else None
    meaning = "binary" if count == 2 else "classes"
    return replace(result, meaning=meaning, classes=count, evidence=evidence)  # type: ignore[arg-type]


def cumulative(name: str, array: Array, axis: int | None, symbols: Symbols) -> Array:
    """``cumsum`` and ``cumprod``."""
    flat = flatten(array, symbols) if axis is None else array
    if axis is not None and array.rank is not None:
        axis_of(axis, array.rank)
    return Array(flat.shape, dtypes.summed(array.dtype))


def difference(array: Array, n: int, axis: int, symbols: Symbols) -> Array:
    """``np.diff``."""
    if n < 0:
        raise ArrayError("diff's order is negative")
    if isinstance(array.shape, Unknown):
        return Array(UNKNOWN, array.dtype)
    if n == 0:
        return array
    if not array.shape:
        raise ArrayError("diff takes no numbers")
    place = axis_of(axis, len(array.shape))
    shortened = symbols.subtract(array.shape[place], n)
    size = max(shortened, 0) if isinstance(shortened, int) else shortened
    return Array((*array.shape[:place], size, *array.shape[place + 1 :]), array.dtype)


def ordered(name: str, array: Array, axis: int | None, symbols: Symbols) -> Array:
    """``sort`` and ``argsort``."""
    if axis is None:
        array = flatten(array, symbols)
    elif array.rank is not None:
        if array.rank == 0:
            raise ArrayError("a number cannot be sorted along an axis")
        axis_of(axis, array.rank)
    if name == "argsort":
        return Array(array.shape, "int64", low=0, statistic="order")
    kept = array.columns if axis == 0 else None
    meaning = None if array.meaning in ("one-hot", "multi-hot") else array.meaning
    return in_order(replace(array, meaning=meaning).with_columns(kept))
