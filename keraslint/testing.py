"""For tests of rules: source in, and the wanted codes in its lines.

```python
from keraslint.testing import check

check('''
import keras
model = keras.Sequential([keras.Input((4,)), keras.layers.LSTM(3)])  # KL201
''')
```

A mark is a comment at the end of a line: ``# KL201``, ``# KL201:warning``, ``# KL201, KL202``. Rules of your own are
tested in the same way: ``check(source, rules="tools/my_keras_rules")``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from keraslint import catalogue
from keraslint.codes import PREFIX
from keraslint.diagnostic import Diagnostic
from keraslint.gate import is_notebook
from keraslint.linter import Options, lint_bytes
from keraslint.own_rules import locate
from keraslint.settings import OwnRules, Selector

MARK: Final = re.compile(r"#\s*([A-Z]+\d+(?::\w+)?(?:\s*,\s*[A-Z]+\d+(?::\w+)?)*)\s*$")
TARGET: Final = re.compile(r"#\s*target:\s*keras([23])\s*$", re.MULTILINE)
BOTH: Final = frozenset({2, 3})
OURS: Final = (PREFIX,)


Paths: TypeAlias = str | Path | Sequence[str | Path]


@dataclass(frozen=True, order=True)
class Mark:
    """What a line should yield. ``cell`` is 0 in a script; ``severity`` is ``None`` where any will do."""

    cell: int
    row: int
    code: str
    severity: str | None = None

    def meets(self, diagnostic: Diagnostic) -> bool:
        place = (diagnostic.span.cell or 0, diagnostic.span.start.row, diagnostic.code)
        return (self.cell, self.row, self.code) == place and self.severity in (None, str(diagnostic.severity))


def check(source: str, filename: str = "example.py", *, rules: Paths = ()) -> None:
    """Assert that the rules say of a source what its marks say, and nothing else but infos that no mark names.

    With ``rules``, files and directories of own rules as in the settings, only those rules run, only the marks with
    codes like theirs count, and infos must be marked too.

    A name that ends with ``.ipynb`` makes it a notebook. A first line ``# target: keras3`` (or ``keras2``) says which
    Keras the source is for; without it, both.

    Raises:
        AssertionError: with a line for each finding that is missing or was not expected; or for an internal error.
    """
    codes = codes_of(rules) if rules else frozenset()
    letters = {code.rstrip("0123456789") for code in codes} or OURS
    found = lint(source, target_of(source), filename, rules=rules)
    problems = differences(found, list(marks(source, filename, letters)), codes)
    assert not problems, "\n".join(problems)


def marks(source: str, filename: str = "example.py", letters: Collection[str] = OURS) -> Iterator[Mark]:
    """The marks in a source whose codes begin with these letters (``# VGG16`` is a remark)."""
    if not is_notebook(filename):
        yield from _marks(source, 0, letters)
        return
    for number, cell in enumerate(json.loads(source)["cells"], 1):
        if cell["cell_type"] == "code":
            yield from _marks("".join(cell["source"]), number, letters)


def _marks(source: str, cell: int, letters: Collection[str]) -> Iterator[Mark]:
    for row, line in enumerate(source.splitlines(), 1):
        found = MARK.search(line)
        for item in re.split(r"\s*,\s*", found[1]) if found else ():
            code, _, severity = item.partition(":")
            if code.rstrip("0123456789") in letters:
                yield Mark(cell, row, code, severity or None)


def target_of(source: str) -> frozenset[int]:
    """The Keras majors that the first line of a source names."""
    found = TARGET.match(source)
    return frozenset({int(found[1])}) if found else BOTH


def lint(
    source: str, target: frozenset[int] = BOTH, filename: str = "example.py", *, rules: Paths = ()
) -> tuple[Diagnostic, ...]:
    """What all the rules (or only the own ones in ``rules``) say of a source, those too that are off by default.

    Raises:
        AssertionError: an internal error.
        ConfigError: an own rule cannot be loaded.
    """
    own = _own(rules)
    with catalogue.using(own):
        result = lint_bytes(filename, source.encode(), Options(codes_of(rules), target, own=own))
    assert not result.failed, result
    return result.diagnostics


def codes_of(rules: Paths = ()) -> frozenset[str]:
    """The codes of own rules; without any, of keraslint's."""
    with catalogue.using(_own(rules)):
        return frozenset(rule.code for rule in catalogue.load() if not rules or catalogue.is_own(rule.code))


def _own(rules: Paths) -> OwnRules:
    paths = [rules] if isinstance(rules, (str, Path)) else rules
    return locate([Selector(str(path), "rules") for path in paths])


def differences(diagnostics: Sequence[Diagnostic], expected: Sequence[Mark], strict: Collection[str] = ()) -> list[str]:
    """What was reported and not expected, and the reverse, a line for each.

    Infos that no mark names may be there, but not of a rule in ``strict`` or of one that any mark names.
    """
    named = {*strict, *(mark.code for mark in expected)}
    unmet = [f"missing: {mark}" for mark in expected if not any(map(mark.meets, diagnostics))]
    surplus = [
        f"unexpected: {show(found)}"
        for found in diagnostics
        if not any(mark.meets(found) for mark in expected) and (str(found.severity) != "info" or found.code in named)
    ]
    return unmet + surplus


def show(found: Diagnostic) -> str:
    """A diagnostic in one line."""
    cell = f"cell {found.span.cell} " if found.span.cell else ""
    return f"{cell}row {found.span.start.row} {found.code} {found.severity}: {found.message}"
