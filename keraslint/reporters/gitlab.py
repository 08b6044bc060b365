"""GitLab's code quality report."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Final

from keraslint.fingerprints import identified
from keraslint.reporters import Style
from keraslint.reporters.text import in_cell
from keraslint.result import FileResult
from keraslint.severity import Severity

SEVERITIES: Final = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def report(results: Iterable[FileResult], style: Style) -> Iterator[str]:
    issues = [
        {
            "description": f"{in_cell(one.span)}{one.code}: {one.message}",
            "check_name": one.name,
            "fingerprint": identity.fingerprint,
            "severity": SEVERITIES[one.severity],
            "location": {
                "path": one.filename.replace("\\", "/"),
                "positions": {
                    "begin": {"line": one.span.start.row, "column": one.span.start.column},
                    "end": {"line": one.span.end.row, "column": one.span.end.column},
                },
            },
        }
        for result in results
        for one, identity in identified(result)
    ]
    yield json.dumps(issues, indent=2) + "\n"
