"""Which names a piece of syntax binds and reads, without running it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from keraslint.source import syntax as cst
from keraslint.source.walk import below, descend

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


def carried(body: cst.Node) -> frozenset[str]:
    """The names that a loop's body rebinds from themselves (``i += 1``, ``x = f(x)``): they differ each time round."""
    carried_names: set[str] = set()
    assigned: set[str] = set()
    for statement in _statements(body):
        targets: set[str] = set()
        for part in _assigned(statement):
            targets.update(_plain_targets(part))
        if isinstance(statement, cst.AugAssign):
            carried_names.update(targets - assigned)
        elif isinstance(statement, (cst.Assign, cst.AnnAssign)) and statement.value is not None:
            used = {node.value for node in descend(statement.value) if isinstance(node, cst.Name)}
            carried_names.update((targets & used) - assigned)
        assigned.update(targets)
    return frozenset(carried_names)


def rebound(body: cst.Node) -> frozenset[str]:
    """The names that a loop's body gives another value, not only another item or attribute."""
    targets = (target for statement in _statements(body) for target in _assigned(statement))
    return frozenset(name for target in targets for name in _plain_targets(target))


def read_before_rebound(body: cst.Node) -> frozenset[str]:
    """The names that a loop's body reads and rebinds further down: the next turn reads another value."""
    read: set[str] = set()
    assigned: set[str] = set()
    for node in descend(body):
        if isinstance(node, cst.Name):
            read.update({node.value} - assigned)
        elif isinstance(node, (cst.Assign, cst.AnnAssign)):  # the value comes first
            inside = descend(node.value) if node.value is not None else ()
            read.update({name.value for name in inside if isinstance(name, cst.Name)} - assigned)
            assigned.update(name for target in _assigned(node) for name in _plain_targets(target))
    return frozenset(read & rebound(body))


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


def _statements(node: cst.Node) -> Iterator[cst.Node]:
    for child in descend(node):
        if type(child) in _ASSIGNMENTS:
            yield child


def calls_in(body: cst.Node) -> frozenset[str]:
    """The last names of all functions and methods that are called in the body."""
    found: set[str] = set()
    for node in descend(body):
        if isinstance(node, cst.Call):
            callee = node.func
            if isinstance(callee, cst.Attribute):
                found.add(callee.attr.value)
            elif isinstance(callee, cst.Name):
                found.add(callee.value)
    return frozenset(found)
