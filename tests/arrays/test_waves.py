"""Sine and cosine of values that lie close together: crests and troughs that we say occur, do."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

np = pytest.importorskip("numpy")

from keraslint.arrays import Array, construct, elementwise  # noqa: E402
from keraslint.arrays.dimensions import Symbols  # noqa: E402

starts = st.floats(-50, 50)
widths = st.floats(0.01, 30)
WAVES = {"sin": np.sin, "cos": np.cos}


def holds(value: np.ndarray, found: Array, slack: float = 1e-9) -> None:
    occurring = found.occurring
    assert found.low is not None
    assert found.high is not None
    assert found.low - 1e-9 <= value.min()
    assert value.max() <= found.high + 1e-9
    assert occurring is None or (value.min() <= occurring.low + slack and value.max() >= occurring.high - slack)


@given(starts, widths, st.floats(0.01, 3), st.floats(-4, 4), st.sampled_from(sorted(WAVES)))
def test_of_numbers_in_steps(start, width, step, factor, name):
    value = np.arange(start, start + width, step)
    found = construct.arange(start, start + width, step, Symbols())
    holds(WAVES[name](value), elementwise.unary(name, found))
    scaled = elementwise.binary("Multiply", elementwise.binary("Add", found, 1, Symbols()), factor, Symbols())
    holds(WAVES[name]((value + 1) * factor), elementwise.unary(name, scaled))


@given(starts, widths, st.integers(2, 200), st.sampled_from(sorted(WAVES)))
def test_of_numbers_spread_evenly(start, width, count, name):
    value = np.linspace(start, start + width, count)
    holds(WAVES[name](value), elementwise.unary(name, construct.spaced("linspace", start, start + width, count)))


@given(starts, widths, st.integers(0, 1000), st.sampled_from(sorted(WAVES)))
def test_of_a_draw(start, width, seed, name):
    value = np.random.default_rng(seed).uniform(start, start + width, 500)
    holds(WAVES[name](value), elementwise.unary(name, construct.uniform(start, start + width, (500,))), 0.05)


def test_a_whole_wave_goes_from_trough_to_crest():
    for found in (
        construct.arange(0, 2 * math.pi, 0.01, Symbols()),
        construct.spaced("linspace", -10, 10, 1000),
        construct.uniform(0, 20, (1000,)),
    ):
        for name in WAVES:
            wave = elementwise.unary(name, found).occurring
            assert wave is not None
            assert wave.low < -0.8
            assert wave.high > 0.8
    few = elementwise.unary("sin", construct.arange(0, 100, 7, Symbols())).occurring
    assert few is not None
    assert few.low > -1
