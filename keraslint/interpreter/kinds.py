"""What sort of thing a value is: ``isinstance``, ``type``, ``callable``, ``bool``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from keraslint.interpreter import models
from keraslint.interpreter.arrays import content, sort_of
from keraslint.interpreter.operators import key_of
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
    Scalar,
    TableValue,
    Tuple,
    Unknown,
    Value,
)
from keraslint.keras_api import names
from keraslint.source import syntax

if TYPE_CHECKING:
    from keraslint.interpreter.machine import Machine

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
_PLAIN: Final = (Const, ListRef, Tuple, DictRef, Function)
_DATA: Final = frozenset({"numpy.ndarray", "pandas.DataFrame", "pandas.Series", "tensorflow.Tensor", "torch.Tensor"})
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
        if len(known) == len(found):
            return Const(node, False)
        return Unknown(node, ("isinstance", key_of(value), *(key_of(machine.resolve(each)) for each in kind.items)))
    outcome: bool | None = None
    if isinstance(kind, Builtin) and kind.name in _TYPES:
        outcome = _is_builtin(machine, value, kind.name)
    elif isinstance(kind, Library):
        outcome = _is_of_library(machine, value, kind)
    elif isinstance(kind, Class):
        outcome = _is_of_file(value, kind)
    return Unknown(node, ("isinstance", key_of(value), key_of(kind))) if outcome is None else Const(node, outcome)


def _is_builtin(machine: Machine, value: Value, kind: str) -> bool | None:
    if isinstance(value, Const):
        return None if isinstance(value, Scalar) else isinstance(value.value, _TYPES[kind])
    for container, name in _CONTAINERS:
        if isinstance(value, container):
            return kind == name
    if isinstance(value, ArrayValue) and content(machine, value).rank:
        sort = sort_of(value)
        return kind == sort if sort or kind not in ("list", "tuple", "set") else None
    return None


def _is_of_file(value: Value, kind: Class) -> bool | None:
    """What has a base that is not known, or a metaclass, may be of a kind in other ways."""
    own = value.cls if isinstance(value, Instance) else None
    if own is not None and any(each.scope == kind.scope for each in (own, *own.ancestors)):
        return True
    if kind.library == "?" or (isinstance(kind.node, syntax.ClassDef) and kind.node.keywords):
        return None
    return False if isinstance(value, _PLAIN) or (own is not None and own.library != "?") else None


def _is_of_library(machine: Machine, value: Value, kind: Library) -> bool | None:
    """A layer of another class may be of a class below; a model is no layer of Keras's own."""
    found = names.resolve(kind.path)
    name = None if found is None else found.canonical
    if found is not None and found.category in ("layer", "model") and isinstance(value, (*_PLAIN, ArrayValue)):
        return False
    if kind.path in _DATA:
        return _is_data(value, kind.path)
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


def _is_data(value: Value, kind: str) -> bool | None:
    """An array may be numpy's, a tensor, or a frame that numpy made of a frame."""
    if isinstance(value, TableValue):
        own = {"frame": "pandas.DataFrame", "series": "pandas.Series"}.get(value.kind)
        return None if own is None else own == kind
    if isinstance(value, ArrayValue):
        sort = sort_of(value)
        return None if sort is None else kind == f"numpy.{sort}"
    return False if isinstance(value, (*_PLAIN, LayerValue, ModelRef)) else None


def is_subclass(machine: Machine, args: Sequence[Value], arguments: Arguments, node: syntax.Node) -> Value:
    """``issubclass(cls, kind)``: of the file, or both of Keras."""
    cls, kind = args if len(args) == 2 else (None, None)
    if isinstance(cls, Class) and isinstance(kind, Class) and kind in (cls, *cls.ancestors):
        return Const(node, True)
    if isinstance(cls, Library) and isinstance(kind, Library):
        below, above = names.resolve(cls.path), names.resolve(kind.path)
        if below is not None and above is not None and below.category in ("layer", "model"):
            over = {below.canonical, "Layer", *(("Model",) if below.category == "model" else ())}
            if above.canonical in over:
                return Const(node, True)
    return machine.unknown(node)


def type_of(machine: Machine, args: Sequence[Value], arguments: Arguments, node: syntax.Node) -> Value:
    """``type(value)``."""
    value = args[0] if len(args) == 1 else None
    if isinstance(value, Const) and not isinstance(value, Scalar) and type(value.value).__name__ in _TYPES:
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
    if isinstance(value, Library) and (found := names.resolve(value.path)) is not None:
        return Const(node, found.is_callable)
    if isinstance(value, (Function, Bound, Partial, Class, Builtin, LayerValue, ModelRef)):
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
