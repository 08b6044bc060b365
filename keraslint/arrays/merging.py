"""What holds for the values of several arrays at once, and for the columns of one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from keraslint.arrays import dtypes
from keraslint.arrays.array import MAX_COLUMNS, Array, Occurring, all_draws
from keraslint.records import replace
from keraslint.shapes import Dim

MAX_LEVELS: Final = 1000


def together(arrays: Sequence[Array], *, columns: bool = True) -> Array:
    """What holds for the values of several arrays at once; the shape is the first one's. ``columns`` tells whether
    the last axis means the same as before."""
    first = arrays[0]
    result = first
    for other in arrays[1:]:
        alike = result.meaning == other.meaning and result.classes == other.classes and result.dtype != "str"
        result = replace(
            result,
            dtype=dtypes.promote(result.dtype, other.dtype),
            meaning=result.meaning if alike else None,
            classes=result.classes if alike else None,
            evidence=result.evidence if alike else None,
            low=None if result.low is None or other.low is None else min(result.low, other.low),
            high=None if result.high is None or other.high is None else max(result.high, other.high),
            standardised=result.standardised and other.standardised,
            statistic=None,
            occurs=_either(result, other),
            by_column=None,
        )
    if not columns and result.meaning in ("one-hot", "multi-hot"):
        return replace(result, meaning=None, classes=None, evidence=None)
    return result


def _either(left: Array, right: Array) -> Occurring | None:
    """What occurs in one of two arrays occurs in both joined."""
    ours, theirs = left.occurring, right.occurring
    if ours is None or theirs is None:
        return ours or theirs
    everywhere = ours.everywhere and theirs.everywhere and (ours.low, ours.high) == (theirs.low, theirs.high)
    draws = all_draws(ours, theirs) if everywhere else frozenset()
    return Occurring(min(ours.low, theirs.low), max(ours.high, theirs.high), everywhere, draws)


def only(found: Array, column: Array) -> Array:
    """``found``, whose values are those of one column."""
    if found.shape == ():
        column = replace(column, statistic=None, occurs=None)
    return replace(column, shape=found.shape, dtype=found.dtype, made=found.made)


def among(found: Array, columns: Sequence[Array]) -> Array:
    """``found``, whose last axis has these columns: what they mean together is not known."""
    facts = together(columns)
    return Array(
        found.shape,
        found.dtype,
        "continuous" if any(one.quantity for one in columns) else None,
        low=facts.low,
        high=facts.high,
        standardised=facts.standardised,
        made=found.made,
        occurs=facts.occurs,
    ).with_columns(columns)


def selection(table: Array, shape: tuple[Dim, ...]) -> Array:
    """Some of the columns: what holds for each value stays, what the columns mean together does not."""
    return Array(
        shape,
        table.dtype,
        "continuous" if table.meaning == "continuous" else None,
        low=table.low,
        high=table.high,
        standardised=table.standardised,
        made=table.made,
        occurs=table.occurs if table.occurs is not None and table.occurs.everywhere else None,
    )


def within(array: Array, whole: Array | None = None) -> Array:
    """One of the values: one column of one-hot labels is binary."""
    whole = whole or array
    if whole.meaning not in ("one-hot", "multi-hot"):
        return array
    return replace(array, meaning="binary", classes=None, evidence=whole.evidence)


def places(array: Array) -> tuple[Array, ...] | None:
    """What is known of each column of a table, if it has so few that they are followed."""
    if array.columns is not None:
        return array.columns
    count = array.shape[-1] if isinstance(array.shape, tuple) and len(array.shape) == 2 else None
    if not isinstance(count, int) or not 0 < count <= MAX_COLUMNS:
        return None
    return (array,) if count == 1 else (within(selection(array, ()), array),) * count


def joint(arrays: Sequence[Array]) -> tuple[Array, ...] | None:
    """What is known of the columns of arrays that stand below one another, if it differs from column to column."""
    if all(array.columns is None for array in arrays):
        return None
    found = [places(array) for array in arrays]
    if None in found or len({len(each or ()) for each in found}) > 1:
        return None
    return tuple(together(column) for column in zip(*(each or () for each in found), strict=True))


def numbered(array: Array, numbers: Collection[object]) -> Array:
    """The array with the meaning of labels, where these whole numbers, its values, are 0 … k - 1."""
    different = set(numbers)
    if not all(isinstance(one, int) or (isinstance(one, float) and one.is_integer()) for one in different):
        return array
    if different != set(range(len(different))):
        return array
    if len(different) == 2:
        return replace(array, meaning="binary")
    return replace(array, meaning="classes", classes=len(different)) if len(different) > 2 else array


def levels(result: Array, *arrays: Array) -> Array:
    """``result``, labels if the arrays that are its values are: zeros here, ones there, twos."""
    single = isinstance(result.shape, tuple) and (len(result.shape) == 1 or result.shape[1:] == (1,))
    found = [_levels(array) for array in arrays] if single and result.meaning is None else [None]
    return result if None in found else numbered(result, frozenset().union(*found))


def _levels(array: Array) -> Collection[float] | None:
    """The few whole numbers that an array consists of; ``None`` where they are not known."""
    if isinstance(array.shape, tuple) and 0 in array.shape:
        return ()
    if array.low is not None and array.low == array.high:
        return (array.low,)
    if array.meaning == "binary":
        return (0, 1)
    classes = array.classes if array.meaning == "classes" else None
    return range(classes) if isinstance(classes, int) and classes <= MAX_LEVELS else None
