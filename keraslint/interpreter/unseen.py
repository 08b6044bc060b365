"""What code that is not followed may have done: models and lists that were in its hands may have grown.

A model that is compiled already keeps its layers; so do lists of anything but layers.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from keraslint.interpreter import names
from keraslint.interpreter.state import State, variants
from keraslint.interpreter.values import (
    Arguments,
    Bound,
    Choice,
    Function,
    Instance,
    LayerValue,
    ListRecord,
    ListRef,
    ModelRecord,
    ModelRef,
    Partial,
    Tensor,
    Tuple,
    Unknown,
    Value,
)
from keraslint.records import replace
from keraslint.source import syntax

if TYPE_CHECKING:
    from keraslint.interpreter.machine import Machine

HANDED: Final = "it was handed to code that is not followed before it was compiled"
LOST: Final = "the file needs more steps than are allowed"
GROWS_MODELS: Final = frozenset({"add", "pop"})
GROWS_LISTS: Final = frozenset({"append", "extend", "insert", "remove", "clear", "pop"})
GROWING: Final = GROWS_MODELS | GROWS_LISTS
DONE: Final = frozenset({"compile", "fit"})
# Packages whose functions add no layers to what they are given; a project's own modules are seldom called so.
HARMLESS: Final = frozenset(
    {"keras", "tensorflow", "tf_keras", "numpy", "pandas", "sklearn", "scipy", "matplotlib", *sys.stdlib_module_names}
)


def lend(machine: Machine, arguments: Arguments, path: str | None = None) -> None:
    """The arguments were passed to a function that is not known, or to the library function at ``path``."""
    values = [passed.value for passed in (*arguments.positional, *arguments.keywords.values())]
    is_class = path is not None and path.rpartition(".")[2][:1].isupper()  # a class wraps what it is given
    if path is not None and (is_class or path.partition(".")[0] in HARMLESS):
        functions = [value for value in values if isinstance(value, (Function, Bound, Partial))]
        values = values if functions else []  # what ``functools.reduce`` is given, a lambda of the file may change
    _open(machine, _cells(machine, values), HANDED)


def lend_receiver(machine: Machine, method: Unknown) -> None:
    """A method that the file does not show was called on an instance whose base class it does not show either."""
    key = method.key if isinstance(method.key, tuple) else ()
    for instance in machine.instances.values():
        if isinstance(instance, Instance) and instance.cls.library == "?" and key[:2] == ("attr", instance.id):
            _open(machine, _cells(machine, _attributes(machine, instance.id)), HANDED)


def skip(machine: Machine, arguments: Arguments) -> None:
    """A call of a function of the file is not followed, as it is nested too deep."""
    values = [passed.value for passed in (*arguments.positional, *arguments.keywords.values())]
    for instance in [value for value in values if isinstance(value, Instance)]:
        values += _attributes(machine, instance.id)
    _open(machine, _cells(machine, values), HANDED)


def _attributes(machine: Machine, identity: int) -> list[Value]:
    return [content for _, content in machine.state.attributes(identity) if isinstance(content, Value)]


def lose_track(machine: Machine, node: syntax.Node) -> None:
    """A budget ran out in ``node``: parts of it, and of the functions that it calls, were skipped."""
    called = _calls_below(machine, node)
    verbs = {ModelRecord: GROWS_MODELS, ListRecord: GROWS_LISTS}
    grows = tuple(kind for kind, growing in verbs.items() if called & growing)
    if not grows:
        return
    changes = machine.state.delta(State())
    machine.charge(len(changes))  # recursion may ask for it at every call
    for cell, content in changes.items():
        if type(cell) is int and any(isinstance(each, grows) for each in variants(content)):
            opened = _opened(content, LOST)
            if opened is not content:
                machine.state.set(cell, opened)


def _calls_below(machine: Machine, node: syntax.Node) -> frozenset[str]:
    """The names of all that is called in a piece of code and in the functions that it calls, as far as is known yet."""
    known = len(machine.functions), node
    if (found := machine.called_below.get(known)) is None:
        found = frozenset[str]()
        more = machine.about(names.calls_in, node)
        while more - found:
            found |= more
            bodies = [
                each for each in machine.functions if isinstance(each, syntax.FunctionDef) and each.name.value in found
            ]
            more = found.union(*(machine.about(names.calls_in, body) for body in bodies))
        machine.called_below[known] = found
    return found


def _cells(machine: Machine, values: Iterable[Value], depth: int = 0) -> Iterator[int]:
    """The identities of the models and lists that code can reach through these values."""
    for choice in values:
        for value in variants(choice):
            if isinstance(value, (ModelRef, ListRef)):
                yield value.id
            if depth < 3:
                yield from _cells(machine, _parts(machine, value), depth + 1)


def _parts(machine: Machine, value: object) -> Iterator[Value]:
    if isinstance(value, Tuple):
        yield from value.items[:64]
    elif isinstance(value, ListRef):
        for record in variants(machine.state.get(value.id)):
            if isinstance(record, ListRecord):
                yield from record.items[:64]
    elif isinstance(value, Partial):
        yield value.function
        yield from (passed.value for passed in (*value.arguments.positional, *value.arguments.keywords.values()))
    elif isinstance(value, Bound):
        yield value.function
    elif isinstance(value, Function) and machine.about(names.calls_in, value.definition) & GROWING:
        scopes = machine.closures.get(value.scope, (value.scope,))
        for name in machine.about(names.read_in, value.definition):
            found = (machine.state.get((scope, name)) for scope in scopes)
            yield from (content for content in found if isinstance(content, (ModelRef, ListRef, Choice)))


def _open(machine: Machine, cells: Iterable[object], because: str) -> None:
    for cell in cells:
        content = machine.state.get(cell)
        opened = _opened(content, because)
        if opened is not content:
            machine.state.set(cell, opened)


def _opened(content: object, because: str) -> object:
    if isinstance(content, Choice):
        yes, no = _opened(content.yes, because), _opened(content.no, because)
        if yes is content.yes and no is content.no:
            return content
        return replace(content, yes=yes, no=no)  # type: ignore[arg-type]
    if isinstance(content, ModelRecord) and content.kind == "sequential" and content.open_because is None:
        finished = any(event.kind in DONE for event in content.events)
        return content if finished else replace(content, open_because=because)
    if isinstance(content, ListRecord) and content.open_because is None:
        layers = all(isinstance(item, (LayerValue, ModelRef, Tensor)) for item in content.items)
        return replace(content, open_because=because) if layers else content
    return content
