"""What makes a finding the same one after lines have moved: what it says of which text, not where it stands."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping

from keraslint.diagnostic import Diagnostic, Span
from keraslint.records import record
from keraslint.result import FileResult, Place


@record(eq=True)
class Identity:
    """``text`` is a hash of the lines that the finding underlines, without their indentation; ``number`` tells equal
    findings on equal lines of one file apart, from 1."""

    path: str
    code: str
    text: str
    number: int

    @property
    def fingerprint(self) -> str:
        """All of it in one word."""
        return _hash("\0".join((self.path, self.code, self.text, str(self.number))))


def identified(result: FileResult, path: str | None = None) -> Iterator[tuple[Diagnostic, Identity]]:
    """Every diagnostic with its identity; ``path`` in it is the file's name as it was given, unless another is."""
    if path is None:
        path = result.filename.replace("\\", "/")
    seen: Counter[tuple[str, str]] = Counter()
    hashes: dict[tuple[Place, int], str] = {}  # a long line may have many findings
    for diagnostic in result.diagnostics:
        rows = (diagnostic.span.cell, diagnostic.span.start.row), diagnostic.span.end.row
        if rows not in hashes:
            hashes[rows] = _hash(_text(diagnostic.span, result.lines))
        text = hashes[rows]
        seen[diagnostic.code, text] += 1
        yield diagnostic, Identity(path, diagnostic.code, text, seen[diagnostic.code, text])


def _text(span: Span, lines: Mapping[Place, str]) -> str:
    rows = range(span.start.row, span.end.row + 1)
    return "\n".join(lines.get((span.cell, row), "").strip() for row in rows)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
