"""What else happens where a class or function is made: ``__init_subclass__``, the metaclass, the decorators."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from keraslint.interpreter import calls, definitions, namespaces
from keraslint.interpreter.expressions import known
from keraslint.interpreter.values import (
    Arguments,
    Bound,
    Builtin,
    Class,
    Const,
    Function,
    Instance,
    Method,
    Partial,
    Passed,
    Tuple,
    Value,
)
from keraslint.records import replace

if TYPE_CHECKING:
    from keraslint.interpreter.machine import Machine
    from keraslint.source import syntax


def metaclass(named: Value | None, ancestors: Sequence[Class]) -> Class | None:
    """The metaclass of the file that makes a class: the one that it names, or that of the next ancestor."""
    if named is not None:
        return named if isinstance(named, Class) else None
    return next((each.metaclass for each in ancestors if each.metaclass is not None), None)


def registered(machine: Machine, cls: Class, node: syntax.ClassDef, options: Arguments) -> Value:
    """What a class is once its ``__init_subclass__``, its metaclass and its decorators have run.

    ``options`` are the keywords of the ``class`` statement without ``metaclass``.
    """
    for ancestor in cls.ancestors:
        if isinstance(hook := machine.state.get((ancestor.scope, "__init_subclass__")), Function):
            definitions.call_function(machine, hook, definitions.prepend(cls, options), node)
            break
    if cls.metaclass is not None:
        _run_metaclass(machine, cls, cls.metaclass, node, options)
    made: Value = cls
    for decorator in reversed(node.decorators):
        made = decorated(machine, made, known(machine, decorator.decorator), node)
    return made


def _run_metaclass(machine: Machine, cls: Class, metaclass: Class, node: syntax.ClassDef, options: Arguments) -> None:
    described = (Const(node, cls.name), Tuple(node, cls.bases), machine.unknown(node))
    given = replace(options, positional=tuple(Passed(value, None) for value in described))
    if isinstance(hook := definitions.member(machine, metaclass, "__new__"), Function):
        definitions.call_function(machine, hook, definitions.prepend(metaclass, given), node)
        namespaces.forget(machine, cls)  # the class that it works on is made in there, by ``type``
    if isinstance(hook := definitions.member(machine, metaclass, "__init__"), Function):
        definitions.call_function(machine, hook, definitions.prepend(cls, given), node)


def decorated(machine: Machine, made: Value, decorator: Value, node: syntax.Node) -> Value:
    """What a decorator returns, whatever it is; where its code is not seen, what it is given."""
    if not _is_followed(machine, decorator):
        return made
    return machine.resolve(calls.call(machine, decorator, Arguments((Passed(made, None),)), node))


def _is_followed(machine: Machine, decorator: Value) -> bool:
    if isinstance(decorator, Partial):
        return _is_followed(machine, decorator.function)
    if isinstance(decorator, Instance):
        return isinstance(definitions.member(machine, decorator.cls, "__call__"), Function)
    return isinstance(decorator, (Function, Bound, Class, Method, Builtin))
