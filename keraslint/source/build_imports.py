"""Imports: ``ast`` has no nodes for the names in them, so the text tells where they stand."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from typing import Final

from keraslint.source import syntax
from keraslint.source.build_expressions import check_depth

Words = Sequence[tuple[int, int, int, int]]
_GAP: Final = re.compile(r"[ \t\f.]*")


def import_(node: ast.Import, rows: Sequence[str]) -> syntax.Import:
    return syntax.Import(node, _aliases(node.names, rows))


def import_from(node: ast.ImportFrom, rows: Sequence[str]) -> syntax.ImportFrom:
    module = None
    if node.module is not None:
        behind = node.col_offset + len("from")
        module = _dotted(node.module, _places(node.module, rows, node.lineno, behind), node)
    if node.names[0].name == "*":
        return syntax.ImportFrom(node, module, syntax.ImportStar(node.names[0]), node.level)
    return syntax.ImportFrom(node, module, _aliases(node.names, rows), node.level)


def _aliases(aliases: Sequence[ast.alias], rows: Sequence[str]) -> list[syntax.ImportAlias]:
    found = []
    for alias in aliases:
        name = _dotted(alias.name, _places(alias.name, rows, alias.lineno, alias.col_offset), alias)
        renamed = None
        if alias.asname is not None:
            row, column = alias.end_lineno or alias.lineno, alias.end_col_offset or alias.col_offset
            place = row, column - len(alias.asname.encode()), row, column
            renamed = syntax.AsName(place, syntax.Name(place, alias.asname))
        found.append(syntax.ImportAlias(alias, name, renamed))
    return found


def _dotted(dotted: str, places: Words | None, statement: ast.AST) -> syntax.Attribute | syntax.Name:
    """``a.b.c``; where its words are not found they stand where the statement does."""
    head, *rest = dotted.split(".")
    check_depth(4 * len(rest))
    found: syntax.Attribute | syntax.Name = syntax.Name(statement if places is None else places[0], head)
    for number, word in enumerate(rest, start=1):
        if places is None:
            found = syntax.Attribute(statement, found, syntax.Name(statement, word))
        else:
            whole = (*places[0][:2], *places[number][2:])
            found = syntax.Attribute(whole, found, syntax.Name(places[number], word))
    return found


def _places(dotted: str, rows: Sequence[str], row: int, column: int) -> Words | None:
    """Where the words of a dotted name stand, from a place before them on; blanks, dots and continued rows (``\\``)
    may be between them. ``None`` where they are written otherwise than Python calls them (``ﬁt`` for ``fit``)."""
    found = []
    text = _with_bytes_for_characters(rows[row - 1])
    for word in map(_with_bytes_for_characters, dotted.split(".")):
        column = _gap(text, column)
        while text[column:] == "\\" and row < len(rows):
            row += 1
            text = _with_bytes_for_characters(rows[row - 1])
            column = _gap(text, 0)
        if not text.startswith(word, column):
            return None
        end = column + len(word)
        found.append((row, column, row, end))
        column = end
    return found


def _gap(text: str, column: int) -> int:
    found = _GAP.match(text, column)
    assert found is not None
    return found.end()


def _with_bytes_for_characters(text: str) -> str:
    """A character for each byte of UTF-8, for these are what ``ast`` counts in."""
    return text if text.isascii() else text.encode().decode("latin-1")
