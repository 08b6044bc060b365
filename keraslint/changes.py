"""Changes of a text by offsets, and where the nodes of the syntax stand in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import libcst as cst

from keraslint.diagnostic import Origin, Span, TextEdit
from keraslint.source.file import Rows, SourceFile


class Impossible(Exception):
    """The edit cannot be made where it is asked for."""


@dataclass(frozen=True, slots=True)
class Change:
    """Replace the characters from ``start`` to ``end`` of the cell's text."""

    cell: int | None
    start: int
    end: int
    content: str
    shared: bool = False


class Text:
    """The text of a file, and the places of the nodes that are spoken of."""

    def __init__(self, source: SourceFile) -> None:
        self._source = source
        self._rows: dict[int | None, Rows] = {}
        self.places: Mapping[Origin, Span] = {}

    def rows(self, cell: int | None) -> Rows:
        if cell not in self._rows:
            self._rows[cell] = Rows(self._source.cell_text(cell))
        return self._rows[cell]

    def of(self, cell: int | None) -> str:
        return self.rows(cell).text

    def at(self, node: object) -> tuple[int | None, int, int]:
        """Cell, start and end of the node.

        Raises:
            Impossible: it has no place.
        """
        span = self.places.get(Origin(node))
        if span is None:
            raise Impossible
        rows = self.rows(span.cell)
        return span.cell, rows.offset(span.start), rows.offset(span.end)

    def with_brackets(self, node: object) -> tuple[int | None, int, int]:
        cell, start, end = self.at(node)
        if around := brackets(node):
            _, start, _ = self.at(around[0])
            _, _, end = self.at(around[-1])
        return cell, start, end

    def edit(self, change: Change) -> TextEdit:
        rows = self.rows(change.cell)
        span = Span(change.cell, rows.place(change.start), rows.place(change.end))
        return TextEdit(span, change.content, change.shared)


def node_of(origin: Origin) -> cst.CSTNode:
    """The node of an origin.

    Raises:
        Impossible: it is no syntax.
    """
    if not isinstance(origin.node, cst.CSTNode):
        raise Impossible
    return origin.node


def brackets(node: object) -> Sequence[cst.CSTNode]:
    return (*node.lpar, *node.rpar) if isinstance(node, cst.BaseExpression) else ()


def disjoint(changes: Iterable[Change]) -> list[Change]:
    """The changes of one fix, in order; what is removed by two of them is removed once.

    Raises:
        Impossible: two of them write in the same place.
    """
    result: list[Change] = []
    for change in sorted(dict.fromkeys(changes), key=lambda one: (one.cell or 0, one.start, one.end)):
        last = result[-1] if result else None
        if last is None or last.cell != change.cell or (last.end <= change.start and last.start < change.end):
            result.append(change)
        elif last.content == "" == change.content:
            result[-1] = Change(last.cell, last.start, max(last.end, change.end), "")
        else:
            raise Impossible
    return result
