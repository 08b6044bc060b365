"""GitHub Actions' workflow commands: the findings as annotations of a pull request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from keraslint.reporters import Style
from keraslint.reporters.text import in_cell
from keraslint.result import FileResult
from keraslint.severity import Severity

LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def report(results: Iterable[FileResult], style: Style) -> Iterator[str]:
    for result in results:
        for wrong in result.failures:
            yield f"::error file={_property(result.filename)},title=keraslint::{_data(wrong)}\n"
        for one in result.diagnostics:
            start, end = one.span.start, one.span.end
            where = "" if one.span.cell is not None else f",line={start.row},endLine={end.row}"
            columns = f",col={start.column},endColumn={end.column}" if where and start.row == end.row else ""
            head = f"file={_property(one.filename)}{where}{columns},title={_property(f'keraslint ({one.code})')}"
            text = f"{in_cell(one.span)}{one.code} {one.message}" + (f"\n{one.help}" if one.help else "")
            yield f"::{LEVELS[one.severity]} {head}::{_data(text)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
