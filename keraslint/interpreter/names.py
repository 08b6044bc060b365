"""Which names a piece of syntax binds and reads, without running it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

import libcst as cst

_LAYOUT: Final = ("whitespace", "lpar", "rpar", "comma", "semicolon", "lines", "header", "footer", "bracket", "brace")


@cache
def _fields(kind: type[cst.CSTNode]) -> tuple[str, ...]:
    """The fields that hold code, not layout. (``CSTNode.children`` is far slower: it visits and rebuilds.)"""
    return tuple(name for name in kind.__dataclass_fields__ if not any(word in name for word in _LAYOUT))


def descend(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """The node and everything below it, in source order."""
    stack = [node]
    while stack:
        current = stack.pop()
        yield current
        below: list[cst.CSTNode] = []
        for name in _fields(type(current)):
            content = getattr(current, name)
            if isinstance(content, cst.CSTNode):
                below.append(content)
            elif isinstance(content, (tuple, list)):
                below.extend(item for item in content if isinstance(item, cst.CSTNode))
        stack.extend(reversed(below))


def generates(function: cst.CSTNode) -> frozenset[str]:
    """``yield`` where the function is a generator, and ``endless`` where it has a ``while True``."""
    found: set[str] = set()
    stack: list[cst.CSTNode] = [function.body] if isinstance(function, cst.FunctionDef) else []
    while stack:
        node = stack.pop()
        if isinstance(node, (cst.FunctionDef, cst.Lambda, cst.ClassDef)):
            continue
        if isinstance(node, cst.Yield):
            found.add("yield")
        elif isinstance(node, cst.While) and isinstance(node.test, (cst.Name, cst.Integer)):
            found.add("endless")
        for name in _fields(type(node)):
            content = getattr(node, name)
            stack.extend(
                part
                for part in (content if isinstance(content, (tuple, list)) else (content,))
                if isinstance(part, cst.CSTNode)
            )
    return frozenset(found) if "yield" in found else frozenset()


def bound_in(pattern: cst.CSTNode) -> list[str]:
    """The names that a ``match`` pattern binds."""
    found: list[str] = []
    for node in descend(pattern):
        name = getattr(node, "name", None)
        if isinstance(node, (cst.MatchAs, cst.MatchStar)) and isinstance(name, cst.Name):
            found.append(name.value)
    return found


def carried(body: cst.CSTNode) -> frozenset[str]:
    """The names that a loop's body rebinds from themselves (``i += 1``, ``x = f(x)``): they differ each time round."""
    carried_names: set[str] = set()
    assigned: set[str] = set()
    for statement in _statements(body):
        targets: set[str] = set()
        for part in _assigned(statement):
            targets.update(node.value for node in descend(part) if isinstance(node, cst.Name))
        if isinstance(statement, cst.AugAssign):
            carried_names.update(targets - assigned)
        elif isinstance(statement, (cst.Assign, cst.AnnAssign)) and statement.value is not None:
            used = {node.value for node in descend(statement.value) if isinstance(node, cst.Name)}
            carried_names.update((targets & used) - assigned)
        assigned.update(targets)
    return frozenset(carried_names)


def rebound(body: cst.CSTNode) -> frozenset[str]:
    """The names that a loop's body gives another value, not only another item or attribute."""
    found: set[str] = set()
    for statement in _statements(body):
        stack = list(_assigned(statement))
        while stack:
            target = stack.pop()
            if isinstance(target, cst.Name):
                found.add(target.value)
            elif isinstance(target, (cst.Tuple, cst.List)):
                stack.extend(element.value for element in target.elements)
    return frozenset(found)


def _assigned(statement: cst.CSTNode) -> Iterator[cst.CSTNode]:
    if isinstance(statement, cst.Assign):
        yield from (target.target for target in statement.targets)
    elif isinstance(statement, (cst.AnnAssign, cst.AugAssign)):
        yield statement.target


def _statements(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    for child in descend(node):
        if isinstance(child, (cst.Assign, cst.AnnAssign, cst.AugAssign)):
            yield child


def calls_in(body: cst.CSTNode) -> frozenset[str]:
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
