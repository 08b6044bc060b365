"""What a rule is: a code, a name, a severity, a page, and a function of one thing of the Program."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import CodeType, FunctionType
from typing import Any, Final, Protocol

from keraslint.diagnostic import Finding
from keraslint.records import record
from keraslint.severity import Severity

INFO: Final = Severity.INFO
WARNING: Final = Severity.WARNING
ERROR: Final = Severity.ERROR

CO_VARARGS: Final = 0x04
CO_VARKEYWORDS: Final = 0x08
"""As in ``inspect``."""

FIRST: Final = "0.1.0"
"""The version of keraslint that had the first rules."""


class Check(Protocol):
    """A function of one thing of the Program."""

    __annotations__: dict[str, Any]
    __code__: CodeType
    __module__: str
    __qualname__: str

    def __call__(self, subject: Any, /) -> Iterator[Finding]:
        """What there is to find."""


@record(eq=True)
class Rule:
    """One rule. ``subject`` names the Program class that ``check`` takes: Program, Model, Layer, Call, Event.

    With ``settled`` a finding counts only where it holds for every Keras major that the code may run on, or where the
    user chose the rule by name (that is: moves to Keras 3). Of other rules an error that only one of them raises
    becomes a warning. ``since`` is the version of keraslint that first had the rule. A rule with ``words`` has nothing
    to say of a file in which none of them occurs, and is not asked. An error that Keras trains with all the same does
    not raise.
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
    words: tuple[str, ...] = ()
    raises: bool = True

    @property
    def fixable(self) -> bool:
        """Whether the rule mends some of its findings; its page says which, and whether that is safe."""
        return "\n## Fix\n" in self.page

    @property
    def summary(self) -> str:
        """The page's first line."""
        return self.page.strip().partition("\n")[0]


_registry: dict[str, Rule] = {}
_open: list[dict[str, Rule]] = [_registry]


@contextmanager
def collected() -> Iterator[dict[str, Rule]]:
    """The rules that are registered meanwhile, by code; they are not among ours."""
    _open.append({})
    try:
        yield _open[-1]
    finally:
        _open.pop()


def rule(
    code: str,
    name: str,
    *,
    severity: Severity,
    default: bool = True,
    settled: bool = False,
    since: str = FIRST,
    words: tuple[str, ...] = (),
    raises: bool = True,
) -> Callable[[Check], Check]:
    """Register the decorated function as a rule; its module's docstring is the rule's page.

    The annotation of the function's only parameter is the subject: it is called once for each such thing, in files in
    which one of the ``words`` occurs if there are any.
    """

    def register(check: Check) -> Check:
        registry = _open[-1]
        if code in registry and _home(registry[code].check) != _home(check):
            raise ValueError(f"two rules are called {code}")
        if type(words) is not tuple:
            raise ValueError(f"the words of the rule {code} must be a tuple")
        annotation = _annotation(check, code)
        subject = annotation if isinstance(annotation, str) else annotation.__name__
        page = sys.modules[check.__module__].__doc__ or _documentation(check)
        registry[code] = Rule(code, name, severity, subject, check, page, default, settled, since, words, raises)
        return check

    return register


def _annotation(check: Check, code: str) -> Any:
    """That of the only parameter. Of a plain function it is read off its code: ``inspect`` costs 5 ms."""
    plain = isinstance(check, FunctionType) and not hasattr(check, "__wrapped__")
    if plain and not check.__code__.co_flags & (CO_VARARGS | CO_VARKEYWORDS):
        names = check.__code__.co_varnames[: check.__code__.co_argcount + check.__code__.co_kwonlyargcount]
        annotations = [check.__annotations__.get(name, "") for name in names]
    else:
        import inspect

        annotations = [parameter.annotation for parameter in inspect.signature(check).parameters.values()]
    if len(annotations) != 1:
        raise ValueError(f"the rule {code} must take one parameter")
    return annotations[0]


def _documentation(check: Check) -> str:
    import inspect

    return inspect.getdoc(check) or ""


def _home(check: Check) -> tuple[str, str]:
    return check.__module__, check.__qualname__


def registered() -> tuple[Rule, ...]:
    """All rules registered so far, by code."""
    return tuple(_registry[code] for code in sorted(_registry))
