"""Expressions: what value they have on the current path."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from keraslint.arrays.indexing import some_classes
from keraslint.interpreter import attributes, calls, comprehensions, data, definitions, operators, subscripts, tables
from keraslint.interpreter.alike import weakened
from keraslint.interpreter.builtins import BUILTINS
from keraslint.interpreter.doubt import doubt
from keraslint.interpreter.guards import asked_of
from keraslint.interpreter.values import (
    Arguments,
    ArrayValue,
    Bound,
    Builtin,
    Const,
    DictRef,
    Instance,
    Integer,
    Key,
    Library,
    ListRef,
    Passed,
    Range,
    TableValue,
    Tuple,
    Unknown,
    Value,
)
from keraslint.source import syntax

if TYPE_CHECKING:
    from keraslint.interpreter.machine import Machine

MAX_ITEMS: Final = 4096
# Data that is written out takes no steps.
_FREE: Final = frozenset(
    {syntax.Integer, syntax.Float, syntax.SimpleString, syntax.UnaryOperation, syntax.List, syntax.Tuple}
)


def evaluate(machine: Machine, node: syntax.Node) -> Value:
    """The value of an expression; a ``Choice`` where it differs by path and nothing here needs to know."""
    kind = type(node)
    handler = _HANDLERS.get(kind)
    if handler is None or not (kind in _FREE or machine.spend()):
        return machine.unknown(node)
    value = handler(machine, node)
    if type(value) is Unknown and type(value.key) is tuple:
        short = machine.short(value.key)
        return value if short is value.key else Unknown(value.node, short, value.why)
    return value


def known(machine: Machine, node: syntax.Node) -> Value:
    """The value of an expression on this path."""
    return machine.resolve(evaluate(machine, node))


# Literals


def _integer(machine: Machine, node: syntax.Integer) -> Value:
    value = node.value
    if value is None or value.bit_length() > operators.MAX_BITS:
        return machine.unknown(node)
    return Const(node, value)


def _constant(machine: Machine, node: syntax.Float | syntax.SimpleString) -> Value:
    return Const(node, node.value)


def _formatted(machine: Machine, node: syntax.FormattedString) -> Value:
    parts: list[str] = []
    for part in node.parts:
        if isinstance(part, syntax.FormattedStringText):
            parts.append(part.value)
            continue
        value = known(machine, part.expression)
        if not isinstance(value, Const) or part.format_spec is not None or part.conversion is not None:
            return machine.unknown(node)
        parts.append(str(value.value))
    if sum(map(len, parts)) > operators.MAX_TEXT:
        return machine.unknown(node)
    return Const(node, "".join(parts))


def _name(machine: Machine, node: syntax.Name) -> Value:
    name = node.value
    found = machine.lookup(name)
    if found is not None:
        return found
    if name in _CONSTANTS:
        return Const(node, _CONSTANTS[name])
    if name in BUILTINS:
        return Builtin(node, name)
    if machine.assume_keras and (path := assumed(name)) is not None:
        return Library(node, path)
    return Unknown(node, ("name", machine.frame.scopes[-1], name), f"`{name}` is not defined in this file")


def assumed(name: str) -> str | None:
    """The Keras path that a name without any import most likely means (``--assume-keras``)."""
    from keraslint.keras_api import names

    if name == "keras":
        return "keras"
    if name == "tf":
        return "tensorflow"
    for module in ("keras.layers", "keras.models", "keras.optimizers", "keras.callbacks", "keras.utils"):
        if name in names.exports(module):
            return f"{module}.{name}"
    return name if name in ("keras.layers",) else {"layers": "keras.layers", "models": "keras.models"}.get(name)


_CONSTANTS: dict[str, object] = {
    "True": True,
    "False": False,
    "None": None,
    "Ellipsis": ...,
    "__name__": "__main__",
    "__debug__": True,
}


# Displays


def elements(machine: Machine, nodes: Sequence[syntax.BaseElement]) -> tuple[tuple[Value, ...], str | None]:
    """The items of a display, and why there may be others, if there may."""
    items: list[Value] = []
    because: str | None = None
    if nodes:
        machine.charge(len(nodes), once=nodes[0])
    for element in nodes:
        if isinstance(element, syntax.StarredElement):
            inner = items_of(machine, known(machine, element.value))
            if inner is None:
                because = "a list of unknown content is unpacked into it"
            elif len(items) + len(inner) > operators.MAX_ITEMS:
                because = operators.TOO_MANY
            else:
                items.extend(inner)
        else:
            items.append(evaluate(machine, element.value))
    return tuple(items), because


def _tuple(machine: Machine, node: syntax.Tuple) -> Value:
    items, because = elements(machine, node.elements)
    return Tuple(node, items) if because is None else machine.unknown(node, because)


def _list(machine: Machine, node: syntax.List) -> Value:
    items, because = elements(machine, node.elements)
    return machine.new_list(node, items, because)


def _set(machine: Machine, node: syntax.Set) -> Value:
    elements(machine, node.elements)
    return machine.unknown(node)


def _dict(machine: Machine, node: syntax.Dict) -> Value:
    from keraslint.interpreter.containers import NO_KEY, constant_key, dict_record

    items: dict[object, Value] = {}
    because: str | None = None
    for element in node.elements:
        if isinstance(element, syntax.DictElement):
            key = constant_key(known(machine, element.key))
            value = evaluate(machine, element.value)
            if key is NO_KEY:
                because = "it has keys that are not known"
            else:
                items[key] = value
        elif isinstance(element, syntax.StarredDictElement):
            inner = known(machine, element.value)
            if isinstance(inner, DictRef) and (record := dict_record(machine, inner)).open_because is None:
                items.update(record.items)
            else:
                because = "a dict of unknown content is unpacked into it"
    return machine.new_dict(node, items, because)


# Operators


def binary(
    machine: Machine, node: syntax.Node, operator: type[syntax.Node], left: Value, right: Value, in_place: bool = False
) -> Value:
    """``left operator right``; ``operator`` is the class of the operator's node."""
    left, right = machine.resolve(left), machine.resolve(right)
    if isinstance(left, Instance):
        own = definitions.operator_method(machine, left, operator, in_place)
        if own is not None:
            return definitions.call_bound(machine, Bound(node, left, own), Arguments((Passed(right, None),)), node)
    return operators.binary(machine, node, operator, left, right, in_place)


