"""Lists, tuples, dicts and strings: their items and methods."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from keraslint.arrays.indexing import ordered, some_classes
from keraslint.interpreter.operators import COPIED, MAX_ITEMS, TOO_MANY, WIDE
from keraslint.interpreter.values import (
    Arguments,
    Choice,
    Const,
    DictRecord,
    DictRef,
    ListRecord,
    ListRef,
    Tuple,
    Value,
)

if TYPE_CHECKING:
    from keraslint.interpreter.machine import Machine
    from keraslint.source import syntax

OPEN = "it has items that are not known"
REORDERED = "its order is not known"
MAX_KEY = 16
MAX_NESTING = 4


def list_record(machine: Machine, ref: ListRef) -> ListRecord:
    return machine.record(ref.id, ListRecord) or ListRecord((), OPEN)


def dict_record(machine: Machine, ref: DictRef) -> DictRecord:
    return machine.record(ref.id, DictRecord) or DictRecord({}, OPEN)


def open_list(machine: Machine, ref: ListRef) -> None:
    """From here on nothing is known of the list's items."""
    machine.state.set(ref.id, ListRecord((), OPEN))


def reorder(machine: Machine, ref: ListRef) -> None:
    """The items may stand in another order, and some may be gone."""
    record = list_record(machine, ref)
    machine.state.set(ref.id, ListRecord(record.items, record.open_because or REORDERED))


