"""What is left of an array's axes when it is indexed."""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from typing import Final, TypeAlias

from keraslint.arrays.array import Array, ArrayError
from keraslint.arrays.broadcasting import axis_of, broadcast, same
from keraslint.arrays.dimensions import Symbols
from keraslint.arrays.merging import among, only
from keraslint.arrays.reshaping import reshaped
from keraslint.records import record, replace
from keraslint.shapes import UNKNOWN, AnyShape, Dim, Shape, Symbol, Unknown
from keraslint.shapes import length as length_of

Bound: TypeAlias = "Dim | Unknown"  # ``None`` where it is left out


@record(eq=True)
class Slice:
    """``start:stop:step``."""

    start: Bound = None
    stop: Bound = None
    step: Bound = None


@record(eq=True)
class Chosen:
    """An array used as an index: whole numbers or a mask. Masks with the same ``key`` leave equally many rows."""

    array: Array
    key: Hashable | None = None


class _Mark:
    pass


NEW_AXIS: Final = _Mark()
ELLIPSIS: Final = _Mark()

Part: TypeAlias = "int | Symbol | Slice | Chosen | _Mark | Unknown"
WHOLE: Final = Slice()

MANY: Final = 30
"""Fewer values than these need not come near the ends of what they are drawn from."""

DRAWN: Final = 20
"""So many random labels for each class have all of them."""

SHUFFLED: Final = 100
"""So many rows of a data set for each class have all of them: classes are not equally frequent."""


def sliced(dim: Dim, part: Slice, symbols: Symbols, *, first: bool = False) -> Dim:
    """The size of an axis after a slice.

    Where the size is not known, the bounds are taken to lie inside of it, except on the first axis: it is the number
    of rows that programs overshoot (``x[:1000]``), not the columns that they name.
    """
    start, stop, step = part.start, part.stop, 1 if part.step is None else part.step
    if isinstance(dim, int) and all(isinstance(bound, (int, type(None))) for bound in (start, stop, step)):
        if step == 0:
            raise ArrayError("a slice's step is zero")
        return length_of(range(*slice(start, stop, step).indices(dim)))
    if stop is None and ((start in (None, 0) and step == 1) or (start is None and step == -1)):
        return dim
    if isinstance(start, Unknown) or isinstance(stop, Unknown) or isinstance(step, Unknown):
        return Symbol()
    if dim is None or step != 1:
        return None if dim is None else symbols.named("slice", dim, start, stop, step)
    begin = _position(start, dim, symbols, 0)
    end = _position(stop, dim, symbols, dim)
    if first and isinstance(stop, int) and stop >= 0 and not isinstance(dim, int):
        return symbols.named("slice", dim, begin, end, 1)
    length = symbols.subtract(end, begin)
    return max(length, 0) if isinstance(length, int) else length


def _position(bound: Dim, dim: Dim, symbols: Symbols, default: Dim) -> Dim:
    if bound is None:
        return default
    return symbols.add(dim, bound) if symbols.is_negative(bound) else bound


def index(array: Array, parts: Sequence[Part], symbols: Symbols) -> Array:
    """``x[parts]``. Raises ``ArrayError`` for too many indices, or one out of range."""
    if not parts:  # ``x[()]``
        return array
    if any(isinstance(part, Unknown) for part in parts):
        return part_of(_values(some_classes(array), UNKNOWN, last=None))
    separated = _masks_apart(parts, symbols)
    if separated is None:
        return part_of(_values(some_classes(array), UNKNOWN, last=None))
    parts = separated
    taken = sum(part is not NEW_AXIS and part is not ELLIPSIS for part in parts)
    shape = array.shape
    if isinstance(shape, Unknown):
        if array.max_rank != taken or ELLIPSIS in parts:
            return _of_unknown(array, parts)
        shape = tuple(Symbol() for _ in range(taken))
    if taken > len(shape):
        raise ArrayError(f"too many indices: {taken} for an array with {len(shape)} axes")
    filler = (WHOLE,) * (len(shape) - taken)
    if ELLIPSIS in parts:
        at = parts.index(ELLIPSIS)
        if ELLIPSIS in parts[at + 1 :]:
            raise ArrayError("an index can only have one ellipsis")
        parts = (*parts[: at + 1], *filler, *parts[at + 1 :])  # it parts arrays even where it stands for no axis
    else:
        parts = (*parts, *filler)
    selects = _selects(parts, shape)
    last = next((part for part in reversed(parts) if part is not ELLIPSIS), WHOLE)
    indexed = _indexed(shape, parts, symbols)
    if indexed == () and array.dtype == "object":
        return Array()  # the object itself: a text, a list, an array
    if _sorts(parts):
        array = ordered(array)
    found = _values(some_classes(array) if selects else array, indexed, last=last)
    if any(isinstance(part, Chosen) and _length(part.array) != shape[:1] for part in parts):
        found = replace(found, standardised=False)  # the positions may be those of some values
    if not _all_of(shape, parts, symbols):
        found = part_of(found)
    elif any(isinstance(part, Chosen) for part in parts) and found.occurs is not None and not found.occurs.everywhere:
        found = replace(found, occurs=None)  # some rows may be there twice
    if array.columns is None:
        return found
    rows, columns = (part for part in parts if part is not NEW_AXIS and part is not ELLIPSIS)
    if rows == WHOLE:
        return _columns_of(found, array.columns, columns)
    count = None if isinstance(indexed, Unknown) or not indexed or isinstance(rows, int) else indexed[0]
    all_rows = isinstance(rows, Slice) and _all_of(shape[:1], [rows], symbols)
    some = [one if all_rows else part_of(some_classes(one) if selects else one, count) for one in array.columns]
    return _columns_of(found, some, columns)


