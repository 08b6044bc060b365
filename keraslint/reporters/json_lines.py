"""One JSON object a line, with the fields of ``json``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from keraslint.reporters import Style
from keraslint.reporters.json_format import fields
from keraslint.result import FileResult


def report(results: Iterable[FileResult], style: Style) -> Iterator[str]:
    for result in results:
        for diagnostic in result.diagnostics:
            yield json.dumps(fields(diagnostic)) + "\n"
