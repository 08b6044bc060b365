"""What sort of thing a value is: ``isinstance``, ``type``, ``callable``, ``bool``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from keraslint.interpreter import models
from keraslint.interpreter.arrays import content
from keraslint.interpreter.values import (
    Arguments,
    ArrayValue,
    Bound,
    Builtin,
    Class,
    Const,
    DictRef,
    Function,
    Instance,
    KerasObject,
    LayerValue,
    Library,
    ListRef,
    ModelRef,
    Partial,
    Tuple,
    Unknown,
    Value,
)
from keraslint.keras_api import names

if TYPE_CHECKING:
    from keraslint.interpreter.machine import Machine
    from keraslint.source import syntax

_TYPES: Final[dict[str, type]] = {
    "int": int,
    "float": float,
    "str": str,
    "bool": bool,
    "list": list,
    "tuple": tuple,
    "dict": dict,
    "set": set,
    "bytes": bytes,
}
_CONTAINERS: Final[tuple[tuple[type[Value], str], ...]] = ((ListRef, "list"), (Tuple, "tuple"), (DictRef, "dict"))


def is_instance(machine: Machine, args: Sequence[Value], arguments: Arguments, node: syntax.Node) -> Value:
    """``isinstance(value, kind)``, and with several kinds in a tuple."""
    if len(args) != 2:
        return machine.unknown(node)
    value, kind = args
    if isinstance(kind, Tuple):
        found = [is_instance(machine, (value, machine.resolve(each)), arguments, node) for each in kind.items]
        known = [one.value for one in found if isinstance(one, Const)]
        if True in known:
            return Const(node, True)
        return Const(node, False) if len(known) == len(found) else machine.unknown(node)
    outcome: bool | None = None
    if isinstance(kind, Builtin) and kind.name in _TYPES:
        if isinstance(value, Unknown):
            return Unknown(node, ("isinstance", value.key, kind.name))
        outcome = _is_builtin(machine, value, kind.name)
    elif isinstance(kind, Library):
        outcome = _is_of_keras(machine, value, kind)
    return machine.unknown(node) if outcome is None else Const(node, outcome)


def _is_builtin(machine: Machine, value: Value, kind: str) -> bool | None:
    if isinstance(value, Const):
        return isinstance(value.value, _TYPES[kind])
    for container, name in _CONTAINERS:
        if isinstance(value, container):
            return kind == name
    if isinstance(value, ArrayValue) and content(machine, value).rank:
        return False
    return None


def _is_of_keras(machine: Machine, value: Value, kind: Library) -> bool | None:
    """A layer of another class may be of a class below; a model is no layer of Keras's own."""
    found = names.resolve(kind.path)
    name = None if found is None else found.canonical
    if isinstance(value, LayerValue):
        if name in ("Model", "Sequential"):
            return False
        return True if name in ("Layer", value.layer.name) else None
    if isinstance(value, ModelRef):
        if name in ("Model", "Layer"):
            return True
        if name == "Sequential" and value.cls is None:
            kinds = {"sequential": True, "functional": False, "application": False}
            return kinds.get(models.get(machine, value).kind)
    return None


def type_of(machine: Machine, args: Sequence[Value], arguments: Arguments, node: syntax.Node) -> Value:
    """``type(value)``."""
    value = args[0] if len(args) == 1 else None
    if isinstance(value, Const) and type(value.value).__name__ in _TYPES:
        return Builtin(node, type(value.value).__name__)
    for container, name in _CONTAINERS:
        if isinstance(value, container):
            return Builtin(node, name)
    if isinstance(value, Instance):
        return value.cls
    return Library(node, value.layer.path) if isinstance(value, LayerValue) else machine.unknown(node)


def is_callable(machine: Machine, args: Sequence[Value], arguments: Arguments, node: syntax.Node) -> Value:
    """``callable(value)``."""
    value = args[0] if len(args) == 1 else None
    if isinstance(value, (Const, ListRef, Tuple, DictRef, ArrayValue)):
        return Const(node, False)
    of_keras = isinstance(value, Library) and names.resolve(value.path) is not None
    if of_keras or isinstance(value, (Function, Bound, Partial, Class, Builtin, LayerValue, ModelRef)):
        return Const(node, True)
    if isinstance(value, KerasObject) and value.call.category in ("loss", "metric", "initializer", "regularizer"):
        return Const(node, True)
    return machine.unknown(node)


def as_bool(machine: Machine, args: Sequence[Value], arguments: Arguments, node: syntax.Node) -> Value:
    """``bool(value)``."""
    from keraslint.interpreter.expressions import truth

    if len(args) != 1:
        return machine.unknown(node)
    outcome = truth(machine, args[0])
    return Const(node, outcome) if isinstance(outcome, bool) else Unknown(node, outcome)
