"""New arrays: from literals, filled, numbered, random."""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from functools import reduce
from typing import Final, TypeAlias

from keraslint.arrays import dtypes
from keraslint.arrays.array import MAX_CLASSES, MAX_COLUMNS, Array, ArrayError, Meaning, Occurring
from keraslint.arrays.broadcasting import same
from keraslint.arrays.dimensions import Symbols
from keraslint.arrays.dtypes import Number
from keraslint.arrays.elementwise import astype
from keraslint.arrays.merging import selection, together, within
from keraslint.records import record, replace
from keraslint.shapes import UNKNOWN, AnyShape, Dim, Shape, Symbol, Unknown, length

Nested: TypeAlias = "Number | str | Array | Unknown | list[Nested]"

MANY: Final = 30  # draws


# Literals


@record(eq=True)
class _Leaves:
    """The numbers in a literal, summed up. ``distinct`` is ``None`` where there are too many."""

    dtype: str
    low: float
    high: float
    count: int
    distinct: frozenset[float] | None
    whole: bool


def literal(nested: Nested, symbols: Symbols) -> Array:
    """The array of a literal. Raises ``ArrayError`` where the rows have different lengths."""
    if isinstance(nested, Unknown):
        return Array()
    if isinstance(nested, Array):
        return nested
    found = _parse(nested)
    if isinstance(found, Array):
        return found.with_columns(_columns(nested, found, symbols))
    shape, leaves = found
    if leaves is None:
        names = set(nested) if isinstance(nested, list) and all(isinstance(one, str) for one in nested) else None
        return Array(shape, "float64" if 0 in shape else "str", classes=len(names) if names else None)
    array = _evident(_summed_up(shape, leaves), leaves, nested)
    return array.with_columns(_columns(nested, array, symbols))


def _columns(nested: Nested, array: Array, symbols: Symbols) -> list[Array] | None:
    """The columns of a literal table, each as a literal of its own."""
    width = array.shape[1] if isinstance(array.shape, tuple) and len(array.shape) == 2 else None
    if not isinstance(width, int) or not 1 < width <= MAX_COLUMNS or not isinstance(nested, list):
        return None
    rows = [row for row in nested if isinstance(row, list) and not any(isinstance(item, str) for item in row)]
    if len(rows) < len(nested):
        return None
    return [literal(list(column), symbols) for column in zip(*rows, strict=True)]


def _parse(nested: Nested) -> Array | tuple[Shape, _Leaves | None]:
    if isinstance(nested, Array):
        return nested
    if isinstance(nested, Unknown):
        return Array()
    if isinstance(nested, str):
        return (), None
    if not isinstance(nested, list):
        return (), _leaves([nested])
    if not nested:
        return (0,), None
    if not any(isinstance(item, (list, Array, Unknown, str)) for item in nested):
        return (len(nested),), _leaves(nested)  # type: ignore[arg-type]
    parts = [_parse(item) for item in nested]
    if any(isinstance(part, Array) for part in parts):
        return _of_arrays(parts)
    shapes = {part[0] for part in parts if not isinstance(part, Array)}
    if len(shapes) > 1:
        raise ArrayError("the rows have different lengths")
    (shape,) = shapes
    leaves = [part[1] for part in parts if not isinstance(part, Array)]
    known = [one for one in leaves if one is not None]
    return (len(nested), *shape), reduce(_merged, known) if len(known) == len(leaves) else None


def _of_arrays(parts: Sequence[Array | tuple[Shape, _Leaves | None]]) -> Array:
    """Rows of which some are arrays, or not known at all."""
    arrays = [part if isinstance(part, Array) else _summed_up(*part) for part in parts]
    shapes = [array.shape for array in arrays if isinstance(array.shape, tuple)]
    if len({len(shape) for shape in shapes}) > 1:
        raise ArrayError("the rows have different numbers of axes")
    facts = together(arrays)
    if not shapes:
        return replace(facts, shape=UNKNOWN, max_rank=None)
    shape = tuple(reduce(same, column) for column in zip(*shapes, strict=True))
    return replace(facts, shape=(len(parts), *shape), max_rank=None)


