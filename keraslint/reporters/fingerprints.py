"""Fingerprints that survive moved lines: what a finding says of which text, not where it stands."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator

from keraslint.diagnostic import Diagnostic
from keraslint.result import FileResult


def fingerprinted(results: Iterable[FileResult]) -> Iterator[tuple[Diagnostic, str]]:
    """Every diagnostic with its fingerprint: a hash of the file's name, the code and the text of the line.

    Equal findings on equal lines of one file are told apart by their number.
    """
    for result in results:
        seen: Counter[str] = Counter()
        for diagnostic in result.diagnostics:
            span = diagnostic.span
            line = result.lines.get((span.cell, span.start.row), "").strip()
            base = "\0".join((diagnostic.filename.replace("\\", "/"), diagnostic.code, line))
            seen[base] += 1
            yield diagnostic, hashlib.sha256(f"{base}\0{seen[base]}".encode()).hexdigest()[:32]
