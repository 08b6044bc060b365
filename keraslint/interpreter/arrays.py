"""Between values and arrays: what numpy would make of a value, and what a program sees of an array.

Arrays are values that are never changed; what is written into one (``x[i] = …``) is kept in a cell of the state, so
that all names of the array see it. Read arrays with ``content`` or ``as_array``, never ``value.array`` alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from keraslint.arrays import FAILURES, Array, Evidence, Occurring, dtypes
from keraslint.arrays.columns import forgotten
from keraslint.arrays.construct import Nested, literal
from keraslint.arrays.elementwise import Operand, truth_values
from keraslint.arrays.merging import numbered, together
from keraslint.diagnostic import Origin
from keraslint.interpreter import operators
from keraslint.interpreter.containers import list_record
from keraslint.interpreter.state import MISSING
from keraslint.interpreter.values import (
    ArrayValue,
    Builtin,
    ChangedArray,
    Const,
    Integer,
    Key,
    Library,
    LibraryObject,
    ListRecord,
    ListRef,
    Range,
    Tuple,
    Unknown,
    Value,
)
from keraslint.records import replace
from keraslint.shapes import UNKNOWN, AnyShape, Dim, Symbol
from keraslint.shapes import Unknown as Undefined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from keraslint.interpreter.machine import Machine
    from keraslint.source import syntax

MAX_NESTING: Final = 8
_ARITHMETIC: Final = frozenset({"Add", "Subtract", "Multiply", "FloorDivide"})


# From arrays to values


def array_value(machine: Machine, array: Array, node: syntax.Node | None, key: Key | None = None) -> ArrayValue:
    """An array as a value; the same ``key`` is the same array."""
    return ArrayValue(node, array, machine.fresh() if key is None else key)


def value_of(machine: Machine, array: Array, node: syntax.Node, key: Key | None = None) -> Value:
    """An array as a program sees it: one with no axes is a number."""
    if array.shape != ():
        return array_value(machine, array, node, key)
    key = machine.fresh() if key is None else key
    if array.dtype == "bool":
        return Unknown(node, key, "it is computed from an array")
    if array.dtype is not None and dtypes.kind(array.dtype) in ("int", "uint"):
        measured = array if array.meaning is not None or array.low is not None or array.high is not None else None
        return operators.integer(machine, node, key if isinstance(key, tuple) else ("number", key), measured)
    return array_value(machine, array, node, key)


def like(machine: Machine, key: Key) -> Key:
    """A new array with the shape of another one, whatever that is."""
    return ("like", key, machine.fresh())


def of_sort(machine: Machine, value: ArrayValue, sort: str) -> ArrayValue:
    """A new array that is known to be a ``list`` or numpy's own (``ndarray``); what is made of it may be either."""
    return replace(value, key=("like", value.key, (sort, machine.fresh())))


def sort_of(value: ArrayValue) -> str | None:
    """``list`` or ``ndarray``; ``None`` for what may be these, a tensor or a table."""
    key = value.key
    known = isinstance(key, tuple) and len(key) == 3 and key[0] == "like" and isinstance(key[2], tuple)
    return str(key[2][0]) if known else None  # type: ignore[index]


def shape_key(key: Key) -> Key:
    """What identifies the shape of an array, where it is not known."""
    while isinstance(key, tuple) and len(key) == 3 and key[0] == "like":
        key = key[1]
    return ("attr", key, "shape")


def content(machine: Machine, value: ArrayValue) -> Array:
    """What the array holds on this path."""
    changed = _changed(machine, value)
    array = value.array if changed is None else changed.array
    return overwritten(array) if _outdated(machine, value) else array


def change(machine: Machine, value: ArrayValue, array: Array) -> None:
    """From here on the array holds something else, whatever name it is read by; if it is a view, so does its base."""
    key = machine.fresh()
    machine.state.set(("array", value.key), ChangedArray(value.node, array, key, value, key))
    while value.key in machine.views:
        base, _ = machine.views[value.key]
        before, last = overwritten(content(machine, base)), _last_change(machine, base)
        machine.state.set(("array", base.key), ChangedArray(base.node, before, machine.fresh(), base, last))
        machine.views[value.key] = (base, last)
        value = base


def view(machine: Machine, value: Value, base: Value | None) -> Value:
    """``value``, which shares its data with ``base``: ``x[:9]``, ``x.reshape(…)``. Other views of it are thought to
    show other parts."""
    if isinstance(value, ArrayValue) and isinstance(base, ArrayValue) and value.key != base.key:
        machine.views[value.key] = (base, _last_change(machine, base))
    return value


