"""Arithmetic and comparison of abstract values."""

from __future__ import annotations

import operator
import re
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from keraslint.arrays import FAILURES, Array, elementwise
from keraslint.interpreter import orders
from keraslint.interpreter.values import (
    ArrayValue,
    Builtin,
    Class,
    Const,
    DictRecord,
    DictRef,
    Function,
    Instance,
    Integer,
    KerasObject,
    Key,
    LayerValue,
    Library,
    ListRecord,
    ListRef,
    ModelRef,
    Range,
    Scalar,
    TableValue,
    Tensor,
    Tuple,
    Unknown,
    Value,
    same,
)
from keraslint.keras_api import names
from keraslint.shapes import Dim, Symbol
from keraslint.source import syntax

if TYPE_CHECKING:
    from keraslint.interpreter.machine import Machine

_TESTS: Final = elementwise.COMPARISONS | {"==", orders.LESS, orders.BELOW, "not", "in"}
MAX_BITS: Final = 4096
MAX_REPEAT: Final = 10_000
MAX_ITEMS: Final = 20_000
MAX_TEXT: Final = 100_000
COPIED: Final = 16
"""So many items are copied while one is handled."""

MAX_NESTING: Final = 6
TOO_MANY: Final = "it has too many items to follow"
WIDE: Final = re.compile(r"\d{4}|\*")
"""A width in a format that could make a text of any length."""

_ARITHMETIC: dict[str, Callable[[Any, Any], Any]] = {
    "Add": operator.add,
    "Subtract": operator.sub,
    "Multiply": operator.mul,
    "Divide": operator.truediv,
    "FloorDivide": operator.floordiv,
    "Modulo": operator.mod,
    "Power": operator.pow,
    "BitAnd": operator.and_,
    "BitOr": operator.or_,
    "BitXor": operator.xor,
    "LeftShift": operator.lshift,
    "RightShift": operator.rshift,
}
_COMPARISONS: dict[type[syntax.Node], Callable[[Any, Any], Any]] = {
    syntax.Equal: operator.eq,
    syntax.NotEqual: operator.ne,
    syntax.LessThan: operator.lt,
    syntax.LessThanEqual: operator.le,
    syntax.GreaterThan: operator.gt,
    syntax.GreaterThanEqual: operator.ge,
}


def binary(
    machine: Machine, node: syntax.Node, operator_class: type[syntax.Node], left: Value, right: Value, in_place: bool
) -> Value:
    """``left operator right`` of two values on this path."""
    from keraslint.interpreter import data, tables

    name = operator_class.__name__.removesuffix("Assign")
    if isinstance(left, Const) and isinstance(right, Const):
        found = _constants(machine, node, name, left.value, right.value)
        of_numpy = isinstance(found, Const) and (isinstance(left, Scalar) or isinstance(right, Scalar))
        return Scalar(node, found.value) if of_numpy else found  # type: ignore[attr-defined]
    if isinstance(left, TableValue) or isinstance(right, TableValue):
        return tables.binary(machine, node, name, left, right)
    if isinstance(left, ArrayValue) or (isinstance(right, ArrayValue) and not (in_place and isinstance(left, ListRef))):
        result = data.binary(machine, node, name, left, right)
        return data.in_place(machine, left, result) if in_place and isinstance(left, ArrayValue) else result
    if name == "Add" and isinstance(left, (ListRef, Tuple)):
        return _concatenate(machine, node, left, right, in_place)
    if name == "Multiply":
        for sequence, count in ((left, right), (right, left)):
            if isinstance(sequence, (ListRef, Tuple)) and isinstance(count, Const) and isinstance(count.value, int):
                repeated = _repeat(machine, node, sequence, count.value)
                return _refill(machine, left, repeated) if in_place and isinstance(left, ListRef) else repeated
    if name == "BitOr" and isinstance(left, DictRef):
        return _union(machine, node, left, right, in_place)
    if isinstance(left, (Integer, Const)) and isinstance(right, (Integer, Const)):
        one, other = (value.symbol if isinstance(value, Integer) else value.value for value in (left, right))
        measured = measure(machine, name, left, right)
        if name not in ("Divide", "Power") and isinstance(one, (int, Symbol)) and isinstance(other, (int, Symbol)):
            return _dimensions(machine, node, name, one, other, measured)
        if measured is not None:
            return ArrayValue(node, measured, (name, key_of(left), key_of(right)))
    if isinstance(left, (Unknown, Integer)) and isinstance(right, (Unknown, Const, Integer)) and not in_place:
        return Unknown(node, (name, key_of(left), key_of(right)))
    if isinstance(left, Tensor) or isinstance(right, Tensor):
        return _tensor(machine, node, left, right)
    return machine.unknown(node)


