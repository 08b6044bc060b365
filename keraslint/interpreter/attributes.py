"""Attributes: reading and setting them, and the parts of values that are not known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from keraslint.diagnostic import Origin
from keraslint.interpreter import data, definitions, layers, models, namespaces, operators, renewal, tables
from keraslint.interpreter.guards import OF_ATTRIBUTES
from keraslint.interpreter.state import MISSING
from keraslint.interpreter.values import (
    Arguments,
    ArrayValue,
    Bound,
    Class,
    Const,
    DatasetValue,
    DictRef,
    ElementValue,
    Function,
    Instance,
    Integer,
    KerasObject,
    LayerValue,
    Library,
    LibraryObject,
    ListRef,
    Method,
    ModelRef,
    Passed,
    Super,
    TableValue,
    Tensor,
    Tuple,
    Unknown,
    Value,
)
from keraslint.keras_api import names
from keraslint.keras_api import tables as keras_tables
from keraslint.keras_api.removed_attributes import removed_attributes
from keraslint.program import Access
from keraslint.shapes import Dim, Symbol
from keraslint.source import syntax

if TYPE_CHECKING:
    from keraslint.interpreter.machine import Machine


def get_attribute(machine: Machine, value: Value, name: str, node: syntax.Node) -> Value:
    """``value.name`` of a value on this path."""
    if isinstance(value, Library):
        known = names.resolve(value.path) if name == "__name__" else None
        return Library(node, f"{value.path}.{name}") if known is None else Const(node, known.canonical)
    _note_former(machine, value, name, node)
    if isinstance(value, Unknown):
        return Unknown(node, renewal.attribute_key(value.key, name), value.why)
    if isinstance(value, Instance):
        return _of_instance(machine, value, name, node)
    if isinstance(value, ModelRef):
        if value.cls is not None and (found := _own(machine, value, value.id, value.cls, name, node)) is not None:
            return found
        return models.get_attribute(machine, value, name, node)
    if isinstance(value, LayerValue):
        return layers.get_attribute(machine, value, name, node)
    if isinstance(value, Tensor):
        if name == "shape" and isinstance(value.shape, tuple):
            return Tuple(node, tuple(dim_value(machine, dim, node) for dim in value.shape))
        return Unknown(node, ("attr", value, name))
    if isinstance(value, Class):
        found = definitions.member(machine, value, name)
        if found is None and name == "__name__":
            return Const(node, value.name)
        if found is None:
            return Unknown(node, ("attr", value.scope, name))
        return Bound(node, value, found) if isinstance(found, Function) and found.kind == "class" else found
    if isinstance(value, Super):
        return _of_super(machine, value, name, node)
    if isinstance(value, TableValue):
        return tables.get_attribute(machine, value, name, node)
    if isinstance(value, Method) and isinstance(value.receiver, TableValue):
        return tables.accessor(machine, value, name, node)
    if isinstance(value, (ArrayValue, DatasetValue, LibraryObject)):
        return data.get_attribute(machine, value, name, node)
    if (holder := namespaces.holder_of(value)) is not None:
        return Method(node, holder, f"__dict__.{name}")
    if isinstance(value, (ListRef, DictRef, Const, KerasObject, ElementValue)):
        return Method(node, value, name)
    if isinstance(value, Function) and name == "__name__":
        return Const(node, value.name)
    return machine.unknown(node)


def _note_former(machine: Machine, value: Value, name: str, node: syntax.Node) -> None:
    """Keep the use of an attribute that Keras 3 no longer has."""
    kind = _kind(machine, value)
    if kind is None or (kind, name) not in removed_attributes() or not isinstance(node, syntax.Attribute):
        return
    if isinstance(value, (Instance, ModelRef)) and _defined(machine, value, name):
        return
    if _kept(machine, value, name):
        return
    model = models.snapshot(machine, value) if isinstance(value, ModelRef) else None
    tentative = not OF_ATTRIBUTES.isdisjoint(machine.caught)
    machine.note(Access(kind, name, Origin(node), Origin(node.value), model, tentative))


def _kept(machine: Machine, value: Value, name: str) -> bool:
    """Whether the object's own kind has it still: ``output_names`` of a functional model, ``stateful`` of an RNN."""
    if isinstance(value, LayerValue):
        cls = keras_tables.keras_class(value.layer.name, "layer", 3)
        return cls is not None and cls.parameter(name) is not None
    if isinstance(value, ModelRef):
        kind = models.get(machine, value).kind
        classes = {"sequential": ("Sequential",), "functional": ("Model",), "application": ("Model",)}
        possible = classes.get(kind, ("Sequential", "Model"))
        return any(name in keras_tables.attributes(cls, 3) for cls in possible)
    return isinstance(value, Instance) and name in keras_tables.attributes("Model", 3)


def _defined(machine: Machine, value: Instance | ModelRef, name: str) -> bool:
    """Whether the file itself gives the object an attribute of that name."""
    if machine.state.get((value.id, name)) is not MISSING:
        return True
    return isinstance(value, Instance) and definitions.member(machine, value.cls, name) is not None


