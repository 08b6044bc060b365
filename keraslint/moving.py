"""Whether an expression means the same at another place of the program."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import libcst as cst

from keraslint.source.tree import Tree, below
from keraslint.spelling import bindings, bound_by, dotted, mentions, order

_SCOPES: Final = (cst.FunctionDef, cst.ClassDef, cst.Lambda, cst.BaseComp)
_LOOPS: Final = (cst.For, cst.While, cst.BaseComp)
_INNER: Final = (*_SCOPES, *_LOOPS, cst.If, cst.Try)
_PURE: Final = frozenset({"int", "len", "list", "max", "min", "tuple"})
"""Functions that may be called once more, or elsewhere."""


def means_the_same(node: cst.CSTNode, at: cst.CSTNode, tree: Tree) -> bool:
    """Whether the expression ``node``, written at the place of ``at``, has the value that it has where it stands.

    What has no names has it anywhere, and so has a name that the module binds once. Other names do later in the same
    function, as long as nothing in between binds them or changes what they stand for.
    """
    inside = list(_walk(node))
    if any(not _repeatable(one) for one in inside):
        return False
    read = {one.value for one in inside if isinstance(one, cst.Name) and mentions(one, tree)} - _PURE
    return all(_kept(name, node, at, tree) for name in read)


def _walk(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    yield node
    for one in below(node):
        yield from _walk(one)


def _repeatable(node: cst.CSTNode) -> bool:
    if isinstance(node, cst.Call):
        return dotted(node.func) in _PURE
    return not isinstance(node, (cst.NamedExpr, cst.Await, cst.Yield, cst.Lambda, cst.BaseComp))


def _kept(name: str, node: cst.CSTNode, at: cst.CSTNode, tree: Tree) -> bool:
    unit = tree.unit_of(node)
    program = [other for other in tree.units if unit is not None and other.program == unit.program]
    if any(name in other.lost for other in program):
        return False
    changes = [one for other in program for one in tree.about(other, _changes).get(name, ())]
    if len(changes) == 1 and not any(isinstance(above, _INNER) for above in (changes[0], *tree.ancestors(changes[0]))):
        return True
    above = tree.ancestors(node)
    if any(isinstance(one, _LOOPS) for one in above) or _scopes(above) != _scopes(tree.ancestors(at)):
        return False
    first, last = _place(node, tree), _place(at, tree)
    return first < last and not any(
        isinstance(one, (cst.Global, cst.Nonlocal)) or first < _place(one, tree) < last for one in changes
    )


def _place(node: cst.CSTNode, tree: Tree) -> tuple[int, int]:
    """Where the node stands in the source: its unit and its place there."""
    unit = tree.unit_of(node)
    assert unit is not None
    return tree.units.index(unit), tree.about(unit, order)[id(node)]


def _scopes(above: Iterable[cst.CSTNode]) -> list[int]:
    return [id(one) for one in above if isinstance(one, _SCOPES)]


def _changes(nodes: Iterable[cst.CSTNode]) -> dict[str, list[cst.CSTNode]]:
    """The nodes by the names that they bind, or of which they may change what they stand for."""
    found: dict[str, list[cst.CSTNode]] = {}
    for node in nodes:
        for name in _changed_by(node):
            found.setdefault(name, []).append(node)
    return found


def _changed_by(node: cst.CSTNode) -> Iterator[str]:
    yield from bound_by(node)
    if isinstance(node, (cst.Import, cst.ImportFrom)):
        yield from (binding.name for binding in bindings(node, ()))
    elif isinstance(node, (cst.Global, cst.Nonlocal)):
        yield from (item.name.value for item in node.names)
    elif isinstance(node, (cst.AssignTarget, cst.AnnAssign, cst.AugAssign, cst.Del)):  # `x[0] = 1`, `x.n = 1`
        yield from _root(node.target)
    elif isinstance(node, cst.Expr) and isinstance(node.value, cst.Call):  # `x.append(1)`
        yield from _root(node.value.func)


def _root(node: cst.CSTNode) -> Iterator[str]:
    """The name that an attribute or an item is taken of."""
    if not isinstance(node, (cst.Attribute, cst.Subscript)):
        return
    while isinstance(node, (cst.Attribute, cst.Subscript)):
        node = node.value
    if isinstance(node, cst.Name):
        yield node.value
