"""Calls: what is called, and with what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from keraslint.interpreter import (
    builtins,
    containers,
    data,
    definitions,
    layers,
    libraries,
    models,
    namespaces,
    renewal,
    unseen,
)
from keraslint.interpreter.values import (
    Arguments,
    ArrayValue,
    Bound,
    Builtin,
    Class,
    Const,
    DatasetValue,
    DictRef,
    ElementValue,
    Function,
    Instance,
    LayerValue,
    Library,
    LibraryObject,
    ListRef,
    Method,
    ModelRef,
    Partial,
    TableValue,
    Unknown,
    Value,
)
from keraslint.program import Call

if TYPE_CHECKING:
    from keraslint.interpreter.machine import Machine
    from keraslint.source import syntax


def call(machine: Machine, function: Value, arguments: Arguments, node: syntax.Node) -> Value:
    """The value of calling ``function`` on this path."""
    if isinstance(function, Library):
        return libraries.call(machine, function, arguments, node)
    if isinstance(function, Function):
        return definitions.call_function(machine, function, arguments, node)
    if isinstance(function, Bound):
        return definitions.call_bound(machine, function, arguments, node)
    if isinstance(function, Method):
        return _method(machine, function, arguments, node)
    if isinstance(function, Builtin):
        return builtins.call(machine, function.name, arguments, node)
    if isinstance(function, Class):
        return definitions.instantiate(machine, function, arguments, node)
    if isinstance(function, LayerValue):
        return layers.call_layer(machine, function, arguments, node)
    if isinstance(function, ModelRef):
        own = definitions.member(machine, function.cls, "__call__") if function.cls else None
        if not isinstance(own, Function):
            return models.call_model(machine, function, arguments, node)
        return definitions.call_bound(machine, Bound(node, function, own), arguments, node)
    if isinstance(function, Partial):
        return call(machine, function.function, combined(function.arguments, arguments), node)
    if isinstance(function, Instance):
        return _instance(machine, function, arguments, node)
    if isinstance(function, Unknown) and isinstance(function.key, tuple) and function.key[0] == "attr":
        found = data.method_of_unknown(machine, function.key[1], function.key[2], arguments, node)
        if found is not None:
            return found
    for passed in (*arguments.positional, *arguments.keywords.values()):
        models.escape(machine, passed.value, "escaped", node)
    unseen.lend(machine, arguments)
    if isinstance(function, Unknown):
        unseen.lend_receiver(machine, function)
        renewal.by_method(machine, function)
        return machine.unknown(node, function.why)
    return machine.unknown(node)


def combined(first: Arguments, second: Arguments) -> Arguments:
    """The arguments of a ``partial`` and those of its call."""
    return Arguments(
        (*first.positional, *second.positional),
        {**first.keywords, **second.keywords},
        first.complete and second.complete,
    )


def _instance(machine: Machine, function: Instance, arguments: Arguments, node: syntax.Node) -> Value:
    own = definitions.member(machine, function.cls, "__call__")
    if isinstance(own, Function):
        return definitions.call_bound(machine, Bound(node, function, own), arguments, node)
    for passed in (*arguments.positional, *arguments.keywords.values()):
        models.escape(machine, passed.value, "escaped", node)
    return machine.unknown(node, f"it is what `{function.cls.name}` returns")


def _method(machine: Machine, function: Method, arguments: Arguments, node: syntax.Node) -> Value:
    receiver, name = function.receiver, function.name
    if isinstance(receiver, ModelRef):
        return models.call_method(machine, receiver, name, arguments, node)
    if isinstance(receiver, TableValue):
        receiver = machine.resolve(receiver)
        assert isinstance(receiver, TableValue)
        return libraries.call_method(machine, receiver.kind, receiver, name, arguments, node)
    if isinstance(receiver, (ArrayValue, DatasetValue, LibraryObject)):
        return libraries.call_method(machine, data.kind_of(receiver), receiver, name, arguments, node)
    if isinstance(receiver, ListRef):
        return containers.call_list_method(machine, receiver, name, arguments, node)
    if isinstance(receiver, DictRef):
        return containers.call_dict_method(machine, receiver, name, arguments, node)
    if isinstance(receiver, Const) and isinstance(receiver.value, str):
        return containers.call_string_method(machine, receiver.value, name, arguments, node)
    if isinstance(receiver, (Instance, Class, Builtin)) and name.startswith("__dict__."):
        return namespaces.call_method(machine, receiver, name.partition(".")[2], arguments, node)
    if isinstance(receiver, LayerValue) and name in ("build", "adapt"):
        layers.mark_built(machine, receiver)
    if isinstance(receiver, (LayerValue, ElementValue)):
        if name.endswith("_at"):
            layers.make_call(machine, Call, "method", name, f"keras.layers.Layer.{name}", arguments, node)
        return machine.unknown(node)
    for passed in (*arguments.positional, *arguments.keywords.values()):
        models.escape(machine, passed.value, "escaped", node)
    return machine.unknown(node)
