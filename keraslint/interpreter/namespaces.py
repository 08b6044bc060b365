"""Names that are set by other means than an assignment: the fields of data classes, ``setattr``, ``__dict__``,
``globals()``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, TypeAlias

from keraslint.arrays import Array
from keraslint.interpreter.arrays import change
from keraslint.interpreter.state import variants
from keraslint.interpreter.unseen import HARMLESS
from keraslint.interpreter.values import (
    Arguments,
    ArrayValue,
    Builtin,
    Class,
    Const,
    DatasetValue,
    DictRecord,
    DictRef,
    Instance,
    Integer,
    Library,
    ListRef,
    Method,
    Range,
    TableValue,
    Tuple,
    Value,
)
from keraslint.source import syntax
from keraslint.source.walk import descend

if TYPE_CHECKING:
    from keraslint.interpreter.machine import Machine

Holder: TypeAlias = Instance | Class | Builtin
"""What has the names; the builtin ``globals`` stands for the module."""

SET_BY_NAME: Final = "it may have been set by its name"
_SETTINGS: Final = (Const, Integer, Tuple, Range, ListRef, ArrayValue, TableValue, DatasetValue)
_WORD: Final = re.compile(r"\w+")


# Fields


def set_fields(machine: Machine, made: Instance, arguments: Arguments) -> None:
    """Attributes of an instance whose class has no ``__init__`` in the file: data classes, named tuples, settings."""
    fields = list(dict.fromkeys(_fields(machine, made.cls)))
    given = {**dict(zip(fields, arguments.positional, strict=False)), **arguments.keywords}
    exact = arguments.complete and not _filled_elsewhere(made.cls)
    for name in fields:
        if not exact and name not in given:
            machine.state.set((made.id, name), machine.unknown(made.node, SET_BY_NAME))
    for name, passed in given.items():
        machine.state.set((made.id, name), passed.value)


def _fields(machine: Machine, cls: Class) -> Iterator[str]:
    """The annotated names of the class's body, those of its bases first."""
    for each in (*reversed(cls.ancestors), cls):
        body = each.node.body.body if isinstance(each.node, syntax.ClassDef) else ()
        for line in body:
            for part in line.body if isinstance(line, syntax.SimpleStatementLine) else ():
                if isinstance(part, syntax.AnnAssign) and isinstance(part.target, syntax.Name) and not _of_class(part):
                    yield part.target.value


def _of_class(field: syntax.AnnAssign) -> bool:
    found = descend(field.annotation)
    return any(isinstance(node, syntax.Name) and node.value == "ClassVar" for node in found)


def _filled_elsewhere(cls: Class) -> bool:
    """Whether a base that the file does not show may read the fields from elsewhere, as settings and parsers do."""
    for base in (base for each in (cls, *cls.ancestors) for base in each.bases):
        if isinstance(base, Library):
            if base.path.partition(".")[0] not in HARMLESS:
                return True
        elif not isinstance(base, (Builtin, Class)):
            return True
    return False


# Names as strings


def set_name(machine: Machine, holder: Holder, name: Value | None, value: Value) -> None:
    """``setattr(holder, name, value)`` and ``holder.__dict__[name] = value``."""
    if isinstance(name, Const) and isinstance(name.value, str):
        machine.state.set((_identity(machine, holder), name.value), value)
    else:
        forget(machine, holder)


def forget(machine: Machine, holder: Holder) -> None:
    """From here on any of its settings may be another; its models and functions stay."""
    own = _identity(machine, holder)
    cls = holder.cls if isinstance(holder, Instance) else holder
    for identity in (own, *(_scopes(cls) if isinstance(cls, Class) else ())):
        for name, content in machine.state.attributes(identity):
            if any(isinstance(each, _SETTINGS) for each in variants(content)):
                machine.state.set((own, name), machine.unknown(holder.node, SET_BY_NAME))


def execute(machine: Machine, text: str | None, node: syntax.Node) -> None:
    """``exec(text)``, which is not run: the names in it may be others from here on, and what they stood for may have
    changed; any name where the text is not known."""
    mentioned = None if text is None else frozenset(_WORD.findall(text))
    for scope in machine.frame.scopes:
        for name, content in machine.state.attributes(scope):
            if mentioned is not None and name not in mentioned:
                continue
            found = list(variants(content))
            for each in found:
                if isinstance(each, ArrayValue):
                    change(machine, each, Array())
            if any(isinstance(each, _SETTINGS) for each in found):
                machine.state.set((scope, name), machine.unknown(node, SET_BY_NAME))


def _identity(machine: Machine, holder: Holder) -> int:
    if isinstance(holder, Builtin):
        return machine.frame.scopes[-1]
    return holder.id if isinstance(holder, Instance) else holder.scope


def _scopes(cls: Class) -> Iterator[int]:
    return (each.scope for each in (cls, *cls.ancestors))


def dictionary(holder: Holder, node: syntax.Node) -> Method:
    """``vars(holder)``; for the builtin ``globals`` what it returns."""
    return Method(node, holder, "__dict__")


def holder_of(value: Value) -> Holder | None:
    """What the names belong to, if the value is a ``dictionary``."""
    if not isinstance(value, Method) or value.name != "__dict__":
        return None
    return value.receiver if isinstance(value.receiver, (Instance, Class, Builtin)) else None


def call_method(machine: Machine, holder: Holder, name: str, arguments: Arguments, node: syntax.Node) -> Value:
    """A method of a ``dictionary``."""
    if name == "update":
        for passed in arguments.positional:
            other = machine.resolve(passed.value)
            found = machine.record(other.id, DictRecord) if isinstance(other, DictRef) else None
            if found is None or found.open_because is not None:
                forget(machine, holder)
            for key, value in found.items.items() if found is not None else ():
                set_name(machine, holder, Const(node, key), value)
        if not arguments.complete:
            forget(machine, holder)
        for key, passed in arguments.keywords.items():
            set_name(machine, holder, Const(node, key), passed.value)
    elif name in ("clear", "pop", "popitem"):
        forget(machine, holder)
    return machine.unknown(node)