def _tensor(machine: Machine, node: syntax.Node, left: Value, right: Value) -> Value:
    """Arithmetic on symbolic tensors: the shape is known where the other side is a number."""
    tensor, other = (left, right) if isinstance(left, Tensor) else (right, left)
    if isinstance(tensor, Tensor) and isinstance(other, Const):
        return Tensor(node, tensor.shape, None)
    return machine.unknown(node)


def key_of(value: Value) -> Key:
    """What identifies a value in the keys of what is derived from it."""
    if isinstance(value, ArrayValue):
        return value.key
    if isinstance(value, Unknown):
        return value.key
    if isinstance(value, Integer):
        return value.symbol
    if isinstance(value, Library):
        return ("library", value.path)
    if isinstance(value, Const) and isinstance(value.value, (str, int, float, bool, type(None))):
        return ("constant", type(value.value).__name__, value.value)
    return value


def integer(machine: Machine, node: syntax.Node, key: Key, measured: Array | None = None) -> Integer:
    """An unknown integer; the same key is the same number."""
    symbol = machine.symbols.named(*key) if isinstance(key, tuple) else machine.symbols.named(key)
    return Integer(node, symbol, measured)


def measure(machine: Machine, name: str, left: Value, right: Value) -> Array | None:
    """What is known of the result of arithmetic on numbers, where something is known of the operands."""
    if not any(isinstance(side, Integer) and side.measured is not None for side in (left, right)):
        return None
    sides = [_measured(side) for side in (left, right)]
    if sides[0] is None or sides[1] is None:
        return None
    try:
        return elementwise.binary(name, sides[0], sides[1], machine.symbols)
    except FAILURES:
        return None


def _measured(value: Value) -> elementwise.Operand | None:
    if isinstance(value, Integer):
        return value.measured or Array((), "int64")
    number = isinstance(value, Const) and isinstance(value.value, (bool, int, float))
    return value.value if number else None  # type: ignore[attr-defined]


def is_test(key: Key) -> bool:
    """Whether the key is that of a test: the value is true or false."""
    return isinstance(key, tuple) and bool(key) and key[0] in _TESTS


def _dimensions(
    machine: Machine, node: syntax.Node, name: str, left: Dim, right: Dim, measured: Array | None = None
) -> Value:
    """Arithmetic on integers of which one at least is not known: ``n - k + k`` is ``n``."""
    try:
        result = machine.symbols.arithmetic(name, left, right)
    except ZeroDivisionError:
        return machine.unknown(node)
    return Integer(node, result, measured) if isinstance(result, Symbol) else Const(node, result)


def _constants(machine: Machine, node: syntax.Node, name: str, left: Any, right: Any) -> Value:
    function = _ARITHMETIC.get(name)
    if function is None or not _small(name, left, right):
        return machine.unknown(node)
    try:
        return Const(node, function(left, right))
    except (TypeError, ValueError, ArithmeticError):
        return machine.unknown(node)


def _small(name: str, left: Any, right: Any) -> bool:
    """Whether the result fits: constants can be written that would take all memory."""
    if name == "Power":
        return not isinstance(left, int) or not isinstance(right, int) or left.bit_length() * abs(right) <= MAX_BITS
    if name == "LeftShift":
        return isinstance(right, int) and abs(right) <= MAX_BITS
    if name == "Multiply":
        if isinstance(left, (str, bytes)) or isinstance(right, (str, bytes)):
            text, count = (left, right) if isinstance(left, (str, bytes)) else (right, left)
            return isinstance(count, int) and len(text) * max(count, 0) <= MAX_REPEAT
        if isinstance(left, int) and isinstance(right, int):
            return left.bit_length() + right.bit_length() <= MAX_BITS
    if name == "Add" and isinstance(left, (str, bytes)) and isinstance(right, (str, bytes)):
        return len(left) + len(right) <= MAX_TEXT
    if name == "Modulo":
        return not isinstance(left, (str, bytes)) or (len(left) < 200 and not WIDE.search(str(left)))
    return True


def _content(machine: Machine, value: Value) -> tuple[tuple[Value, ...], str | None] | None:
    if isinstance(value, Tuple):
        return value.items, None
    if isinstance(value, ListRef):
        record = machine.record(value.id, ListRecord)
        return (record.items, record.open_because) if record else None
    return None


