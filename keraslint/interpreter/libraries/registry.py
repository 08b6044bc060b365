"""How a library module tells the interpreter what its functions, classes and methods return.

A module of this package registers handlers for dotted paths: ``@function("numpy.zeros")``, ``made("sklearn….X")``
for a class whose instances have state, ``@method("ndarray", "reshape")`` for a method of a kind of value. A handler
gets a ``LibraryCall`` and returns a value; ``None`` means that nothing is known of the result.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from keraslint.diagnostic import Origin
from keraslint.interpreter.plain import plain
from keraslint.interpreter.values import Arguments, LibraryObject, Passed, Value
from keraslint.program import Plain
from keraslint.records import record
from keraslint.shapes import UNKNOWN

if TYPE_CHECKING:
    from keraslint.interpreter.machine import Machine
    from keraslint.source import syntax


@record
class LibraryCall:
    """A call of a library function (``receiver`` is ``None``) or of a method of ``receiver``."""

    machine: Machine
    path: str
    receiver: Value | None
    arguments: Arguments
    node: syntax.Node

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.rpartition(".")[2]

    @property
    def origin(self) -> Origin:
        return Origin(self.node)

    @property
    def complete(self) -> bool:
        """Whether all arguments are known to be there (no ``*args`` or ``**kwargs`` of unknown content)."""
        return self.arguments.complete

    def passed(self, position: int | None, *names: str) -> Passed | None:
        """The argument at a position or under one of the names."""
        for name in names:
            if name in self.arguments.keywords:
                return self.arguments.keywords[name]
        positional = self.arguments.positional
        return positional[position] if position is not None and position < len(positional) else None

    def value(self, position: int | None, *names: str) -> Value | None:
        """The argument's value on this path, ``None`` where it is not given."""
        found = self.passed(position, *names)
        return None if found is None else self.machine.resolve(found.value)

    def plain(self, position: int | None, *names: str, default: Plain = None) -> Plain:
        """The argument as a plain value; ``default`` where it is not given, ``UNKNOWN`` where that cannot be told."""
        found = self.passed(position, *names)
        if found is None:
            return default if self.complete else UNKNOWN
        return plain(self.machine, found.value)


Handler = Callable[[LibraryCall], "Value | None"]

FUNCTIONS: dict[str, Handler] = {}
METHODS: dict[tuple[str, str], Handler] = {}


def function(*paths: str) -> Callable[[Handler], Handler]:
    """Register a handler for library functions; Keras ones by their canonical path (``keras.utils.to_categorical``)."""

    def register(handler: Handler) -> Handler:
        for path in paths:
            FUNCTIONS[path] = handler
        return handler

    return register


def method(kind: str, *names: str) -> Callable[[Handler], Handler]:
    """Register a handler for methods of a kind of value: ``ndarray``, ``dataset``, or the path of a class that was
    registered with ``made``."""

    def register(handler: Handler) -> Handler:
        for name in names:
            METHODS[kind, name] = handler
        return handler

    return register


def made(*paths: str) -> None:
    """Register classes whose instances are remembered with their arguments (``LibraryObject``)."""
    for path in paths:
        FUNCTIONS[path] = partial(_make, path)


def _make(path: str, call: LibraryCall) -> Value:
    return LibraryObject(call.node, call.machine.fresh(), path, call.arguments)
