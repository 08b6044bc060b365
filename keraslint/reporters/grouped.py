"""The diagnostics of a file under its name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from keraslint.reporters import Style
from keraslint.reporters.text import BOLD, SEVERITY_COLORS, clean, paint
from keraslint.result import FileResult


def report(results: Iterable[FileResult], style: Style) -> Iterator[str]:
    for result in results:
        if not result.diagnostics:
            continue
        yield f"{paint(clean(result.filename), style, BOLD)}:\n"
        for one in result.diagnostics:
            cell = "" if one.span.cell is None else f"cell {one.span.cell}:"
            place = f"{cell}{one.span.start.row}:{one.span.start.column}"
            code = paint(one.code, style, SEVERITY_COLORS[one.severity])
            yield f"  {place} {code} {one.severity}: {clean(one.message)}\n"
        yield "\n"
