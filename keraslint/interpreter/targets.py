"""Assignment targets: names, attributes, items, and tuples of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from keraslint.interpreter import attributes, containers, data, namespaces, renewal, table_items
from keraslint.interpreter.expressions import evaluate, items_of, subscript_index
from keraslint.interpreter.values import (
    ArrayValue,
    Const,
    DictRef,
    Integer,
    ListRef,
    ModelRecord,
    ModelRef,
    TableValue,
    Unknown,
    Value,
)
from keraslint.records import replace
from keraslint.source import syntax

if TYPE_CHECKING:
    from keraslint.interpreter.machine import Machine


def assign(machine: Machine, target: syntax.Node, value: Value) -> None:
    """Bind ``target`` to the value."""
    if isinstance(target, syntax.Name):
        machine.bind(target.value, value)
        _christen(machine, target.value, value)
    elif isinstance(target, syntax.Attribute):
        receiver = machine.resolve(evaluate(machine, target.value))
        attributes.set_attribute(machine, receiver, target.attr.value, value, target)
    elif isinstance(target, syntax.Subscript):
        _set_item(machine, target, value)
    elif isinstance(target, (syntax.Tuple, syntax.List)):
        _unpack(machine, target, value)
    elif isinstance(target, syntax.StarredElement):
        assign(machine, target.value, value)


def _christen(machine: Machine, name: str, value: Value) -> None:
    """A model is called by the first name that it is bound to."""
    if isinstance(value, ModelRef):
        record = machine.state.get(value.id)
        if isinstance(record, ModelRecord) and record.name is None:
            machine.state.set(value.id, replace(record, name=name))


def _unpack(machine: Machine, target: syntax.Tuple | syntax.List, value: Value) -> None:
    elements: Sequence[syntax.BaseElement] = target.elements
    value = machine.resolve(value)
    items = items_of(machine, value)
    starred = next((i for i, element in enumerate(elements) if isinstance(element, syntax.StarredElement)), None)
    if (
        items is None
        or len(items) < len(elements) - (starred is not None)
        or (starred is None and len(items) != len(elements))
    ):
        for index, element in enumerate(elements):
            assign(machine, element.value, attributes.part(machine, value, index, element))
        return
    if starred is None:
        for element, item in zip(elements, items, strict=True):
            assign(machine, element.value, item)
        return
    after = len(elements) - starred - 1
    for element, item in zip(elements[:starred], items, strict=False):
        assign(machine, element.value, item)
    middle = items[starred : len(items) - after]
    assign(machine, elements[starred].value, machine.new_list(target, tuple(middle)))
    for element, item in zip(elements[starred + 1 :], items[len(items) - after :], strict=True):
        assign(machine, element.value, item)


def _set_item(machine: Machine, target: syntax.Subscript, value: Value) -> None:
    receiver = machine.resolve(evaluate(machine, target.value))
    if table_items.set_item(machine, receiver, target, value):
        return
    index = subscript_index(machine, target)
    if isinstance(receiver, ListRef):
        containers.set_list_item(machine, receiver, index, value)
    elif isinstance(receiver, DictRef):
        containers.set_dict_item(machine, receiver, index, value)
    elif isinstance(receiver, ArrayValue):
        if data.mark(machine, receiver, target, value):
            return
        position = isinstance(target.slice[0].slice, syntax.Slice) or isinstance(index, (Const, Integer))
        if position and data.nothing_at(machine, receiver, target):
            return
        data.set_item(machine, receiver, value, by_position=position)
    elif (holder := namespaces.holder_of(receiver)) is not None:
        namespaces.set_name(machine, holder, index, value)
    elif isinstance(receiver, Unknown):
        renewal.by_item(machine, receiver, index)


def delete(machine: Machine, target: syntax.Node) -> None:
    """``del``: a name is unknown from here on, a list or dict loses an item."""
    if isinstance(target, syntax.Name):
        machine.bind(target.value, machine.unknown(target, "it was deleted"))
    elif isinstance(target, syntax.Tuple):
        for element in target.elements:
            delete(machine, element.value)
    elif isinstance(target, syntax.Attribute):
        receiver = machine.resolve(evaluate(machine, target.value))
        if isinstance(receiver, Unknown):
            renewal.by_attribute(machine, receiver, target.attr.value)
    elif isinstance(target, syntax.Subscript):
        receiver = machine.resolve(evaluate(machine, target.value))
        index = subscript_index(machine, target)
        if isinstance(receiver, TableValue):
            table_items.delete_item(machine, receiver, containers.constant_key(index))
        elif isinstance(receiver, Unknown):
            renewal.by_deletion(machine, receiver)
        else:
            containers.delete_item(machine, receiver, index)