def _concatenate(machine: Machine, node: syntax.Node, left: ListRef | Tuple, right: Value, in_place: bool) -> Value:
    first, second = _content(machine, left), _content(machine, right)
    many = first is not None and second is not None and len(first[0]) + len(second[0]) > MAX_ITEMS
    if first is None or second is None or many:
        if isinstance(left, ListRef):
            because = TOO_MANY if many else "a list of unknown content is added to it"
            items = first[0] if first else ()
            if in_place:
                machine.state.set(left.id, ListRecord(items, because))
                return left
            return machine.new_list(node, items, because)
        return machine.unknown(node)
    items, unknown = (*first[0], *second[0]), first[1] or second[1]
    machine.charge(len(items) // COPIED)
    if isinstance(left, Tuple):
        return Tuple(node, items) if isinstance(right, Tuple) else machine.unknown(node)
    if in_place:
        machine.state.set(left.id, ListRecord(items, unknown))
        return left
    return machine.new_list(node, items, unknown) if isinstance(right, ListRef) else machine.unknown(node)


def _refill(machine: Machine, left: ListRef, result: Value) -> Value:
    """What ``left *= n`` makes: the same list with other items."""
    found = _content(machine, result) or ((), "it is repeated")
    machine.state.set(left.id, ListRecord(*found))
    return left


def _union(machine: Machine, node: syntax.Node, left: DictRef, right: Value, in_place: bool) -> Value:
    """``left | right`` of dicts."""
    unknown = DictRecord({}, "it has items that are not known")
    first = machine.record(left.id, DictRecord) or unknown
    second = (machine.record(right.id, DictRecord) if isinstance(right, DictRef) else None) or unknown
    because = first.open_because or second.open_because
    items = {} if because else {**first.items, **second.items}
    if not in_place:
        return machine.new_dict(node, items, because)
    machine.state.set(left.id, DictRecord(items, because))
    return left


def _repeat(machine: Machine, node: syntax.Node, sequence: ListRef | Tuple, count: int) -> Value:
    content = _content(machine, sequence)
    if content is None or len(content[0]) * max(count, 0) > MAX_REPEAT or abs(count) > sys.maxsize:
        return machine.unknown(node)
    items = content[0] * count
    machine.charge(len(items) // COPIED)
    return Tuple(node, items) if isinstance(sequence, Tuple) else machine.new_list(node, items, content[1])


def unary(machine: Machine, node: syntax.Node, operator_class: type[syntax.Node], value: Value) -> Value:
    """``-x``, ``+x`` and ``~x``."""
    if isinstance(value, Const) and isinstance(value.value, (int, float)):
        number = value.value
        if operator_class is syntax.Minus:
            return Const(node, -number)
        if operator_class is syntax.Plus:
            return Const(node, +number)
        if isinstance(number, int):
            return Const(node, ~number)
    if isinstance(value, TableValue):
        from keraslint.interpreter import tables

        return tables.unary(machine, node, operator_class.__name__, value)
    if isinstance(value, ArrayValue):
        from keraslint.interpreter import data

        return data.unary(machine, node, operator_class.__name__, value)
    if isinstance(value, Integer) and operator_class is syntax.Minus:
        return _dimensions(machine, node, "Multiply", value.symbol, -1)
    return machine.unknown(node)


def truth(machine: Machine, value: Value) -> bool | None:
    """Whether the value is true, ``None`` where that cannot be told."""
    if isinstance(value, Const):
        return bool(value.value)
    if isinstance(value, Tuple):
        return bool(value.items)
    if isinstance(value, Range):
        return bool(value.range)
    if isinstance(value, (ListRef, DictRef)):
        record: ListRecord | DictRecord | None
        if isinstance(value, ListRef):
            record = machine.record(value.id, ListRecord)
        else:
            record = machine.record(value.id, DictRecord)
        if record is None or (record.open_because is not None and not record.items):
            return None
        return bool(record.items)
    if isinstance(value, (LayerValue, ModelRef, Function, Class, KerasObject, Library, Builtin)):
        return None if _unseen(value) else True
    return True if isinstance(value, Instance) and not value.cls.bases else None


def _unseen(value: Value) -> bool:
    """Whether the value may be anything: it is not known, or it is what another module holds (``config.DEBUG``)."""
    if isinstance(value, Library):
        return "." in value.path and names.resolve(value.path) is None
    return isinstance(value, Unknown)


def compare(machine: Machine, node: syntax.Node, operator_class: type[syntax.Node], left: Value, right: Value) -> Value:
    """``left operator right``; an open test where it cannot be told, equal tests with equal keys."""
    if operator_class in (syntax.Is, syntax.IsNot):
        return _identity(machine, node, operator_class is syntax.IsNot, left, right)
    if isinstance(left, TableValue) or isinstance(right, TableValue):
        from keraslint.interpreter import tables

        return tables.binary(machine, node, operator_class.__name__, left, right)
    if isinstance(left, ArrayValue) or isinstance(right, ArrayValue):
        from keraslint.interpreter import data

        return data.binary(machine, node, operator_class.__name__, left, right)
    if operator_class in (syntax.In, syntax.NotIn):
        return _membership(machine, node, operator_class is syntax.NotIn, left, right)
    function = _COMPARISONS.get(operator_class)
    plain_left, plain_right = _comparable(machine, left), _comparable(machine, right)
    if function is not None and plain_left is not None and plain_right is not None:
        try:
            return Const(node, bool(function(plain_left[0], plain_right[0])))
        except TypeError:
            return machine.unknown(node)
    if operator_class in (syntax.Equal, syntax.NotEqual):
        key: Key = ("==", *_ordered(left, right))
        if same(left, right):
            return Const(node, operator_class is syntax.Equal)
        return Unknown(node, key if operator_class is syntax.Equal else ("not", key))
    if any(isinstance(side, (Unknown, Integer, Library)) for side in (left, right)):
        name, one, other = operator_class.__name__, key_of(left), key_of(right)
        if name in orders.ORDERS and (_is_number(left) or _is_number(right)):
            whole = isinstance(left, Integer) or isinstance(right, Integer)
            return Unknown(node, orders.order_key(name, one, other, whole=whole))
        return Unknown(node, (name, one, other))
    return machine.unknown(node)


def _is_number(value: Value) -> bool:
    """Whether what it is compared with is a number as well: of sets, ``a <= b`` is not ``not b < a``."""
    if isinstance(value, Const):
        return isinstance(value.value, (int, float)) and value.value == value.value  # no NaN
    return isinstance(value, Integer)


def _ordered(left: Value, right: Value) -> tuple[Key, Key]:
    """The constant stands second, so that tests of one value against several constants are recognised."""
    if isinstance(left, Const) and not isinstance(right, Const):
        return key_of(right), key_of(left)
    return key_of(left), key_of(right)


def _comparable(machine: Machine, value: Value, depth: int = 0) -> tuple[object] | None:
    if isinstance(value, Const):
        return (value.value,)
    content = _content(machine, value)
    if content is None or content[1] is not None or depth > MAX_NESTING or machine.exhausted:
        return None
    machine.charge(len(content[0]))
    parts = [_comparable(machine, machine.resolve(item), depth + 1) for item in content[0]]
    plain = [part[0] for part in parts if part is not None]
    if len(plain) != len(parts):
        return None
    return (tuple(plain),) if isinstance(value, Tuple) else (plain,)


def _one(left: object, right: object) -> bool:
    """Equal literals are one object as a rule, as are members of an enum, which stand for their values."""
    return left is right or (type(left) is type(right) and left == right)


def _identity(machine: Machine, node: syntax.Node, negated: bool, left: Value, right: Value) -> Value:
    if _unseen(left) or _unseen(right) or _one_of_keras(left, right):
        if same(left, right):
            return Const(node, not negated)
        key: Key = ("==", *_ordered(left, right))
        return Unknown(node, ("not", key) if negated else key)
    if isinstance(left, Const) or isinstance(right, Const):
        equal = isinstance(left, Const) and isinstance(right, Const) and _one(left.value, right.value)
        return Const(node, equal != negated)
    return Const(node, same(left, right) != negated)


def _one_of_keras(left: Value, right: Value) -> bool:
    """Whether both may be one thing of Keras's by two roads: ``keras.layers.Dense`` and ``tf.keras.layers.Dense``."""
    if not isinstance(left, Library) or not isinstance(right, Library):
        return False
    one, other = names.resolve(left.path), names.resolve(right.path)
    if one is None or other is None:
        return False
    return one.category != "layer" or other.category != "layer" or one.canonical == other.canonical


def _holds(machine: Machine, container: Value, item: Value) -> bool:
    content = _content(machine, container)
    return content is not None and not content[1] and any(same(item, machine.resolve(each)) for each in content[0])


def _membership(machine: Machine, node: syntax.Node, negated: bool, left: Value, right: Value) -> Value:
    item = _comparable(machine, left)
    if item is not None:
        if isinstance(right, DictRef):
            record = machine.record(right.id, DictRecord)
            if record is not None and record.open_because is None:
                try:
                    return Const(node, (item[0] in record.items) != negated)
                except (TypeError, ValueError):  # `300 in b"…"`
                    return machine.unknown(node)
        container = _comparable(machine, right)
        if container is not None:
            try:
                return Const(node, (item[0] in container[0]) != negated)  # type: ignore[operator]
            except (TypeError, ValueError):  # `300 in b"…"`
                return machine.unknown(node)
        if isinstance(right, Range) and isinstance(item[0], int):
            return Const(node, (item[0] in right.range) != negated)
    elif isinstance(left, (Builtin, Library, Class)) and _holds(machine, right, left):
        return Const(node, not negated)
    key: Key = ("in", key_of(left), key_of(right))
    return Unknown(node, ("not", key) if negated else key)
