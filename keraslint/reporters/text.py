"""Text on a terminal: how wide it is, how it is cut, coloured and kept free of control characters."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from keraslint.records import record
from keraslint.reporters import Style
from keraslint.severity import Severity

if TYPE_CHECKING:
    from keraslint.diagnostic import Diagnostic, Span

TAB: Final = 4
RESET: Final = "\x1b[0m"
BOLD: Final = "\x1b[1m"
DIM: Final = "\x1b[2m"
RED: Final = "\x1b[31m"
GREEN: Final = "\x1b[32m"
YELLOW: Final = "\x1b[33m"
BLUE: Final = "\x1b[34m"
CYAN: Final = "\x1b[36m"
SEVERITY_COLORS: Final = {Severity.ERROR: RED, Severity.WARNING: YELLOW, Severity.INFO: CYAN}


def paint(text: str, style: Style, *codes: str) -> str:
    """The text in these colours, where the style has colours."""
    return f"{''.join(codes)}{text}{RESET}" if style.colors and text else text


def clean(text: str) -> str:
    """The text on one line, without characters that would steer the terminal."""
    return "".join(_visible(character) for character in " ".join(text.splitlines()))


def _visible(character: str) -> str:
    return "\ufffd" if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp") else character


def columns(character: str) -> int:
    """How many terminal columns a character takes: 0, 1 or 2."""
    if unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def width(text: str) -> int:
    return sum(map(columns, text))


@record(eq=True)
class Line:
    """A source line as it is shown. ``starts[i]`` is the terminal column at which character ``i`` of the source
    begins; the last entry is the column after the line."""

    text: str
    starts: Sequence[int]

    @property
    def width(self) -> int:
        return self.starts[-1]

    def column(self, index: int) -> int:
        """The terminal column of a source character (from 0); past the end of the line, the column after it."""
        return self.starts[min(max(index, 0), len(self.starts) - 1)]


@lru_cache(maxsize=64)
def display(source: str) -> Line:
    """A source line with tabs expanded and control characters replaced; one line may have many findings."""
    starts = [0]
    shown: list[str] = []
    for character in source:
        column = starts[-1]
        text = " " * (TAB - column % TAB) if character == "\t" else _visible(character)
        shown.append(text)
        starts.append(column + width(text))
    return Line("".join(shown), starts)


def window(line: Line, limit: int, start: int, end: int, ellipsis: str) -> tuple[str, int]:
    """The part of a line that fits into ``limit`` columns and shows the columns from ``start`` to ``end``.

    Returns the text and by how many columns it moved to the left.
    """
    if line.width <= limit:
        return line.text, 0
    room = max(limit - 2 * len(ellipsis), 1)
    end = min(end, start + room)
    first = 0 if end <= room else max(0, min(start - (room - (end - start)) // 2, line.width - room))
    lower = _index_at(line.text, first)
    upper = _index_at(line.text, first + room)
    head = ellipsis if lower else ""
    tail = ellipsis if upper < len(line.text) else ""
    return head + line.text[lower:upper] + tail, _positions(line.text)[lower] - len(head)


def _index_at(text: str, column: int) -> int:
    return min(bisect_left(_positions(text), column), len(text))


@lru_cache(maxsize=64)
def _positions(text: str) -> Sequence[int]:
    """The terminal columns at which the characters begin; the last entry is the column after the text."""
    return [0, *accumulate(map(columns, text))]


def place(filename: str, span: Span) -> str:
    """``train.py:14:11``, or ``lab.ipynb:cell 3:2:5``."""
    cell = "" if span.cell is None else f"cell {span.cell}:"
    return f"{clean(filename)}:{cell}{span.start.row}:{span.start.column}"


def in_cell(span: Span) -> str:
    """``cell 3, line 2: `` for readers that know of files only, in which a cell has no line."""
    return "" if span.cell is None else f"cell {span.cell}, line {span.start.row}: "


def header(diagnostic: Diagnostic, style: Style) -> str:
    """``train.py:14:11: KL201 error: message``."""
    severity = diagnostic.severity
    where = paint(place(diagnostic.filename, diagnostic.span), style, BOLD)
    code = paint(diagnostic.code, style, BOLD)
    name = paint(str(severity), style, BOLD, SEVERITY_COLORS[severity])
    return f"{where}: {code} {name}: {clean(diagnostic.message)}"
