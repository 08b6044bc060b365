"""One line per diagnostic."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from keraslint.reporters import Style
from keraslint.reporters.text import header
from keraslint.result import FileResult


def report(results: Iterable[FileResult], style: Style) -> Iterator[str]:
    for result in results:
        for diagnostic in result.diagnostics:
            yield header(diagnostic, style) + "\n"
