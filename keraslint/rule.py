"""What a rule is: a code, a name, a severity, a page, and a function of one thing of the Program."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from keraslint.diagnostic import Finding, Severity

INFO: Final = Severity.INFO
WARNING: Final = Severity.WARNING
ERROR: Final = Severity.ERROR

FIRST: Final = "0.1.0"
"""The version of keraslint that had the first rules."""

Check = Callable[[Any], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. ``subject`` names the Program class that ``check`` takes: Program, Model, Layer, Call, Event.

    With ``settled`` a finding counts only where it holds for every Keras major that the code may run on, or where the
    user chose the rule by name (that is: moves to Keras 3). Of other rules an error that only one of them raises
    becomes a warning. ``since`` is the version of keraslint that first had the rule.
    """

    code: str
    name: str
    severity: Severity
    subject: str
    check: Check
    page: str
    default: bool = True
    settled: bool = False
    since: str = FIRST

    @property
    def fixable(self) -> bool:
        """Whether the rule mends some of its findings; its page says which, and whether that is safe."""
        return "\n## Fix\n" in self.page

    @property
    def summary(self) -> str:
        """The page's first line."""
        return self.page.strip().partition("\n")[0]


_registry: dict[str, Rule] = {}


def rule(
    code: str, name: str, *, severity: Severity, default: bool = True, settled: bool = False, since: str = FIRST
) -> Callable[[Check], Check]:
    """Register the decorated function as a rule; its module's docstring is the rule's page.

    The annotation of the function's only parameter is the subject: it is called once for each such thing.
    """

    def register(check: Check) -> Check:
        if code in _registry and _registry[code].check.__module__ != check.__module__:
            raise ValueError(f"two rules are called {code}")
        (parameter,) = inspect.signature(check).parameters.values()
        subject = parameter.annotation if isinstance(parameter.annotation, str) else parameter.annotation.__name__
        page = sys.modules[check.__module__].__doc__ or ""
        _registry[code] = Rule(code, name, severity, subject, check, page, default, settled, since)
        return check

    return register


def registered() -> tuple[Rule, ...]:
    """All rules registered so far, by code."""
    return tuple(_registry[code] for code in sorted(_registry))