def _summed_up(shape: Shape, leaves: _Leaves | None) -> Array:
    if leaves is None:
        return Array(shape)
    occurs = Occurring(leaves.low, leaves.high)
    return Array(shape, leaves.dtype, low=leaves.low, high=leaves.high, occurs=occurs)


def _leaves(numbers: Sequence[Number]) -> _Leaves:
    kinds = set(map(type, numbers))
    dtype = "float64" if float in kinds else "int64" if int in kinds else "bool"
    different = frozenset(numbers)
    whole = dtype != "float64" or all(isinstance(one, int) or one.is_integer() for one in different)
    distinct = different if len(different) <= MAX_CLASSES else None
    low, high = min(different), max(different)
    return _Leaves(dtype, low + 0, high + 0, len(numbers), distinct, whole)  # bounds are numbers: True is 1


def _merged(left: _Leaves, right: _Leaves) -> _Leaves:
    distinct = None
    if left.distinct is not None and right.distinct is not None:
        distinct = left.distinct | right.distinct
        distinct = distinct if len(distinct) <= MAX_CLASSES else None
    return _Leaves(
        dtypes.promote(left.dtype, right.dtype) or "float64",
        min(left.low, right.low),
        max(left.high, right.high),
        left.count + right.count,
        distinct,
        left.whole and right.whole,
    )


def _evident(array: Array, leaves: _Leaves, nested: Nested) -> Array:
    """What the numbers of a literal stand for, where that is plain to see."""
    shape = array.shape
    if not isinstance(shape, tuple) or not shape:
        return array
    single = len(shape) == 1 or (len(shape) == 2 and shape[-1] == 1)
    if not leaves.whole:
        return replace(array, meaning="continuous")
    if leaves.distinct is None:
        return array
    if leaves.distinct == {0, 1}:
        if single:
            return replace(array, meaning="binary")
        one_hot = len(shape) == 2 and isinstance(nested, list) and all(_has_one(row) for row in nested)
        classes = shape[-1] if one_hot else None
        return replace(array, meaning="one-hot" if one_hot else "multi-hot", classes=classes)
    classes = len(leaves.distinct)
    repeated = leaves.count >= 2 * classes
    if single and classes > 2 and repeated and leaves.distinct == set(range(classes)):
        return replace(array, meaning="classes", classes=classes)
    return array


def _has_one(row: Nested) -> bool:
    return isinstance(row, list) and row.count(1) == 1 and row.count(0) == len(row) - 1


# Filled and numbered


def filled(shape: AnyShape, value: Number | None, dtype: str | None) -> Array:
    """``zeros``, ``ones``, ``full``, ``empty`` (no value)."""
    _checked(shape)
    if dtype is None and value is not None:
        dtype = dtypes.of_number(value)
    return Array(shape, dtype, low=value, high=value, occurs=None if value is None else Occurring(value, value))


def _checked(shape: AnyShape) -> None:
    if isinstance(shape, tuple) and any(isinstance(dim, int) and dim < 0 for dim in shape):
        raise ArrayError("a dimension is negative")


def arange(start: Number | Symbol, stop: Number | Symbol, step: Number | Symbol, symbols: Symbols) -> Array:
    if isinstance(start, Symbol) or isinstance(stop, Symbol) or isinstance(step, Symbol):
        whole = not any(isinstance(bound, float) for bound in (start, stop, step))
        size: Dim = Symbol()
        if not isinstance(start, float) and not isinstance(stop, float) and step == 1:
            size = symbols.subtract(stop, start)
        low = start if not isinstance(start, Symbol) and not isinstance(step, Symbol) and step > 0 else None
        return Array((size,), "int64" if whole else None, low=low)
    if step == 0:
        raise ArrayError("arange's step is zero")
    if isinstance(start, int) and isinstance(stop, int) and isinstance(step, int):
        count = length(range(start, stop, step))
    else:
        try:
            count = max(math.ceil((stop - start) / step), 0)
        except (OverflowError, ValueError) as error:
            raise ArrayError("arange's bounds are no numbers to count to") from error
    dtype = "float64" if any(isinstance(bound, float) for bound in (start, stop, step)) else "int64"
    if not count:
        return Array((0,), dtype)
    last = start + (count - 1) * step
    low, high = min(start, last), max(start, last)
    return Array((count,), dtype, low=low, high=high, occurs=Occurring(low, high, gap=abs(step)))


