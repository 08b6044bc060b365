"""Which names a piece of syntax binds and reads, without running it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from keraslint.records import record
from keraslint.source import syntax as cst
from keraslint.source.walk import below, descend


def read_in(node: cst.Node) -> frozenset[str]:
    """All names in a piece of code."""
    return frozenset(found.value for found in descend(node) if isinstance(found, cst.Name))


_SCOPES: Final = frozenset({cst.FunctionDef, cst.Lambda, cst.ClassDef})


def generates(function: cst.Node) -> frozenset[str]:
    """``yield`` where the function is a generator, and ``endless`` where it has a ``while True``."""
    found: set[str] = set()
    stack: list[cst.Node] = [function.body] if isinstance(function, cst.FunctionDef) else []
    while stack:
        node = stack.pop()
        kind = type(node)
        if kind in _SCOPES:
            continue
        if kind is cst.Yield:
            found.add("yield")
        elif isinstance(node, cst.While) and type(node.test) in (cst.Name, cst.Integer):
            found.add("endless")
        stack += below(node)
    return frozenset(found) if "yield" in found else frozenset()


def bound_in(pattern: cst.Node) -> list[str]:
    """The names that a ``match`` pattern binds."""
    found: list[str] = []
    for node in descend(pattern):
        name = getattr(node, "name", None)
        if isinstance(node, (cst.MatchAs, cst.MatchStar)) and isinstance(name, cst.Name):
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


def turn(body: cst.Node) -> Turn:
    """What a loop's body does, in one walk."""
    carried: set[str] = set()
    rebound: set[str] = set()
    given: set[str] = set()  # by plain assignments
    read: set[str] = set()
    called: set[str] = set()
    for node in descend(body):
        kind = type(node)
        if isinstance(node, cst.Name):
            if node.value not in given:
                read.add(node.value)
        elif isinstance(node, cst.Call):
            called.update(_last_name(node.func))
        elif kind in _ASSIGNMENTS:
            targets = {name for target in _assigned(node) for name in _plain_targets(target)}
            if isinstance(node, cst.AugAssign):
                carried |= targets - rebound
            elif isinstance(node, (cst.Assign, cst.AnnAssign)):  # the value comes first
                inside = descend(node.value) if node.value is not None else ()
                used = {name.value for name in inside if isinstance(name, cst.Name)}
                carried |= (targets & used) - rebound
                read |= used - given
                given |= targets
            rebound |= targets
    return Turn(frozenset(carried), frozenset(rebound), frozenset(read & rebound), frozenset(called))


def rebound(body: cst.Node) -> frozenset[str]:
    """The names that a piece of code gives another value, not only another item or attribute."""
    targets = (target for statement in _statements(body) for target in _assigned(statement))
    return frozenset(name for target in targets for name in _plain_targets(target))


def attributes_set(function: cst.Node) -> frozenset[str]:
    """The attributes, of whatever object, that a function assigns."""
    found: set[str] = set()
    for statement in _statements(function):
        for target in _assigned(statement):
            parts = [element.value for element in target.elements] if isinstance(target, cst.Tuple) else [target]
            found.update(part.attr.value for part in parts if isinstance(part, cst.Attribute))
    return frozenset(found)


def _plain_targets(target: cst.Node) -> Iterator[str]:
    """The names that an assignment binds: not those whose item or attribute it sets."""
    if isinstance(target, cst.Name):
        yield target.value
    elif isinstance(target, (cst.Tuple, cst.List)):
        for element in target.elements:
            yield from _plain_targets(element.value)


def _assigned(statement: cst.Node) -> Iterator[cst.Node]:
    if isinstance(statement, cst.Assign):
        yield from (target.target for target in statement.targets)
    elif isinstance(statement, (cst.AnnAssign, cst.AugAssign)):
        yield statement.target


_ASSIGNMENTS: Final = frozenset({cst.Assign, cst.AnnAssign, cst.AugAssign})
_BLOCKS: Final = frozenset(
    {cst.Module, cst.IndentedBlock, cst.SimpleStatementSuite, cst.SimpleStatementLine}
    | {cst.If, cst.Else, cst.For, cst.While, cst.With, cst.Match, cst.MatchCase, cst.FunctionDef, cst.ClassDef}
    | {cst.Try, cst.TryStar, cst.ExceptHandler, cst.ExceptStarHandler, cst.Finally}
)
"""What statements are in: no expression holds one."""


def _statements(node: cst.Node) -> Iterator[cst.Node]:
    """The assignments in a piece of code, in source order."""
    stack = [node]
    while stack:
        current = stack.pop()
        kind = type(current)
        if kind in _ASSIGNMENTS:
            yield current
        elif kind in _BLOCKS:
            stack += reversed(below(current))


def calls_in(body: cst.Node) -> frozenset[str]:
    """The last names of all functions and methods that are called in the body."""
    return frozenset(name for node in descend(body) if isinstance(node, cst.Call) for name in _last_name(node.func))


def _last_name(callee: cst.Node) -> Iterator[str]:
    if isinstance(callee, cst.Attribute):
        yield callee.attr.value
    elif isinstance(callee, cst.Name):
        yield callee.value
