"""All the rules: loads every module under ``keraslint.rules``, once, when somebody asks, and the user's own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from keraslint.settings import NONE, OwnRules

if TYPE_CHECKING:
    from keraslint.rule import Rule

PACKAGE = "keraslint.rules"


_own: OwnRules = NONE


def use(own: OwnRules) -> None:
    """Have these own rules beside ours from now on, in this process, and no others."""
    global _own  # noqa: PLW0603
    _own = own


@contextmanager
def using(own: OwnRules) -> Iterator[None]:
    """Have these own rules beside ours for a while."""
    before = _own
    use(own)
    try:
        yield
    finally:
        use(before)


def load() -> tuple[Rule, ...]:
    """Every rule, by code.

    Raises:
        ConfigError: an own rule cannot be loaded.
    """
    return _all(_own)


@cache
def _all(own: OwnRules) -> tuple[Rule, ...]:
    if own == NONE:
        from keraslint.rule import registered

        for module in modules():
            import_module(module)
        return registered()
    from keraslint.own_rules import load as load_own

    ours = _all(NONE)
    return tuple(sorted((*ours, *load_own(own, ours)), key=lambda rule: rule.code))


def is_own(code: str) -> bool:
    """Whether a code is that of an own rule."""
    return _own != NONE and all(rule.code != code for rule in _all(NONE)) and find(code) is not None


def modules() -> tuple[str, ...]:
    """The dotted names of the rule modules, in order."""
    found: set[str] = set()
    for root in import_module(PACKAGE).__path__:
        for folder, _, names in os.walk(root):
            inside = os.path.relpath(folder, root).replace(os.sep, ".").strip(".")
            package = f"{PACKAGE}.{inside}" if inside else PACKAGE
            found.update(f"{package}.{name[:-3]}" for name in names if name.endswith(".py") and name != "__init__.py")
    return tuple(sorted(found))


def find(wanted: str) -> Rule | None:
    """The rule of this code or name, in any case."""
    key = wanted.strip().casefold()
    return next((rule for rule in load() if key in (rule.code.casefold(), rule.name.casefold())), None)


def family(wanted: str) -> tuple[Rule, ...]:
    """The rules whose codes begin with ``wanted`` (``KL2``), in any case; none where it is no beginning of a code."""
    prefix = wanted.strip().upper()
    return tuple(rule for rule in load() if len(prefix) > 1 and rule.code.startswith(prefix))


def nearest(wanted: str) -> Rule | None:
    """The rule whose code or name looks most like ``wanted``."""
    import difflib

    names = {name.casefold(): rule for rule in load() for name in (rule.code, rule.name)}
    close = difflib.get_close_matches(wanted.strip().casefold(), names, n=1)
    return names[close[0]] if close else None
