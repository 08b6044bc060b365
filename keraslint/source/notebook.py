"""Where the source of a notebook's cells stands in its JSON, so that it can be edited there and nowhere else."""

from __future__ import annotations

import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Final

_SPACE: Final = re.compile(r"[ \t\r\n]*")
_CHARACTER: Final = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|[^\\]", re.DOTALL
)
_DECODER: Final = json.JSONDecoder()


@dataclass(frozen=True, slots=True)
class Replacement:
    """Characters from ``start`` to ``end`` of a text give way to ``content``."""

    start: int
    end: int
    content: str


def replaced(text: str, changes: Iterable[Replacement]) -> str:
    """The text with the changes made, which do not overlap."""
    for change in sorted(changes, key=lambda one: (one.start, one.end, one.content), reverse=True):
        text = text[: change.start] + change.content + text[change.end :]
    return text


@dataclass(frozen=True, eq=False)
class CellSource:
    """The strings in a notebook's JSON ``text`` that make up one cell; ``literals`` are their spans, quotes included.

    ``listed`` tells whether they are the items of a list, one a line, or one string; ``indent`` is what stands before
    the first.
    """

    text: str
    literals: tuple[tuple[int, int], ...]
    listed: bool
    indent: str

    @cached_property
    def _raw(self) -> tuple[tuple[int, ...], ...]:
        """Where in the JSON each character of each string starts, and where its closing quote stands."""
        return tuple(
            tuple(accumulate(map(len, _CHARACTER.findall(self.text, start + 1, end - 1)), initial=start + 1))
            for start, end in self.literals
        )

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        """The offset in the cell of each string, and the cell's length."""
        return tuple(accumulate((len(raw) - 1 for raw in self._raw), initial=0))

    def on_json(self, edits: Sequence[Replacement]) -> Iterator[Replacement]:
        """Edits of the cell as edits of the JSON. They are in order and do not overlap."""
        if not self.literals:
            return
        for edit in _joined(edits):
            yield self._on_json(edit)

    def _on_json(self, edit: Replacement) -> Replacement:
        last = len(self.literals) - 1
        first = min(bisect_right(self._starts, edit.start) - 1, last)
        final = first if edit.end == edit.start else min(bisect_left(self._starts, edit.end) - 1, last)
        begins, ends = edit.start == self._starts[first], edit.end == self._starts[final + 1]
        if begins and ends and not edit.content and self.listed and edit.start < edit.end:
            return self._dropped(first, final)
        if ends and final < last and not edit.content.endswith(("\n", "\r")) and edit.start < edit.end:
            final += 1  # the line goes on with the next string
            end = self._raw[final][0]
            ends = False
        else:
            end = self._raw[final][edit.end - self._starts[final]]
        start = self._raw[first][edit.start - self._starts[first]]
        return Replacement(start, end, self._encoded(edit.content, at_end=ends))

    def _dropped(self, first: int, final: int) -> Replacement:
        """Without whole strings and the commas behind them, or before the last."""
        if final + 1 < len(self.literals):
            return Replacement(self.literals[first][0], self.literals[final + 1][0], "")
        start = self.literals[first - 1][1] if first else self.literals[first][0]
        return Replacement(start, self.literals[final][1], "")

    def _encoded(self, content: str, *, at_end: bool) -> str:
        """The content as part of a string, or of several where each line has its own."""
        encoded = json.dumps(content, ensure_ascii=self.text.isascii())[1:-1]
        if not self.listed:
            return encoded
        lines = re.split(r"(?<=\\n)", encoded)
        if at_end and not lines[-1]:
            lines.pop()
        return f'"{self._separator}"'.join(lines)

    @cached_property
    def _separator(self) -> str:
        if len(self.literals) > 1:
            return self.text[self.literals[0][1] : self.literals[1][0]]
        return f",{self.indent or ' '}"


def _joined(edits: Sequence[Replacement]) -> list[Replacement]:
    """With deletions that touch made one."""
    result: list[Replacement] = []
    for edit in edits:
        last = result[-1] if result else None
        if last is not None and last.end == edit.start and not last.content and not edit.content:
            result[-1] = Replacement(last.start, edit.end, "")
        else:
            result.append(edit)
    return result


def cell_sources(text: str) -> dict[int, CellSource]:
    """The source of each cell of a notebook, which has to be valid, by the cell's number from 1."""
    top = _members(text, _skip(text, 0))
    if "cells" in top and text[top["cells"][0]] == "[":
        cells = list(_items(text, top["cells"][0]))
    else:  # nbformat 3
        sheets = _items(text, top["worksheets"][0]) if "worksheets" in top else ()
        cells = []
        for start, _ in sheets:
            inside = _members(text, start) if text[start] == "{" else {}
            if "cells" in inside and text[inside["cells"][0]] == "[":
                cells += _items(text, inside["cells"][0])
    found: dict[int, CellSource] = {}
    for number, (start, _) in enumerate(cells, start=1):
        cell = _members(text, start) if text[start] == "{" else {}
        value = cell.get("source", cell.get("input"))
        if value is not None:
            found[number] = _source(text, *value)
    return found


def _source(text: str, start: int, end: int) -> CellSource:
    if text[start] == '"':
        return CellSource(text, ((start, end),), False, "")
    if text[start] != "[":
        return CellSource(text, (), False, "")
    literals = tuple(item for item in _items(text, start) if text[item[0]] == '"')
    return CellSource(text, literals, True, text[start + 1 : _skip(text, start + 1)])


def _skip(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    assert found is not None
    return found.end()


def _value(text: str, at: int) -> tuple[int, int]:
    start = _skip(text, at)
    return start, _DECODER.raw_decode(text, start)[1]


def _members(text: str, start: int) -> dict[str, tuple[int, int]]:
    """The spans of an object's values by their keys; ``start`` is its bracket."""
    found: dict[str, tuple[int, int]] = {}
    at = _skip(text, start + 1)
    while text[at] != "}":
        key, at = _DECODER.raw_decode(text, at)
        found[key] = _value(text, _skip(text, at) + 1)
        at = _skip(text, found[key][1])
        if text[at] == ",":
            at = _skip(text, at + 1)
    return found


def _items(text: str, start: int) -> Iterator[tuple[int, int]]:
    """The spans of an array's items; ``start`` is its bracket."""
    at = _skip(text, start + 1)
    while text[at] != "]":
        span = _value(text, at)
        yield span
        at = _skip(text, span[1])
        if text[at] == ",":
            at = _skip(text, at + 1)


__all__ = ["CellSource", "Replacement", "cell_sources", "replaced"]
