"""What stands around a node: LibCST's nodes know what is below them only."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final, TypeVar

import libcst as cst

from keraslint.source.lossless import LosslessUnit

Answer = TypeVar("Answer")

_LAYOUT: Final = ("whitespace", "lpar", "rpar", "comma", "semicolon", "lines", "header", "footer", "bracket", "brace")


class _Fields(dict[type, "tuple[str, ...] | None"]):
    """For each class of nodes the fields that hold code, not layout; ``None`` for what is no node.

    ``CSTNode.children`` is far slower: it visits and rebuilds. So is ``isinstance``: the classes are abstract ones.
    """

    def __missing__(self, kind: type) -> tuple[str, ...] | None:
        found: tuple[str, ...] | None = None
        if issubclass(kind, cst.CSTNode):
            found = tuple(name for name in kind.__dataclass_fields__ if not any(word in name for word in _LAYOUT))
        self[kind] = found
        return found


_FIELDS: Final = _Fields()


def below(node: cst.CSTNode) -> list[cst.CSTNode]:
    """The nodes directly below, without layout, in the order of the source."""
    found: list[cst.CSTNode] = []
    for name in _FIELDS[type(node)] or ():
        content = getattr(node, name)
        if _FIELDS[type(content)] is not None:
            found.append(content)
        elif isinstance(content, (tuple, list)):
            found += [item for item in content if _FIELDS[type(item)] is not None]
    return found


def _all_nodes(top: cst.CSTNode) -> Iterator[cst.CSTNode]:
    stack = [top]
    while stack:
        node = stack.pop()
        yield node
        stack.extend(reversed(below(node)))


class Tree:
    """The nodes of a file with what is above them; a unit is walked when one of its nodes is first asked for."""

    def __init__(self, units: Sequence[LosslessUnit]) -> None:
        self.units = tuple(units)
        self._unwalked = list(reversed(self.units))
        self._unit: dict[int, LosslessUnit] = {}
        self._above: dict[int, cst.CSTNode] = {}
        self._nodes: dict[int, tuple[cst.CSTNode, ...]] = {}
        self._answers: dict[tuple[object, int], Any] = {}

    def unit_of(self, node: object) -> LosslessUnit | None:
        """The unit that holds the node."""
        while id(node) not in self._unit and self._unwalked:
            unit = self._unwalked.pop()
            self._unit[id(unit.module)] = unit
            for parent in self.nodes(unit):
                for child in below(parent):
                    self._unit[id(child)] = unit
                    self._above[id(child)] = parent
        return self._unit.get(id(node))

    def ancestors(self, node: object) -> tuple[cst.CSTNode, ...]:
        """What the node lies in, from its parent to the module; nothing where it is in no unit."""
        if self.unit_of(node) is None:
            return ()
        found: list[cst.CSTNode] = []
        while (parent := self._above.get(id(node))) is not None:
            found.append(parent)
            node = parent
        return tuple(found)

    def nodes(self, unit: LosslessUnit) -> tuple[cst.CSTNode, ...]:
        """All nodes of a unit, each before what is below it."""
        found = self._nodes.get(id(unit))
        if found is None:
            found = self._nodes[id(unit)] = tuple(_all_nodes(unit.module))
        return found

    def about(self, unit: LosslessUnit, question: Callable[[Iterable[cst.CSTNode]], Answer]) -> Answer:
        """What ``question`` says of a unit's nodes, asked once: every fix wants to know."""
        key = question, id(unit)
        if key not in self._answers:
            self._answers[key] = question(self.nodes(unit))
        found: Answer = self._answers[key]
        return found

    def about_program(self, unit: LosslessUnit, question: Callable[[Tree, Sequence[LosslessUnit]], Answer]) -> Answer:
        """What ``question`` says of all units of a unit's program, asked once."""
        key = question, -1 - unit.program
        if key not in self._answers:
            self._answers[key] = question(self, [other for other in self.units if other.program == unit.program])
        found: Answer = self._answers[key]
        return found
