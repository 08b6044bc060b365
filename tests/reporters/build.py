"""Diagnostics made by hand, for the reporters' tests."""

from __future__ import annotations

from keraslint.diagnostic import Diagnostic, Location, RelatedSpan, Severity, Span
from keraslint.result import FileResult

SOURCE = """\
import keras
from keras.layers import LSTM, Dropout

model = keras.Sequential()
model.add(LSTM(64, input_shape=(28, 28)))
model.add(Dropout(0.2))
model.add(LSTM(32))
"""


def span(row: int, start: int, end: int, cell: int | None = None, end_row: int | None = None) -> Span:
    """Columns count from 1; ``end`` is exclusive."""
    return Span(cell, Location(row, start), Location(end_row or row, end))


def note(row: int, start: int, end: int, message: str, cell: int | None = None) -> RelatedSpan:
    return RelatedSpan(span(row, start, end, cell), message)


def diagnostic(at: Span, **fields: object) -> Diagnostic:
    values: dict[str, object] = {
        "code": "KL201",
        "name": "incompatible-rank",
        "severity": Severity.ERROR,
        "message": "`LSTM` needs a 3-D input (batch, timesteps, features) but gets (None, 64)",
        "filename": "train.py",
        "span": at,
    }
    return Diagnostic(**{**values, **fields})  # type: ignore[arg-type]


def result(source: str, *diagnostics: Diagnostic, cell: int | None = None) -> FileResult:
    lines = {(cell, row): line for row, line in enumerate(source.split("\n"), 1)}
    return FileResult("train.py", diagnostics, lines=lines)


LSTM = diagnostic(
    span(7, 11, 19),
    label="expects 3 axes, got 2",
    help="give the LSTM on line 5 `return_sequences=True`",
    flow=(note(5, 11, 41, "(None, 64)"), note(6, 11, 23, "(None, 64)")),
)
