"""The layers of a Sequential: what may stand in its list, and what its ``layers`` gives back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from keraslint.diagnostic import Origin
from keraslint.interpreter.containers import list_record
from keraslint.interpreter.plain import plain
from keraslint.interpreter.values import (
    Arguments,
    Builtin,
    Class,
    Const,
    DictRef,
    ElementValue,
    Function,
    Instance,
    Integer,
    KerasObject,
    LayerValue,
    Library,
    ListRef,
    ModelRecord,
    ModelRef,
    Partial,
    Passed,
    Tensor,
    Tuple,
    Unknown,
    Value,
)
from keraslint.keras_api import names
from keraslint.program import Element, Layer, Misfit, Nested, Opaque
from keraslint.source import syntax

if TYPE_CHECKING:
    from keraslint.interpreter.machine import Machine

MAX_UNFOLDED: Final = 5000


def values_of(machine: Machine, passed: Passed, because: str | None) -> tuple[tuple[Value, ...], str | None]:
    """The values in the first argument of ``Sequential``, and why there may be others."""
    value = machine.resolve(passed.value)
    if isinstance(value, Tuple):
        return value.items, because
    if isinstance(value, ListRef):
        record = list_record(machine, value)
        return record.items, because or _reason(record.open_because)
    if isinstance(value, Const) and value.value is None:
        return (), because
    if isinstance(value, (LayerValue, ModelRef, Instance)):  # Keras 2 takes one layer without a list
        return (value,), because
    return (), because or f"its layers are not known ({_why(value)})"


def written_items(value: Value, count: int) -> Sequence[syntax.Node | None]:
    """Where the items of a list literal are written; ``None`` for each where the list was not written as one."""
    node = value.node
    if isinstance(node, (syntax.List, syntax.Tuple)) and len(node.elements) == count:
        return [element.value for element in node.elements]
    return [None] * count


def _reason(open_because: str | None) -> str | None:
    return None if open_because is None else f"its list of layers: {open_because}"


def _why(value: Value) -> str:
    return value.why if isinstance(value, Unknown) else "they are no list"


def element(machine: Machine, value: Value, node: syntax.Node) -> Element:
    """What stands in the stack for a value; ``node`` is where it is added."""
    origin = Origin(value.node or node)
    if isinstance(value, LayerValue):
        return value.layer
    if isinstance(value, ElementValue):
        return value.element
    if isinstance(value, ModelRef):
        from keraslint.interpreter.models import snapshot

        model = snapshot(machine, value)
        size = _unfolded(model.elements, MAX_UNFOLDED)
        machine.charge(size)
        if size > MAX_UNFOLDED:
            machine.limit("models are nested in models more often than is followed")
            return Opaque(value.id, "a model of too many models", origin)
        return Nested(value.id, model, Origin(node))
    if isinstance(value, Tensor):
        if value.source is not None and value.source.written == "Input":
            return value.source
        return Misfit(machine.fresh(), "tensor", plain(machine, value), origin, value.source)
    misfit = _misfit_kind(value)
    if misfit is not None:
        named = misfit in ("class", "function")  # those are made where they are imported or defined
        where = Origin(node) if named else origin
        return Misfit(machine.fresh(), misfit, plain(machine, value), where)  # type: ignore[arg-type]
    if isinstance(value, Instance):
        written = value.cls.name
        return Opaque(value.id, f"`{written}` is a layer of this file", origin, written)
    because = value.why if isinstance(value, Unknown) else "its value is not known"
    return Opaque(machine.fresh(), f"a layer is not known: {because}", origin)


def _unfolded(elements: Sequence[Element], room: int) -> int:
    """How many layers there are with those of nested models, each as often as it is used; counted up to ``room``."""
    size = 0
    for each in elements:
        size += 1 + (_unfolded(each.model.elements, room - size) if isinstance(each, Nested) else 0)
        if size > room:
            break
    return size


def _misfit_kind(value: Value) -> str | None:
    if isinstance(value, (ListRef, Tuple, DictRef)):
        return "list"
    if isinstance(value, Const):
        if value.value is None:
            return "none"
        return "string" if isinstance(value.value, str) else "number"
    if isinstance(value, Integer):
        return "number"
    if isinstance(value, (Function, Partial, Builtin)):
        return "function"
    if isinstance(value, KerasObject):
        return "object"
    if isinstance(value, Class):
        return "class" if value.library in ("Layer", "Model", "Sequential") else None
    if isinstance(value, Library):
        name = names.resolve(value.path)
        if name is not None and name.category in ("layer", "model"):
            return "class"
        if name is None:
            return "function" if value.path.startswith("tensorflow.nn.") else None
        return "function" if name.category in ("activation", "function") else None
    return None


def layers_value(machine: Machine, ref: ModelRef, record: ModelRecord, node: syntax.Node) -> Value:
    """``model.layers`` as a list; ``Input`` is not among them."""
    if record.kind != "sequential":
        return Unknown(node, ("attr", ref.id, "layers"), "the layers of a model that is not a Sequential")
    items = tuple(value_of(item, ref, node) for item in record.elements if not _is_input(item))
    return machine.new_list(node, items, record.open_because)


def _is_input(item: Element) -> bool:
    return isinstance(item, Layer) and item.name == "InputLayer"


def value_of(item: Element, ref: ModelRef, node: syntax.Node) -> Value:
    """An element of the stack as a value again."""
    if isinstance(item, Layer):
        return LayerValue(node, item, ref)
    return ModelRef(node, item.uid) if isinstance(item, Nested) else ElementValue(node, item)


def layer_named(machine: Machine, record: ModelRecord, ref: ModelRef, arguments: Arguments, node: syntax.Node) -> Value:
    """``model.get_layer(index=…)`` or by name, where the name is given in the source."""
    first = arguments.positional[0] if arguments.positional else arguments.keywords.get("name")
    index = arguments.keywords.get("index")
    wanted = machine.resolve(first.value) if first is not None else None
    position = machine.resolve(index.value) if index is not None else None
    if record.kind == "sequential" and record.open_because is None:
        layers = [item for item in record.elements if not _is_input(item)]
        if isinstance(position, Const) and isinstance(position.value, int) and 0 <= position.value < len(layers):
            return value_of(layers[position.value], ref, node)
        if isinstance(wanted, Const):
            for item in layers:
                if isinstance(item, Layer) and item.value("name", None) == wanted.value:
                    return value_of(item, ref, node)
    return machine.unknown(node, "it is one of a model's layers")
