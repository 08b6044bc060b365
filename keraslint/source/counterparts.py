"""From the nodes that the interpreter read to LibCST's nodes of the same source, for edits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from keraslint.source import syntax
from keraslint.source.lossless import LosslessUnit, lossless
from keraslint.source.parsing import Unit
from keraslint.source.walk import FIELDS


class Counterparts:
    """The units of a file as LibCST reads them, which happens when they are first asked for."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self._units = units
        self.units: tuple[LosslessUnit, ...] = lossless(units)
        self._pairs: dict[int, object] | None = None

    def of(self, node: object) -> object | None:
        """LibCST's node for this one, if it sees the source alike."""
        if self._pairs is None:
            self._pairs = {}
            for unit, other in zip(self._units, self.units, strict=True):
                _pair(unit.module, other.module, self._pairs)
        return self._pairs.get(id(node))


def _pair(node: object, other: Any, pairs: dict[int, object]) -> None:
    """Note the counterparts of the node and of all below it; what is not alike has none."""
    stack: list[tuple[object, Any]] = [(node, other)]
    while stack:
        node, other = stack.pop()
        if isinstance(node, list):
            if isinstance(other, (list, tuple)) and len(node) == len(other):
                stack += zip(node, other, strict=True)
        elif isinstance(node, syntax.Node) and type(other).__name__ in _NAMES.get(
            type(node).__name__, (type(node).__name__,)
        ):
            pairs[id(node)] = other
            for name in FIELDS[type(node)]:
                stack.append((getattr(node, name), getattr(other, name, None)))


_NAMES = {"SimpleString": ("SimpleString", "ConcatenatedString"), "MatchList": ("MatchList", "MatchTuple")}
