"""Open tests of order: ``k > 2`` and ``k <= 2`` are one test, and what one tells of ``k`` decides others."""

from __future__ import annotations

import math
from itertools import islice
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from keraslint.interpreter.values import Key

LESS: Final = "<"
BELOW: Final = "below"
"""``<`` of integers, of which there are none between 2 and 3."""

ABOVE: Final = ">"
MAX_TOLD: Final = 64
ORDERS: Final = frozenset({"LessThan", "LessThanEqual", "GreaterThan", "GreaterThanEqual"})


def order_key(name: str, left: Key, right: Key, *, whole: bool) -> Key:
    """The test that ``left name right`` is, told by ``<`` alone.

    Of integers (``whole``) ``2 < k`` is not ``k < 3``, and ``k < 2.5`` is ``k < 3``.
    """
    if name in ("GreaterThan", "LessThanEqual"):
        left, right = right, left
    negated = name.endswith("Equal")
    kind = LESS
    if whole and (number := _constant(left)) is not None and _is_finite(number):
        kind, negated = BELOW, not negated
        left, right = right, ("constant", "int", math.floor(number) + 1)
    elif whole and (number := _constant(right)) is not None and _is_finite(number):
        kind, right = BELOW, ("constant", "int", math.ceil(number))
    test: Key = (kind, left, right)
    return ("not", test) if negated else test


def implied(key: Key, facts: dict[Key, bool]) -> bool | None:
    """How a test of a value against a constant comes out, told by other tests of that value among the latest."""
    asked = _asked(key)
    if asked is None:
        return None
    value, relation, number = asked
    low, high, low_open, high_open = -math.inf, math.inf, True, True
    whole, others = relation == BELOW, set[float]()
    for other, outcome in islice(reversed(facts.items()), MAX_TOLD):
        told = _asked(other)
        if told is None or told[0] != value:
            continue
        _, kind, bound = told
        whole = whole or kind == BELOW
        if kind == "==":
            if outcome:
                low = high = bound
                low_open = high_open = False
                break
            others.add(bound)
        elif (kind != ABOVE) == outcome:  # below: open where it is ``k < n``, closed where it is no ``n < k``
            closed = not outcome or kind == BELOW
            bound -= outcome and kind == BELOW
            if (bound, closed) < (high, not high_open):
                high, high_open = bound, not closed
        elif (-bound, not outcome) < (-low, not low_open):
            low, low_open = bound, outcome
    while low in others and not low_open:
        low, low_open = low + whole, not whole
    while high in others and not high_open:
        high, high_open = high - whole, not whole
    if relation == "==":
        outside = number < low or number > high or (number == low and low_open) or (number == high and high_open)
        return False if outside else True if low == high == number else None
    if relation == ABOVE:
        return True if low > number or (low == number and low_open) else False if high <= number else None
    return True if high < number or (high == number and high_open) else False if low >= number else None


def _asked(key: Key) -> tuple[Key, str, float] | None:
    """A value, how it is compared (``==``, ``<``, ``below`` or ``>``), and the number that it is compared with."""
    if not isinstance(key, tuple) or len(key) != 3 or key[0] not in ("==", LESS, BELOW):
        return None
    kind, left, right = key
    if (number := _constant(right)) is not None:
        return left, kind, number
    if kind == LESS and (number := _constant(left)) is not None:
        return right, ABOVE, number
    return None


def _is_finite(number: float) -> bool:
    return isinstance(number, int) or math.isfinite(number)


def _constant(key: Key) -> int | float | None:
    if isinstance(key, tuple) and len(key) == 3 and key[0] == "constant" and isinstance(key[2], (int, float)):
        return key[2]
    return None