def _kind(machine: Machine, value: Value) -> str | None:
    """What sort of Keras object it certainly is, by the names in ``removed_attributes``."""
    if isinstance(value, (ModelRef, Instance)):
        cls = value.cls
        if isinstance(value, ModelRef):
            return "Model" if cls is None else None
        return cls.library if cls is not None and cls.library in ("Model", "Layer") else None
    if isinstance(value, (LayerValue, ElementValue)):
        return "Layer"
    if isinstance(value, KerasObject):
        return "Optimizer" if value.call.category == "optimizer" else None
    if isinstance(value, Unknown) and isinstance(value.key, tuple) and value.key[0] == "attr":
        return "Optimizer" if value.key[1] in machine.models and value.key[2:] == ("optimizer",) else None
    return None


def dim_value(machine: Machine, dim: Dim, node: syntax.Node) -> Value:
    """A dimension of a shape as a value."""
    return Integer(node, dim) if isinstance(dim, Symbol) else Const(node, dim)


def _of_instance(machine: Machine, value: Instance, name: str, node: syntax.Node) -> Value:
    if name == "__dict__":
        return namespaces.dictionary(value, node)
    found = _own(machine, value, value.id, value.cls, name, node)
    if found is None and not name.startswith("__"):
        fallback = definitions.member(machine, value.cls, "__getattr__")
        if isinstance(fallback, Function):
            return definitions.call_bound(
                machine, Bound(node, value, fallback), Arguments((Passed(Const(node, name), None),)), node
            )
    return Unknown(node, ("attr", value.id, name)) if found is None else found


def _own(machine: Machine, value: Value, identity: int, cls: Class, name: str, node: syntax.Node) -> Value | None:
    """What the instance itself, or its class in the file, has under the name."""
    found = machine.state.get((identity, name))
    if found is not MISSING:
        return machine.resolve(found)  # type: ignore[arg-type]
    inherited = definitions.member(machine, cls, name)
    if inherited is None:
        return None
    return bind(machine, value, machine.resolve(inherited), node)


def bind(machine: Machine, receiver: Value, found: Value, node: syntax.Node) -> Value:
    """A member of a class as its instance gives it."""
    if not isinstance(found, Function) or found.kind == "static":
        return found
    bound = Bound(node, receiver, found)
    return definitions.call_bound(machine, bound, Arguments(), node) if found.kind == "property" else bound


def _of_super(machine: Machine, value: Super, name: str, node: syntax.Node) -> Value:
    for base in value.cls.bases:
        if isinstance(base, Class) and (found := definitions.member(machine, base, name)) is not None:
            return bind(machine, value.receiver, machine.resolve(found), node)
    if isinstance(value.receiver, ModelRef):
        return Method(node, value.receiver, name)
    return machine.unknown(node)


def set_attribute(machine: Machine, receiver: Value, name: str, value: Value, target: syntax.Node) -> None:
    """``receiver.name = value``; ``target`` is where that is written."""
    if not isinstance(receiver, (Instance, ModelRef)):  # those may have attributes of their own
        _note_former(machine, receiver, name, target)
    if isinstance(receiver, Instance) and name == "__dict__":
        namespaces.forget(machine, receiver)
    elif isinstance(receiver, Instance):
        setter = definitions.member(machine, receiver.cls, f"{name}.setter")
        if isinstance(setter, Function):
            given = Arguments((Passed(value, None),))
            definitions.call_bound(machine, Bound(target, receiver, setter), given, target)
            return
        machine.state.set((receiver.id, name), value)
        if receiver.cls.library in ("Layer", "Model", "?"):
            models.escape(machine, value, "attribute", target)
    elif isinstance(receiver, ModelRef):
        if name == "trainable":
            models.set_trainable(machine, receiver, value, target)
        else:
            machine.state.set((receiver.id, name), value)
            models.escape(machine, value, "attribute", target)
    elif isinstance(receiver, LayerValue) and name == "trainable":
        layers.set_trainable(machine, receiver, value, target)
    elif isinstance(receiver, LayerValue):
        machine.rewritten.add(receiver.layer.uid)
        models.escape(machine, value, "escaped", target)
    elif isinstance(receiver, Class):
        machine.state.set((receiver.scope, name), value)
    elif isinstance(receiver, TableValue):
        from keraslint.interpreter.table_items import set_attribute as set_of_table

        set_of_table(machine, receiver, name, value)
    elif isinstance(receiver, ArrayValue):
        data.set_attribute(machine, receiver, name, value, target)
    else:
        if isinstance(receiver, Unknown):
            renewal.by_attribute(machine, receiver, name)
        models.escape(machine, value, "escaped", target)


def part(machine: Machine, value: Value, index: int, node: syntax.Node) -> Value:
    """One of the values that an unknown value unpacks into; parts of a shape are integers."""
    if isinstance(value, Unknown):
        if isinstance(value.key, tuple) and value.key[-1:] == ("shape",):
            return operators.integer(machine, node, ("item", value.key, index))
        return Unknown(node, renewal.item_key(value.key, index), value.why)
    if isinstance(value, ArrayValue):
        return data.row(machine, value, index, node)
    return machine.unknown(node)
