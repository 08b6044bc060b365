"""Sums, differences and products of random numbers: what we say occurs in them does, and nothing lies outside."""

from __future__ import annotations

from itertools import product
from operator import ge, gt, le, lt

import pytest
from hypothesis import given
from hypothesis import strategies as st

np = pytest.importorskip("numpy")

from keraslint.arrays import Array, construct, elementwise, joining, reductions  # noqa: E402
from keraslint.arrays.dimensions import Symbols  # noqa: E402
from keraslint.arrays.indexing import Slice, index  # noqa: E402
from keraslint.arrays.ranges import decided  # noqa: E402

OPERATIONS = {"Add": np.add, "Subtract": np.subtract, "Multiply": np.multiply}
ranges = st.tuples(st.integers(-50, 50), st.integers(1, 100)).map(lambda pair: (pair[0], pair[0] + pair[1]))
seeds = st.integers(0, 1000)
ROWS = 200


def column(table: Array, place: int) -> Array:
    return index(table, [Slice(), place], Symbols())


def reached(value: np.ndarray, found: Array) -> bool:
    """Whether the values keep to the bounds, and whether what occurs is claimed and reached."""
    occurring = found.occurring
    assert found.low is None or value.min() >= found.low - 1e-9
    assert found.high is None or value.max() <= found.high + 1e-9
    return occurring is not None and value.min() <= occurring.low and value.max() >= occurring.high


@given(ranges, ranges, st.sampled_from(sorted(OPERATIONS)), st.booleans(), seeds)
def test_two_draws(first, second, operator, whole, seed):
    random = np.random.default_rng(seed)
    if operator == "Multiply":
        first, second = ((0, high - low) for low, high in (first, second))
    values, known = [], []
    for number, (low, high) in enumerate((first, second)):
        values.append(random.integers(low, high + 1, ROWS) if whole else random.uniform(low, high, ROWS))
        made = construct.whole_numbers if whole else construct.uniform
        known.append(construct.drawn_by(made(low, high, (ROWS,)), number))
    assert reached(OPERATIONS[operator](*values), elementwise.binary(operator, *known, Symbols()))


@given(ranges, st.integers(2, 6), seeds)
def test_sums_of_the_columns_of_a_draw(bounds, width, seed):
    random = np.random.default_rng(seed)
    values = random.integers(bounds[0], bounds[1] + 1, (ROWS, width))
    table = construct.drawn_by(construct.whole_numbers(*bounds, (ROWS, width)), 1)
    assert reached(values.sum(axis=1), reductions.reduce("sum", table, 1))
    assert reached(values.mean(axis=1), reductions.reduce("mean", table, -1))
    assert reached(
        values[:, 0] - values[:, 1], elementwise.binary("Subtract", column(table, 0), column(table, 1), Symbols())
    )


@pytest.mark.parametrize("operator", sorted(OPERATIONS))
def test_what_depends_on_one_draw_is_not_claimed(operator):
    symbols = Symbols()
    table = construct.drawn_by(construct.whole_numbers(0, 100, (ROWS, 2)), 1)
    one = construct.drawn_by(construct.whole_numbers(0, 100, (ROWS,)), 2)
    mirrored = elementwise.binary("Subtract", 100, one, symbols)
    total = elementwise.binary("Add", column(table, 0), column(table, 1), symbols)
    for left, right in (
        (one, one),
        (one, mirrored),
        (table, index(table, [Slice(), Slice(0, 1)], symbols)),
        (total, column(table, 1)),
    ):
        assert elementwise.binary(operator, left, right, symbols).occurring is None
    literal = construct.literal([1, 2, 3], symbols)
    assert elementwise.binary(operator, literal, literal, symbols).occurring is None


def test_the_mean_of_whole_numbers_is_a_quantity():
    symbols = Symbols()
    first, second = (construct.drawn_by(construct.whole_numbers(0, 100, ()), number) for number in (1, 2))
    total = elementwise.binary("Add", first, second, symbols)
    assert total.meaning is None
    assert elementwise.binary("Divide", total, 2, symbols).quantity
    assert not elementwise.binary("Divide", total, 1, symbols).quantity
    few = elementwise.binary("Divide", construct.whole_numbers(1, 9, ()), 2, symbols)
    assert not few.quantity


def test_so_many_draws_are_not_told_apart():
    symbols = Symbols()
    total = construct.drawn_by(construct.whole_numbers(0, 9, ()), 0)
    for number in range(1, 500):
        total = elementwise.binary("Add", total, construct.drawn_by(construct.whole_numbers(0, 9, ()), number), symbols)
    assert (total.low, total.high, total.occurring) == (0, 4500, None)


def test_draws_of_different_ranges_are_not_everywhere_in_what_they_are_joined_to():
    symbols = Symbols()
    low, high = (construct.drawn_by(construct.uniform(base, base + 1, (ROWS,)), base) for base in (0, 50))
    joined = joining.vstack([low, high], symbols)
    assert joined.occurring is not None
    assert index(joined, [0], symbols).occurring is None
    assert index(joining.concatenate([low, high], 0, symbols), [Slice(None, 10)], symbols).occurring is None
    twice = joining.concatenate([low, low], 0, symbols)
    assert index(twice, [Slice(None, 40)], symbols).occurring is not None


@pytest.mark.parametrize("operator", ["LessThan", "LessThanEqual", "GreaterThan", "GreaterThanEqual"])
def test_a_comparison_is_decided_where_all_values_agree(operator: str):
    compare = {"LessThan": lt, "LessThanEqual": le, "GreaterThan": gt, "GreaterThanEqual": ge}[operator]
    for a, b, c, d in product(range(5), repeat=4):
        outcomes = {compare(x, y) for x in range(a, b + 1) for y in range(c, d + 1)}
        if outcomes:
            expected = outcomes.pop() if len(outcomes) == 1 else None
            assert decided(operator, (a, b), (c, d)) == expected