def _binary(machine: Machine, node: syntax.BinaryOperation) -> Value:
    left, right = evaluate(machine, node.left), evaluate(machine, node.right)
    return binary(machine, node, type(node.operator), left, right)


def _unary(machine: Machine, node: syntax.UnaryOperation) -> Value:
    value = known(machine, node.expression)
    if isinstance(node.operator, syntax.Not):
        outcome = truth(machine, value)
        return Const(node, not outcome) if isinstance(outcome, bool) else Unknown(node, ("not", outcome))
    return operators.unary(machine, node, type(node.operator), value)


def _boolean(machine: Machine, node: syntax.BooleanOperation) -> Value:
    left = known(machine, node.left)
    outcome = truth(machine, left)
    conjunction = isinstance(node.operator, syntax.And)
    if isinstance(outcome, bool):
        return evaluate(machine, node.right) if outcome is conjunction else left
    decided = machine.decide(outcome)
    if decided is not None:
        return evaluate(machine, node.right) if decided is conjunction else left
    right = known(machine, node.right)
    right_truth = truth(machine, right)
    if isinstance(right_truth, bool):
        if right_truth is conjunction:  # `x and True`, `x or False`: as true as x
            return Unknown(node, outcome)
        return (
            Const(node, right_truth)
            if isinstance(right, Const) and isinstance(right.value, bool)
            else (machine.unknown(node))
        )
    return Unknown(node, ("and" if conjunction else "or", outcome, right_truth))


def _comparison(machine: Machine, node: syntax.Comparison) -> Value:
    """``a < b < c`` is ``a < b and b < c``; what comes after a comparison that fails is not evaluated."""
    left = known(machine, node.left)
    result: Value = Const(node, True)
    for comparison in node.comparisons:
        right = known(machine, comparison.comparator)
        each = operators.compare(machine, node, type(comparison.operator), left, right)
        if len(node.comparisons) == 1:
            return each
        outcome, before = truth(machine, each), truth(machine, result)
        if outcome is False:
            return Const(node, False)
        if before is True:
            result = each
        elif outcome is not True:
            result = Unknown(node, ("and", before, outcome))
        left = right
    return result


def _conditional(machine: Machine, node: syntax.IfExp) -> Value:
    outcome = truth(machine, evaluate(machine, node.test))
    chosen = not isinstance(outcome, bool)
    if not isinstance(outcome, bool):
        doubt(machine, node.test, node.body, node.orelse)
        outcome = machine.test(outcome)
    with machine.catching(asked_of(machine, node.test)):
        found = evaluate(machine, node.body if outcome else node.orelse)
    single = isinstance(found, Integer) or (isinstance(found, ArrayValue) and found.array.shape == ())
    return weakened(found, some_classes) if chosen and single else found


def truth(machine: Machine, value: Value) -> bool | Key:
    """Whether a value is true: known, or the key of the open test."""
    value = machine.resolve(value)
    found = operators.truth(machine, value)
    if found is not None:
        return found
    return operators.key_of(value) if isinstance(value, (Unknown, Library)) else ("truth", machine.fresh())


# Calls and the rest


