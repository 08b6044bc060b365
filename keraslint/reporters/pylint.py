"""Pylint's one line a finding, which many tools read: ``path:row: [code(name)] message``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from keraslint.reporters import Style
from keraslint.reporters.text import clean
from keraslint.result import FileResult


def report(results: Iterable[FileResult], style: Style) -> Iterator[str]:
    for result in results:
        for one in result.diagnostics:
            cell = "" if one.span.cell is None else f"cell {one.span.cell}: "
            place = f"{clean(one.filename)}:{one.span.start.row}"
            yield f"{place}: [{one.code}({one.name})] {cell}{clean(one.message)}\n"