def _all_of(shape: Shape, parts: Sequence[Part], symbols: Symbols) -> bool:
    """Whether an index leaves as many values as there are along every axis: as many positions are those of all."""
    axes = [part for part in parts if part is not NEW_AXIS and part is not ELLIPSIS]
    for place, (dim, part) in enumerate(zip(shape, axes, strict=True)):
        if isinstance(part, Slice):
            kept = part == WHOLE or (dim is not None and sliced(dim, part, symbols, first=place == 0) == dim)
        elif isinstance(part, Chosen):
            kept = part.array.shape == (dim,)
        else:
            kept = dim == 1 or (isinstance(part, Symbol) and len(shape) == 1)  # any of them, in turn
        if not kept:
            return False
    return True


def _sorts(parts: Sequence[Part]) -> bool:
    return any(isinstance(part, Chosen) and part.array.statistic == "order" for part in parts)


def ordered(array: Array) -> Array:
    """The values put in order: parts of them come near one end only, and they go with other values in order."""
    found = array.occurs
    columns = [ordered(column) for column in array.columns or ()]
    if found is not None:
        found = replace(found, everywhere=False, draws=frozenset())
    return replace(array, occurs=found, standardised=False).with_columns(columns)


def _columns_of(found: Array, columns: Sequence[Array], last: Part) -> Array:
    """``found``, the part of a table whose columns the index ``last`` chooses, by what is known of these."""
    if isinstance(last, int):
        return only(found, columns[last])
    if not isinstance(last, Slice):
        return found
    bounds = [bound for bound in (last.start, last.stop, last.step) if isinstance(bound, (int, type(None)))]
    if len(bounds) < 3:
        return found
    start, stop, step = bounds
    taken = columns[start:stop:step]
    if len(taken) == 1:
        return only(found, taken[0])
    return found.with_columns(taken) if last == WHOLE or not taken else among(found, taken)


def _selects(parts: Sequence[Part], shape: tuple[Dim, ...]) -> bool:
    """Whether rows may be selected by what is in them: a mask, or as many positions as nobody knows before."""
    rows = shape[0] if shape else None
    return any(
        isinstance(part, Chosen)
        and not (isinstance(part.array.shape, tuple) and part.array.shape and part.array.shape[0] == rows)
        and not (isinstance(part.array.shape, tuple) and all(isinstance(dim, int) for dim in part.array.shape))
        for part in parts
    )


def _length(array: Array) -> tuple[Dim, ...]:
    return array.shape[:1] if isinstance(array.shape, tuple) else ()


def some_classes(array: Array) -> Array:
    """Rows that are chosen by what is in them: some classes may be gone, and so may the least and greatest values."""
    columns = [some_classes(column) for column in array.columns or ()]
    left = replace(array, occurs=None, standardised=False, statistic=None)
    if array.meaning == "classes":
        left = replace(left, classes=None, high=None)
    elif array.dtype == "str":
        left = replace(left, classes=None)
    return left.with_columns(columns)


def _of_unknown(array: Array, parts: Sequence[Part]) -> Array:
    """An index into an array whose number of axes is not known."""
    last = parts[-1] if ELLIPSIS in parts else None
    rows = len(parts) == 1 and isinstance(parts[0], (Slice, Chosen))
    if any(isinstance(part, Chosen) for part in parts):
        array = some_classes(array)
    if not (isinstance(parts[0], Symbol) and len(parts) == 1) and (parts[0] != WHOLE or ELLIPSIS in parts):
        array = part_of(array)
    result = _values(array, UNKNOWN, last=WHOLE if rows and last is None else last)
    return replace(result, max_rank=array.max_rank) if rows and isinstance(parts[0], Slice) else result


