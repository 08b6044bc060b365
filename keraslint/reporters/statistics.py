"""``--statistics`` and the line at the end: how many diagnostics of which kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from keraslint.reporters import Style
from keraslint.reporters.text import BOLD, GREEN, SEVERITY_COLORS, paint
from keraslint.severity import Severity

if TYPE_CHECKING:
    from keraslint.diagnostic import Diagnostic


def table(diagnostics: Sequence[Diagnostic], style: Style) -> str:
    """``12  KL201  error  incompatible-rank``, the most frequent first."""
    counted = _counts(diagnostics)
    digits = max((len(str(count)) for _, count in counted), default=1)
    return "".join(
        f"{count:>{digits}}  {paint(code, style, BOLD)}  "
        f"{paint(f'{severity!s:<7}', style, SEVERITY_COLORS[severity])}  {name}\n"
        for (code, name, severity), count in counted
    )


def table_json(diagnostics: Sequence[Diagnostic], *, unsafe: bool) -> str:
    """The same with ruff's field names; ``unsafe`` fixes count too where they would be applied."""
    import json

    from keraslint.fixer import fixable

    fixed = dict(_counts(one for one in diagnostics if fixable(one, unsafe=unsafe)))
    rows = [
        {
            "code": kind[0],
            "name": kind[1],
            "severity": str(kind[2]),
            "count": count,
            "fixable": kind in fixed,
            "fixable_count": fixed.get(kind, 0),
        }
        for kind, count in _counts(diagnostics)
    ]
    return json.dumps(rows, indent=2) + "\n"


def _counts(diagnostics: Iterable[Diagnostic]) -> list[tuple[tuple[str, str, Severity], int]]:
    counts = Counter((one.code, one.name, one.severity) for one in diagnostics)
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def summary(diagnostics: Sequence[Diagnostic], known: int, style: Style) -> str:
    """``Found 3 errors, 1 warning in 2 files.``, and how many findings are ``known`` to the baseline."""
    more = f" {plural(known, 'finding')} {'is' if known == 1 else 'are'} in the baseline." if known else ""
    if not diagnostics:
        return f"{paint('All checks passed!', style, GREEN)}{more}\n"
    counts = Counter(one.severity for one in diagnostics)
    parts = [plural(counts[severity], str(severity)) for severity in sorted(Severity, reverse=True) if counts[severity]]
    files = len({one.filename for one in diagnostics})
    return f"Found {', '.join(parts)} in {plural(files, 'file')}.{more}\n"


def plural(count: int, noun: str) -> str:
    """``1 file``, ``2 files``."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
