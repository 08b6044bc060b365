"""Errors that a program expects: it shows what Keras refuses, and catches it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from keraslint.evaluate import Verdict, stated
from keraslint.interpreter.guards import expects_failure
from keraslint.interpreter.names import SCOPES
from keraslint.severity import Severity
from keraslint.source import Unit, syntax
from keraslint.source.walk import below, descend

STATEMENTS: Final = (syntax.Try, syntax.TryStar, syntax.With, syntax.FunctionDef)
WORDS: Final = ("except", "suppress", "xfail", "expectedFailure")
"""One of these stands in a text that expects an error."""


def unexpected(verdicts: list[Verdict], units: Sequence[Unit]) -> list[Verdict]:
    """The verdicts without errors in the body of a ``try``, ``with`` or test that is there to fail."""
    if not any(map(_raises, verdicts)):
        return verdicts
    shown: set[syntax.Node] = set()
    for unit in units:
        for node in descend(unit.module) if any(word in unit.text for word in WORDS) else ():
            if isinstance(node, STATEMENTS) and expects_failure(node):
                shown.update(_run_in(node.body))
    return [verdict for verdict in verdicts if not _raises(verdict) or verdict.finding.origin.node not in shown]


def _run_in(node: syntax.Node) -> Iterator[syntax.Node]:
    """What is run where a node is, without the functions and classes that are only made there."""
    yield node
    for each in below(node):
        if type(each) not in SCOPES:
            yield from _run_in(each)


def _raises(verdict: Verdict) -> bool:
    return verdict.rule.raises and stated(verdict.rule, verdict.finding) == Severity.ERROR
