"""Calls of which nothing comes: the second one like it is not followed.

A helper that reads logs or draws a picture may take a thousand steps each time it is called on things that are not
known. Where it has told nothing, done nothing that rules can read and changed nothing that was there before, it would
do the same once more, as long as what it reads by name is what it was.
"""

from __future__ import annotations

import operator
from collections.abc import Hashable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from keraslint.interpreter.names import read_in
from keraslint.interpreter.state import MISSING
from keraslint.interpreter.values import (
    Arguments,
    Builtin,
    Const,
    Function,
    Integer,
    Key,
    Library,
    Unknown,
    Value,
)
from keraslint.records import record

if TYPE_CHECKING:
    from keraslint.interpreter.machine import Machine
    from keraslint.interpreter.state import State

DEAR: Final = 50
"""Calls that take fewer steps are followed each time."""

_FIXED: Final = (Builtin, Const, Integer, Library, Unknown)


@record
class Barren:
    """What such a call did: it gave so many identities, and its value (of an unknown one the identity, among them).

    ``reads`` is what the names in the function stood for.
    """

    reads: Sequence[object]
    identities: int
    value: Value
    identity: int


def likeness(function: Function, arguments: Arguments) -> Hashable | None:
    """What is the same in calls that are alike; ``None`` where something is passed that may be changed."""
    if not arguments.complete:
        return None
    parts: list[Hashable] = [function.definition, function.scope]
    for name, passed in (*((None, each) for each in arguments.positional), *arguments.keywords.items()):
        value = passed.value
        if type(value) is Const:
            parts.append((name, type(value.value), value.value))
        elif type(value) is Unknown:
            parts.append((name, Unknown))
        else:
            return None
    return tuple(parts)


def again(machine: Machine, function: Function, like: Hashable) -> Value | None:
    """The value of a call like one of which nothing came."""
    found = machine.barren.get(like)
    if found is None:
        return None
    reads = _reads(machine, function)
    if reads is None or not all(map(operator.is_, reads, found.reads)):
        return None
    first = machine.identities
    machine.identities += found.identities  # a statement that is replayed finds the same ones
    if type(found.value) is Unknown:
        return Unknown(found.value.node, first + found.identity, found.value.why)
    return found.value


def _reads(machine: Machine, function: Function) -> list[object] | None:
    """What the names in a function, and in those of the file that it calls, stand for outside it; ``None`` where it is
    something that may be changed."""
    found: list[object] = [function]
    functions = [function]
    for each in functions:
        scopes = machine.closures.get(each.scope, (each.scope,))
        for name in sorted(machine.about(read_in, each.definition)):
            cells = (machine.state.get((scope, name)) for scope in scopes)
            content = next((content for content in cells if content is not MISSING), None)
            if isinstance(content, Function):
                functions += [content] if all(content is not other for other in functions) else []
            elif content is not None and not isinstance(content, _FIXED):
                return None
            found.append(content)
    return found


@record
class Begun:
    """A call that is being followed: what there was before it."""

    function: Function
    like: Hashable
    state: State
    cells: Mapping[object, object]
    facts: Mapping[Key, bool]
    identities: int
    steps: int
    cuts: int
    depth: int


def begin(machine: Machine, function: Function, like: Hashable) -> Begun:
    state = machine.state
    cuts, depth = len(machine.cuts), len(machine.frames)
    return Begun(function, like, state, state.cells.copy(), state.facts, machine.identities, machine.steps, cuts, depth)


def end(machine: Machine, begun: Begun, value: Value) -> None:
    """Remember a call if nothing came of it."""
    if begun.steps - machine.steps < DEAR or machine.progressed(begun.steps) or machine.guesses or machine.exhausted:
        return
    first = begun.identities
    nothing = type(value) is Const and value.value is None
    key = value.key if type(value) is Unknown else None
    identity = key if isinstance(key, int) else 0
    if not nothing and identity <= first:
        return
    state = begun.state
    if (
        machine.state is not state
        or state.facts is not begun.facts
        or min(machine.cuts[begun.cuts :], default=begun.depth) < begun.depth
    ):
        return  # what was followed less deep elsewhere may tell more
    if all(_own(cell, first) or begun.cells.get(cell) is content for cell, content in state.cells.items()):
        reads = _reads(machine, begun.function)
        if reads is not None:
            machine.barren[begun.like] = Barren(reads, machine.identities - first, value, identity - first)


def _own(cell: object, first: int) -> bool:
    """Whether a cell is the call's: of its names, or of what it has made."""
    owner = cell[0] if isinstance(cell, tuple) else cell
    return isinstance(owner, int) and owner > first
