"""Shapes and dimensions, and the arithmetic on them.

A shape is a tuple of dimensions and includes the batch axis. A dimension is

- an ``int``: known,
- ``None``: free, as Keras means it (the batch, a variable number of time steps),
- a ``Symbol``: one fixed number that the analysis does not know. A symbol equals itself only, so two axes with the
  same symbol are provably equal and two different symbols are merely not known to be equal.

``UNKNOWN`` stands for a whole shape (or any other value) of which nothing is known.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, TypeAlias


class Unknown:
    """The type of ``UNKNOWN``; there is one instance."""

    __slots__ = ()
    _instance: Unknown | None = None

    def __new__(cls) -> Unknown:
        if cls._instance is None:
            cls._instance = super().__new__(cls)
        return cls._instance

    def __repr__(self) -> str:
        return "?"

    def __reduce__(self) -> str:
        return "UNKNOWN"


UNKNOWN: Final = Unknown()


class Symbol:
    """An integer that is fixed but not known; equal to itself only."""

    __slots__ = ("name",)

    def __init__(self, name: str = "?") -> None:
        self.name = name

    def __repr__(self) -> str:
        return self.name


Dim: TypeAlias = int | Symbol | None
Shape: TypeAlias = tuple[Dim, ...]
AnyShape: TypeAlias = Shape | Unknown


def known(dim: object) -> bool:
    """Whether ``dim`` is a number (neither free nor a symbol)."""
    return isinstance(dim, int) and not isinstance(dim, bool)


def length(numbers: range) -> int:
    """How many numbers there are; ``len`` fails beyond 2**63."""
    return max(-(-(numbers.stop - numbers.start) // numbers.step), 0)


def product(dims: Iterable[Dim]) -> Dim:
    """The number of elements: ``None`` where a dimension is free, a new symbol where one is unknown."""
    result = 1
    free = unknown = False
    for dim in dims:
        if dim is None:
            free = True
        elif isinstance(dim, Symbol):
            unknown = True
        else:
            result *= dim
    if unknown:
        return Symbol()
    return None if free else result


def differ(left: Dim, right: Dim) -> bool:
    """Whether the two dimensions are provably different: both are numbers and not the same one."""
    return isinstance(left, int) and isinstance(right, int) and left != right


def unknown_shape(rank: int) -> Shape:
    """A shape of which only the number of axes is known."""
    return tuple(Symbol() for _ in range(rank))


def text(shape: AnyShape) -> str:
    """The shape as a user reads it: ``(None, 28, ?)``, ``(None,)``, ``?``."""
    if isinstance(shape, Unknown):
        return "?"
    inner = ", ".join("?" if isinstance(dim, Symbol) else str(dim) for dim in shape)
    return f"({inner},)" if len(shape) == 1 else f"({inner})"
