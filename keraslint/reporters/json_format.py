"""A JSON list of diagnostics with ruff's field names (and ``help``, ``related`` besides)."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator

from keraslint.diagnostic import Diagnostic, Location, RelatedSpan, TextFix
from keraslint.reporters import Style
from keraslint.result import FileResult

STDIN = "-"
ARROW = "→ "


def report(results: Iterable[FileResult], style: Style) -> Iterator[str]:
    separator = ""
    yield "["
    for result in results:
        for diagnostic in result.diagnostics:
            text = json.dumps(fields(diagnostic), indent=2).replace("\n", "\n  ")
            yield f"{separator}\n  {text}"
            separator = ","
    yield "\n]\n" if separator else "]\n"


def fields(diagnostic: Diagnostic) -> dict[str, object]:
    """The diagnostic as JSON data; filenames are absolute, as ruff writes them."""
    filename = absolute(diagnostic.filename)
    return {
        "code": diagnostic.code,
        "name": diagnostic.name,
        "severity": str(diagnostic.severity),
        "message": diagnostic.message,
        "help": diagnostic.help,
        "filename": filename,
        "cell": diagnostic.span.cell,
        "location": _location(diagnostic.span.start),
        "end_location": _location(diagnostic.span.end),
        "related": [
            *(_related(filename, note, note.message) for note in diagnostic.related),
            *(_related(filename, note, f"output shape {note.message.removeprefix(ARROW)}") for note in diagnostic.flow),
        ],
        "fix": None if diagnostic.fix is None else _fix(diagnostic.fix),
        "noqa_row": diagnostic.noqa_row,
        "url": diagnostic.url,
    }


def _related(filename: str, note: RelatedSpan, message: str) -> dict[str, object]:
    return {
        "message": message,
        "filename": filename,
        "cell": note.span.cell,
        "location": _location(note.span.start),
        "end_location": _location(note.span.end),
    }


def _fix(fix: TextFix) -> dict[str, object]:
    return {
        "applicability": "safe" if fix.safe else "unsafe",
        "message": fix.message,
        "edits": [
            {
                "content": edit.content,
                "cell": edit.span.cell,
                "location": _location(edit.span.start),
                "end_location": _location(edit.span.end),
            }
            for edit in fix.edits
        ],
    }


def _location(location: Location) -> dict[str, int]:
    return {"row": location.row, "column": location.column}


def absolute(filename: str) -> str:
    return filename if filename == STDIN else os.path.abspath(filename)
