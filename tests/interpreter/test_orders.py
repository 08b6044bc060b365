"""Tests of order that are open: what they tell of each other."""

from __future__ import annotations

import operator

from hypothesis import given
from hypothesis import strategies as st

from keraslint.interpreter.orders import implied, order_key

COMPARE = {
    "LessThan": operator.lt,
    "LessThanEqual": operator.le,
    "GreaterThan": operator.gt,
    "GreaterThanEqual": operator.ge,
    "Equal": operator.eq,
}
numbers = st.integers(-3, 3)
tests = st.tuples(st.sampled_from(sorted(COMPARE)), numbers | numbers.map(lambda n: n / 2), st.booleans())


def _test(name, number, *, first, whole):
    constant = ("constant", type(number).__name__, number)
    if name == "Equal":
        return ("==", "k", constant), False
    key = order_key(name, constant, "k", whole=whole) if first else order_key(name, "k", constant, whole=whole)
    return (key[1], True) if key[0] == "not" else (key, False)


def _holds(name, number, value, *, first):
    return COMPARE[name](number, value) if first else COMPARE[name](value, number)


@given(st.lists(tests, max_size=4), tests, numbers.map(lambda n: n / 2), st.booleans())
def test_what_is_told_by_other_tests_is_how_the_test_comes_out(told, asked, value, whole):
    """Of whatever number: each test that is decided comes out as it does for a number that the others fit."""
    value = int(value) if whole else value
    facts = {}
    for name, number, first in told:
        key, negated = _test(name, number, first=first, whole=whole)
        facts[key] = _holds(name, number, value, first=first) != negated
    name, number, first = asked
    key, negated = _test(name, number, first=first, whole=whole)
    found = implied(key, facts)
    assert found is None or (found != negated) == _holds(name, number, value, first=first)


@given(numbers)
def test_the_same_question_is_the_same_test(number):
    """``k > 2``, ``2 < k``, ``not k <= 2`` and, of integers, ``k >= 3``."""
    constant, next_one = ("constant", "int", number), ("constant", "int", number + 1)
    key = order_key("GreaterThan", "k", constant, whole=True)
    assert key == order_key("LessThan", constant, "k", whole=True)
    assert key == order_key("GreaterThanEqual", "k", next_one, whole=True)
    assert key == ("not", order_key("LessThanEqual", "k", constant, whole=True))
