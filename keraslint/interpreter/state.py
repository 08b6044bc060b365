"""The state of a path: what every name and every mutable object holds, and which tests were decided how.

A state is a stack of overlays: a fork sees everything below it and writes on top, so trying a statement, running two
branches and comparing what they changed cost as much as the changes, not as much as the program.

Where two branches meet, a name or object that differs becomes a ``Choice`` keyed on the test; a statement that needs
the value behind it is run once for each side (``Split``). So only what depends on the test is done twice.
"""

from __future__ import annotations

import builtins
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import Final, TypeAlias

from keraslint.interpreter.orders import implied
from keraslint.interpreter.values import (
    ChangedArray,
    Choice,
    Key,
    ListRecord,
    ModelRecord,
    TableValue,
    Unbound,
    Unknown,
    Value,
    one_history,
    one_table,
    same,
)
from keraslint.records import replace

Cell: TypeAlias = Hashable
Trail: TypeAlias = Sequence[tuple[Key, bool]]

MAX_LEAVES: Final = 8
MANY_OUTCOMES: Final = 16
MISSING: Final = object()
UNBOUND: Final = Unbound(None, "unbound", "it is bound on other paths only")
_BUILTIN: Final = frozenset(dir(builtins))


class Scope(int):
    """The identity of the names of a module or of one call of a function."""

    __slots__ = ()


class Split(Exception):
    """The statement needs to know how the test ``key`` came out: run it for both."""

    def __init__(self, key: Key) -> None:
        super().__init__(key)
        self.key = key


class State:
    """``facts`` holds the tests that were decided on this path, ``named`` which names an owner has had on any path.

    Nothing is written to a state while another is built on it; only the names of a call that has ended are taken out
    (``ended``).
    """

    __slots__ = ("below", "cells", "facts", "named", "parent")

    def __init__(self, parent: State | None = None, facts: dict[Key, bool] | None = None) -> None:
        self.parent = parent
        # Where to look next: of a stack of overlays most are empty.
        self.below: State | None = parent if parent is None or parent.cells else parent.below
        self.cells: dict[Cell, object] = {}
        self.facts: dict[Key, bool] = facts if facts is not None else (parent.facts if parent else {})
        self.named: dict[object, dict[Hashable, None]] = parent.named if parent else {}

    def get(self, cell: Cell) -> object:
        """The content of a cell, ``MISSING`` if it has none."""
        if type(cell) is tuple and isinstance(cell[0], int):
            names = self.named.get(cell[0])
            # No path has set it: a name is looked up in one scope after another.
            if names is None or cell[1] not in names:
                return MISSING
        state: State | None = self
        while state is not None:
            found = state.cells.get(cell, MISSING)
            if found is not MISSING:
                return found
            state = state.below
        return MISSING

    def set(self, cell: Cell, content: object) -> None:
        self.cells[cell] = content
        if type(cell) is tuple and isinstance(cell[0], int):
            self.named.setdefault(cell[0], {})[cell[1]] = None

    def attributes(self, owner: object) -> Iterator[tuple[Hashable, object]]:
        """What the cells ``(owner, name)`` hold on this path, with their names."""
        for name in tuple(self.named.get(owner, ())):  # what any path has set
            content = self.get((owner, name))
            if content is not MISSING:
                yield name, content

    def fork(self) -> State:
        return State(self)

    def assume(self, key: Key, outcome: bool) -> State:
        """A fork on which the test came out so."""
        return State(self, {**self.facts, key: outcome})

    def decide(self, key: Key) -> bool | None:
        """How the test came out on this path, if that is known."""
        found = self.facts.get(key)
        if found is not None:
            return found
        if isinstance(key, tuple) and len(key) == 3 and key[0] == "==":
            for other, outcome in self.facts.items():
                if outcome and isinstance(other, tuple) and other[:2] == key[:2] and other[2] != key[2]:
                    return False
        return implied(key, self.facts)

    def delta(self, base: State) -> dict[Cell, object]:
        """What this state changed since it was forked, directly or not, from ``base``."""
        changes: dict[Cell, object] = {}
        state: State | None = self
        while state is not None and state is not base:
            for cell, content in state.cells.items():
                changes.setdefault(cell, content)
            state = state.parent
        return changes


def choose(key: Key, yes: object, no: object) -> object:
    """The content that is ``yes`` where the test held and ``no`` elsewhere."""
    yes, no = _or_original(yes, no), _or_original(no, yes)
    if yes is MISSING or same(yes, no):
        return no
    if no is MISSING:
        return yes
    if isinstance(yes, Choice) and yes.key == key:
        yes = yes.yes
    if isinstance(no, Choice) and no.key == key:
        no = no.no
    if same(yes, no):
        return no
    if isinstance(yes, ModelRecord) and isinstance(no, ModelRecord) and (merged := one_history(yes, no)) is not None:
        return merged
    if isinstance(yes, TableValue) and isinstance(no, TableValue) and yes.key == no.key:
        return one_table(yes, no)
    if not isinstance(yes, (Value, ModelRecord)) and not _is_record(yes):
        return no
    leaves = _leaves(yes) + _leaves(no)
    if leaves > MAX_LEAVES:
        return _give_up(key, yes, no)
    return Choice(None, key, yes, no, leaves)  # type: ignore[arg-type]


