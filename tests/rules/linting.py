"""Lints sources for the tests of the rules, and reads the marks that say what is expected: ``# KL201``,
``# KL201:warning``, ``# KL201, KL202``, at the end of a line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from keraslint import catalogue
from keraslint.diagnostic import Diagnostic
from keraslint.linter import Options, lint_bytes

MARK = re.compile(r"#\s*(KL\d{3}(?::\w+)?(?:\s*,\s*KL\d{3}(?::\w+)?)*)\s*$")
TARGET = re.compile(r"#\s*target:\s*keras([23])\s*$", re.MULTILINE)
BOTH = frozenset({2, 3})


@dataclass(frozen=True, order=True)
class Mark:
    """``severity`` is ``None`` where any will do."""

    cell: int
    row: int
    code: str
    severity: str | None = None

    def meets(self, diagnostic: Diagnostic) -> bool:
        place = (diagnostic.span.cell or 0, diagnostic.span.start.row, diagnostic.code)
        return (self.cell, self.row, self.code) == place and self.severity in (None, str(diagnostic.severity))


def marks(source: str, cell: int = 0) -> Iterator[Mark]:
    for row, line in enumerate(source.splitlines(), 1):
        found = MARK.search(line)
        for item in re.split(r"\s*,\s*", found[1]) if found else ():
            code, _, severity = item.partition(":")
            yield Mark(cell, row, code, severity or None)


def marks_of_notebook(source: str) -> Iterator[Mark]:
    for number, cell in enumerate(json.loads(source)["cells"], 1):
        if cell["cell_type"] == "code":
            yield from marks("".join(cell["source"]), number)


def target_of(source: str) -> frozenset[int]:
    found = TARGET.match(source)
    return frozenset({int(found[1])}) if found else BOTH


def lint(source: str, target: frozenset[int] = BOTH, filename: str = "example.py") -> tuple[Diagnostic, ...]:
    """What all the rules say of the source. An internal error fails the test."""
    codes = frozenset(rule.code for rule in catalogue.load())
    result = lint_bytes(filename, source.encode(), Options(codes, target))
    assert not result.failed, result
    return result.diagnostics


def differences(diagnostics: tuple[Diagnostic, ...], expected: list[Mark], code: str | None = None) -> list[str]:
    """What was reported and not expected, and the reverse.

    Infos that no mark names may be there, but not of the rule ``code`` or of one that any mark names.
    """
    strict = {code, *(mark.code for mark in expected)}
    unmet = [f"missing: {mark}" for mark in expected if not any(map(mark.meets, diagnostics))]
    surplus = [
        f"unexpected: {show(found)}"
        for found in diagnostics
        if not any(mark.meets(found) for mark in expected) and (str(found.severity) != "info" or found.code in strict)
    ]
    return unmet + surplus


def show(found: Diagnostic) -> str:
    cell = f"cell {found.span.cell} " if found.span.cell else ""
    return f"{cell}row {found.span.start.row} {found.code} {found.severity}: {found.message}"
