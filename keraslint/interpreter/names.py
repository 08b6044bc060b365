"""Which names a piece of syntax binds and reads, without running it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from keraslint.records import record
from keraslint.source import syntax
from keraslint.source.walk import below, descend


def read_in(node: syntax.Node) -> frozenset[str]:
    """All names in a piece of code."""
    return frozenset(found.value for found in descend(node) if isinstance(found, syntax.Name))


SCOPES: Final = frozenset({syntax.FunctionDef, syntax.Lambda, syntax.ClassDef})


def generates(function: syntax.Node) -> frozenset[str]:
    """``yield`` where the function is a generator, and ``endless`` where it has a ``while True``."""
    found: set[str] = set()
    stack: list[syntax.Node] = [function.body] if isinstance(function, syntax.FunctionDef) else []
    while stack:
        node = stack.pop()
        kind = type(node)
        if kind in SCOPES:
            continue
        if kind is syntax.Yield:
            found.add("yield")
        elif isinstance(node, syntax.While) and type(node.test) in (syntax.Name, syntax.Integer):
            found.add("endless")
        stack += below(node)
    return frozenset(found) if "yield" in found else frozenset()


def bound_in(pattern: syntax.Node) -> list[str]:
    """The names that a ``match`` pattern binds."""
    found: list[str] = []
    for node in descend(pattern):
        name = getattr(node, "name", None)
        if isinstance(node, (syntax.MatchAs, syntax.MatchStar)) and isinstance(name, syntax.Name):
            found.append(name.value)
    return found


@record
class Turn:
    """What one turn of a loop does to names.

    ``rebound`` are those that its body gives another value, not only another item or attribute; ``carried`` those that
    it rebinds from themselves (``i += 1``, ``x = f(x)``): they differ each time round. ``stale`` are read and rebound
    further down: the next turn reads another value. ``called`` are the last names of what it calls.
    """

    carried: frozenset[str]
    rebound: frozenset[str]
    stale: frozenset[str]
    called: frozenset[str]


def turn(body: syntax.Node) -> Turn:
    """What a loop's body does, in one walk."""
    carried: set[str] = set()
    rebound: set[str] = set()
    given: set[str] = set()  # by plain assignments
    read: set[str] = set()
    called: set[str] = set()
    for node in descend(body):
        kind = type(node)
        if isinstance(node, syntax.Name):
            if node.value not in given:
                read.add(node.value)
        elif isinstance(node, syntax.Call):
            if (name := last_name(node.func)) is not None:
                called.add(name)
        elif kind in _ASSIGNMENTS:
            targets = {name for target in _assigned(node) for name in _plain_targets(target)}
            if isinstance(node, syntax.AugAssign):
                carried |= targets - rebound
            elif isinstance(node, (syntax.Assign, syntax.AnnAssign)):  # the value comes first
                inside = descend(node.value) if node.value is not None else ()
                used = {name.value for name in inside if isinstance(name, syntax.Name)}
                carried |= (targets & used) - rebound
                read |= used - given
                given |= targets
            rebound |= targets
    return Turn(frozenset(carried), frozenset(rebound), frozenset(read & rebound), frozenset(called))


def rebound(body: syntax.Node) -> frozenset[str]:
    """The names that a piece of code gives another value, not only another item or attribute."""
    targets = (target for statement in _statements(body) for target in _assigned(statement))
    return frozenset(name for target in targets for name in _plain_targets(target))


def attributes_set(function: syntax.Node) -> frozenset[str]:
    """The attributes, of whatever object, that a function assigns."""
    found: set[str] = set()
    for statement in _statements(function):
        for target in _assigned(statement):
            parts = [element.value for element in target.elements] if isinstance(target, syntax.Tuple) else [target]
            found.update(part.attr.value for part in parts if isinstance(part, syntax.Attribute))
    return frozenset(found)


def _plain_targets(target: syntax.Node) -> Iterator[str]:
    """The names that an assignment binds: not those whose item or attribute it sets."""
    if isinstance(target, syntax.Name):
        yield target.value
    elif isinstance(target, (syntax.Tuple, syntax.List)):
        for element in target.elements:
            yield from _plain_targets(element.value)


def _assigned(statement: syntax.Node) -> Iterator[syntax.Node]:
    if isinstance(statement, syntax.Assign):
        yield from (target.target for target in statement.targets)
    elif isinstance(statement, (syntax.AnnAssign, syntax.AugAssign)):
        yield statement.target


_ASSIGNMENTS: Final = frozenset({syntax.Assign, syntax.AnnAssign, syntax.AugAssign})
_BLOCKS: Final = frozenset(
    {syntax.Module, syntax.IndentedBlock, syntax.SimpleStatementSuite, syntax.SimpleStatementLine}
    | {
        syntax.If,
        syntax.Else,
        syntax.For,
        syntax.While,
        syntax.With,
        syntax.Match,
        syntax.MatchCase,
        syntax.FunctionDef,
        syntax.ClassDef,
    }
    | {syntax.Try, syntax.TryStar, syntax.ExceptHandler, syntax.ExceptStarHandler, syntax.Finally}
)
"""What statements are in: no expression holds one."""


def _statements(node: syntax.Node) -> Iterator[syntax.Node]:
    """The assignments in a piece of code, in source order."""
    stack = [node]
    while stack:
        current = stack.pop()
        kind = type(current)
        if kind in _ASSIGNMENTS:
            yield current
        elif kind in _BLOCKS:
            stack += reversed(below(current))


def calls_in(body: syntax.Node) -> frozenset[str]:
    """The last names of all functions and methods that are called in the body."""
    called = (last_name(node.func) for node in descend(body) if isinstance(node, syntax.Call))
    return frozenset(name for name in called if name is not None)


def last_name(function: syntax.Node) -> str | None:
    """What a call calls, without what it is looked up in."""
    if isinstance(function, syntax.Attribute):
        return function.attr.value
    return function.value if isinstance(function, syntax.Name) else None