def _masks_apart(parts: Sequence[Part], symbols: Symbols) -> tuple[Part, ...] | None:
    """Every mask as the whole numbers that it stands for, one index for each of its axes; ``None`` where the number
    of axes of an array is not known."""
    result: list[Part] = []
    for part in parts:
        if not isinstance(part, Chosen):
            result.append(part)
            continue
        if part.array.rank == 1 and part.array.dtype is None:  # numbers or a mask: so many rows
            result.append(Chosen(Array((Symbol(),), "int64")))
            continue
        if part.array.dtype is None or part.array.rank is None:
            return None
        if part.array.dtype != "bool":
            result.append(part)
            continue
        count = Symbol() if part.key is None else symbols.named("mask", part.key)
        assert isinstance(part.array.shape, tuple)
        if not part.array.shape:
            return None
        result.extend(Chosen(Array((count,), "int64"), ("axis", dim)) for dim in part.array.shape)
    return tuple(result)


def _indexed(shape: tuple[Dim, ...], parts: Sequence[Part], symbols: Symbols) -> AnyShape:
    result: list[Dim] = []
    chosen: AnyShape = ()
    places: list[int] = []  # of the indices that are arrays, or numbers beside them
    at: int | None = None
    advanced = any(isinstance(part, Chosen) for part in parts)
    axis = 0
    for place, part in enumerate(parts):
        if part is ELLIPSIS:
            continue
        if part is NEW_AXIS:
            result.append(1)
            continue
        dim = shape[axis]
        if isinstance(part, Slice):
            result.append(sliced(dim, part, symbols, first=axis == 0))
        else:
            if isinstance(part, int) and isinstance(dim, int):
                axis_of(part, dim)
            if isinstance(part, Chosen):
                if isinstance(part.key, tuple) and part.key[0] == "axis":
                    same(dim, part.key[1])
                chosen = broadcast(chosen, part.array.shape, symbols)
            if advanced:
                places.append(place)
                at = len(result) if at is None else at
        axis += 1
    if not advanced:
        return tuple(result)
    if isinstance(chosen, Unknown):
        return UNKNOWN
    together = places == list(range(places[0], places[0] + len(places)))
    at = at if together and at is not None else 0
    return (*result[:at], *chosen, *result[at:])


def _values(array: Array, shape: AnyShape, last: Part | None) -> Array:
    """Some of the values. ``last`` is the index of the last axis, ``None`` where that cannot be told."""
    columns = array.meaning in ("one-hot", "multi-hot")
    if columns and isinstance(last, (int, Symbol)):
        return replace(array, shape=shape, meaning="binary", classes=None, statistic=None, max_rank=None)
    result = reshaped(array, shape, last_kept=isinstance(last, Slice) and last == WHOLE)
    if shape == ():
        return replace(result, statistic=None, occurs=None)
    return result


def part_of(array: Array, rows: Dim = None) -> Array:
    """Some of the values: they need not have all that occur, nor all classes, unless these are everywhere and they are
    many. ``rows`` is the number of values, for arrays that do not tell it by their shape."""
    if rows is None and isinstance(array.shape, tuple) and array.shape:
        rows = math.prod(array.shape) if all(isinstance(dim, int) for dim in array.shape) else None  # type: ignore[arg-type]
    found = array.occurring
    if found is not None and found.everywhere:
        classes = array.classes if array.meaning == "classes" and isinstance(array.classes, int) else 0
        enough = max(MANY, classes * (DRAWN if found.draws else SHUFFLED))
        if not isinstance(rows, int) or rows >= enough:
            return array
        few = rows < MANY
    else:
        few = True
    left = replace(array, occurs=None) if few and array.occurs is not None else array
    if isinstance(array.classes, int) and (array.meaning == "classes" or array.dtype == "str"):
        left = replace(left, classes=None, high=None)
    return left.with_columns(array.columns)


def take(array: Array, indices: Array | int, axis: int | None, symbols: Symbols) -> Array:
    """``np.take``."""
    if axis is None:
        array, axis = reshaped(array, (Symbol(),), last_kept=False), 0
    if array.rank is None:
        return _values(array, UNKNOWN, last=None)
    part = indices if isinstance(indices, int) else Chosen(indices)
    return index(array, (*(WHOLE,) * axis_of(axis, array.rank), part), symbols)
