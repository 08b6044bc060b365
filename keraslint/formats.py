"""The names of the output formats, and the module of ``keraslint.reporters`` whose ``report`` writes each.

Apart from the reporters, so that the command line can name them without loading one.
"""

from __future__ import annotations

from typing import Final

FORMATS: Final = {
    "full": "full",
    "concise": "concise",
    "grouped": "grouped",
    "json": "json_format",
    "json-lines": "json_lines",
    "sarif": "sarif",
    "github": "github",
    "gitlab": "gitlab",
    "junit": "junit",
    "pylint": "pylint",
    "rdjson": "rdjson",
}
