"""How plain data is declared: frozen for the type checker, ordinary for Python, and declared at little cost.

``dataclasses`` compile up to six functions for a class, half a millisecond, and a run on one script declares 150
classes. Here one is compiled, when the first thing of the class is made. Python's frozen dataclasses also set every
field through ``object.__setattr__``, which makes each thing four times as dear.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields
from typing import TYPE_CHECKING, Any, TypeVar, overload

if TYPE_CHECKING:
    from dataclasses import replace

    from typing_extensions import dataclass_transform

T = TypeVar("T")

__all__ = ["record", "replace"]

if TYPE_CHECKING:

    @overload
    def record(cls: type[T], /) -> type[T]: ...

    @overload
    @dataclass_transform(frozen_default=True, eq_default=False)
    def record(
        *, eq: bool = False, order: bool = False, slots: bool = True, frozen: bool = True
    ) -> Callable[[type[T]], type[T]]: ...


def record(
    cls: type[Any] | None = None, /, *, eq: bool = False, order: bool = False, slots: bool = True, frozen: bool = True
) -> Any:
    """A frozen dataclass with slots, compared by identity.

    With ``eq`` things of equal content are equal and have one hash, with ``order`` they are ordered by it as well.
    Cached properties need a class without ``slots``. What is not ``frozen`` is meant to be changed.
    """

    def declare(cls: type[Any]) -> type[Any]:
        own = vars(cls)
        cls.__doc__ = cls.__doc__ or cls.__name__  # or ``dataclass`` spends its time on finding one
        made = dataclass(init=False, repr=False, eq=False, slots=slots)(cls)
        methods: dict[str, Callable[..., Any]] = {"__init__": _compiling(made), "__repr__": _repr}
        if eq:
            methods |= _comparing(tuple(field.name for field in fields(made) if field.compare), order)
        for name, method in methods.items():
            if name not in own:
                setattr(made, name, method)
        return made

    return declare if cls is None else declare(cls)


if not TYPE_CHECKING:

    def replace(thing: T, /, **changes: object) -> T:
        """A copy of a record with other content in some of its fields, at half the cost of ``dataclasses.replace``."""
        cls = type(thing)
        made = object.__new__(cls)
        for name in cls.__match_args__:
            setattr(made, name, changes.pop(name) if name in changes else getattr(thing, name))
        if changes:
            raise TypeError(f"{cls.__name__} has no field {', '.join(changes)}")
        return made


def _compiling(cls: type[Any]) -> Callable[..., None]:
    """The first ``__init__`` of a class: it is replaced by a compiled one when it is called."""

    def __init__(self: object, *given: object, **named: object) -> None:  # noqa: N807
        cls.__init__ = _initializer(cls)
        cls.__init__(self, *given, **named)

    return __init__


def _initializer(cls: type[Any]) -> Callable[..., None]:
    """``__init__``, written as ``dataclasses`` would write it."""
    names: dict[str, Any] = {"MISSING": MISSING}
    parameters, lines = ["self"], []
    for field in fields(cls):
        parameter, value = field.name, field.name
        if field.default is not MISSING:
            parameter += f"=default_{field.name}"
            names[f"default_{field.name}"] = field.default
        elif field.default_factory is not MISSING:
            parameter += "=MISSING"
            names[f"make_{field.name}"] = field.default_factory
            value = f"make_{field.name}() if {field.name} is MISSING else {field.name}"
        parameters.append(parameter)
        lines.append(f" self.{field.name} = {value}\n")
    exec(f"def __init__({', '.join(parameters)}):\n{''.join(lines)}", names)
    initializer: Callable[..., None] = names["__init__"]
    initializer.__qualname__ = f"{cls.__qualname__}.__init__"
    return initializer


def _repr(self: Any) -> str:
    shown = (f"{field.name}={getattr(self, field.name)!r}" for field in fields(self) if field.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _comparing(names: tuple[str, ...], order: bool) -> dict[str, Callable[..., Any]]:
    """The methods that compare two things of one class by their content."""
    content = operator.attrgetter(*names)

    def by(compare: Callable[[Any, Any], bool]) -> Callable[[Any, Any], Any]:
        def method(one: Any, other: Any) -> Any:
            return compare(content(one), content(other)) if other.__class__ is one.__class__ else NotImplemented

        return method

    methods: dict[str, Callable[..., Any]] = {"__hash__": lambda one: hash(content(one)), "__eq__": by(operator.eq)}
    if order:
        methods |= {f"__{how}__": by(getattr(operator, how)) for how in ("lt", "le", "gt", "ge")}
    return methods
