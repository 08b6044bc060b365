"""Abstract values as the plain values of the Program."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from keraslint.arrays import Dataset
from keraslint.diagnostic import Origin
from keraslint.interpreter.arrays import content
from keraslint.interpreter.containers import dict_record, list_record
from keraslint.interpreter.values import (
    ArrayValue,
    Builtin,
    Class,
    Const,
    DatasetValue,
    DictRef,
    Function,
    Instance,
    Integer,
    KerasObject,
    LayerValue,
    Library,
    ListRef,
    ModelRef,
    Partial,
    Passed,
    Range,
    Tuple,
    Value,
)
from keraslint.keras_api import names
from keraslint.keras_api.spec import Reference
from keraslint.program import Argument, Plain
from keraslint.shapes import UNKNOWN
from keraslint.source import syntax

if TYPE_CHECKING:
    from keraslint.interpreter.machine import Machine

MAX_ITEMS: Final = 4096
MAX_NESTING: Final = 6


def plain(machine: Machine, value: Value, depth: int = 0) -> Plain:
    """The plain value on this path; what the file defines itself is a ``Reference`` below ``<local>``."""
    value = machine.resolve(value)
    if isinstance(value, Const):
        return value.value
    if isinstance(value, Integer):
        return value.symbol
    if isinstance(value, LayerValue):
        return value.layer
    if isinstance(value, KerasObject):
        return value.call
    if isinstance(value, ArrayValue):
        array = content(machine, value)
        return UNKNOWN if array.shape == () else array
    if isinstance(value, DatasetValue):
        return value.dataset
    if isinstance(value, Library):
        name = names.resolve(value.path)
        return Reference(name.canonical_path if name is not None else value.path)
    if isinstance(value, (Function, Class)):
        return Reference(f"<local>.{value.name}")
    if isinstance(value, Instance):
        from keraslint.interpreter.libraries.user_generators import is_generator

        if is_generator(value.cls):
            return Dataset("generator", UNKNOWN, Origin(value.node), batched=True)
        from keraslint.interpreter.callbacks import only_reads_logs

        return Reference(f"<local>.{value.cls.name}", only_reads_logs(machine, value))
    if isinstance(value, Partial):
        return Reference("<local>.partial")
    if isinstance(value, Builtin):
        return Reference(f"builtins.{value.name}")
    if isinstance(value, ModelRef):
        from keraslint.interpreter.models import snapshot

        return snapshot(machine, value)
    if depth < MAX_NESTING:
        return _container(machine, value, depth + 1)
    return UNKNOWN


def _container(machine: Machine, value: Value, depth: int) -> Plain:
    if depth > 1 and not machine.spend():
        return UNKNOWN
    if isinstance(value, Tuple) and len(value.items) <= MAX_ITEMS:
        machine.charge(len(value.items))
        return tuple(plain(machine, item, depth) for item in value.items)
    if isinstance(value, Range) and len(value.range) <= MAX_ITEMS:
        return list(value.range)
    if isinstance(value, ListRef):
        record = list_record(machine, value)
        if record.open_because is None and len(record.items) <= MAX_ITEMS:
            machine.charge(len(record.items))
            return [plain(machine, item, depth) for item in record.items]
    if isinstance(value, DictRef):
        found = dict_record(machine, value)
        if found.open_because is None:
            machine.charge(len(found.items))
            return {key: plain(machine, item, depth) for key, item in found.items.items()}
    return UNKNOWN


def constants(machine: Machine, values: Sequence[Value]) -> list[Plain] | None:
    """The values as Python constants, ``None`` where one is not known all the way down."""
    found = [plain(machine, value) for value in values]
    return found if all(map(_constant, found)) else None


def _constant(value: Plain) -> bool:
    if isinstance(value, (list, tuple)):
        return all(map(_constant, value))
    return isinstance(value, (int, float, str, bool, bytes, type(None)))


def argument(machine: Machine, passed: Passed, node: syntax.Node, written: str | None) -> Argument:
    """An argument of a call as the Program has it. ``node`` is the call."""
    made_by = passed.value.node
    where = passed.arg.value if passed.arg is not None else (made_by or node)
    whole = passed.arg if passed.arg is not None else where
    source = Origin(made_by) if made_by is not None and made_by is not where else None
    keyword = None if passed.arg is None or passed.arg.keyword is None else Origin(passed.arg.keyword)
    items = _items(where) if isinstance(passed.value, (Tuple, ListRef)) else ()
    return Argument(plain(machine, passed.value), Origin(where), Origin(whole), written, source, keyword, items)


def _items(node: syntax.Node) -> tuple[Origin, ...]:
    """The items of a list or tuple that is written as one."""
    if not isinstance(node, (syntax.List, syntax.Tuple)) or any(
        isinstance(one, syntax.StarredElement) for one in node.elements
    ):
        return ()
    return tuple(Origin(element.value) for element in node.elements)
