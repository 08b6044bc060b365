"""All the rules: loads every module under ``keraslint.rules``, once, when somebody asks."""

from __future__ import annotations

import difflib
from functools import cache
from importlib import import_module
from pathlib import Path

from keraslint.rule import Rule, registered

PACKAGE = "keraslint.rules"


@cache
def load() -> tuple[Rule, ...]:
    """Every rule, by code."""
    for module in modules():
        import_module(module)
    return registered()


def modules() -> tuple[str, ...]:
    """The dotted names of the rule modules, in order."""
    roots = [Path(path) for path in import_module(PACKAGE).__path__]
    found = {
        ".".join((PACKAGE, *path.relative_to(root).with_suffix("").parts))
        for root in roots
        for path in root.rglob("*.py")
        if path.stem != "__init__"
    }
    return tuple(sorted(found))


def find(wanted: str) -> Rule | None:
    """The rule of this code or name, in any case."""
    key = wanted.strip().casefold()
    return next((rule for rule in load() if key in (rule.code.casefold(), rule.name.casefold())), None)


def nearest(wanted: str) -> Rule | None:
    """The rule whose code or name looks most like ``wanted``."""
    names = {name.casefold(): rule for rule in load() for name in (rule.code, rule.name)}
    close = difflib.get_close_matches(wanted.strip().casefold(), names, n=1)
    return names[close[0]] if close else None