def _or_original(content: object, other: object) -> object:
    """An array that the other side changed is still what it was."""
    return other.original if content is MISSING and isinstance(other, ChangedArray) else content


def _is_record(content: object) -> bool:
    return hasattr(content, "open_because")


def _leaves(content: object) -> int:
    return content.leaves if isinstance(content, Choice) else 0 if content is UNBOUND else 1


def variants(content: object) -> Iterator[object]:
    """All that a cell can hold, on whichever path."""
    if isinstance(content, Choice):
        yield from variants(content.yes)
        yield from variants(content.no)
    elif content is not UNBOUND:
        yield content


def bound(content: object) -> object:
    """The content of a name that may be bound by other turns of a loop."""
    if not isinstance(content, Choice):
        return content
    yes, no = bound(content.yes), bound(content.no)
    if yes is UNBOUND or no is UNBOUND:
        return no if yes is UNBOUND else yes
    return content if yes is content.yes and no is content.no else choose(content.key, yes, no)


def _unbound(cell: Cell) -> bool:
    """Whether a cell that nothing was written into is a name that cannot be read."""
    return isinstance(cell, tuple) and type(cell[0]) is Scope and cell[1] not in _BUILTIN


def opened(before: object, after: object, because: str) -> object:
    """The content of a cell where the change from ``before`` to ``after`` is only one of those that are possible."""
    if isinstance(after, Choice):
        yes, no = opened(before, after.yes, because), opened(before, after.no, because)
        return replace(after, yes=yes, no=no)  # type: ignore[arg-type]
    if isinstance(after, ModelRecord):
        grown = not isinstance(before, ModelRecord) or before.elements != after.elements
        return replace(after, open_because=because) if grown and after.open_because is None else after
    if isinstance(after, ListRecord) and after != before and after.open_because is None:
        return replace(after, open_because=because)
    return after


def _give_up(key: Key, yes: object, no: object) -> object:
    """Too many variants of one value to follow them all."""
    everything = [*variants(yes), *variants(no)]
    first = everything[0]
    if isinstance(first, ModelRecord):
        if all(isinstance(other, ModelRecord) and other.elements == first.elements for other in everything):
            return replace(first, unclear="what is done with it depends on too many conditions")
        return replace(first, open_because="it depends on too many conditions")
    if _is_record(first):
        return replace(first, open_because="it depends on too many conditions")  # type: ignore[type-var]
    node = first.node if isinstance(first, Value) else None
    return Unknown(node, ("given up", key, first), "it depends on too many conditions")


def join(base: State, key: Key, yes: State, no: State, target: State) -> None:
    """Write into ``target`` what the two sides of a test changed since ``base``."""
    merged = no.delta(base)
    _merge(base, ((key, True),), yes.delta(base), merged)
    target.cells.update(merged)


def join_all(base: State, outcomes: Iterable[tuple[Trail, State, Value]], target: State) -> Value:
    """Write into ``target`` what the outcomes changed since ``base``; the first whose trail holds is the one taken.

    Returns the outcomes' values, chosen alike.
    """
    listed = list(outcomes)
    common, last, value = listed[-1]
    merged = last.delta(base)
    for trail, state, result in reversed(listed[:-1]):
        # What this outcome and those behind it agree in need not be chosen on: they are met on no other path. Of many
        # outcomes it would be as often as there are outcomes; of few it bounds how many variants are followed.
        while trail[: len(common)] != common:
            common = common[:-1]
        apart = trail[len(common) :] if len(listed) > MANY_OUTCOMES else trail
        _merge(base, apart, state.delta(base), merged)
        value = _along(apart, result, value)  # type: ignore[assignment]
    target.cells.update(merged)
    return value


def _merge(base: State, trail: Trail, changes: dict[Cell, object], merged: dict[Cell, object]) -> None:
    """Put ``changes``, made where the trail holds, into ``merged``, which holds elsewhere.

    What only one side has made needs no choice: the other side cannot refer to it. A name that only one side has bound
    tells which side is taken where it is read.
    """
    for cell, there in list(merged.items()):
        if cell not in changes:
            before = base.get(cell)
            if before is MISSING and _unbound(cell):
                merged[cell] = _along(trail, UNBOUND, there)
            elif before is not there and (before is not MISSING or isinstance(there, ChangedArray)):
                merged[cell] = _along(trail, before, there)
    for cell, here in changes.items():
        there = merged.get(cell, MISSING)
        if there is MISSING:
            there = base.get(cell)
            if there is MISSING and _unbound(cell):
                there = UNBOUND
            elif there is MISSING and not isinstance(here, ChangedArray):
                merged[cell] = here
                continue
        if there is not here:
            merged[cell] = _along(trail, here, there)


def _along(trail: Trail, here: object, elsewhere: object) -> object:
    for key, outcome in reversed(trail):
        here = choose(key, here, elsewhere) if outcome else choose(key, elsewhere, here)
    return here