def passed(machine: Machine, nodes: Sequence[syntax.Arg]) -> Arguments:
    """The arguments of a call, ``*`` and ``**`` unpacked where their content is known."""
    from keraslint.interpreter.containers import dict_record

    positional: list[Passed] = []
    keywords: dict[str, Passed] = {}
    complete, spread = True, None
    for arg in nodes:
        if arg.star == "*":
            starred = known(machine, arg.value)
            items = items_of(machine, starred)
            if items is None or len(positional) + len(items) > operators.MAX_ITEMS:
                complete, spread = False, starred
            else:
                positional.extend(Passed(item, arg) for item in items)
        elif arg.star == "**":
            value = known(machine, arg.value)
            record = dict_record(machine, value) if isinstance(value, DictRef) else None
            if record is None or record.open_because is not None:
                complete = False
            if record is not None:
                keywords.update({str(key): Passed(item, arg) for key, item in record.items.items()})
        elif arg.keyword is not None:
            keywords[arg.keyword.value] = Passed(evaluate(machine, arg.value), arg)
        elif complete:
            positional.append(Passed(evaluate(machine, arg.value), arg))
        else:  # behind *args of unknown length: no telling which parameter it is
            evaluate(machine, arg.value)
    return Arguments(tuple(positional), keywords, complete, spread)


def _call(machine: Machine, node: syntax.Call) -> Value:
    function = known(machine, node.func)
    return calls.call(machine, function, passed(machine, node.args), node)


def _attribute(machine: Machine, node: syntax.Attribute) -> Value:
    return attributes.get_attribute(machine, known(machine, node.value), node.attr.value, node)


def _lambda(machine: Machine, node: syntax.Lambda) -> Value:
    from keraslint.interpreter.definitions import lambda_

    return lambda_(machine, node)


def _subscript(machine: Machine, node: syntax.Subscript) -> Value:
    return subscripts.subscript(machine, known(machine, node.value), node)


def subscript_index(machine: Machine, node: syntax.Subscript) -> Value | None:
    """The one plain index of a subscript; ``None`` for slices and several."""
    if len(node.slice) == 1 and isinstance(node.slice[0].slice, syntax.Index):
        return known(machine, node.slice[0].slice.value)
    return None


def _walrus(machine: Machine, node: syntax.NamedExpr) -> Value:
    value = evaluate(machine, node.value)
    if isinstance(node.target, syntax.Name):
        machine.bind(node.target.value, value)
    return value


def _await(machine: Machine, node: syntax.Await) -> Value:
    return evaluate(machine, node.expression)


def _yield(machine: Machine, node: syntax.Yield) -> Value:
    if isinstance(node.value, syntax.Node) and not isinstance(node.value, syntax.From):
        value = evaluate(machine, node.value)
        if machine.frame.yields is not None:
            machine.frame.yields.append(value)
    elif isinstance(node.value, syntax.From) and machine.frame.yields is not None:
        evaluate(machine, node.value.item)
        machine.frame.yields.append(machine.unknown(node))
    return machine.unknown(node)


def _ellipsis(machine: Machine, node: syntax.Ellipsis) -> Value:
    return Const(node, ...)


# Iteration


def items_of(machine: Machine, value: Value) -> Sequence[Value] | None:
    """The items of an iterable of known length, ``None`` where they cannot be told."""
    found = _items(machine, value)
    if found is not None:
        machine.charge(len(found))
    return found


def _items(machine: Machine, value: Value) -> Sequence[Value] | None:
    from keraslint.interpreter.containers import dict_record, list_record

    if isinstance(value, Tuple):
        return value.items
    if isinstance(value, ListRef):
        record = list_record(machine, value)
        return None if record.open_because is not None else record.items
    if isinstance(value, DictRef):
        found = dict_record(machine, value)
        return None if found.open_because is not None else [Const(value.node, key) for key in found.items]
    if isinstance(value, Range):
        return [Const(value.node, number) for number in value.range] if len(value.range) <= MAX_ITEMS else None
    if isinstance(value, Const) and isinstance(value.value, (str, bytes)):
        text = value.value
        return [Const(value.node, part) for part in text] if len(text) <= MAX_ITEMS else None
    if isinstance(value, TableValue):
        return tables.items(machine, value)
    if isinstance(value, ArrayValue):
        return data.items(machine, value)
    return None


def iterate(machine: Machine, value: Value, node: syntax.Node) -> Sequence[Value] | None:
    """The items that a loop over ``value`` goes through."""
    return items_of(machine, machine.resolve(value))


_HANDLERS: dict[type[syntax.Node], Callable[..., Value]] = {
    syntax.Name: _name,
    syntax.Attribute: _attribute,
    syntax.Call: _call,
    syntax.Integer: _integer,
    syntax.Float: _constant,
    syntax.SimpleString: _constant,
    syntax.FormattedString: _formatted,
    syntax.Tuple: _tuple,
    syntax.List: _list,
    syntax.Set: _set,
    syntax.Dict: _dict,
    syntax.BinaryOperation: _binary,
    syntax.UnaryOperation: _unary,
    syntax.BooleanOperation: _boolean,
    syntax.Comparison: _comparison,
    syntax.IfExp: _conditional,
    syntax.Lambda: _lambda,
    syntax.Subscript: _subscript,
    syntax.ListComp: comprehensions.list_comprehension,
    syntax.GeneratorExp: comprehensions.generator,
    syntax.SetComp: comprehensions.set_comprehension,
    syntax.DictComp: comprehensions.dict_comprehension,
    syntax.NamedExpr: _walrus,
    syntax.Await: _await,
    syntax.Yield: _yield,
    syntax.Ellipsis: _ellipsis,
}
