"""What a program does without, if need be: it catches the failure, or asks before which version of Keras it runs on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from keraslint.interpreter.imports import dotted
from keraslint.interpreter.names import calls_in, read_in
from keraslint.source import syntax
from keraslint.source.walk import descend

if TYPE_CHECKING:
    from keraslint.interpreter.machine import Machine
    from keraslint.source import Unit

VERSION: Final = "version"
"""Stands among the exceptions for a test of the version."""

BRANCH: Final = "branch"
"""Stands among the exceptions in what is not run for certain."""

_ANY: Final = frozenset({VERSION, "Exception", "BaseException"})
OF_NAMES: Final = _ANY | {"ImportError", "ModuleNotFoundError", "AttributeError"}
"""What is caught where a name may be missing."""
OF_ATTRIBUTES: Final = _ANY | {"AttributeError"}
OF_CALLS: Final = _ANY | {"TypeError", "ValueError"}
"""What is caught where Keras may refuse an argument or a file."""

_REFUSALS: Final = frozenset({"ValueError", "TypeError", "RuntimeError", "InvalidArgumentError"})
_CONVERSIONS: Final = frozenset({"int", "float", "input"})
"""Where one of them is called, a ``ValueError`` is what it raises."""
SHORT: Final = 3
"""More statements than these are not written to see one of them fail."""

NOTHING: Final[frozenset[str]] = frozenset()
_VERSION: Final = frozenset({VERSION})
_ASKS: Final = frozenset({"hasattr", "getattr"})


def caught_by(handlers: Iterable[syntax.ExceptHandler | syntax.ExceptStarHandler]) -> frozenset[str]:
    """The exceptions that do not leave the statement; not what a handler raises again."""
    return frozenset(name for handler in handlers if not _gives_up(handler.body) for name in _exceptions(handler.type))


def _exceptions(kind: syntax.Node | None) -> Iterator[str]:
    if kind is None:
        yield "BaseException"
    elif isinstance(kind, syntax.Tuple):
        for element in kind.elements:
            yield from _exceptions(element.value)
    else:
        yield dotted(kind)


def expects_failure(node: syntax.Node) -> bool:
    """Whether a statement is there to show what Keras refuses: a few lines, and a handler for just that."""
    if isinstance(node, syntax.FunctionDef):
        return any(map(_is_xfail, node.decorators))
    if isinstance(node, syntax.With):
        caught = suppressed_by(node)
    elif isinstance(node, (syntax.Try, syntax.TryStar)):
        caught = caught_by([handler for handler in node.handlers if not _ends_program(handler.body)])
    else:
        return False
    refused = not _REFUSALS.isdisjoint(name.rpartition(".")[2] for name in caught)
    return refused and _is_short(node.body) and _CONVERSIONS.isdisjoint(calls_in(node.body))


def _is_short(body: syntax.BaseSuite) -> bool:
    """Whether a block is a few statements, none of which has others in it."""
    lines = [each for each in body.body if isinstance(each, (syntax.SimpleStatementLine, syntax.BaseSmallStatement))]
    return len(lines) == len(body.body) <= SHORT


def _is_xfail(decorator: syntax.Decorator) -> bool:
    """``@pytest.mark.xfail(reason="…")``, ``@unittest.expectedFailure``."""
    named = decorator.decorator.func if isinstance(decorator.decorator, syntax.Call) else decorator.decorator
    return dotted(named).rpartition(".")[2] in ("xfail", "expectedFailure")


def suppressed_by(node: syntax.With) -> frozenset[str]:
    """``with contextlib.suppress(AttributeError):``."""
    calls = (item.item for item in node.items if isinstance(item.item, syntax.Call))
    suppressing = (call for call in calls if dotted(call.func).rpartition(".")[2] == "suppress")
    return frozenset(name for call in suppressing for arg in call.args for name in _exceptions(arg.value))


def _gives_up(body: syntax.BaseSuite) -> bool:
    return isinstance(_last(body), syntax.Raise)


def _leaves(body: syntax.BaseSuite) -> bool:
    """Whether nothing behind the statement is reached by this branch: ``return``, ``raise``, ``sys.exit()``, …"""
    return _ends_program(body) or isinstance(_last(body), (syntax.Return, syntax.Raise, syntax.Continue, syntax.Break))


def _ends_program(body: syntax.BaseSuite) -> bool:
    last = _last(body)
    call = last.value if isinstance(last, syntax.Expr) else None
    return isinstance(call, syntax.Call) and dotted(call.func) in ("sys.exit", "exit", "quit")


def _last(body: syntax.BaseSuite) -> syntax.Node | None:
    last = body.body[-1] if body.body else None
    return last.body[-1] if isinstance(last, syntax.SimpleStatementLine) else last


def asks_for_version(test: syntax.Node) -> bool:
    """Whether a test asks which version it is."""
    return _of_version(read_in(test))


def asked_by(test: syntax.Node, flags: frozenset[str]) -> frozenset[str]:
    """``VERSION``, if a test asks which version it is, or what it has. ``flags`` are names for the outcome of such a
    test."""
    return _asked(read_in(test), flags)


def asked_of(machine: Machine, test: syntax.Node) -> frozenset[str]:
    """``asked_by`` of a test that may be run more than once."""
    return _asked(machine.about(read_in, test), machine.flags)


def asked_before(machine: Machine, statement: syntax.Node) -> frozenset[str]:
    """``VERSION``, if what follows the statement is reached by one version only."""
    if type(statement) is not syntax.If or not _leaves(statement.body):
        return NOTHING
    names = machine.about(read_in, statement.test)
    return NOTHING if names.isdisjoint(machine.flags) and not _of_version(names) else _VERSION


def _asked(names: frozenset[str], flags: frozenset[str]) -> frozenset[str]:
    asks = "hasattr" in names or not names.isdisjoint(flags) or _of_version(names)
    return _VERSION if asks else NOTHING


def _of_version(names: frozenset[str]) -> bool:
    return any("version" in name.lower() or name == "TYPE_CHECKING" for name in names)


def version_flags(units: Sequence[Unit]) -> frozenset[str]:
    """``KERAS_2 = keras.__version__.startswith("2")``, and functions that return such a thing."""
    found: set[str] = set()
    for unit in units:
        for node in descend(unit.module) if "version" in unit.text else ():
            if isinstance(node, syntax.Assign) and asks_for_version(node.value):
                found.update(each.target.value for each in node.targets if isinstance(each.target, syntax.Name))
            elif isinstance(node, syntax.FunctionDef) and any(
                isinstance(each, syntax.Return) and each.value is not None and asks_for_version(each.value)
                for each in descend(node.body)
            ):
                found.add(node.name.value)
    return frozenset(found)


def asked_for(call: syntax.Call) -> str | None:
    """The attribute that ``hasattr(x, "name")`` or ``getattr(x, "name", None)`` asks for."""
    if not isinstance(call.func, syntax.Name) or call.func.value not in _ASKS or len(call.args) < 2:
        return None
    if call.func.value == "getattr" and len(call.args) < 3:
        return None
    name = call.args[1].value
    text = name.value if isinstance(name, syntax.SimpleString) else None
    return text if isinstance(text, str) else None
