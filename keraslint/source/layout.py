"""Commas, rows and indentation around a piece of a text, by offsets."""

from __future__ import annotations

import re
from typing import Final

_LAYOUT: Final = re.compile(r"(?:[ \t\f\r\n]|\\\r?\n|#[^\r\n]*)*")
_REST_OF_ROW: Final = re.compile(r"[^\r\n]*")
_BLANK: Final = re.compile(r"[ \t\f]*(?:#[^\r\n]*)?")


def code_after(text: str, at: int) -> int:
    """Where the next code stands behind white space, comments and continued rows."""
    found = _LAYOUT.match(text, at)
    assert found is not None
    return found.end()


def comma(text: str, end: int) -> int | None:
    """Where the comma behind an item stands, which ends at ``end``."""
    at = code_after(text, end)
    return at if text.startswith(",", at) else None


def row_start(text: str, at: int) -> int:
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def row_end(text: str, at: int) -> int:
    found = _REST_OF_ROW.match(text, at)
    assert found is not None
    return found.end()


def next_row(text: str, at: int) -> int:
    end = row_end(text, at)
    return end + 2 if text.startswith("\r\n", end) else min(end + 1, len(text))


def blanks(text: str, at: int) -> int:
    rest = text[at : row_end(text, at)]
    return len(rest) - len(rest.lstrip(" \t\f"))


def indent(text: str, at: int) -> str:
    """The white space that the row of ``at`` begins with."""
    start = row_start(text, at)
    return text[start : start + blanks(text, start)]


def own_row(text: str, start: int, end: int) -> bool:
    """Whether nothing but a comment stands beside it on its rows."""
    found = _BLANK.match(text, end)
    assert found is not None
    return not text[row_start(text, start) : start].strip() and found.end() == row_end(text, end)