def set_list_item(machine: Machine, ref: ListRef, index: Value | None, value: Value) -> None:
    record = list_record(machine, ref)
    machine.charge(len(record.items) // COPIED)
    if isinstance(index, Const) and isinstance(index.value, int) and record.open_because is None:
        position = index.value
        if -len(record.items) <= position < len(record.items):
            items = list(record.items)
            items[position] = value
            machine.state.set(ref.id, ListRecord(tuple(items)))
        return
    open_list(machine, ref)


def set_dict_item(machine: Machine, ref: DictRef, index: Value | None, value: Value) -> None:
    record = dict_record(machine, ref)
    machine.charge(len(record.items) // COPIED)
    key = constant_key(index)
    if key is NO_KEY:
        machine.state.set(ref.id, DictRecord({}, OPEN))
    else:
        machine.state.set(ref.id, DictRecord({**record.items, key: value}, record.open_because))


def delete_item(machine: Machine, receiver: Value, index: Value | None) -> None:
    if isinstance(receiver, ListRef):
        record = list_record(machine, receiver)
        if isinstance(index, Const) and isinstance(index.value, int) and record.open_because is None:
            items = list(record.items)
            if -len(items) <= index.value < len(items):
                del items[index.value]
                machine.state.set(receiver.id, ListRecord(tuple(items)))
                return
        open_list(machine, receiver)
    elif isinstance(receiver, DictRef):
        machine.state.set(receiver.id, DictRecord({}, OPEN))


class _NoKey:
    pass


NO_KEY = _NoKey()


def constant_key(value: Value | None, depth: int = 0) -> object:
    """The hashable constant that a value is, ``NO_KEY`` if it is none."""
    if isinstance(value, Const) and not isinstance(value.value, (list, dict)):
        return value.value
    if isinstance(value, Tuple) and depth < MAX_NESTING and len(value.items) <= MAX_KEY:
        parts = tuple(constant_key(item, depth + 1) for item in value.items)
        return NO_KEY if NO_KEY in parts else parts
    return NO_KEY


# Methods of lists

ListMethod = Callable[["Machine", ListRef, ListRecord, Sequence[Value], "syntax.Node"], Value]


def _append(machine: Machine, ref: ListRef, record: ListRecord, args: Sequence[Value], node: syntax.Node) -> Value:
    from keraslint.interpreter.alike import weakened

    if len(args) == 1:
        if len(record.items) >= MAX_ITEMS:
            machine.state.set(ref.id, ListRecord(record.items, TOO_MANY))
        else:
            item = weakened(args[0], some_classes) if isinstance(args[0], Choice) else args[0]
            machine.state.set(ref.id, ListRecord((*record.items, item), record.open_because))
    return Const(node, None)


def _extend(machine: Machine, ref: ListRef, record: ListRecord, args: Sequence[Value], node: syntax.Node) -> Value:
    from keraslint.interpreter.expressions import items_of

    items = items_of(machine, machine.resolve(args[0])) if len(args) == 1 else None
    if items is None or len(record.items) + len(items) > MAX_ITEMS:
        because = OPEN if items is None else TOO_MANY
        machine.state.set(ref.id, ListRecord(record.items, record.open_because or because))
    else:
        machine.state.set(ref.id, ListRecord((*record.items, *items), record.open_because))
    return Const(node, None)


def _insert(machine: Machine, ref: ListRef, record: ListRecord, args: Sequence[Value], node: syntax.Node) -> Value:
    position = args[0].value if len(args) == 2 and isinstance(args[0], Const) else None
    if isinstance(position, int) and abs(position) <= sys.maxsize and not record.open_because:
        items = list(record.items)
        items.insert(position, args[1])
        machine.state.set(ref.id, ListRecord(tuple(items)))
    else:
        open_list(machine, ref)
    return Const(node, None)


def _pop(machine: Machine, ref: ListRef, record: ListRecord, args: Sequence[Value], node: syntax.Node) -> Value:
    position = -1
    if args:
        first = args[0]
        if not (isinstance(first, Const) and isinstance(first.value, int)):
            open_list(machine, ref)
            return machine.unknown(node)
        position = first.value
    if record.open_because is not None or not -len(record.items) <= position < len(record.items):
        open_list(machine, ref)
        return machine.unknown(node)
    items = list(record.items)
    item = items.pop(position)
    machine.state.set(ref.id, ListRecord(tuple(items)))
    return item


def _index(machine: Machine, ref: ListRef, record: ListRecord, args: Sequence[Value], node: syntax.Node) -> Value:
    wanted = machine.resolve(args[0]) if len(args) == 1 else None
    items = [machine.resolve(item) for item in record.items]
    if isinstance(wanted, Const) and record.open_because is None and all(isinstance(item, Const) for item in items):
        values = [item.value for item in items if isinstance(item, Const)]
        if wanted.value in values:
            return Const(node, values.index(wanted.value))
    return machine.unknown(node)


def _copy(machine: Machine, ref: ListRef, record: ListRecord, args: Sequence[Value], node: syntax.Node) -> Value:
    return machine.new_list(node, record.items, record.open_because)


def _reverse(machine: Machine, ref: ListRef, record: ListRecord, args: Sequence[Value], node: syntax.Node) -> Value:
    if record.open_because is None:
        machine.state.set(ref.id, ListRecord(record.items[::-1]))
    return Const(node, None)


def _clear(machine: Machine, ref: ListRef, record: ListRecord, args: Sequence[Value], node: syntax.Node) -> Value:
    machine.state.set(ref.id, ListRecord(()))
    return Const(node, None)


def _sort(machine: Machine, ref: ListRef, record: ListRecord, args: Sequence[Value], node: syntax.Node) -> Value:
    from keraslint.interpreter.alike import weakened

    items = tuple(weakened(item, ordered) for item in record.items)
    machine.state.set(ref.id, ListRecord(items, record.open_because or REORDERED))
    return Const(node, None)


def _remove(machine: Machine, ref: ListRef, record: ListRecord, args: Sequence[Value], node: syntax.Node) -> Value:
    open_list(machine, ref)
    return Const(node, None)


LIST_METHODS: dict[str, ListMethod] = {
    "append": _append,
    "extend": _extend,
    "insert": _insert,
    "index": _index,
    "pop": _pop,
    "copy": _copy,
    "reverse": _reverse,
    "clear": _clear,
    "sort": _sort,
    "remove": _remove,
}


LIST_QUERIES = frozenset({"count", "__len__", "__contains__", "__getitem__", "__iter__", "__eq__"})


def call_list_method(machine: Machine, ref: ListRef, name: str, arguments: Arguments, node: syntax.Node) -> Value:
    method = LIST_METHODS.get(name)
    machine.charge(len(list_record(machine, ref).items) // COPIED)
    if method is None:
        if name not in LIST_QUERIES:
            open_list(machine, ref)
        return machine.unknown(node)
    return method(machine, ref, list_record(machine, ref), [passed.value for passed in arguments.positional], node)


# Methods of dicts


def call_dict_method(machine: Machine, ref: DictRef, name: str, arguments: Arguments, node: syntax.Node) -> Value:
    record = dict_record(machine, ref)
    machine.charge(len(record.items))
    args = [machine.resolve(passed.value) for passed in arguments.positional]
    if name in ("items", "keys", "values"):
        if record.open_because is not None:
            return machine.unknown(node)
        return Tuple(node, tuple(_view(name, key, value, node) for key, value in record.items.items()))
    if name == "copy":
        return machine.new_dict(node, dict(record.items), record.open_because)
    if name in ("get", "pop", "setdefault") and args:
        key = constant_key(args[0])
        found = record.items.get(key) if key is not NO_KEY else None
        if found is None:
            known = key is not NO_KEY and record.open_because is None
            if not known:
                return machine.unknown(node)
            found = args[1] if len(args) > 1 else Const(node, None)
            if name == "setdefault":
                machine.state.set(ref.id, DictRecord({**record.items, key: found}))
        elif name == "pop":
            rest = {other: value for other, value in record.items.items() if other != key}
            machine.state.set(ref.id, DictRecord(rest, record.open_because))
        return found
    if name == "update":
        items = dict(record.items)
        because = record.open_because
        for passed in args:
            other = dict_record(machine, passed) if isinstance(passed, DictRef) else DictRecord({}, OPEN)
            items.update(other.items)
            because = because or other.open_because
        items.update({key: passed.value for key, passed in arguments.keywords.items()})
        machine.state.set(ref.id, DictRecord({} if because else items, because))
        return Const(node, None)
    if name in ("clear", "popitem", "__setitem__", "__delitem__", "__ior__"):
        machine.state.set(ref.id, DictRecord({}, None if name == "clear" else OPEN))
    return machine.unknown(node)


def _view(name: str, key: object, value: Value, node: syntax.Node) -> Value:
    if name == "values":
        return value
    constant = _constant(key, node)
    return constant if name == "keys" else Tuple(node, (constant, value))


def _constant(key: object, node: syntax.Node) -> Value:
    if isinstance(key, tuple):
        return Tuple(node, tuple(_constant(part, node) for part in key))
    return Const(node, key)


# Methods of strings: those that are pure and cannot blow up are Python's own

STRING_METHODS = frozenset(
    "lower upper strip lstrip rstrip startswith endswith split replace title capitalize join format isdigit "
    "removeprefix removesuffix swapcase count find".split()
)
MAX_STRING = 10_000
MAX_WORK = 10_000_000


def call_string_method(machine: Machine, text: str, name: str, arguments: Arguments, node: syntax.Node) -> Value:
    if name not in STRING_METHODS or arguments.keywords or len(text) > MAX_STRING:
        return machine.unknown(node)
    if name == "format" and WIDE.search(text):
        return machine.unknown(node)
    args: list[object] = []
    for passed in arguments.positional:
        plain = _plain_text(machine, machine.resolve(passed.value))
        if plain is NO_KEY:
            return machine.unknown(node)
        args.append(plain)
    if sum(map(_length, args)) * (len(text) + 1) > MAX_WORK:
        return machine.unknown(node)
    try:
        result = getattr(text, name)(*args)
    except (TypeError, ValueError, LookupError, AttributeError, ArithmeticError, MemoryError):
        return machine.unknown(node)
    if isinstance(result, list):
        return machine.new_list(node, tuple(Const(node, part) for part in result))
    if isinstance(result, str) and len(result) > MAX_STRING:
        return machine.unknown(node)
    return Const(node, result)


def _length(plain: object) -> int:
    """How many characters the text has, or the texts in a list; a number is written with few."""
    if isinstance(plain, list):
        return sum(map(_length, plain))
    return len(plain) if isinstance(plain, str) else 1


def _plain_text(machine: Machine, value: Value, depth: int = 0) -> object:
    if isinstance(value, Const) and isinstance(value.value, (str, int, float, bool, type(None))):
        return value.value
    if isinstance(value, (ListRef, Tuple)) and depth < 2:
        items = value.items if isinstance(value, Tuple) else list_record(machine, value).items
        machine.charge(len(items))
        parts = [_plain_text(machine, machine.resolve(item), depth + 1) for item in items]
        if isinstance(value, ListRef) and list_record(machine, value).open_because is not None:
            return NO_KEY
        return NO_KEY if NO_KEY in parts else parts
    return NO_KEY
