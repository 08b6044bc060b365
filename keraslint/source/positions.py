"""Exact positions of the few nodes that diagnostics point at."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from keraslint.diagnostic import Location, Origin, Span
from keraslint.source import syntax
from keraslint.source.file import split_lines
from keraslint.source.walk import descend

if TYPE_CHECKING:
    from keraslint.source.parsing import Unit

_DEFINES: Final = re.compile(rb"(?:async\s+)?(?:def|class)\s+")


def spans(units: Iterable[Unit], origins: Iterable[Origin]) -> dict[Origin, Span]:
    """Where the origins stand. An origin that is in none of the units is left out."""
    wanted = {id(origin.node): origin for origin in origins}
    result: dict[Origin, Span] = {}
    for unit in units:
        if not wanted:
            break
        rows = _Rows(unit)
        for node in descend(unit.module):
            origin = wanted.pop(id(node), None)
            if origin is not None and (place := rows.extent(node)) is not None:
                result[origin] = Span(unit.cell, *place)
    return result


class _Rows:
    """The rows of a unit's code, which tell how many characters so many bytes are."""

    def __init__(self, unit: Unit) -> None:
        self._rows = split_lines(unit.code)
        self._above = unit.rows_above

    def extent(self, node: syntax.Node) -> tuple[Location, Location] | None:
        place = self._place(node)
        if place is None:
            return None
        row, column, last_row, last_column = place
        return self._location(row, column), self._location(last_row, last_column)

    def _location(self, row: int, column: int) -> Location:
        text = self._rows[row - 1]
        if not text.isascii():
            column = len(text.encode()[:column].decode(errors="replace"))
        return Location(row - self._above, column + 1)

    def _place(self, node: syntax.Node) -> tuple[int, int, int, int] | None:
        at = node.at
        if isinstance(at, tuple):
            return at
        if at is None:
            return self._around(node)
        row, column, last_row, last_column = _extent(at)
        if type(node) is not syntax.Name or isinstance(at, (ast.Name, ast.Constant, ast.MatchSingleton)):
            return row, column, last_row, last_column
        length = len(node.value.encode())
        if isinstance(at, ast.Attribute):  # the name behind the dot
            return last_row, last_column - length, last_row, last_column
        if isinstance(at, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            found = _DEFINES.match(self._rows[row - 1].encode(), column)
            column = found.end() if found is not None else column
        return row, column, row, column + length

    def _around(self, node: syntax.Node) -> tuple[int, int, int, int] | None:
        """From the first to the last of what is in the node."""
        places = [
            place for part in descend(node)[1:] if part.at is not None and (place := self._place(part)) is not None
        ]
        if not places:
            return None
        return (*min(place[:2] for place in places), *max(place[2:] for place in places))


def _extent(at: ast.AST) -> tuple[int, int, int, int]:
    row, column = at.lineno, at.col_offset  # type: ignore[attr-defined]
    return row, column, at.end_lineno, at.end_col_offset  # type: ignore[attr-defined]