def _outdated(machine: Machine, value: ArrayValue) -> bool:
    """Whether the array is a view, and what it is a view of was changed since."""
    while value.key in machine.views:
        base, seen = machine.views[value.key]
        if _last_change(machine, base) != seen:
            return True
        value = base
    return False


def overwritten(array: Array) -> Array:
    """An array of the same shape and type whose values are not known."""
    return replace(forgotten(array), dtype=array.dtype)


def _changed(machine: Machine, value: ArrayValue) -> ChangedArray | None:
    found = machine.state.get(("array", value.key))
    changed = None if found is MISSING else machine.resolve(found)  # type: ignore[arg-type]
    return changed if isinstance(changed, ChangedArray) else None


def _last_change(machine: Machine, value: ArrayValue) -> Key | None:
    changed = _changed(machine, value)
    return None if changed is None else changed.direct


def evident(array: Array, node: syntax.Node, text: str, *, moved: bool = True) -> Array:
    """The array with the place that tells what it means, if none does yet, and (``moved``) where its shape is made."""
    evidence = Evidence(Origin(node), text)
    meant = array.evidence if array.evidence is not None or array.meaning is None else evidence
    return replace(array, evidence=meant, made=evidence if moved or array.made is None else array.made)


# From values to arrays


def as_array(machine: Machine, value: Value | None) -> Array | None:
    """The array that numpy makes of a value; ``None`` for what certainly is none."""
    if value is None:
        return None
    value = machine.resolve(value)
    if isinstance(value, ArrayValue):
        return content(machine, value)
    if isinstance(value, Range):
        numbers = value.range
        if not numbers:
            return Array((0,), "int64")
        low, high = min(numbers[0], numbers[-1]), max(numbers[0], numbers[-1])
        occurs = Occurring(low, high, gap=abs(numbers.step))
        return Array((len(numbers),), "int64", low=low, high=high, occurs=occurs)
    if isinstance(value, ListRef):
        record = list_record(machine, value)
        if record.open_because is not None:
            return _of_open_list(machine, value.id, record)
    if isinstance(value, (Const, Integer, Unknown, ListRef, Tuple, LibraryObject)):
        try:
            found = literal(nested(machine, value), machine.symbols)
        except FAILURES:
            return None
        return found
    return None


def nested(machine: Machine, value: Value, depth: int = 0) -> Nested:
    """A value as the constructor of arrays takes it."""
    value = machine.resolve(value)
    if isinstance(value, Const):
        return value.value if isinstance(value.value, (bool, int, float, str)) else UNKNOWN
    if isinstance(value, Integer):
        return value.measured or Array((), "int64")
    if isinstance(value, Unknown) and operators.is_test(value.key):
        return truth_values(())
    if isinstance(value, LibraryObject):
        return _of_object(machine, value)
    if isinstance(value, (ArrayValue, Range)):
        return as_array(machine, value) or UNKNOWN
    if isinstance(value, (ListRef, Tuple)) and depth < MAX_NESTING:
        if isinstance(value, Tuple):
            return _row(machine, value.items, depth)
        record = list_record(machine, value)
        if record.open_because is None:
            return _row(machine, record.items, depth)
        return _of_open_list(machine, value.id, record)
    return UNKNOWN


