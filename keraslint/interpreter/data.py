"""Arrays, datasets and library objects as values: attributes, items, arithmetic."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, cast

from keraslint.arrays import FAILURES, Array, elementwise
from keraslint.arrays.indexing import ELLIPSIS, NEW_AXIS, Bound, Chosen, Part, Slice, index
from keraslint.arrays.joining import column_stack, concatenate
from keraslint.arrays.merging import levels
from keraslint.arrays.reshaping import at_least, reshape, transpose
from keraslint.interpreter import operators
from keraslint.interpreter.arrays import (
    array_value,
    as_array,
    change,
    content,
    dimension,
    evident,
    like,
    operand,
    overwritten,
    shape_argument,
    shape_key,
    value_of,
    view,
)
from keraslint.interpreter.state import MISSING
from keraslint.interpreter.values import (
    Arguments,
    ArrayValue,
    Const,
    DatasetValue,
    Integer,
    Key,
    Library,
    LibraryObject,
    ListRef,
    Method,
    Range,
    Tuple,
    Unknown,
    Value,
)
from keraslint.records import replace
from keraslint.shapes import UNKNOWN, Symbol
from keraslint.source import syntax

if TYPE_CHECKING:
    from collections.abc import Sequence

    from keraslint.interpreter.machine import Machine

MAX_ROWS: Final = 16
_PARTS: Final = frozenset({"flat", "real", "imag"})
"""Attributes that are the values themselves, or a part of them."""


def kind_of(value: ArrayValue | DatasetValue | LibraryObject) -> str:
    """What handlers register the methods of such a value under."""
    if isinstance(value, LibraryObject):
        return value.path
    return "ndarray" if isinstance(value, ArrayValue) else value.dataset.kind


def get_attribute(
    machine: Machine, value: ArrayValue | DatasetValue | LibraryObject, name: str, node: syntax.Node
) -> Value:
    """An attribute: of an array its shape and the like, of a dataset or library object what is kept of it."""
    if isinstance(value, DatasetValue) and name == "element_spec":
        from keraslint.interpreter.libraries.structures import value_of as structure_value

        return structure_value(machine, value.dataset.element, node)
    if not isinstance(value, ArrayValue):
        found = machine.state.get((value.key if isinstance(value, DatasetValue) else value.id, name))
        return Method(node, value, name) if found is MISSING else machine.resolve(found)  # type: ignore[arg-type]
    array = content(machine, value)
    if name == "shape":
        return shape_value(machine, value, node)
    if name == "ndim":
        unknown = operators.integer(machine, node, ("ndim", shape_key(value.key)))
        return unknown if array.rank is None else Const(node, array.rank)
    if name == "size":
        return size(machine, value, node)
    if name == "dtype":
        return Unknown(node, ("attr", value.key, "dtype"))
    if name == "T":
        turned = value_of(machine, evident(transpose(array), node, "from `T`"), node, ("attr", value.key, "T"))
        return view(machine, turned, value)
    if name in _PARTS:
        return view(machine, array_value(machine, Array(), node), value)
    return Method(node, value, name)


def set_attribute(machine: Machine, value: ArrayValue, name: str, new: Value, node: syntax.Node) -> None:
    """``x.shape = (…)`` reshapes in place; ``x.flat = …`` and others change the values, or how they are read."""
    if name != "shape":
        change(machine, value, overwritten(content(machine, value)) if name in _PARTS else Array())
    if name == "shape":
        array, shape = content(machine, value), shape_argument(machine, new)
        try:
            array = reshape(array, shape, machine.symbols) if isinstance(shape, tuple) else Array()
        except FAILURES:
            array = Array()
        change(machine, value, evident(array, node, "from `shape`"))


def shape_value(machine: Machine, value: ArrayValue, node: syntax.Node) -> Value:
    """``x.shape`` as a tuple, or as something unknown whose items are integers."""
    from keraslint.interpreter.attributes import dim_value

    shape = content(machine, value).shape
    if isinstance(shape, tuple):
        return Tuple(node, tuple(dim_value(machine, dim, node) for dim in shape))
    return Unknown(node, shape_key(value.key))


def size(machine: Machine, value: ArrayValue, node: syntax.Node) -> Value:
    """``x.size``."""
    from keraslint.interpreter.attributes import dim_value

    shape = content(machine, value).shape
    if isinstance(shape, tuple):
        return dim_value(machine, machine.symbols.product(shape), node)
    return operators.integer(machine, node, ("size", shape_key(value.key)))


def length(machine: Machine, value: ArrayValue, node: syntax.Node) -> Value:
    """``len(x)``: the first axis."""
    from keraslint.interpreter.attributes import dim_value

    shape = content(machine, value).shape
    if isinstance(shape, tuple) and shape:
        return dim_value(machine, shape[0], node)
    return operators.integer(machine, node, ("item", shape_key(value.key), 0))


def steps(machine: Machine, value: DatasetValue, node: syntax.Node) -> Value:
    """``len(dataset)``: the number of its steps, one number for one dataset."""
    from keraslint.interpreter.attributes import dim_value

    if value.dataset.batches is not None:
        return dim_value(machine, value.dataset.batches, node)
    return operators.integer(machine, node, ("len", value.key))


def items(machine: Machine, value: ArrayValue) -> Sequence[Value] | None:
    """The rows that a loop over the array goes through, where their number is known and small."""
    array = content(machine, value)
    count = array.shape[0] if isinstance(array.shape, tuple) and array.shape else None
    if not isinstance(count, int) or count > MAX_ROWS or value.node is None:
        return None
    return [row(machine, value, number, value.node) for number in range(count)]


def row(machine: Machine, value: ArrayValue, number: int | Symbol, node: syntax.Node) -> Value:
    """``x[number]``."""
    key = ("item", value.key, number) if isinstance(number, int) else None
    return _indexed(machine, value, (number,), node, key)


def subscript(machine: Machine, value: ArrayValue, node: syntax.Subscript) -> Value:
    """``x[…]``."""
    parts, key = index_parts(machine, node)
    if any(isinstance(part, str) for part in parts):  # a field, or an array of an archive
        return array_value(machine, Array(), node, ("item", value.key, *parts))
    return _indexed(machine, value, parts, node, None if key is None else ("item", value.key, key))


def _indexed(
    machine: Machine, value: ArrayValue, parts: Sequence[Part | str], node: syntax.Node, key: Key | None
) -> Value:
    array = content(machine, value)
    if array.rank is None and array.max_rank is not None and len(parts) == array.max_rank:
        shape = shape_key(value.key)
        array = replace(array, shape=tuple(machine.symbols.named("item", shape, axis) for axis in range(len(parts))))
    try:
        found = index(array, cast("Sequence[Part]", parts), machine.symbols)
    except FAILURES:
        return machine.unknown(node, "it is a part of an array")
    if array.rank is None and found.shape is UNKNOWN and all(isinstance(part, (int, Symbol)) for part in parts):
        return array_value(machine, replace(found, made=array.made), node, key)
    if array.low is not None and array.low == array.high and found.shape != ():
        # It is there to be filled, perhaps through this view.
        change(machine, value, replace(array, low=None, high=None))
    made = value_of(machine, evident(found, node, "from this index"), node, key)
    return made if any(isinstance(part, Chosen) for part in parts) else view(machine, made, value)


def joined(machine: Machine, path: str, node: syntax.Subscript) -> Value:
    """``np.c_[…]`` and ``np.r_[…]`` of arrays and numbers."""
    from keraslint.interpreter.expressions import known

    arrays: list[Array] = []
    for element in node.slice:
        value = known(machine, element.slice.value) if isinstance(element.slice, syntax.Index) else None
        for item in value.items if isinstance(value, Tuple) else (value,):
            array = as_array(machine, item)
            if array is None or array.dtype == "str":
                return machine.unknown(node, "it is joined from arrays")
            arrays.append(at_least(array, 1))
    join = column_stack if path == "numpy.c_" else partial(concatenate, axis=0)
    try:
        found = join(arrays, symbols=machine.symbols)
    except FAILURES:
        return machine.unknown(node, "it is joined from arrays")
    return value_of(machine, evident(found, node, f"from `{path.rpartition('.')[2]}`"), node)


def index_parts(machine: Machine, node: syntax.Subscript) -> tuple[tuple[Part | str, ...], Key | None]:
    """What stands between the brackets, and the numbers as a key where there is nothing else."""
    from keraslint.interpreter.expressions import known

    parts: list[Part | str] = []
    for element in node.slice:
        if isinstance(element.slice, syntax.Slice):
            bounds = (element.slice.lower, element.slice.upper, element.slice.step)
            found = [None if bound is None else _bound(machine, known(machine, bound)) for bound in bounds]
            parts.append(Slice(*found))
            continue
        assert isinstance(element.slice, syntax.Index)
        value = known(machine, element.slice.value)
        if isinstance(value, Tuple) and len(node.slice) == 1:
            parts.extend(_part(machine, machine.resolve(item)) for item in value.items)
        else:
            parts.append(_part(machine, value))
    numbers = all(isinstance(part, (int, Symbol)) for part in parts)
    return tuple(parts), tuple(parts) if numbers and len(parts) != 1 else parts[0] if numbers else None


def _bound(machine: Machine, value: Value) -> Bound:
    if isinstance(value, Const):
        return value.value if isinstance(value.value, (int, type(None))) else UNKNOWN
    if isinstance(value, (Integer, Unknown, ArrayValue)):
        return dimension(machine, value)
    return UNKNOWN


def _part(machine: Machine, value: Value) -> Part | str:
    if isinstance(value, Const):
        if value.value is None:
            return NEW_AXIS
        if value.value is ...:
            return ELLIPSIS
        if isinstance(value.value, (int, str)) and not isinstance(value.value, bool):
            return value.value
        return UNKNOWN
    if isinstance(value, Library) and value.path.endswith(".newaxis"):
        return NEW_AXIS
    if isinstance(value, Integer):
        return value.symbol
    if isinstance(value, (ArrayValue, ListRef, Tuple, Range)):
        array = as_array(machine, value)
        if array is None or array.rank is None or array.dtype == "str":  # names are fields, no places
            return UNKNOWN
        if array.rank == 0:
            return Symbol()
        return Chosen(array, value.key if isinstance(value, ArrayValue) else None)
    return UNKNOWN


def _united(array: Array, part: Array) -> tuple[float | None, float | None]:
    if array.low is None or array.high is None or part.low is None or part.high is None:
        return None, None
    single = array.low == array.high or part.low == part.high
    if not single and (array.low < part.low or part.high < array.high):
        return None, None
    return min(array.low, part.low), max(array.high, part.high)


def set_item(machine: Machine, receiver: ArrayValue, value: Value, *, by_position: bool = False) -> None:
    """``x[…] = value``: the shape stays, and what the values mean is not known any more, unless it is one number that
    is written over another, or over labels ``by_position`` and not by what they are.

    The range grows, or is not known any more: where a part gets a smaller range than the whole had, the rest may
    follow (``x[i] = x[i] / 255`` in a loop, ``x[x > 0] = 1``).
    """
    array, part = content(machine, receiver), as_array(machine, value) or Array()
    low, high = _united(array, part)
    known = low is not None
    meaning = array.meaning if known and (low, high) == (0, 1) and array.meaning in ("binary", "multi-hot") else None
    changed = replace(overwritten(array), meaning=meaning, low=low, high=high, evidence=array.evidence)
    if meaning is None and (by_position or array.low == array.high):
        changed = levels(changed, array, part)
    inside = (low, high) == (array.low, array.high) != (part.low, part.high) and array.low != array.high
    if inside and changed.meaning is None:
        changed = replace(changed, low=None, high=None)
    change(machine, receiver, changed if changed.meaning else replace(changed, evidence=None))


def nothing_at(machine: Machine, receiver: ArrayValue, target: syntax.Subscript) -> bool:
    """Whether what is written to is an empty part: ``y[200:] = 2`` of two hundred."""
    array = content(machine, receiver)
    if not isinstance(array.shape, tuple) or 0 in array.shape:
        return False
    parts = index_parts(machine, target)[0]
    if any(isinstance(part, str) for part in parts):
        return False
    try:
        found = index(array, cast("Sequence[Part]", parts), machine.symbols)
    except FAILURES:
        return False
    return isinstance(found.shape, tuple) and 0 in found.shape


def mark(machine: Machine, receiver: ArrayValue, target: syntax.Subscript, value: Value) -> bool:
    """Make one-hot labels of zeros by ``y[np.arange(n), labels] = 1``; false where that is not what is written."""
    array = content(machine, receiver)
    shape = array.shape
    if not isinstance(shape, tuple) or len(shape) != 2 or (array.low, array.high) != (0, 0):
        return False
    if len(target.slice) != 2 or not isinstance(value, Const) or value.value != 1:
        return False
    numbers, labels = (part.array if isinstance(part, Chosen) else Array() for part in index_parts(machine, target)[0])
    counted = numbers.occurring
    if counted is None or (counted.low, counted.gap) != (0, 1) or numbers.shape != shape[:1]:
        return False
    if labels.shape != numbers.shape or not labels.integral:
        return False
    made = replace(overwritten(array), low=0, high=1, meaning="one-hot", classes=shape[1])
    change(machine, receiver, evident(made, target, "from this assignment"))
    return True


def binary(machine: Machine, node: syntax.Node, name: str, left: Value, right: Value) -> Value:
    """``left name right`` where one side is an array; ``name`` is LibCST's class name of the operator."""
    first, second = operand(machine, left, right), operand(machine, right, left)
    if first is None or second is None:
        return machine.unknown(node, "it is computed from an array")
    try:
        result = elementwise.binary(name, first, second, machine.symbols)
    except FAILURES:
        return machine.unknown(node, "it is computed from an array")
    shaped = [one for one in (first, second) if isinstance(one, Array) and one.shape == result.shape]
    result = evident(replace(result, made=shaped[0].made if shaped else None), node, "from this", moved=False)
    key: Key | None = None
    if name in elementwise.COMPARISONS or result.shape == ():
        key = (name, operators.key_of(left), operators.key_of(right))
    elif result.rank is None:  # beside a number, the shape is the array's own
        numbers = [isinstance(one, Array) and one.shape != () for one in (first, second)]
        array = left if numbers == [True, False] else right if numbers == [False, True] else None
        key = like(machine, array.key) if isinstance(array, ArrayValue) else None
    return value_of(machine, result, node, key)


