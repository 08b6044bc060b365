"""How the shapes of several arrays become one."""

from __future__ import annotations

from keraslint.arrays.array import ArrayError
from keraslint.arrays.dimensions import Symbols
from keraslint.shapes import AnyShape, Dim, Shape, Symbol, Unknown


def axis_of(axis: int, rank: int) -> int:
    """The axis counted from the front. Raises ``ArrayError`` where there is none."""
    if not -rank <= axis < rank:
        raise ArrayError(f"axis {axis} is out of bounds for an array with {rank} axes")
    return axis % rank


def axes_of(axis: int | tuple[int, ...], rank: int) -> tuple[int, ...]:
    """Several axes counted from the front. Raises ``ArrayError`` for one named twice."""
    axes = tuple(axis_of(one, rank) for one in (axis if isinstance(axis, tuple) else (axis,)))
    if len(set(axes)) != len(axes):
        raise ArrayError("an axis is named twice")
    return axes


def common(left: Dim, right: Dim, symbols: Symbols) -> Dim:
    """The size of two axes that are broadcast together. Raises ``ArrayError`` where they do not fit."""
    if left in (1, right):
        return right
    if right == 1:
        return left
    if isinstance(left, int) and isinstance(right, int):
        raise ArrayError(f"{left} and {right} cannot be broadcast together")
    if isinstance(left, int):  # the other is the same, or one
        return left
    if isinstance(right, int):
        return right
    if isinstance(left, Symbol) and isinstance(right, Symbol):
        return symbols.named("broadcast", left, right)
    return None


def same(left: Dim, right: Dim) -> Dim:
    """The size of two axes that must be equal. Raises ``ArrayError`` where they are not."""
    if isinstance(left, int) and isinstance(right, int) and left != right:
        raise ArrayError(f"{left} is not {right}")
    if isinstance(right, int) or left is None:
        return right
    return left


def broadcast(left: AnyShape, right: AnyShape, symbols: Symbols) -> AnyShape:
    """The shape of an elementwise operation on both."""
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return left if isinstance(left, Unknown) else right
    rank = max(len(left), len(right))
    padded: list[Shape] = [(1,) * (rank - len(shape)) + shape for shape in (left, right)]
    return tuple(common(one, other, symbols) for one, other in zip(*padded, strict=True))
