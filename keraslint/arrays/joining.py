"""Joining arrays, taking them apart, repeating and padding them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from itertools import pairwise
from typing import Final

from keraslint.arrays.array import Array, ArrayError
from keraslint.arrays.broadcasting import axes_of, axis_of, same
from keraslint.arrays.dimensions import Symbols
from keraslint.arrays.indexing import WHOLE, Slice, index, part_of, some_classes
from keraslint.arrays.merging import joint, levels, places, together, within
from keraslint.arrays.reshaping import at_least, expand_dims, flatten, reshaped
from keraslint.records import replace
from keraslint.shapes import UNKNOWN, Dim, Shape, Symbol, Unknown

MAX_PARTS: Final = 4096


def concatenate(arrays: Sequence[Array], axis: int | None, symbols: Symbols) -> Array:
    """``np.concatenate``; all axes but one must agree."""
    if not arrays:
        raise ArrayError("there is nothing to concatenate")
    if axis is None:
        arrays, axis = [flatten(array, symbols) for array in arrays], 0
    facts = together(arrays, columns=False)
    shapes = [array.shape for array in arrays if isinstance(array.shape, tuple)]
    if not shapes:
        return replace(facts, shape=UNKNOWN)
    rank = len(shapes[0])
    if rank == 0:
        raise ArrayError("numbers cannot be concatenated")
    if any(len(shape) != rank for shape in shapes):
        raise ArrayError("arrays of different ranks cannot be concatenated")
    place = axis_of(axis, rank)
    if len(shapes) < len(arrays):  # the others have as many axes
        shapes.append(tuple(Symbol() for _ in range(rank)))
    columns = [list(column) for column in zip(*shapes, strict=True)]
    shape: list[Dim] = []
    for current, sizes in enumerate(columns):
        shape.append(reduce(symbols.add, sizes) if current == place else reduce(same, sizes))
    result = replace(together(arrays, columns=place != rank - 1), shape=tuple(shape), max_rank=None)
    if len(shapes) < len(arrays) + 1 and any(isinstance(array.shape, Unknown) for array in arrays):
        shape[place] = Symbol()
        result = replace(result, shape=tuple(shape))
    if rank > 1 and place == rank - 1:
        return result.with_columns(_side_by_side(arrays))
    return levels(result, *arrays).with_columns(joint(arrays))


def _side_by_side(arrays: Sequence[Array]) -> list[Array] | None:
    columns: list[Array] = []
    for array in arrays:
        found = places(array)
        if found is None:
            return None
        columns.extend(found)
    return columns


def stack(arrays: Sequence[Array], axis: int, symbols: Symbols) -> Array:
    """``np.stack``: all shapes must agree."""
    if not arrays:
        raise ArrayError("there is nothing to stack")
    shapes = [array.shape for array in arrays if isinstance(array.shape, tuple)]
    facts = together(arrays)
    if not shapes:
        return replace(facts, shape=UNKNOWN, max_rank=None)
    if any(len(shape) != len(shapes[0]) for shape in shapes):
        raise ArrayError("arrays of different shapes cannot be stacked")
    shape = tuple(reduce(same, column) for column in zip(*shapes, strict=True))
    place = axis_of(axis, len(shape) + 1)
    grown = expand_dims(replace(facts, shape=shape), place)
    assert isinstance(grown.shape, tuple)
    stacked = replace(grown, shape=(*grown.shape[:place], len(arrays), *grown.shape[place + 1 :]))
    return stacked.with_columns(joint(arrays) if place < len(shape) else [within(array) for array in arrays])


def vstack(arrays: Sequence[Array], symbols: Symbols) -> Array:
    return concatenate([at_least(array, 2) for array in arrays], 0, symbols)


def hstack(arrays: Sequence[Array], symbols: Symbols) -> Array:
    grown = [at_least(array, 1) for array in arrays]
    ranks = {array.rank for array in grown}
    if None in ranks and ranks != {None}:
        return replace(together(grown, columns=False), shape=UNKNOWN, max_rank=None)
    return concatenate(grown, 0 if grown and grown[0].rank == 1 else 1, symbols)


def dstack(arrays: Sequence[Array], symbols: Symbols) -> Array:
    return concatenate([at_least(array, 3) for array in arrays], 2, symbols)


def column_stack(arrays: Sequence[Array], symbols: Symbols) -> Array:
    """1-D arrays become columns."""
    grown = []
    for array in arrays:
        if array.rank is None:
            return replace(together(arrays, columns=False), shape=UNKNOWN, max_rank=None)
        if array.rank == 0:
            array = replace(array, shape=(1,))
        grown.append(expand_dims(array, -1) if array.rank == 1 else array)
    return concatenate(grown, 1, symbols)


def append(array: Array, values: Array, axis: int | None, symbols: Symbols) -> Array:
    return concatenate([array, values], axis, symbols)


def split(
    array: Array, sections: int | Sequence[Dim], axis: int, symbols: Symbols, *, equal: bool = True
) -> list[Array]:
    """``np.split`` (``equal``) and ``np.array_split``."""
    if isinstance(sections, int) and sections > MAX_PARTS:
        raise ArrayError("an array is split into more parts than are followed")
    if isinstance(array.shape, Unknown):
        count = sections if isinstance(sections, int) else len(sections) + 1
        return [reshaped(part_of(array), UNKNOWN, last_kept=axis == 0) for _ in range(count)]
    place = axis_of(axis, len(array.shape))
    size = array.shape[place]
    before = (WHOLE,) * place
    if not isinstance(sections, int):
        bounds: list[Dim] = [0, *sections, None]
        parts = [Slice(start, stop) for start, stop in pairwise(bounds)]
        return [index(array, (*before, part), symbols) for part in parts]
    if sections <= 0:
        raise ArrayError("an array is split into one part at least")
    if isinstance(size, int):
        if equal and size % sections:
            raise ArrayError(f"{size} rows cannot be split into {sections} equal parts")
        sizes: list[Dim] = [size // sections + (number < size % sections) for number in range(sections)]
    elif equal:
        sizes = [symbols.quotient(size, sections)] * sections
    else:
        sizes = [Symbol() for _ in range(sections)]
    shape = array.shape
    last_kept = place != len(shape) - 1
    made = [reshaped(array, (*shape[:place], one, *shape[place + 1 :]), last_kept=last_kept) for one in sizes]
    return made if sections == 1 else [part_of(one) for one in made]


def repeat(array: Array, repeats: Dim | Sequence[int], axis: int | None, symbols: Symbols) -> Array:
    if axis is None or (array.shape == () and axis in (0, -1)):
        array, axis = flatten(array, symbols), 0
    if isinstance(array.shape, Unknown):
        return reshaped(array, UNKNOWN)
    place = axis_of(axis, len(array.shape))
    size = array.shape[place]
    if isinstance(repeats, (int, Symbol)) or repeats is None:
        new: Dim = symbols.multiply(size, repeats)
        if isinstance(repeats, int) and repeats < 0 and size != 0:
            if isinstance(size, int):
                raise ArrayError("repeats are negative")
            new = Symbol()
    elif len(repeats) == 1:
        return repeat(array, repeats[0], place, symbols)
    else:
        if any(count < 0 for count in repeats):
            raise ArrayError("repeats are negative")
        if size != 1:
            same(size, len(repeats))
        if size == 1 and len(repeats) != 1:
            raise ArrayError("as many repeats as rows are needed")
        new = sum(repeats)
    shape, array = array.shape, array if isinstance(repeats, int) and repeats > 0 else part_of(array)
    return reshaped(array, (*shape[:place], new, *shape[place + 1 :]), last_kept=place != len(shape) - 1)


def tile(array: Array, repeats: Dim | Sequence[Dim], symbols: Symbols) -> Array:
    counts: Sequence[Dim] = repeats if isinstance(repeats, Sequence) else (repeats,)
    if isinstance(array.shape, Unknown):
        return reshaped(array, UNKNOWN)
    rank = max(len(array.shape), len(counts))
    own = (1,) * (rank - len(array.shape)) + array.shape
    times = (*(1,) * (rank - len(counts)), *counts)
    shape = tuple(symbols.multiply(dim, count) for dim, count in zip(own, times, strict=True))
    if any(isinstance(dim, int) and dim < 0 for dim in shape):
        raise ArrayError("a dimension is negative")
    last_kept = rank > 0 and times[-1] == 1 and len(array.shape) > 0
    whole = all(isinstance(count, int) and count for count in counts)
    return reshaped(array if whole else part_of(array), shape, last_kept=last_kept)


def pad(array: Array, widths: Sequence[tuple[Dim, Dim]], symbols: Symbols, *, zeros: bool = True) -> Array:
    """``np.pad`` with a pair for every axis, or one pair for all."""
    if isinstance(array.shape, Unknown):
        return reshaped(array, UNKNOWN)
    pairs = tuple(widths) * len(array.shape) if len(widths) == 1 else tuple(widths)
    if len(pairs) != len(array.shape):
        raise ArrayError("as many pairs of widths as axes are needed")
    if any(isinstance(width, int) and width < 0 for pair in pairs for width in pair):
        raise ArrayError("a width is negative")
    shape: Shape = tuple(symbols.add(dim, symbols.add(*pair)) for dim, pair in zip(array.shape, pairs, strict=True))
    result = reshaped(array, shape, last_kept=False)
    low = None if result.low is None else min(result.low, 0)
    high = None if result.high is None else max(result.high, 0)
    return replace(result, low=low, high=high) if zeros else result


def delete(array: Array, count: Dim, axis: int | None, symbols: Symbols) -> Array:
    """``np.delete`` of so many rows."""
    if axis is None:
        array, axis = flatten(array, symbols), 0
    if isinstance(array.shape, Unknown):
        return reshaped(array, UNKNOWN)
    place = axis_of(axis, len(array.shape))
    shape = array.shape
    rest = symbols.subtract(shape[place], count)
    array = array if isinstance(count, int) else some_classes(array)  # what is in them may tell which rows go
    left = reshaped(array, (*shape[:place], rest, *shape[place + 1 :]), last_kept=place != len(shape) - 1)
    return left if count == 0 else part_of(left)


def insert(array: Array, count: Dim, axis: int | None, symbols: Symbols) -> Array:
    """``np.insert`` of so many rows of unknown values."""
    grown = delete(array, symbols.negative(count), axis, symbols).with_columns(None)
    return replace(grown, low=None, high=None, meaning=None, classes=None, evidence=None, standardised=False)


def flip(array: Array, axis: int | tuple[int, ...] | None) -> Array:
    if array.rank is not None and axis is not None:
        axes_of(axis, array.rank)
    reverses_columns = axis is None or array.rank is None or array.rank - 1 in axes_of(axis, array.rank)
    if not reverses_columns:
        return reshaped(array, array.shape)
    columns = array.columns
    return replace(array, statistic=None).with_columns(None if columns is None else columns[::-1])
