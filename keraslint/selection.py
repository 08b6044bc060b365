"""Which rules run, in which files, and how grave what they say is: settings → codes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Final, TypeAlias

from keraslint.codes import PREFIX, SYNTAX_ERROR
from keraslint.settings import ConfigError, Selector, Settings, patterns, relative
from keraslint.severity import Severity

if TYPE_CHECKING:
    from keraslint.rule import Rule

ALL: Final = "ALL"
_BRACES: Final = re.compile(r"\{([^{}]*)\}")

RuleLike: TypeAlias = "Rule | tuple[str, str, bool]"


def enabled_rules(settings: Settings, rules: Iterable[RuleLike]) -> frozenset[str]:
    """The codes of the rules that run: ``rules`` are Rules or tuples of code, name, default.

    Within a layer a more specific selector beats a less specific one, and at the same length ``ignore`` wins; the
    command line is a layer on top of the config file (as in ruff).

    Raises:
        ConfigError: a selector selects nothing.
    """
    table = tuple(_entry(rule) for rule in rules)
    enabled = {code for code, _, default in table if default}
    for layer in settings.selections:
        changes: list[tuple[int, bool, set[str]]] = []
        for chosen, selectors in ((True, (*(layer.select or ()), *layer.extend_select)), (False, layer.ignore)):
            for selector in selectors:
                rank, codes = _resolve(selector, table)
                changes.append((rank, chosen, codes))
        if layer.select is not None:
            enabled &= {SYNTAX_ERROR}  # or a file that does not parse would pass: it takes an ``ignore``
        for _, chosen, codes in sorted(changes, key=lambda change: (change[0], not change[1])):
            enabled = enabled | codes if chosen else enabled - codes
    return frozenset(enabled)


def named_rules(settings: Settings, rules: Iterable[RuleLike]) -> frozenset[str]:
    """The codes of the rules that are selected by their family, code or name, not merely with all others (``ALL``).

    Raises:
        ConfigError: a selector selects nothing.
    """
    table = tuple(_entry(rule) for rule in rules)
    chosen = (one for layer in settings.selections for one in (*(layer.select or ()), *layer.extend_select))
    found = (_resolve(selector, table) for selector in chosen)
    return frozenset(code for rank, codes in found if rank > len(PREFIX) for code in codes)


def ignored_in_file(settings: Settings, filename: str, rules: Iterable[RuleLike]) -> frozenset[str]:
    """The codes of the rules that ``per-file-ignores`` silences in a file.

    Raises:
        ConfigError: a selector of any pattern selects nothing.
    """
    if not settings.per_file_ignores:
        return frozenset()
    table = tuple(_entry(rule) for rule in rules)
    path = relative(filename, settings.root)
    ignored: set[str] = set()
    for one in settings.per_file_ignores:
        codes = set().union(*(_resolve(selector, table)[1] for selector in one.selectors))
        if _matches(one.pattern.removeprefix("!"), path) is not one.pattern.startswith("!"):
            ignored |= codes
    return frozenset(ignored)


def severities(settings: Settings, rules: Iterable[RuleLike]) -> dict[str, Severity]:
    """The severities that the settings give, by code; a more specific selector beats a less specific one.

    Raises:
        ConfigError: a selector selects nothing.
    """
    if not settings.severity:
        return {}
    table = tuple(_entry(rule) for rule in rules)
    chosen = [(*_resolve(one.selector, table), one.severity) for one in settings.severity]
    found: dict[str, Severity] = {}
    for _, codes, severity in sorted(chosen, key=lambda one: one[0]):
        found.update(dict.fromkeys(codes, severity))
    return found


def _matches(pattern: str, path: str) -> bool:
    """As in a ``.gitignore``, and as ruff has it: ``*`` stands for slashes too, ``{a,b}`` for alternatives."""
    for one in _alternatives(pattern):
        if patterns([one], "per-file-ignores").match_file(path):
            return True
        if fnmatchcase(path, one.removeprefix("./")) or fnmatchcase(path.rpartition("/")[2], one):
            return True
    return False


def _alternatives(pattern: str) -> Iterator[str]:
    found = _BRACES.search(pattern)
    if found is None:
        yield pattern
        return
    for part in found[1].split(","):
        yield from _alternatives(pattern[: found.start()] + part + pattern[found.end() :])


def _entry(rule: RuleLike) -> tuple[str, str, bool]:
    return rule if isinstance(rule, tuple) else (rule.code, rule.name, rule.default)


def _resolve(selector: Selector, table: Sequence[tuple[str, str, bool]]) -> tuple[int, set[str]]:
    """How specific a selector is, and the codes that it selects."""
    wanted = selector.text.upper()
    if wanted == ALL:
        return 0, {code for code, _, _ in table}
    by_name = {name.upper(): code for code, name, _ in table}
    if wanted in by_name:
        return len(by_name[wanted]), {by_name[wanted]}
    codes = {code for code, _, _ in table if wanted and code.startswith(wanted)}
    if not codes:
        known = [*by_name, *(code for code, _, _ in table)]
        names = {name.upper(): name for _, name, _ in table}
        import difflib

        near = difflib.get_close_matches(wanted, known, n=1, cutoff=0.5)
        hint = f"; did you mean `{names.get(near[0], near[0])}`?" if near else ""
        raise ConfigError(f"{selector.where}: unknown rule `{selector.text}`{hint}")
    return len(wanted), codes
