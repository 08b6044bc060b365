"""Edits of the source as rules ask for them → text edits on rows and columns."""

from __future__ import annotations

import contextlib
import io
import tokenize
from collections.abc import Sequence
from typing import Final

from keraslint.diagnostic import Edit, Location, Span, TextEdit

_LAYOUT: Final = frozenset({tokenize.NL, tokenize.NEWLINE, tokenize.COMMENT, tokenize.INDENT, tokenize.DEDENT})


def text_edit(edit: Edit, span: Span, lines: Sequence[str]) -> TextEdit | None:
    """The edit on the text of the file (or cell), whose lines these are; ``None`` where it cannot be made."""
    if edit.kind == "replace":
        return TextEdit(span, edit.replacement)
    if edit.kind == "append":
        return _appended(edit.replacement, span, lines)
    return _removed(span, lines)


def _tokens(span: Span, lines: Sequence[str]) -> list[tokenize.TokenInfo]:
    """The tokens in the span, without layout and comments; their rows count from the span's first."""
    rows = list(lines[span.start.row - 1 : span.end.row])
    rows[-1] = rows[-1][: span.end.column - 1]
    rows[0] = " " * (span.start.column - 1) + rows[0][span.start.column - 1 :]
    found: list[tokenize.TokenInfo] = []
    with contextlib.suppress(tokenize.TokenError, IndentationError):  # a part of a statement need not be one
        found.extend(tokenize.generate_tokens(io.StringIO("\n".join(rows)).readline))
    return [token for token in found if token.string and token.type not in _LAYOUT]


def _place(token_row: int, token_column: int, start: Location) -> Location:
    return Location(start.row + token_row - 1, token_column + 1)


def _appended(argument: str, span: Span, lines: Sequence[str]) -> TextEdit | None:
    """``argument`` behind the last argument of the call, whose closing bracket ends the span."""
    tokens = _tokens(span, lines)
    if len(tokens) < 2 or tokens[-1].string != ")":
        return None
    last = tokens[-2]
    behind = _place(*last.end, span.start)
    separator = "" if last.string == "(" else " " if last.string == "," else ", "
    return TextEdit(Span(span.cell, behind, behind), f"{separator}{argument}")


def _removed(span: Span, lines: Sequence[str]) -> TextEdit | None:
    """Without the argument and the comma behind it, or the one before it where it is the last."""
    row = lines[span.end.row - 1]
    rest = row[span.end.column - 1 :]
    stripped = rest.lstrip()
    if stripped.startswith(","):
        end = span.end.column + len(rest) - len(stripped) + 1
        behind = row[end - 1 :]
        if behind.strip() and not behind.strip().startswith("#"):  # more on this row
            return TextEdit(
                Span(span.cell, span.start, Location(span.end.row, end + len(behind) - len(behind.lstrip()))), ""
            )
        alone = not lines[span.start.row - 1][: span.start.column - 1].strip()
        if alone and not behind.strip() and span.end.row < len(lines):  # on rows of its own
            return TextEdit(Span(span.cell, Location(span.start.row, 1), Location(span.end.row + 1, 1)), "")
        return TextEdit(Span(span.cell, span.start, Location(span.end.row, end)), "")
    row_before = span.start.row
    before = lines[row_before - 1][: span.start.column - 1].rstrip()
    if not before and row_before > 1:
        row_before -= 1
        before = lines[row_before - 1].rstrip()
    if before.endswith(",") and "#" not in before:
        return TextEdit(Span(span.cell, Location(row_before, len(before)), span.end), "")
    return TextEdit(span, "") if before.endswith("(") else None
