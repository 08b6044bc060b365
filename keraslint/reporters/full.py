"""The finding with its source: symptom, shape flow, cause, remedy.

```
train.py:14:11: KL201 error: `LSTM` needs a 3-D input (batch, timesteps, features) but gets (None, 64)
   |
12 | model.add(LSTM(64, input_shape=(28, 28)))   # → (None, 64)
13 | model.add(Dropout(0.2))                     # → (None, 64)
14 | model.add(LSTM(32))
   |           ^^^^^^^^ expects 3 axes, got 2
   = help: give the LSTM on line 12 `return_sequences=True`
```
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Final

from keraslint.diagnostic import Diagnostic, Span
from keraslint.records import record
from keraslint.reporters import Style
from keraslint.reporters.text import (
    BLUE,
    BOLD,
    GREEN,
    SEVERITY_COLORS,
    Line,
    clean,
    display,
    header,
    paint,
    width,
    window,
)
from keraslint.result import FileResult, Place

MAX_FLOW_LINES: Final = 8
MAX_SHAPES_PER_LINE: Final = 3
MIN_SOURCE_COLUMNS: Final = 24


@record(eq=True)
class _Mark:
    """An underline: from character ``start`` up to ``end`` of its line, both from 0; ``None`` is the line's end."""

    start: int
    end: int | None
    label: str
    primary: bool


@record(eq=True)
class _Row:
    """One source line of the excerpt with the shapes beside it and the underlines below it."""

    place: Place
    line: Line
    shapes: tuple[str, ...]
    marks: tuple[_Mark, ...]


def report(results: Iterable[FileResult], style: Style) -> Iterator[str]:
    for result in results:
        for diagnostic in result.diagnostics:
            yield "\n".join((header(diagnostic, style), *_body(diagnostic, result.lines, style))) + "\n\n"


def _body(diagnostic: Diagnostic, lines: Mapping[Place, str], style: Style) -> Iterator[str]:
    rows = _rows(diagnostic, lines)
    digits = max((len(str(row.place[1])) for row in rows), default=1)
    yield from _excerpt(diagnostic, rows, digits, style)
    remarks = [("help", diagnostic.help + _fixable(diagnostic))] if diagnostic.help else []
    shown = {row.place for row in rows}
    for note in diagnostic.related:
        if _place(note.span) not in shown:
            remarks.insert(0, ("note", f"line {note.span.start.row}: {note.message}"))
    for word, remark in remarks:
        first, *rest = remark.splitlines() or [""]
        yield f"{' ' * digits} {paint('=', style, BLUE, BOLD)} {paint(f'{word}:', style, BOLD)} {clean(first)}"
        for line in rest:
            yield f"{' ' * digits}   {' ' * len(word)}  {clean(line)}".rstrip()


def _fixable(diagnostic: Diagnostic) -> str:
    if diagnostic.fix is None:
        return ""
    return " [fixable with --fix]" if diagnostic.fix.safe else " [fixable with --fix --unsafe-fixes]"


def _place(span: Span) -> Place:
    return span.cell, span.start.row


def _rows(diagnostic: Diagnostic, lines: Mapping[Place, str]) -> list[_Row]:
    """The lines of the excerpt from top to bottom, as far as their text is known."""
    shapes: dict[Place, list[str]] = {}
    for note in diagnostic.flow:
        shapes.setdefault(_place(note.span), []).append(note.message)
    marks: dict[Place, list[_Mark]] = {}
    for related in diagnostic.related:
        marks.setdefault(_place(related.span), []).append(_mark(related.span, related.message, primary=False))
    symptom = _place(diagnostic.span)
    marks.setdefault(symptom, []).append(_mark(diagnostic.span, diagnostic.label or "", primary=True))
    places = _elide(sorted({*shapes, *marks}, key=_order), set(marks))
    return [
        _Row(place, display(lines[place]), tuple(shapes.get(place, ())), tuple(marks.get(place, ())))
        for place in _bridged(places, lines)
        if place in lines
    ]


def _order(place: Place) -> tuple[int, int]:
    return place[0] or 0, place[1]


def _mark(span: Span, label: str, *, primary: bool) -> _Mark:
    """A span of several lines is underlined on its first."""
    end = span.end.column - 1 if span.end.row == span.start.row else None
    return _Mark(span.start.column - 1, end, label, primary)


