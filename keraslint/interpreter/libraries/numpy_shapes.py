"""numpy's functions and methods that move, join and repeat what is in arrays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from keraslint.arrays import Array, ArrayError, joining, reductions, reshaping
from keraslint.arrays.dimensions import Symbols
from keraslint.arrays.indexing import take
from keraslint.interpreter import tables
from keraslint.interpreter.arrays import as_array, change, dimension, view
from keraslint.interpreter.containers import list_record
from keraslint.interpreter.libraries.numpy_calls import (
    Result,
    array,
    axis,
    given,
    identity,
    kept,
    ndarray,
    numpy,
    one_axis,
    result,
    sequence,
    shape,
)
from keraslint.interpreter.libraries.registry import LibraryCall
from keraslint.interpreter.values import ArrayValue, Const, ListRef, Passed, Range, TableValue, Tuple, Value
from keraslint.records import replace
from keraslint.shapes import UNKNOWN, Dim, Unknown


def _variadic(call: LibraryCall) -> Value | None:
    """The argument behind the array; several are one tuple (``x.reshape(2, 3)``)."""
    positional = call.arguments.positional[1:]
    if len(positional) > 1:
        return Tuple(call.node, tuple(passed.value for passed in positional))
    return call.machine.resolve(positional[0].value) if positional else None


def _spread(call: LibraryCall, *names: str) -> LibraryCall:
    """The call with several sizes as one argument."""
    value = _variadic(call)
    if value is None:
        return call
    arguments = call.arguments
    return replace(call, arguments=replace(arguments, positional=(arguments.positional[0], Passed(value, None))))


@ndarray("reshape")
def reshape_method(call: LibraryCall) -> Result:
    return reshape(_spread(call))


@numpy("reshape")
def reshape(call: LibraryCall) -> Result:
    """``np.reshape(a, shape, order="C")``."""
    source = array(call, 0, "a")
    wanted = shape(call, 1, "shape", "newshape")
    if isinstance(wanted, Unknown) or not call.complete:
        return reshaping.reshaped(source, UNKNOWN)
    value = call.value(0, "a")
    if source.rank is None and -1 in wanted and isinstance(value, ArrayValue):
        return _of_unknown(call, source, wanted, value)
    return reshaping.reshape(source, wanted, call.machine.symbols)


def _of_unknown(call: LibraryCall, source: Array, wanted: Sequence[Dim], value: ArrayValue) -> Array:
    """The size that is left open is the same whenever the same array is reshaped so."""
    found = reshaping.reshape(source, wanted, call.machine.symbols)
    if wanted.count(-1) != 1 or isinstance(found.shape, Unknown):
        return found
    rest = call.machine.symbols.product(dim for dim in wanted if dim != -1)
    size = call.machine.symbols.named("size of", value.key)
    if rest in (0, None):
        return found
    open_size = call.machine.symbols.quotient(size, rest)
    return replace(found, shape=tuple(open_size if dim == -1 else dim for dim in wanted))


@numpy("ravel")
@ndarray("ravel", "flatten")
def ravel(call: LibraryCall) -> Result:
    source = array(call, 0, "a")
    value = call.value(0, "a")
    if source.rank is None and isinstance(value, ArrayValue):
        return _of_unknown(call, source, (-1,), value)
    return reshaping.flatten(source, call.machine.symbols)


@ndarray("resize")
def resize(call: LibraryCall) -> Result:
    """In place; the last rows may be repeated or cut off."""
    value = call.value(0)
    if isinstance(value, ArrayValue):
        change(call.machine, value, reshaping.reshaped(array(call, 0), shape(_spread(call), 1, "new_shape")))
    return Const(call.node, None)


@numpy("expand_dims")
def expand_dims(call: LibraryCall) -> Result:
    place = axis(call, 1)
    source = array(call, 0, "a")
    if place is None or isinstance(place, Unknown):
        return reshaping.reshaped(source, UNKNOWN)
    return reshaping.expand_dims(source, place)


@numpy("squeeze")
@ndarray("squeeze")
def squeeze(call: LibraryCall) -> Result:
    place = axis(call, 1)
    source = array(call, 0, "a")
    if isinstance(place, Unknown):
        return reshaping.reshaped(source, UNKNOWN)
    return reshaping.squeeze(source, place, call.machine.symbols)


@ndarray("transpose")
def transpose_method(call: LibraryCall) -> Result:
    return transpose(_spread(call))


@numpy("transpose")
def transpose(call: LibraryCall) -> Result:
    source = array(call, 0, "a")
    order = call.plain(1, "axes")
    if order is not None and not _numbers(order):
        return reshaping.reshaped(source, UNKNOWN)
    return reshaping.transpose(source, order)  # type: ignore[arg-type]


def _numbers(value: object) -> bool:
    return isinstance(value, (tuple, list)) and all(isinstance(one, int) for one in value)


@numpy("swapaxes")
@ndarray("swapaxes")
def swapaxes(call: LibraryCall) -> Result:
    source = array(call, 0, "a")
    first, second = call.plain(1, "axis1"), call.plain(2, "axis2")
    if not isinstance(first, int) or not isinstance(second, int):
        return reshaping.reshaped(source, UNKNOWN)
    return reshaping.swapaxes(source, first, second)


@numpy("moveaxis", "rollaxis")
def moveaxis(call: LibraryCall) -> Result:
    source = array(call, 0, "a")
    first, second = call.plain(1, "source"), call.plain(2, "destination")
    if call.name == "rollaxis":
        first, second = call.plain(1, "axis"), call.plain(2, "start", default=0)
        if not isinstance(first, int) or second != 0:
            return reshaping.reshaped(source, UNKNOWN)
    sources, targets = _places(first), _places(second)
    if sources is None or targets is None:
        return reshaping.reshaped(source, UNKNOWN)
    return reshaping.moveaxis(source, sources, targets)


def _places(value: object) -> int | tuple[int, ...] | None:
    if isinstance(value, int):
        return value
    return tuple(value) if isinstance(value, (tuple, list)) and _numbers(value) else None


@numpy("rot90")
def rot90(call: LibraryCall) -> Result:
    turns, axes = call.plain(1, "k", default=1), call.plain(2, "axes", default=(0, 1))
    source = array(call, 0, "m")
    if not isinstance(turns, int) or not isinstance(axes, (tuple, list)) or not _numbers(axes):
        return reshaping.reshaped(source, UNKNOWN)
    return reshaping.rot90(source, turns, tuple(axes))


@numpy("flip", "fliplr", "flipud")
def flip(call: LibraryCall) -> Result:
    place = {"fliplr": 1, "flipud": 0}.get(call.name, axis(call, 1))
    source = array(call, 0, "m")
    return (
        kept(call, reshaping.reshaped(source, source.shape, last_kept=False), source)
        if isinstance(place, Unknown)
        else kept(call, joining.flip(source, place), source)
    )


@numpy("roll")
def roll(call: LibraryCall) -> Result:
    source = array(call, 0, "a")
    place = axis(call, 2)
    rows = place == 0 and source.rank is not None and source.rank > 1
    return kept(call, reshaping.reshaped(source, source.shape, last_kept=rows or source.rank == 1), source)


@numpy("atleast_1d", "atleast_2d", "atleast_3d")
def at_least(call: LibraryCall) -> Result:
    if len(call.arguments.positional) != 1:
        return None
    return reshaping.at_least(array(call, 0), int(call.name[-2]))


# Joining


@numpy("concatenate", "concat")
def concatenate(call: LibraryCall) -> Result:
    """``np.concatenate(arrays, axis=0)``."""
    value = call.value(0, "arrays")
    if isinstance(value, ListRef) and one_axis(call, 1, 0) == 0 and (grown := _grown(call, value)) is not None:
        return grown
    return joining.concatenate(sequence(call, 0, "arrays"), one_axis(call, 1, 0), call.machine.symbols)


def _grown(call: LibraryCall, value: ListRef) -> Array | None:
    """The arrays of a list that grew in a loop, one below the other: all are like those that are seen."""
    record = list_record(call.machine, value)
    parts = [as_array(call.machine, item) for item in record.items]
    seen = [part for part in parts if part is not None and part.rank]
    if record.open_because is None or not seen or len(seen) < len(parts):
        return None
    joined = joining.concatenate(seen, 0, call.machine.symbols)
    assert isinstance(joined.shape, tuple)
    rows = call.machine.symbols.named("item", ("attr", ("concatenated", value.id), "shape"), 0)
    return replace(joined, shape=(rows, *joined.shape[1:]))


@numpy("stack")
def stack(call: LibraryCall) -> Result:
    value = call.value(0, "arrays")
    place = one_axis(call, 1, 0)
    if place is None:
        return None
    if isinstance(value, ArrayValue) and array(call, 0, "arrays").rank == 1:
        return None  # its elements are arrays themselves
    if isinstance(value, (ListRef, ArrayValue)) and place == 0:
        return array(call, 0, "arrays")  # a list that grew in a loop, too
    return joining.stack(sequence(call, 0, "arrays"), place, call.machine.symbols)


_STACKS: Final[dict[str, Callable[[Sequence[Array], Symbols], Array]]] = {
    "vstack": joining.vstack,
    "row_stack": joining.vstack,
    "hstack": joining.hstack,
    "dstack": joining.dstack,
    "column_stack": joining.column_stack,
}


@numpy(*_STACKS)
def stacks(call: LibraryCall) -> Result:
    return _STACKS[call.name](sequence(call, 0, "tup"), call.machine.symbols)


@numpy("append")
def append(call: LibraryCall) -> Result:
    """``np.append(arr, values, axis=None)``."""
    return joining.append(array(call, 0, "arr"), array(call, 1, "values"), one_axis(call, 2), call.machine.symbols)


@numpy("split", "array_split", "hsplit", "vsplit", "dsplit")
def split(call: LibraryCall) -> Result:
    """``np.split(ary, indices_or_sections, axis=0)``."""
    source = array(call, 0, "ary")
    place = one_axis(call, 2, 0)
    if call.name in ("hsplit", "vsplit", "dsplit"):
        if source.rank is None:
            return None
        place = {"hsplit": min(source.rank - 1, 1), "vsplit": 0, "dsplit": 2}[call.name]
    value = call.value(1, "indices_or_sections")
    if value is None or place is None:
        return None
    sections: int | Sequence[Dim]
    if isinstance(value, Const) and isinstance(value.value, int):
        sections = value.value
    else:
        bounds = shape(call, 1, "indices_or_sections")
        if isinstance(bounds, Unknown) or not isinstance(value, (Tuple, ListRef)):
            return None
        sections = bounds
    if (sections if isinstance(sections, int) else len(sections)) > 64:
        return None
    parts = joining.split(source, sections, place, call.machine.symbols, equal=call.name != "array_split")
    table = call.value(0, "ary")
    if isinstance(table, TableValue):  # its parts are tables
        if place != 0 or any(not isinstance(part.shape, tuple) for part in parts):
            return None
        rows = [part.shape[0] for part in parts if isinstance(part.shape, tuple)]
        cut = tuple(tables.rows_cut(call.machine, call.node, table, count) for count in rows)
        return call.machine.new_list(call.node, cut)
    return call.machine.new_list(call.node, tuple(_part_of(call, part) for part in parts))


def _part_of(call: LibraryCall, part: Array) -> Value:
    return view(call.machine, result(call, part), call.value(0, "ary"))


@numpy("repeat")
@ndarray("repeat")
def repeat(call: LibraryCall) -> Result:
    value = call.value(1, "repeats")
    source, place = array(call, 0, "a"), one_axis(call, 2)
    if value is None:
        return None
    counts = call.plain(1, "repeats")
    if isinstance(counts, (list, tuple)) and all(isinstance(one, int) for one in counts):
        return joining.repeat(source, list(counts), place, call.machine.symbols)
    return joining.repeat(source, dimension(call.machine, value), place, call.machine.symbols)


@numpy("tile")
def tile(call: LibraryCall) -> Result:
    counts = shape(call, 1, "reps")
    source = array(call, 0, "A")
    if isinstance(counts, Unknown):
        return reshaping.reshaped(source, UNKNOWN)
    return joining.tile(source, counts, call.machine.symbols)


@numpy("pad")
def pad(call: LibraryCall) -> Result:
    """``np.pad(array, pad_width, mode="constant", …)``."""
    source = array(call, 0, "array")
    mode = call.plain(2, "mode", default="constant")
    value = call.value(1, "pad_width")
    widths = _widths(call, value)
    if widths is None:
        return replace(reshaping.reshaped(source, UNKNOWN), low=None, high=None)
    constant = call.plain(None, "constant_values", default=0)
    if mode not in ("constant", "edge", "reflect", "symmetric", "wrap") or (mode == "constant" and constant != 0):
        source = replace(source, low=None, high=None)
    return joining.pad(source, widths, call.machine.symbols, zeros=mode == "constant")


def _widths(call: LibraryCall, value: Value | None) -> list[tuple[Dim, Dim]] | None:
    if value is None:
        return None
    if isinstance(value, Const):
        size = dimension(call.machine, value)
        return [(size, size)]
    from keraslint.interpreter.expressions import items_of

    items = items_of(call.machine, value) if isinstance(value, (Tuple, ListRef)) else None
    if not items:
        return None
    resolved = [call.machine.resolve(item) for item in items]
    pairs = [items_of(call.machine, item) for item in resolved if isinstance(item, (Tuple, ListRef))]
    if not pairs:
        sizes = [dimension(call.machine, item) for item in resolved]
        return [(sizes[0], sizes[-1])] if len(sizes) < 3 else None
    if len(pairs) != len(items) or any(pair is None or len(pair) != 2 for pair in pairs):
        return None
    return [(dimension(call.machine, pair[0]), dimension(call.machine, pair[1])) for pair in pairs if pair]


@numpy("delete")
def delete(call: LibraryCall) -> Result:
    """``np.delete(arr, obj, axis=None)`` of one row or of several different ones."""
    source = array(call, 0, "arr")
    return joining.delete(source, _count(call, distinct=True), one_axis(call, 2), call.machine.symbols)


@numpy("insert")
def insert(call: LibraryCall) -> Result:
    """``np.insert(arr, obj, values, axis=None)``."""
    source = array(call, 0, "arr")
    return joining.insert(source, _count(call, distinct=False), one_axis(call, 3), call.machine.symbols)


def _count(call: LibraryCall, *, distinct: bool) -> Dim:
    """How many rows ``obj`` names."""
    value = call.value(1, "obj")
    if isinstance(value, Const) and isinstance(value.value, int):
        return 1
    if isinstance(value, Range):
        return len(value.range)
    found = call.plain(1, "obj")
    numbers = isinstance(found, list) and all(isinstance(one, int) for one in found)
    if isinstance(found, list) and numbers and (not distinct or _differ(found)):
        return len(found)
    return call.machine.symbols.named("rows", call.machine.fresh())


@numpy("take")
@ndarray("take")
def take_rows(call: LibraryCall) -> Result:
    place = one_axis(call, 2)
    indices = as_array(call.machine, call.value(1, "indices"))
    if indices is None:
        raise ArrayError("the indices are not known")
    if indices.rank is None:
        return replace(reshaping.reshaped(array(call, 0, "a"), UNKNOWN), made=None)
    return take(array(call, 0, "a"), 0 if indices.rank == 0 else indices, place, call.machine.symbols)


def _differ(rows: list[int]) -> bool:
    """Whether the rows are certainly not the same, counted from the front."""
    return len(set(rows)) == len(rows) and min(rows, default=0) >= 0


# In order


@numpy("sort", "argsort")
@ndarray("argsort")
def ordered(call: LibraryCall) -> Result:
    source = array(call, 0, "a")
    place = one_axis(call, 1, -1)
    return reductions.ordered(call.name, source, place, call.machine.symbols)


@numpy("unique")
def unique(call: LibraryCall) -> Result:
    """``np.unique(ar, return_index=False, return_inverse=False, return_counts=False, axis=None)``.

    Of class labels there are as many as classes: that all of them occur is what labels are for.
    """
    source = array(call, 0, "ar")
    extra = [call.plain(place, name, default=False) for place, name in enumerate(_UNIQUE, 1)]
    if given(call, 4, "axis") is not None or any(not isinstance(one, bool) for one in extra):
        return None
    count: Dim = source.classes if source.meaning == "classes" else 2 if source.meaning == "binary" else None
    if count is None:
        count = call.machine.symbols.named("unique", identity(call, 0))
    values = Array((count,), source.dtype, low=source.low, high=source.high)
    if not any(extra):
        return values
    size = reshaping.flatten(source, call.machine.symbols).shape
    parts = [values, Array((count,), "int64"), Array(size, "int64"), Array((count,), "int64")]
    if extra[1] and isinstance(count, int):
        parts[2] = replace(parts[2], low=0, high=count - 1)
    chosen = [part for part, wanted in zip(parts, [True, *extra], strict=True) if wanted]
    return Tuple(call.node, tuple(result(call, part) for part in chosen))


_UNIQUE: Final = ("return_index", "return_inverse", "return_counts")
