"""Operations that move elements to other axes: their values stay the same."""

from __future__ import annotations

from collections.abc import Sequence

from keraslint.arrays.array import Array, ArrayError
from keraslint.arrays.broadcasting import axes_of, axis_of
from keraslint.arrays.dimensions import Symbols
from keraslint.records import replace
from keraslint.shapes import UNKNOWN, AnyShape, Dim, Symbol, Unknown


def reshaped(array: Array, shape: AnyShape, *, last_kept: bool | None = None) -> Array:
    """The same values in another shape; columns mean something only while they stay the columns."""
    if last_kept is None:
        before, after = array.shape, shape
        last_kept = (
            isinstance(before, tuple) and isinstance(after, tuple) and before[-1:] == after[-1:] and len(before) > 0
        )
    if array.meaning in ("one-hot", "multi-hot") and not last_kept:
        return replace(array, shape=shape, meaning=None, classes=None, evidence=None, max_rank=None, by_column=None)
    columns = array.columns if last_kept else None
    return replace(array, shape=shape, max_rank=None, by_column=None).with_columns(columns)


def reshape(array: Array, shape: Sequence[Dim], symbols: Symbols) -> Array:
    """``x.reshape(shape)``; one of its dimensions may be -1 (any negative number is the same to numpy)."""
    shape = [-1 if isinstance(dim, int) and dim < 0 else dim for dim in shape]
    if shape.count(-1) > 1:
        raise ArrayError("only one dimension can be -1")
    total = None if isinstance(array.shape, Unknown) else symbols.product(array.shape)
    given = symbols.product(dim for dim in shape if dim != -1)
    if -1 not in shape:
        certain = isinstance(total, int) and isinstance(given, int)
        if total != given if certain else _proper(array.shape, shape) and symbols.differ(total, given):
            raise ArrayError(f"an array of {total} elements cannot have the shape {tuple(shape)}")
        return reshaped(array, _solved(shape, total, symbols))
    if isinstance(total, int) and isinstance(given, int) and (given == 0 or total % given):
        raise ArrayError(f"an array of {total} elements cannot have the shape {tuple(shape)}")
    rest = Symbol() if total is None or given in (None, 0) else symbols.quotient(total, given)
    return reshaped(array, tuple(rest if dim == -1 else dim for dim in shape))


def _proper(*shapes: AnyShape | Sequence[Dim]) -> bool:
    """Whether sizes that are not known can be taken to be one or more: where a size is zero, others can be, too."""
    return not any(isinstance(shape, Unknown) or 0 in shape for shape in shapes)


def _solved(shape: Sequence[Dim], total: Dim, symbols: Symbols) -> tuple[Dim, ...]:
    """The shape with its only unknown dimension computed from the number of elements."""
    unknown = [position for position, dim in enumerate(shape) if isinstance(dim, Symbol)]
    if isinstance(total, int) and len(unknown) == 1:
        rest = symbols.product(dim for dim in shape if isinstance(dim, int))
        if isinstance(rest, int) and rest and not total % rest:
            return tuple(total // rest if isinstance(dim, Symbol) else dim for dim in shape)
    return tuple(shape)


def flatten(array: Array, symbols: Symbols) -> Array:
    """``x.ravel()``, ``x.flatten()``."""
    return reshape(array, (-1,), symbols)


def expand_dims(array: Array, axis: int | tuple[int, ...]) -> Array:
    if isinstance(array.shape, Unknown):
        return reshaped(array, UNKNOWN, last_kept=axis == 0)
    axes = axis if isinstance(axis, tuple) else (axis,)
    rank = len(array.shape) + len(axes)
    places = axes_of(axes, rank)
    rest = iter(array.shape)
    shape = tuple(1 if place in places else next(rest) for place in range(rank))
    return reshaped(array, shape, last_kept=rank - 1 not in places)


def squeeze(array: Array, axis: int | tuple[int, ...] | None, symbols: Symbols) -> Array:
    """Without axes of size one; where a size is not known, without an axis the number of axes is not known either."""
    if isinstance(array.shape, Unknown):
        return reshaped(array, UNKNOWN)
    if axis is None:
        if any(not isinstance(dim, int) for dim in array.shape):
            return reshaped(array, UNKNOWN)
        places = tuple(place for place, dim in enumerate(array.shape) if dim == 1)
    elif not array.shape and axis in (0, -1):
        return array
    else:
        places = axes_of(axis, len(array.shape))
        if any(isinstance(array.shape[place], int) and array.shape[place] != 1 for place in places):
            raise ArrayError("an axis that is squeezed has a size other than one")
    shape = tuple(dim for place, dim in enumerate(array.shape) if place not in places)
    return reshaped(array, shape, last_kept=len(array.shape) - 1 not in places)


def transpose(array: Array, axes: Sequence[int] | None = None) -> Array:
    if isinstance(array.shape, Unknown):
        return reshaped(array, UNKNOWN)
    rank = len(array.shape)
    if axes is None:
        axes = range(rank)[::-1]
    if len(axes) != rank:
        raise ArrayError("axes do not match the array")
    order = axes_of(tuple(axes), rank)
    return reshaped(array, tuple(array.shape[axis] for axis in order), last_kept=order[-1:] == (rank - 1,))


def swapaxes(array: Array, first: int, second: int) -> Array:
    if isinstance(array.shape, Unknown):
        return reshaped(array, UNKNOWN)
    order = list(range(len(array.shape)))
    one, other = axis_of(first, len(order)), axis_of(second, len(order))
    order[one], order[other] = order[other], order[one]
    return transpose(array, order)


def moveaxis(array: Array, source: int | tuple[int, ...], target: int | tuple[int, ...]) -> Array:
    if isinstance(array.shape, Unknown):
        return reshaped(array, UNKNOWN)
    rank = len(array.shape)
    sources, targets = axes_of(source, rank), axes_of(target, rank)
    if len(sources) != len(targets):
        raise ArrayError("as many axes must be named as places")
    order = [axis for axis in range(rank) if axis not in sources]
    for place, axis in sorted(zip(targets, sources, strict=True)):
        order.insert(place, axis)
    return transpose(array, order)


def rot90(array: Array, turns: int = 1, axes: tuple[int, int] = (0, 1)) -> Array:
    if isinstance(array.shape, Unknown):
        return reshaped(array, UNKNOWN)
    if len(axes) != 2:
        raise ArrayError("two axes are turned")
    axes_of(axes, len(array.shape))
    return swapaxes(array, *axes) if turns % 2 else reshaped(array, array.shape, last_kept=False)


def at_least(array: Array, rank: int) -> Array:
    """``atleast_1d``, ``atleast_2d``, ``atleast_3d``."""
    if isinstance(array.shape, Unknown):
        return reshaped(array, UNKNOWN)
    own = array.shape
    if len(own) >= rank:
        return array
    shapes = {1: (*own, 1)[:1], 2: (1, *own) if own else (1, 1), 3: ((1, *own, 1) if len(own) < 2 else (*own, 1))}
    shape = (1, 1, 1) if rank == 3 and not own else shapes[rank]
    return reshaped(array, shape)