def _elide(places: list[Place], kept: set[Place]) -> list[Place]:
    """Without the middle of a long flow; marked lines stay."""
    flow = [place for place in places if place not in kept]
    if len(flow) <= MAX_FLOW_LINES:
        return places
    half = MAX_FLOW_LINES // 2
    dropped = set(flow[half - 1 : -half])
    return [place for place in places if place not in dropped]


def _bridged(places: list[Place], lines: Mapping[Place, str]) -> Iterator[Place]:
    """A gap of a single known line is filled with that line: dots would take as much room."""
    previous: Place | None = None
    for place in places:
        if previous is not None and previous[0] == place[0] and place[1] - previous[1] == 2:
            between = (place[0], place[1] - 1)
            if between in lines:
                yield between
        yield place
        previous = place


def _excerpt(diagnostic: Diagnostic, rows: list[_Row], digits: int, style: Style) -> Iterator[str]:
    bar = paint("|", style, BLUE, BOLD)
    empty = f"{' ' * digits} {bar}"
    several = len({row.place[0] for row in rows}) > 1
    room = max(style.width - digits - 3, MIN_SOURCE_COLUMNS)
    previous: Place | None = None
    for cell, group in groupby(rows, key=lambda row: row.place[0]):
        block = list(group)
        notes = {row.place: _beside(row.shapes, style, room - row.line.width - 3) for row in block}
        column = _beside_column(block, notes, room)
        if several:
            yield f"{' ' * digits} {paint(f': cell {cell}', style, BLUE, BOLD)}"
        yield empty
        for row in block:
            if previous is not None and previous[0] == cell and row.place[1] - previous[1] > 1:
                yield paint("." * min(digits + 1, 3), style, BLUE, BOLD)
            previous = row.place
            yield from _row(diagnostic, row, notes[row.place], column, room, digits, style)


def _beside(shapes: tuple[str, ...], style: Style, room: int) -> str:
    """``# → (None, 26, 26, 32) → (None, 64)``: what leaves the layers of one line, in order; where there is no room
    for all, the last."""
    if not shapes:
        return ""
    arrow, dots = ("->", "...") if style.plain else ("→", "…")
    texts = [shape.removeprefix("→").strip() for shape in shapes]
    if len(texts) > MAX_SHAPES_PER_LINE:
        texts = [texts[0], dots, texts[-1]]
    note = "# " + " ".join(f"{arrow} {text}" for text in texts)
    return note if width(note) <= room else f"# {arrow} {texts[-1]}"


def _beside_column(rows: list[_Row], notes: Mapping[Place, str], room: int) -> int:
    """Where the shapes of a block of lines begin."""
    wanted = max((row.line.width for row in rows if notes[row.place]), default=0)
    widest = max((width(note) for note in notes.values()), default=0)
    return min(wanted, max(room - widest - 3, MIN_SOURCE_COLUMNS))


def _row(
    diagnostic: Diagnostic, row: _Row, beside: str, column: int, room: int, digits: int, style: Style
) -> Iterator[str]:
    bar = paint("|", style, BLUE, BOLD)
    limit = min(column, room) if beside else room
    marks = sorted(row.marks, key=lambda mark: (not mark.primary, mark.start))
    spans = [_columns(row.line, mark) for mark in marks]
    focus = spans[0] if spans else (0, 0)
    text, moved = window(row.line, limit, *focus, "..." if style.plain else "…")
    number = paint(f"{row.place[1]:>{digits}}", style, BLUE, BOLD)
    padding = " " * (column - width(text) + 3) if beside else ""
    yield f"{number} {bar} {text.rstrip() if not beside else text}{padding}{paint(beside, style, GREEN)}".rstrip()
    for mark, (start, end) in zip(marks, spans, strict=True):
        left = min(max(start - moved, 0), max(width(text) - 1, 0))
        right = max(min(end - moved, width(text)), left + 1)
        color = SEVERITY_COLORS[diagnostic.severity] if mark.primary else BLUE
        line = ("^" if mark.primary else "-") * (right - left)
        label = f" {clean(mark.label)}" if mark.label else ""
        yield f"{' ' * digits} {bar} {' ' * left}{paint(line + label, style, BOLD, color)}"


def _columns(line: Line, mark: _Mark) -> tuple[int, int]:
    return line.column(mark.start), line.width if mark.end is None else line.column(mark.end)