def _row(machine: Machine, items: Sequence[Value], depth: int) -> Nested:
    if depth > 0 and not machine.spend():
        return UNKNOWN
    if all(type(item) is Const for item in items):  # long literals
        machine.charge(len(items) // 16)
        return [
            item.value if isinstance(item.value, (bool, int, float, str)) else UNKNOWN  # type: ignore[attr-defined]
            for item in items
        ]
    machine.charge(len(items))
    return [nested(machine, item, depth + 1) for item in items]


def _of_object(machine: Machine, value: LibraryObject) -> Nested:
    """A picture of Pillow; other objects are not known as arrays."""
    from keraslint.interpreter.libraries.pictures import PILLOW, picture

    if value.path == PILLOW:
        return picture(machine, value)
    return UNKNOWN


def _of_open_list(machine: Machine, identity: int, record: ListRecord) -> Array:
    """A list that grows in a loop: so many rows, each like those that are seen."""
    from keraslint.interpreter.alike import shows_all

    rows = [nested(machine, item, 1) for item in record.items]
    try:
        row = literal(rows, machine.symbols) if rows else Array()
    except FAILURES:
        return Array()
    dims = row.shape
    if not isinstance(dims, tuple) or any(isinstance(one, Undefined) for one in rows):
        return Array()
    count = machine.symbols.named("item", ("attr", identity, "shape"), 0)
    found = replace(row, shape=(count, *dims[1:]))
    if not shows_all(record):
        return Array(found.shape)
    table = [one for one in rows if isinstance(one, list)]
    if len(table) < len(rows):
        return _any_number_of(found, rows)
    columns = list(zip(*table, strict=True)) if row.columns is not None else []
    known = zip(columns, row.columns or (), strict=True)
    return found.with_columns([_any_number_of(column, items) for items, column in known])


def _any_number_of(found: Array, rows: Sequence[Nested]) -> Array:
    """``found``, of whose rows these are some: a loop made them, and others like them."""
    drawn = [one for one in rows if isinstance(one, Array)]
    if drawn:
        alike = together(drawn)
        numbers = [one for one in rows if isinstance(one, int)]
        within = alike.low is not None and alike.high is not None and len(numbers) + len(drawn) == len(rows)
        if within and all(alike.low <= one <= alike.high for one in numbers):  # type: ignore[operator]
            return replace(found, meaning=alike.meaning, classes=alike.classes, evidence=alike.evidence)
        return found
    if isinstance(rows[0], list):
        return found
    labels = numbered(found, rows) if len(set(rows)) > 1 else found
    if labels is not found:  # `labels.append(0)` here and `labels.append(1)` there
        return labels
    return replace(found, meaning=None, classes=None, low=None, high=None, dtype=None)


def operand(machine: Machine, value: Value, other: Value) -> Operand | None:
    """One side of an operation on arrays; ``None`` for what is none (a string, a layer)."""
    if isinstance(value, Const):
        return value.value if isinstance(value.value, (bool, int, float)) else None
    if isinstance(value, Integer):  # a Python number: it gives way to the other side's type
        array = as_array(machine, other)
        return replace(value.measured or Array(()), dtype=None if array is None else array.dtype)
    return as_array(machine, value)


# Arguments


def dimension(machine: Machine, value: Value) -> Dim:
    """A size that a program gives; a symbol where it is not known."""
    value = machine.resolve(value)
    if isinstance(value, Const):
        return int(value.value) if isinstance(value.value, int) else Symbol()
    if isinstance(value, Integer):
        return value.symbol
    if isinstance(value, Unknown):
        return of_key(machine, value.key)
    if isinstance(value, ArrayValue) and content(machine, value).shape == ():
        return machine.symbols.named("int", value.key)
    return Symbol()


def of_key(machine: Machine, key: Key) -> Dim:
    """The integer that something unknown is: sums and products of integers are computed.

    What stands where only an integer can (a size, a slice's bound) is one, and so are its operands, unless one is
    written as something else.
    """
    if isinstance(key, Symbol):
        return key
    if isinstance(key, tuple) and len(key) == 3:
        if key[:2] == ("constant", "int"):
            return int(key[2])
        if key[0] in _ARITHMETIC and not any(_written_otherwise(part) for part in key[1:]):
            try:
                return machine.symbols.arithmetic(key[0], of_key(machine, key[1]), of_key(machine, key[2]))
            except ZeroDivisionError:
                return Symbol()
    return machine.symbols.named("int", key)


def _written_otherwise(key: Key) -> bool:
    return isinstance(key, tuple) and len(key) == 3 and key[0] == "constant" and key[1] != "int"


def shape_argument(machine: Machine, value: Value) -> AnyShape:
    """A shape as functions of numpy take it: one size, or several in a tuple or list."""
    value = machine.resolve(value)
    if isinstance(value, (Const, Integer)):
        return (dimension(machine, value),) if not isinstance(value, Const) or _whole(value) else UNKNOWN
    items: Sequence[Value] | None = None
    if isinstance(value, Tuple):
        items = value.items
    elif isinstance(value, ListRef):
        record = list_record(machine, value)
        items = None if record.open_because is not None else record.items
    if items is None:
        return UNKNOWN
    return tuple(dimension(machine, item) for item in items)


def _whole(value: Const) -> bool:
    return isinstance(value.value, int)


def dtype_of(machine: Machine, value: Value) -> str | None:
    """A type that a program names: ``np.float32``, ``"float32"``, ``float``."""
    value = machine.resolve(value)
    if isinstance(value, Const) and isinstance(value.value, str):
        return dtypes.name(value.value)
    if isinstance(value, Library):
        return dtypes.name(value.path.rpartition(".")[2])
    if isinstance(value, Builtin):
        return dtypes.name(value.name)
    return None


__all__ = [
    "array_value",
    "as_array",
    "change",
    "content",
    "dimension",
    "dtype_of",
    "evident",
    "like",
    "nested",
    "of_key",
    "operand",
    "shape_argument",
    "shape_key",
    "value_of",
]
