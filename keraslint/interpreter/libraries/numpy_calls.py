"""How handlers of numpy's functions and methods are written: arguments as arrays, axes, types; errors as unknown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

from keraslint.arrays import FAILURES, Array, ArrayError
from keraslint.interpreter.arrays import (
    as_array,
    change,
    content,
    dtype_of,
    evident,
    of_sort,
    overwritten,
    shape_argument,
    value_of,
    view,
)
from keraslint.interpreter.containers import list_record
from keraslint.interpreter.libraries.registry import LibraryCall, function, method
from keraslint.interpreter.values import (
    Arguments,
    ArrayValue,
    Const,
    Key,
    ListRef,
    Passed,
    Tuple,
    Value,
)
from keraslint.records import replace
from keraslint.shapes import UNKNOWN, AnyShape, Unknown

Result: TypeAlias = "Array | Value | None"
VIEWS: Final = frozenset(
    "expand_dims moveaxis ravel reshape rollaxis squeeze swapaxes transpose flip fliplr flipud rot90 diagonal "
    "broadcast_to asarray asanyarray ascontiguousarray asfarray atleast_1d atleast_2d atleast_3d view".split()
)
"""What returns the same data, in another shape or order; some of them copy where another type is asked for."""
COPYING: Final = {"array": 2, "astype": None, "nan_to_num": 1}
"""What returns the same data where ``copy`` is false; the position of that argument."""

MAKING: Final = frozenset({"array", "asarray", "zeros", "ones", "empty", "full", "arange", "linspace"})
"""What makes an array of numpy's own; of functions that are given a frame, many return one."""

Operation = Callable[[LibraryCall], Result]


def numpy(*names: str, out: int | None = None) -> Callable[[Operation], Operation]:
    """Register functions of numpy: they return an array, a value, or ``None`` for what is not known. Where numpy
    would raise, nothing is known. ``out`` is the position of the array that holds the result."""

    def register(operation: Operation) -> Operation:
        def made(call: LibraryCall) -> Result:
            return own(call, operation(call)) if call.name in MAKING else operation(call)

        function(*(f"numpy.{name}" for name in names))(lambda call: finished(call, made, out))
        return operation

    return register


def own(call: LibraryCall, found: Result) -> Result:
    """What numpy made of whatever it was given: an array of its own, if it has axes."""
    value = result(call, found) if isinstance(found, Array) else found
    return of_sort(call.machine, value, "ndarray") if isinstance(value, ArrayValue) and value.array.rank else value


def ndarray(*names: str, out: int | None = None) -> Callable[[Operation], Operation]:
    """Register methods of arrays; the array itself is the first argument."""

    def register(operation: Operation) -> Operation:
        method("ndarray", *names)(lambda call: finished(call, operation, out))
        return operation

    return register


def finished(call: LibraryCall, operation: Operation, out: int | None = None) -> Value | None:
    if call.receiver is not None:
        arguments = call.arguments
        given = (Passed(call.receiver, None), *arguments.positional)
        call = replace(call, arguments=Arguments(given, arguments.keywords, arguments.complete), receiver=None)
    try:
        found = operation(call)
    except FAILURES:
        found = None
    target = call.value(out, "out")
    if isinstance(target, ArrayValue):
        return written_to(call, found, target)
    made = result(call, found) if isinstance(found, Array) else found
    return view(call.machine, made, call.value(0)) if made is not None and _shares_data(call) else made


def _shares_data(call: LibraryCall) -> bool:
    if call.name in COPYING:
        return call.plain(COPYING[call.name], "copy", default=True) is not True
    return call.name in VIEWS


def written_to(call: LibraryCall, found: Result, target: ArrayValue) -> Value:
    """``out=``: the array that is given holds the result, in its own type, and is what the call returns."""
    before = content(call.machine, target)
    values = as_array(call.machine, found) if isinstance(found, Value) else found
    after = overwritten(before) if values is None else replace(values, dtype=before.dtype)
    change(call.machine, target, after)
    return target


