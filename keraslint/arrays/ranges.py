"""Intervals: between which values the result of an operation lies, and which values certainly occur in it."""

from __future__ import annotations

import math
import operator as operations
from collections.abc import Callable
from typing import Final, TypeAlias

from keraslint.arrays.array import Array, Occurring, all_draws
from keraslint.records import replace

Operand: TypeAlias = "Array | bool | int | float"
Range: TypeAlias = "tuple[float | None, float | None]"


def bounds_of(operator: str, left: Range, right: Range) -> Range:
    """Interval arithmetic; ``None`` where a bound is not known."""
    (a, b), (c, d) = left, right
    if operator == "Add":
        return _sum(a, c), _sum(b, d)
    if operator == "Subtract":
        return _sum(a, None if d is None else -d), _sum(b, None if c is None else -c)
    if operator == "Maximum":
        return (max(a, c) if a is not None and c is not None else a if c is None else c), both(max, b, d)
    if operator == "Minimum":
        return both(min, a, c), (min(b, d) if b is not None and d is not None else b if d is None else d)
    if a is None or b is None or c is None or d is None:
        return None, None
    if operator == "Divide" and (c > 0 or d < 0):
        return _extremes([a / c, a / d, b / c, b / d])
    if operator == "Multiply":
        return _extremes([a * c, a * d, b * c, b * d])
    if c != d:
        return None, None
    if operator == "FloorDivide" and c != 0:
        return _extremes([a // c, b // c])
    if operator == "Modulo" and c > 0:
        return 0, c
    if operator == "Power":
        return _power(a, b, c)
    return None, None


def decided(operator: str, left: Range, right: Range) -> bool | None:
    """How a comparison comes out for all values between the bounds, ``None`` where it differs or is not known."""
    if operator in ("GreaterThan", "LessThanEqual"):
        left, right = right, left
    (a, b), (c, d) = left, right
    if b is not None and c is not None and b < c:
        below: bool | None = True
    else:
        below = False if a is not None and d is not None and a >= d else None
    if operator in ("LessThan", "GreaterThan"):
        return below
    if operator in ("LessThanEqual", "GreaterThanEqual"):
        return None if below is None else not below
    return None


def _power(low: float, high: float, exponent: float) -> Range:
    ends = [calculated(operations.pow, end, exponent) for end in (low, high)]
    if exponent <= 0 or ends[0] is None or ends[1] is None or (low < 0 and not float(exponent).is_integer()):
        return None, None
    least, most = _extremes([ends[0], ends[1]])
    return (0 if low < 0 < high and exponent % 2 == 0 else least), most


_NUMBERS: Final[dict[str, Callable[[float, float], float]]] = {
    "Add": operations.add,
    "Subtract": operations.sub,
    "Multiply": operations.mul,
    "Divide": operations.truediv,
    "FloorDivide": operations.floordiv,
    "Power": operations.pow,
}


def calculated(function: Callable[..., float], *numbers: float) -> float | None:
    """``None`` where Python raises, or numpy's whole numbers may be too small for the result."""
    if function is operations.pow and abs(numbers[1]) > 64:
        return None
    try:
        found = function(*numbers)
    except (ArithmeticError, ValueError):
        return None
    return None if isinstance(found, complex) or abs(found) >= 2**62 else found


def occurring(operator: str, left: Operand, right: Operand) -> Occurring | None:
    """What an operation with one number, or on numbers of different draws, makes of the values that occur."""
    if isinstance(left, Array) and isinstance(right, Array):
        return _of_draws(operator, left, right)
    function = _NUMBERS.get(operator)
    array = left if isinstance(left, Array) else right
    found = array.occurring if isinstance(array, Array) else None
    if function is None or found is None:
        return None
    if not isinstance(right, Array):
        made = images(lambda value: calculated(function, value, right), found)
        gap = None if made is None else _gap(operator, found.gap, right)
        return made if made is None or gap is None else replace(made, gap=gap)
    return images(lambda value: calculated(function, left, value), found)  # type: ignore[arg-type]


def images(function: Callable[[float], float | None], found: Occurring) -> Occurring | None:
    ends = [function(found.low), function(found.high)]
    if ends[0] is None or ends[1] is None:
        return None
    return Occurring(min(ends[0], ends[1]), max(ends[0], ends[1]), found.everywhere, found.draws)


def _gap(operator: str, gap: float | None, number: float) -> float | None:
    if gap is None or operator in ("Add", "Subtract"):
        return gap
    return calculated(_NUMBERS[operator], gap, abs(number)) if operator in ("Multiply", "Divide") else None


def wave(name: str, found: Occurring) -> Occurring | None:
    """What ``sin`` or ``cos`` makes of values that lie close together: crests and troughs, if it runs through any."""
    turn = 2 * math.pi
    low, high = (end + (math.pi / 2 if name == "cos" else 0) for end in (found.low, found.high))
    gap = 0.2 * min(high - low, turn) if found.everywhere else found.gap  # of thirty draws, one is in a fifth
    ends = images(lambda value: calculated(math.sin, value), Occurring(low, high, found.everywhere, found.draws))
    if ends is None or gap is None or gap >= math.pi / 2 or max(abs(low), abs(high)) > 1e6:
        return ends
    near = math.cos(gap / 2)
    crest, trough = (
        math.floor((high - top) / turn) >= math.ceil((low - top) / turn) for top in (math.pi / 2, -math.pi / 2)
    )
    return replace(ends, low=-near if trough else ends.low, high=near if crest else ends.high)


def independent(left: Array, right: Array) -> bool:
    """Whether the values are random numbers of different draws."""
    ours, theirs = left.occurring, right.occurring
    if ours is None or theirs is None:
        return False
    return bool(ours.draws and theirs.draws) and ours.draws.isdisjoint(theirs.draws)


def _of_draws(operator: str, left: Array, right: Array) -> Occurring | None:
    """Both operands now and then are in the outer parts of their ranges at once, so the result goes that far."""
    ours, theirs = left.occurring, right.occurring
    if ours is None or theirs is None or not independent(left, right):
        return None
    if operator not in ("Add", "Subtract", "Multiply") or (operator == "Multiply" and min(ours.low, theirs.low) < 0):
        return None
    (a, b), (c, d) = _middle(ours), _middle(theirs)
    if operator == "Subtract":
        c, d = d, c
    ends = [calculated(_NUMBERS[operator], a, c), calculated(_NUMBERS[operator], b, d)]
    if ends[0] is None or ends[1] is None:
        return None
    return Occurring(ends[0], ends[1], everywhere=True, draws=all_draws(ours, theirs))


def _middle(found: Occurring) -> tuple[float, float]:
    """Of what is drawn from the range, three of ten are below this part of it, and three above."""
    margin = 0.3 * (found.high - found.low)
    return found.low + margin, found.high - margin


def _extremes(values: list[float]) -> Range:
    return min(values), max(values)


def _sum(left: float | None, right: float | None) -> float | None:
    return None if left is None or right is None else left + right


def both(function: object, left: float | None, right: float | None) -> float | None:
    if left is None or right is None:
        return None
    return max(left, right) if function is max else min(left, right)