def spaced(name: str, start: Number | None, stop: Number | None, count: Dim) -> Array:
    """``linspace``, ``logspace``, ``geomspace``."""
    if isinstance(count, int) and count < 0:
        raise ArrayError("a number of samples is negative")
    result = Array((count,), "float64", "continuous")
    if name == "linspace" and start is not None and stop is not None:
        low, high = min(start, stop), max(start, stop)
        if not isinstance(count, int) or count < 2:
            return replace(result, low=low, high=high)
        return replace(result, low=low, high=high, occurs=Occurring(low, high, gap=(high - low) / (count - 1)))
    return result


def identity(rows: Dim, columns: Dim, dtype: str | None = "float64", offset: int = 0) -> Array:
    """``eye``: each row is the one-hot code of its number."""
    _checked((rows, columns))
    result = Array((rows, columns), dtype, low=0, high=1)
    square = rows is columns or rows == columns
    return replace(result, meaning="one-hot", classes=columns) if square and not offset else result


def like(array: Array, value: Number | None, dtype: str | None) -> Array:
    """``zeros_like`` and its siblings."""
    return Array(array.shape, dtype or array.dtype, low=value, high=value, max_rank=array.max_rank)


# Random numbers


def whole_numbers(low: Number | None, high: Number | None, shape: AnyShape, dtype: str | None = "int64") -> Array:
    """Random whole numbers from ``low`` to ``high``, both inclusive. In one column from zero they serve as labels; one
    number is what is drawn each time round a loop."""
    _checked(shape)
    result = Array(shape, dtype, low=low, high=high, occurs=_drawn(low, high, shape))
    if low != 0 or high is None or not isinstance(shape, tuple):
        return result
    single = len(shape) < 2 or (len(shape) == 2 and shape[-1] == 1)
    if high == 1:
        meaning: Meaning = "binary" if single else "multi-hot"
        return replace(result, meaning=meaning)
    if single and 1 < high < (1000 if shape else MAX_CLASSES):
        return replace(result, meaning="classes", classes=int(high) + 1)
    return result


def uniform(low: Number | None, high: Number | None, shape: AnyShape, dtype: str = "float64") -> Array:
    _checked(shape)
    margin = 0.0 if low is None or high is None else 0.01 * (high - low)  # the bounds themselves are not drawn
    occurs = None if low is None or high is None else _drawn(low + margin, high - margin, shape)
    return Array(shape, dtype, "continuous", low=low, high=high, occurs=occurs)


def _drawn(low: Number | None, high: Number | None, shape: AnyShape) -> Occurring | None:
    """So many draws go beyond these; one is taken for what is drawn again and again."""
    few = isinstance(shape, tuple) and shape and all(isinstance(dim, int) for dim in shape)
    if low is None or high is None or low > high or (few and math.prod(shape) < MANY):  # type: ignore[arg-type]
        return None
    return Occurring(low + 0, high + 0, everywhere=True)


def drawn_by(array: Array, draw: Hashable) -> Array:
    """The array of random numbers as those of one draw; in a table each column is drawn by itself."""
    found = array.occurs
    if found is None or not found.everywhere or not isinstance(array.shape, tuple):
        return array
    rows, width = array.shape if len(array.shape) == 2 else (None, None)
    if not isinstance(width, int) or not 1 < width <= MAX_COLUMNS or (isinstance(rows, int) and rows < MANY):
        return replace(array, occurs=replace(found, draws=frozenset({draw})))
    table = replace(array, occurs=replace(found, draws=frozenset((draw, place) for place in range(width))))
    each = [replace(found, draws=frozenset({(draw, place)})) for place in range(width)]
    return table.with_columns([replace(within(selection(array, ()), array), occurs=one) for one in each])


def normal(mean: Number | None, deviation: Number | None, shape: AnyShape, dtype: str = "float64") -> Array:
    _checked(shape)
    return Array(shape, dtype, "continuous", standardised=mean == 0 and deviation == 1)


def converted(array: Array, dtype: str | None) -> Array:
    """The array in the type that was asked for, if one was."""
    return array if dtype is None else astype(array, dtype)