def in_place(machine: Machine, left: ArrayValue, result: Value) -> Value:
    """``x += …``: the array itself changes, so every name of it does; its shape and type stay."""
    array = content(machine, left)
    if array.shape == ():
        return result
    changed = result.array if isinstance(result, ArrayValue) else Array()
    shape = changed.shape if array.rank is None else array.shape
    after = replace(changed, shape=shape, dtype=array.dtype or changed.dtype, made=array.made)
    change(machine, left, after.with_columns(changed.columns))
    return left


def unary(machine: Machine, node: syntax.Node, name: str, value: ArrayValue) -> Value:
    """``-x``, ``+x``, ``~x`` of an array."""
    array = content(machine, value)
    functions = {"Minus": elementwise.negative, "BitInvert": elementwise.inverted}
    found = functions[name](array) if name in functions else array
    return value_of(machine, evident(found, node, "from this", moved=False), node, (name, value.key))


def measured(machine: Machine, value: Value) -> Array | None:
    """What is known of a number that is no constant."""
    if isinstance(value, Integer):
        return value.measured
    array = content(machine, value) if isinstance(value, ArrayValue) else None
    return array if array is not None and array.shape == () else None


def method_of_unknown(machine: Machine, key: Key, name: str, arguments: Arguments, node: syntax.Node) -> Value | None:
    """What a method that only arrays have tells of something that is not known: the new shape, the new type."""
    if name not in ("reshape", "astype", "flatten", "ravel"):
        return None
    from keraslint.interpreter.libraries import call_method

    return call_method(machine, "ndarray", ArrayValue(node, Array(), key), name, arguments, node)
