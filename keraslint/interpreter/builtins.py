"""Python's builtin functions."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from keraslint.arrays import Array, elementwise
from keraslint.interpreter import data, kinds, namespaces, operators
from keraslint.interpreter.alike import COMPREHENDED, any_item
from keraslint.interpreter.arrays import content, value_of
from keraslint.interpreter.values import (
    Arguments,
    ArrayValue,
    Builtin,
    Class,
    Const,
    DatasetValue,
    DictRef,
    Instance,
    Integer,
    ListRef,
    ModelRef,
    Passed,
    Range,
    Super,
    Tuple,
    Unknown,
    Value,
)
from keraslint.records import replace
from keraslint.source import syntax

if TYPE_CHECKING:
    from keraslint.interpreter.machine import Machine

MAX_DIGITS: Final = 1000
MAX_SUMMED: Final = 64
MAX_LENGTH: Final = sys.maxsize
"""Python itself cannot tell the length of a longer range."""

Call = Callable[["Machine", Sequence[Value], Arguments, "syntax.Node"], Value]


def call(machine: Machine, name: str, arguments: Arguments, node: syntax.Node) -> Value:
    """The value of calling the builtin ``name``."""
    handler = BUILTINS.get(name)
    if handler in (_ignore, _nothing):
        return handler(machine, (), arguments, node)
    if name == "zip" and arguments.spread is not None and not arguments.positional:
        return _unzip(machine, arguments.spread, node)
    if handler is None or not arguments.complete:
        return machine.unknown(node)
    args = [machine.resolve(passed.value) for passed in arguments.positional]
    return handler(machine, args, arguments, node)


def _ignore(machine: Machine, args: Sequence[Value], arguments: Arguments, node: syntax.Node) -> Value:
    return machine.unknown(node)


def _nothing(machine: Machine, args: Sequence[Value], arguments: Arguments, node: syntax.Node) -> Value:
    return Const(node, None)


def _range(machine: Machine, args: Sequence[Value], arguments: Arguments, node: syntax.Node) -> Value:
    bounds = [arg.value for arg in args if isinstance(arg, Const) and isinstance(arg.value, int)]
    if len(bounds) != len(args) or not 1 <= len(bounds) <= 3 or bounds[2:] == [0]:
        return Unknown(node, ("range", machine.fresh()))
    numbers = range(*bounds)
    return Range(node, numbers) if numbers[:MAX_LENGTH] == numbers else Unknown(node, ("range", machine.fresh()))


def _length(machine: Machine, args: Sequence[Value], arguments: Arguments, node: syntax.Node) -> Value:
    from keraslint.interpreter.expressions import items_of

    if len(args) == 1:
        if isinstance(args[0], Range):
            return Const(node, len(args[0].range))
        if isinstance(args[0], ArrayValue):
            return data.length(machine, args[0], node)
        items = items_of(machine, args[0])
        if items is not None:
            return Const(node, len(items))
        if isinstance(args[0], Unknown):
            if isinstance(args[0].key, tuple) and args[0].key[:1] == ("set",) and isinstance(args[0].key[1], int):
                return Const(node, args[0].key[1])
            return operators.integer(machine, node, ("item", ("attr", args[0].key, "shape"), 0))
        if isinstance(args[0], DatasetValue):
            return data.steps(machine, args[0], node)
    return machine.unknown(node)


def _list(machine: Machine, args: Sequence[Value], arguments: Arguments, node: syntax.Node) -> Value:
    from keraslint.interpreter.expressions import items_of

    items = items_of(machine, args[0]) if args else ()
    if items is None:
        return machine.new_list(node, (), "it is made of values that are not known")
    return machine.new_list(node, tuple(items))


def _tuple(machine: Machine, args: Sequence[Value], arguments: Arguments, node: syntax.Node) -> Value:
    from keraslint.interpreter.expressions import items_of

    items = items_of(machine, args[0]) if args else ()
    if items is None:
        only = args[0]
        return Unknown(node, ("tuple", only.key), only.why) if isinstance(only, Unknown) else machine.unknown(node)
    return Tuple(node, tuple(items))


def _set(machine: Machine, args: Sequence[Value], arguments: Arguments, node: syntax.Node) -> Value:
    """Of class labels there are as many as classes: that all of them occur is what labels are for."""
    labels = content(machine, args[0]) if len(args) == 1 and isinstance(args[0], ArrayValue) else None
    if labels is None or labels.rank != 1:
        return machine.unknown(node)
    count = 2 if labels.meaning == "binary" else labels.classes if labels.meaning == "classes" else None
    return Unknown(node, ("set", count, machine.fresh()))


def _dict(machine: Machine, args: Sequence[Value], arguments: Arguments, node: syntax.Node) -> Value:
    from keraslint.interpreter.containers import NO_KEY, constant_key, dict_record
    from keraslint.interpreter.expressions import items_of

    items: dict[object, Value] = {}
    if args and isinstance(args[0], DictRef):
        record = dict_record(machine, args[0])
        if record.open_because is not None:
            return machine.new_dict(node, {}, record.open_because)
        items.update(record.items)
    elif args:
        pairs = items_of(machine, args[0])
        if pairs is None:
            return machine.new_dict(node, {}, "it is made of values that are not known")
        for pair in pairs:
            parts = items_of(machine, machine.resolve(pair))
            key = constant_key(machine.resolve(parts[0])) if parts is not None and len(parts) == 2 else NO_KEY
            if parts is None or key is NO_KEY:
                return machine.new_dict(node, {}, "it is made of values that are not known")
            items[key] = parts[1]
    items.update({name: passed.value for name, passed in arguments.keywords.items()})
    return machine.new_dict(node, items)


def _enumerate(machine: Machine, args: Sequence[Value], arguments: Arguments, node: syntax.Node) -> Value:
    from keraslint.interpreter.expressions import items_of

    items = items_of(machine, args[0]) if args else None
    start = machine.resolve(arguments.keywords["start"].value) if "start" in arguments.keywords else Const(node, 0)
    start = args[1] if len(args) > 1 else start
    if args and isinstance(args[0], DatasetValue):
        counter = Array((), "int64")
        return DatasetValue(node, replace(args[0].dataset, element=(counter, args[0].dataset.element)), machine.fresh())
    if items is None or not isinstance(start, Const) or not isinstance(start.value, int):
        return _open_rows(machine, [None, *args[:1]], node)
    first = start.value
    return Tuple(node, tuple(Tuple(node, (Const(node, first + i), item)) for i, item in enumerate(items)))


def _zip(machine: Machine, args: Sequence[Value], arguments: Arguments, node: syntax.Node) -> Value:
    from keraslint.interpreter.expressions import items_of

    if args and all(isinstance(arg, DatasetValue) for arg in args):
        datasets = [arg.dataset for arg in args if isinstance(arg, DatasetValue)]
        zipped = replace(datasets[0], element=tuple(dataset.element for dataset in datasets))
        return DatasetValue(node, zipped, machine.fresh())
    columns = [items_of(machine, arg) for arg in args]
    known = [column for column in columns if column is not None]
    if not args or len(known) != len(columns):
        return _open_rows(machine, args, node)
    return Tuple(node, tuple(Tuple(node, row) for row in zip(*known, strict=False)))


def _open_rows(machine: Machine, columns: Sequence[Value | None], node: syntax.Node) -> Value:
    """So many tuples of an item of each column; a column that is not given counts."""
    row: list[Value] = []
    for column in columns:
        found = None if column is None else any_item(machine, column, node)
        if column is None:
            found = operators.integer(machine, node, ("turn", machine.fresh()))
        row.append(found or machine.unknown(node))
    return machine.new_list(node, (Tuple(node, tuple(row)),), COMPREHENDED) if row else machine.unknown(node)


def _unzip(machine: Machine, rows: Value, node: syntax.Node) -> Value:
    """``zip(*rows)`` of rows of unknown number: their columns."""
    row = any_item(machine, rows, node)
    if not isinstance(row, Tuple):
        return machine.unknown(node)
    return Tuple(node, tuple(machine.new_list(node, (item,), COMPREHENDED) for item in row.items))


def _iter(machine: Machine, args: Sequence[Value], arguments: Arguments, node: syntax.Node) -> Value:
    return args[0] if args and isinstance(args[0], DatasetValue) else machine.unknown(node)


def _next(machine: Machine, args: Sequence[Value], arguments: Arguments, node: syntax.Node) -> Value:
    found = any_item(machine, args[0], node) if args else None
    return found or machine.unknown(node)


def _reversed(machine: Machine, args: Sequence[Value], arguments: Arguments, node: syntax.Node) -> Value:
    from keraslint.interpreter.expressions import items_of

    items = items_of(machine, args[0]) if args else None
    return machine.unknown(node) if items is None else Tuple(node, tuple(reversed(items)))


def _map(machine: Machine, args: Sequence[Value], arguments: Arguments, node: syntax.Node) -> Value:
    """Run at once, as if it were used up where it stands."""
    from keraslint.interpreter.calls import call as call_value
    from keraslint.interpreter.expressions import items_of

    columns = [items_of(machine, arg) for arg in args[1:]]
    known = [column for column in columns if column is not None]
    if not known or len(known) != len(columns):
        return machine.unknown(node)
    rows = zip(*known, strict=False)
    return Tuple(
        node,
        tuple(call_value(machine, args[0], Arguments(tuple(Passed(item, None) for item in row)), node) for row in rows),
    )


def _plain(function: Callable[..., object]) -> Call:
    """A pure function of constants, run by Python itself."""

    def handler(machine: Machine, args: Sequence[Value], arguments: Arguments, node: syntax.Node) -> Value:
        from keraslint.interpreter.plain import constants

        values = constants(machine, args)
        if values is None or arguments.keywords:
            return machine.unknown(node)
        try:
            result = function(*values)
        except (TypeError, ValueError, ArithmeticError, LookupError):  # the last: `str(b"…", "no codec")`
            return machine.unknown(node)
        if isinstance(result, (list, tuple)):
            items = tuple(Const(node, item) for item in result)
            return machine.new_list(node, items) if isinstance(result, list) else Tuple(node, items)
        return Const(node, result)

    return handler


def _round(machine: Machine, args: Sequence[Value], arguments: Arguments, node: syntax.Node) -> Value:
    digits = args[1].value if len(args) > 1 and isinstance(args[1], Const) else 0
    if isinstance(digits, int) and abs(digits) > MAX_DIGITS:  # it would compute that power of ten
        return machine.unknown(node)
    return _ROUND(machine, args, arguments, node)


def _integer(machine: Machine, args: Sequence[Value], arguments: Arguments, node: syntax.Node) -> Value:
    if len(args) == 1 and isinstance(args[0], Integer):
        return args[0]
    if len(args) == 1 and isinstance(args[0], Unknown):
        test = elementwise.astype(elementwise.truth_values(()), "int64") if operators.is_test(args[0].key) else None
        return operators.integer(machine, node, ("int", args[0].key), test)
    if len(args) == 1 and isinstance(args[0], ArrayValue):
        array = content(machine, args[0])
        whole = elementwise.astype(array, "int64") if array.shape == () and array.low is not None else None
        return operators.integer(machine, node, ("int", args[0].key), whole)
    return _plain(int)(machine, args, arguments, node)


def _float(machine: Machine, args: Sequence[Value], arguments: Arguments, node: syntax.Node) -> Value:
    return _elementwise(lambda array: elementwise.astype(array, "float64"), float)(machine, args, arguments, node)


def _elementwise(operate: Callable[[Array], Array], function: Callable[..., object]) -> Call:
    """A function of one number: run on what is known of the number, where it is not a constant."""

    def handler(machine: Machine, args: Sequence[Value], arguments: Arguments, node: syntax.Node) -> Value:
        array = data.measured(machine, args[0]) if len(args) == 1 else None
        if array is None:
            return _plain(function)(machine, args, arguments, node)
        return value_of(machine, operate(array), node)

    return handler


def _super(machine: Machine, args: Sequence[Value], arguments: Arguments, node: syntax.Node) -> Value:
    frame = machine.frame
    if frame.cls is None or frame.function is None:
        return machine.unknown(node)
    definition = frame.function.definition
    params = (*definition.params.posonly_params, *definition.params.params)
    receiver = machine.lookup(params[0].name.value) if params else None
    if not isinstance(receiver, (Instance, ModelRef)):
        return machine.unknown(node)
    return Super(node, frame.cls, receiver)


def _getattr(machine: Machine, args: Sequence[Value], arguments: Arguments, node: syntax.Node) -> Value:
    from keraslint.interpreter.attributes import get_attribute

    if len(args) >= 2 and isinstance(args[1], Const) and isinstance(args[1].value, str):
        return get_attribute(machine, args[0], args[1].value, node)
    return machine.unknown(node)


def _setattr(machine: Machine, args: Sequence[Value], arguments: Arguments, node: syntax.Node) -> Value:
    if len(args) == 3:
        if isinstance(args[0], (Instance, Class)):
            namespaces.set_name(machine, args[0], args[1], args[2])
        elif isinstance(args[1], Const) and isinstance(args[1].value, str):
            from keraslint.interpreter.attributes import set_attribute

            set_attribute(machine, args[0], args[1].value, args[2], node)
    return Const(node, None)


def _vars(machine: Machine, args: Sequence[Value], arguments: Arguments, node: syntax.Node) -> Value:
    if len(args) == 1 and isinstance(args[0], (Instance, Class)):
        return namespaces.dictionary(args[0], node)
    return machine.unknown(node)


def _globals(machine: Machine, args: Sequence[Value], arguments: Arguments, node: syntax.Node) -> Value:
    return namespaces.dictionary(Builtin(node, "globals"), node)


def _exec(machine: Machine, args: Sequence[Value], arguments: Arguments, node: syntax.Node) -> Value:
    if len(args) == 1 or (args and not isinstance(args[1], DictRef)):  # otherwise it has names of its own
        text = args[0].value if isinstance(args[0], Const) else None
        namespaces.execute(machine, text if isinstance(text, str) else None, node)
    return Const(node, None)


def _open(machine: Machine, args: Sequence[Value], arguments: Arguments, node: syntax.Node) -> Value:
    return machine.unknown(node, "it is read from a file")


def _input(machine: Machine, args: Sequence[Value], arguments: Arguments, node: syntax.Node) -> Value:
    return machine.unknown(node, "it is typed in by the user")


def _sum(machine: Machine, args: Sequence[Value], arguments: Arguments, node: syntax.Node) -> Value:
    """Of numbers that are not all known, what is known of their sum."""
    from keraslint.interpreter.expressions import items_of

    given = items_of(machine, args[0]) if len(args) == 1 and isinstance(args[0], (ListRef, Tuple)) else None
    items = [machine.resolve(item) for item in given or ()]
    if not items or len(items) > MAX_SUMMED or all(isinstance(item, Const) for item in items):
        return _plain(sum)(machine, args, arguments, node)
    total = items[0]
    for item in items[1:]:
        total = operators.binary(machine, node, syntax.Add, total, item, in_place=False)
    return total


_ROUND: Final = _elementwise(lambda array: replace(elementwise.unary("round", array), dtype="int64"), round)

BUILTINS: Final[dict[str, Call]] = {
    "range": _range,
    "len": _length,
    "list": _list,
    "tuple": _tuple,
    "set": _set,
    "frozenset": _set,
    "dict": _dict,
    "enumerate": _enumerate,
    "zip": _zip,
    "map": _map,
    "reversed": _reversed,
    "iter": _iter,
    "next": _next,
    "int": _integer,
    "float": _float,
    "str": _plain(str),
    "bool": kinds.as_bool,
    "abs": _elementwise(lambda array: elementwise.unary("abs", array), abs),
    "round": _round,
    "max": _plain(max),
    "min": _plain(min),
    "sum": _sum,
    "sorted": _plain(sorted),
    "divmod": _plain(divmod),
    "any": _plain(any),
    "all": _plain(all),
    "isinstance": kinds.is_instance,
    "issubclass": kinds.is_subclass,
    "type": kinds.type_of,
    "callable": kinds.is_callable,
    "super": _super,
    "getattr": _getattr,
    "setattr": _setattr,
    "vars": _vars,
    "globals": _globals,
    "exec": _exec,
    "print": _nothing,
    "open": _open,
    "input": _input,
    **dict.fromkeys(
        (
            "filter id hash dir hasattr object Exception "
            "ValueError TypeError KeyError RuntimeError NotImplementedError ImportError OSError StopIteration eval "
            "repr ord chr bin hex oct bytes bytearray slice staticmethod classmethod property locals"
        ).split(),
        _ignore,
    ),
}
