"""``match``: which case a value takes, and what its pattern binds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from keraslint.interpreter import names, operators
from keraslint.interpreter.doubt import doubt
from keraslint.interpreter.expressions import evaluate, items_of, known, truth
from keraslint.interpreter.values import Const, DictRef, Key, ListRef, Tuple, Value
from keraslint.source import syntax

if TYPE_CHECKING:
    from keraslint.interpreter.machine import Machine


def run_match(machine: Machine, node: syntax.Match, run_body: Callable[[Machine, syntax.BaseSuite], bool]) -> bool:
    """The first case that matches; where that is open, each is a path."""
    subject = known(machine, node.subject)

    def run(index: int) -> bool:
        if index == len(node.cases):
            return True
        case = node.cases[index]
        outcome = _matches(machine, subject, case.pattern)
        if outcome is False:
            return run(index + 1)
        if case.guard is not None:
            guard = truth(machine, evaluate(machine, case.guard))
            if guard is False:
                return run(index + 1)
            outcome = outcome if guard is True else guard if outcome is True else ("and", outcome, guard)
        if outcome is True:
            return run_body(machine, case.body)
        for asking in (node.subject,) if case.guard is None else (node.subject, case.guard):
            doubt(machine, asking)
        decided = machine.decide(outcome)
        if decided is not None:
            return run_body(machine, case.body) if decided else run(index + 1)
        return machine.branch(outcome, lambda: run_body(machine, case.body), lambda: run(index + 1))

    return run(0)


def _matches(machine: Machine, subject: Value, pattern: syntax.Node) -> bool | Key:
    """Whether the pattern matches, as a test is known or open; its names are bound."""
    subject = machine.resolve(subject)
    if isinstance(pattern, syntax.MatchAs):
        outcome = True if pattern.pattern is None else _matches(machine, subject, pattern.pattern)
        if pattern.name is not None:
            machine.bind(pattern.name.value, subject)
        return outcome
    if isinstance(pattern, syntax.MatchValue):
        value = known(machine, pattern.value)
        return truth(machine, operators.compare(machine, pattern, syntax.Equal, subject, value))
    if isinstance(pattern, syntax.MatchSingleton):
        value = known(machine, pattern.value)
        return truth(machine, operators.compare(machine, pattern, syntax.Is, subject, value))
    if isinstance(pattern, syntax.MatchOr):
        return _any([_matches(machine, subject, element.pattern) for element in pattern.patterns])
    if isinstance(pattern, syntax.MatchList) and isinstance(subject, (Tuple, ListRef)):
        found = _sequence(machine, subject, list(pattern.patterns))
        if found is not None:
            return found
    for name in names.bound_in(pattern):
        machine.bind(name, machine.unknown(pattern))
    if isinstance(pattern, syntax.MatchList) and isinstance(subject, (Const, DictRef)):
        return False
    return ("case", machine.fresh())


def _sequence(machine: Machine, subject: Value, patterns: list[syntax.Node]) -> bool | Key | None:
    """A sequence pattern without a star, against a list or tuple of known length."""
    items = items_of(machine, subject)
    if items is None or any(isinstance(pattern, syntax.MatchStar) for pattern in patterns):
        return None
    if len(items) != len(patterns):
        return False
    parts = (_matches(machine, item, pattern.value) for item, pattern in zip(items, patterns, strict=True))  # type: ignore[attr-defined]
    return _all(list(parts))


def _any(outcomes: Iterable[bool | Key]) -> bool | Key:
    return _combined("or", True, outcomes)


def _all(outcomes: Iterable[bool | Key]) -> bool | Key:
    return _combined("and", False, outcomes)


def _combined(word: str, deciding: bool, outcomes: Iterable[bool | Key]) -> bool | Key:
    found: bool | Key = not deciding
    for outcome in outcomes:
        if outcome is deciding:
            return deciding
        if not isinstance(outcome, bool):
            found = outcome if isinstance(found, bool) else (word, found, outcome)
    return found
