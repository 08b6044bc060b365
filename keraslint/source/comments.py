"""The comments of a text, and the lines that belong together for ``# noqa``, without parsing."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from keraslint.source.file import NEWLINE

_TOKEN: Final = re.compile(
    r"""\#[^\r\n]*
      | '''(?:\\.|[^\\])*?(?:'''|\Z) | \"\"\"(?:\\.|[^\\])*?(?:\"\"\"|\Z)
      | '(?:\\(?:\r\n|.)|[^\\'\r\n])*'? | "(?:\\(?:\r\n|.)|[^\\"\r\n])*"?
      | \\(?:\r\n?|\n)""",
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Comment:
    """``row`` and ``column`` count from 1; ``text`` starts with the hash."""

    row: int
    column: int
    text: str


class Lines:
    """Rows of a text: which comment stands where, and on which row a ``# noqa`` for a row is looked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(found.end() for found in NEWLINE.finditer(text))]
        self._last: dict[int, int] = {}
        self._comments: list[Comment] = []
        for found in _TOKEN.finditer(text):
            first = self._row(found.start())
            if found[0].startswith("#"):
                self._comments.append(Comment(first, found.start() - self._starts[first - 1] + 1, found[0]))
            elif (last := self._row(found.end())) > first:
                self._last.update(dict.fromkeys(range(first, last), last))

    def _row(self, offset: int) -> int:
        return bisect_right(self._starts, offset)

    def comments(self) -> Iterator[Comment]:
        yield from self._comments

    def noqa_row(self, row: int) -> int:
        """The last line of the multi-line string or backslash continuation that the row belongs to, as ruff has it."""
        while row in self._last:
            row = self._last[row]
        return row

    def line(self, row: int) -> str:
        """A line without its end."""
        end = self._starts[row] if row < len(self._starts) else len(self._text)
        return self._text[self._starts[row - 1] : end].rstrip("\r\n")