def result(call: LibraryCall, array: Array, key: Key | None = None, *, moved: bool = True) -> Value:
    """What the call returns."""
    return value_of(call.machine, evident(array, call.node, f"from `{call.name}`", moved=moved), call.node, key)


def kept(call: LibraryCall, array: Array, source: Array) -> Value:
    """What the call returns where the shape is still that of another array."""
    return result(call, replace(array, made=source.made), moved=False)


def array(call: LibraryCall, position: int | None, *names: str) -> Array:
    """An argument as an array. Raises ``ArrayError`` where it is none."""
    found = as_array(call.machine, call.value(position, *names))
    if found is None:
        raise ArrayError("it is no array")
    return found


def identity(call: LibraryCall, position: int) -> Key:
    """What identifies an argument."""
    from keraslint.interpreter.operators import key_of

    value = call.value(position)
    return call.machine.fresh() if value is None else key_of(value)


def sequence(call: LibraryCall, position: int, *names: str) -> list[Array]:
    """An argument that is a sequence of arrays. Raises ``ArrayError`` where it is not known."""
    value = call.value(position, *names)
    items: tuple[Value, ...] | None = None
    if isinstance(value, Tuple):
        items = value.items
    elif isinstance(value, ListRef):
        record = list_record(call.machine, value)
        items = record.items if record.open_because is None else None
    elif isinstance(value, ArrayValue):
        from keraslint.interpreter.data import items as rows

        found = rows(call.machine, value)
        items = None if found is None else tuple(found)
    if items is None:
        raise ArrayError("the arrays are not known")
    arrays = [as_array(call.machine, item) for item in items]
    if any(one is None for one in arrays):
        raise ArrayError("it is no array")
    return [one for one in arrays if one is not None]


def axis(call: LibraryCall, position: int | None, default: int | None = None) -> int | tuple[int, ...] | Unknown | None:
    """An axis, several, or none; ``UNKNOWN`` where that cannot be told."""
    found = call.plain(position, "axis", default=default)
    if found is None or (isinstance(found, int) and not isinstance(found, bool)):
        return found
    if isinstance(found, (tuple, list)) and all(isinstance(one, int) for one in found):
        return tuple(found)
    return UNKNOWN


def one_axis(call: LibraryCall, position: int | None, default: int | None = None) -> int | None:
    """One axis or none. Raises ``ArrayError`` where it is not known."""
    found = axis(call, position, default)
    if isinstance(found, (tuple, Unknown)):
        raise ArrayError("the axis is not known")
    return found


def flag(call: LibraryCall, position: int | None, name: str, *, default: bool = False) -> bool:
    """A switch. Raises ``ArrayError`` where it is not known."""
    found = call.plain(position, name, default=default)
    if not isinstance(found, bool):
        raise ArrayError(f"{name} is not known")
    return found


def number(call: LibraryCall, position: int | None, *names: str, default: float | None = None) -> float | None:
    """A number; ``None`` where it is not known."""
    found = call.plain(position, *names, default=default)
    return found if isinstance(found, (int, float)) and not isinstance(found, bool) else None


def given(call: LibraryCall, position: int | None, *names: str) -> Value | None:
    """An argument that is there and is not ``None``."""
    value = call.value(position, *names)
    return None if isinstance(value, Const) and value.value is None else value


def dtype(call: LibraryCall, position: int | None, default: str | None) -> str | None:
    """The type that is asked for; ``None`` where it is not known."""
    value = given(call, position, "dtype")
    if value is None:
        return default if call.complete else None
    return dtype_of(call.machine, value)


def names_dtype(call: LibraryCall, position: int | None) -> bool:
    return given(call, position, "dtype") is not None


def shape(call: LibraryCall, position: int | None, *names: str) -> AnyShape:
    """A shape; ``UNKNOWN`` where it is not known."""
    value = call.value(position, *names)
    return UNKNOWN if value is None else shape_argument(call.machine, value)
