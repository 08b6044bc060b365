"""Version specifiers of pip, poetry, pipenv and conda, as far as they tell which of two ranges they allow."""

from __future__ import annotations

import re
from typing import Final

from keraslint.records import record

Version = tuple[int, ...]

_CLAUSE: Final = re.compile(r"\s*(===?|~=|!=|<=|>=|<|>|\^|~|=)?\s*v?(\d+(?:\.\d+)*)?(\.\*|\*|[^\s,]*)\s*")


@record(eq=True)
class _Range:
    """From ``low`` to ``high``; ``None`` is unbounded."""

    low: Version = (0,)
    low_open: bool = False
    high: Version | None = None
    high_open: bool = True

    def overlaps(self, other: _Range) -> bool:
        return _starts_before_end(self, other) and _starts_before_end(other, self)


def _starts_before_end(first: _Range, second: _Range) -> bool:
    if second.high is None:
        return True
    low, high = _trim(first.low), _trim(second.high)
    return low < high or (low == high and not first.low_open and not second.high_open)


def _trim(version: Version) -> Version:
    """2.0 is 2."""
    while len(version) > 1 and version[-1] == 0:
        version = version[:-1]
    return version


def admits_range(specifier: str, low: Version, high: Version | None) -> bool:
    """Whether a specifier allows some version from ``low`` up to but not including ``high``.

    Alternatives stand between ``|`` or ``||``, clauses between commas. What cannot be read allows everything.
    """
    wanted = _Range(low, high=high)
    return any(_admits(alternative, wanted) for alternative in re.split(r"\|\|?", specifier))


def _admits(clauses: str, wanted: _Range) -> bool:
    low, high = _Range(), _Range()
    for clause in re.split(r",|\s+(?=[<>=!~^])", clauses):
        one = _read(clause)
        if one is None:
            continue
        if (_trim(one.low), one.low_open) > (_trim(low.low), low.low_open):
            low = one
        if one.high is not None and (high.high is None or _is_lower(one, high)):
            high = one
    return _Range(low.low, low.low_open, high.high, high.high_open).overlaps(wanted)


def _is_lower(first: _Range, second: _Range) -> bool:
    assert first.high is not None
    assert second.high is not None
    return (_trim(first.high), not first.high_open) < (_trim(second.high), not second.high_open)


def _read(clause: str) -> _Range | None:
    found = _CLAUSE.fullmatch(clause)
    if found is None or found[2] is None:
        return None
    operator = found[1] or "=="
    version = tuple(int(part) for part in found[2].split("."))
    if operator == "!=":
        return None
    if operator in (">", ">="):
        return _Range(version, low_open=operator == ">")
    if operator in ("<", "<="):
        return _Range(high=version, high_open=operator == "<")
    if operator == "^":
        return _Range(version, high=_next(version, next((at for at, part in enumerate(version) if part), 0)))
    if operator == "~":
        return _Range(version, high=_next(version, min(1, len(version) - 1)))
    if operator == "~=":
        return _Range(version, high=_next(version, max(0, len(version) - 2)))
    if "*" in found[3]:
        return _Range(version, high=_next(version, len(version) - 1))
    return _Range(version, high=version, high_open=False)


def _next(version: Version, at: int) -> Version:
    """The first version whose part ``at`` is higher."""
    return (*version[:at], version[at] + 1)
