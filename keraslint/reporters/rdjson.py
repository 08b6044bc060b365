"""Reviewdog's diagnostic format."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Final

from keraslint.diagnostic import Diagnostic, Span
from keraslint.reporters import Style
from keraslint.result import FileResult
from keraslint.severity import Severity

SEVERITIES: Final = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"}


def report(results: Iterable[FileResult], style: Style) -> Iterator[str]:
    found = [_diagnostic(one) for result in results for one in result.diagnostics]
    document = {"source": {"name": "keraslint"}, "severity": "WARNING", "diagnostics": found}
    yield json.dumps(document, indent=2) + "\n"


def _diagnostic(one: Diagnostic) -> dict[str, object]:
    cell = "" if one.span.cell is None else f"cell {one.span.cell}: "
    code: dict[str, object] = {"value": one.code, **({"url": one.url} if one.url else {})}
    found: dict[str, object] = {
        "message": f"{cell}{one.message}" + (f"\n{one.help}" if one.help else ""),
        "location": {"path": one.filename.replace("\\", "/"), "range": _range(one.span)},
        "severity": SEVERITIES[one.severity],
        "code": code,
    }
    # Suggestions are alternatives: a fix of several edits cannot be said.
    if one.fix is not None and one.span.cell is None and len(one.fix.edits) == 1:
        (edit,) = one.fix.edits
        found["suggestions"] = [{"range": _range(edit.span), "text": edit.content}]
    return found


def _range(span: Span) -> dict[str, dict[str, int]]:
    return {
        "start": {"line": span.start.row, "column": span.start.column},
        "end": {"line": span.end.row, "column": span.end.column},
    }
