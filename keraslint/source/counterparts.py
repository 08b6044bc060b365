"""From the nodes that the interpreter read to LibCST's nodes of the same source, for edits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from keraslint.source import syntax
from keraslint.source.lossless import LosslessUnit, lossless
from keraslint.source.parsing import Unit
from keraslint.source.walk import FIELDS


class Counterparts:
    """The units of a file as LibCST reads them, and which of its nodes are which of ours."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self.units: tuple[LosslessUnit, ...] = lossless(units)
        self._pairs: dict[int, object] = {}
        for unit, other in zip(units, self.units, strict=True):
            _pair(unit.module, other.module, self._pairs)

    def of(self, node: object) -> object | None:
        """LibCST's node for this one, if it sees the source alike."""
        return self._pairs.get(id(node))


_NAMES: Final = {
    "SimpleString": ("SimpleString", "ConcatenatedString"),
    "FormattedString": ("FormattedString", "ConcatenatedString"),
    "MatchList": ("MatchList", "MatchTuple"),
    "IndentedBlock": ("IndentedBlock", "SimpleStatementSuite"),
    "SimpleStatementSuite": ("IndentedBlock", "SimpleStatementSuite"),
}
_BLOCKS: Final = (syntax.Module, syntax.BaseSuite)


def _pair(node: object, other: Any, pairs: dict[int, object]) -> None:
    """Note the counterparts of the node and of all below it; what is not alike has none."""
    stack: list[tuple[object, Any]] = [(node, other)]
    while stack:
        node, other = stack.pop()
        if isinstance(node, list):
            if isinstance(other, (list, tuple)) and len(node) == len(other):
                stack += zip(node, other, strict=True)
            continue
        kind = type(node).__name__
        if not isinstance(node, syntax.Node) or type(other).__name__ not in _NAMES.get(kind, (kind,)):
            continue
        pairs[id(node)] = other
        if isinstance(node, _BLOCKS):
            lines, statements = _numbered(node.body)
            their_lines, their_statements = _numbered(other.body)
            pairs.update((id(line), their_lines[first]) for first, line in lines.items() if first in their_lines)
            stack.append((statements, their_statements))
        elif isinstance(node, syntax.FormattedString):
            stack.append((_in_braces(node), _in_braces(other)))
        else:
            stack += ((getattr(node, name), getattr(other, name, None)) for name in FIELDS[type(node)])


def _numbered(body: Sequence[Any]) -> tuple[dict[int, object], list[Any]]:
    """The lines by the numbers of their first statements, and all statements: of a line that is continued (``a; \\``)
    LibCST sees the end elsewhere."""
    lines: dict[int, object] = {}
    statements: list[Any] = []
    for each in body:
        if type(each).__name__ == "SimpleStatementLine":
            lines[len(statements)] = each
            statements += each.body
        else:
            statements.append(each)
    return lines, statements


def _in_braces(node: Any) -> list[Any]:
    """The expressions in an f-string, or in several one behind the other."""
    if type(node).__name__ == "ConcatenatedString":
        return [*_in_braces(node.left), *_in_braces(node.right)]
    return _expressions(getattr(node, "parts", ()))


def _expressions(parts: Sequence[Any]) -> list[Any]:
    """Of the pieces of an f-string, those in formats as well."""
    found: list[Any] = []
    for part in parts:
        if hasattr(part, "expression"):
            found += [part.expression, *_expressions(part.format_spec or ())]
    return found
