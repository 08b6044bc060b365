"""Indexing against numpy: numbers, slices, new axes, ellipses, arrays and masks in any mixture."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

np = pytest.importorskip("numpy")

from keraslint.arrays import Array  # noqa: E402
from keraslint.arrays.dimensions import Symbols  # noqa: E402
from keraslint.arrays.indexing import ELLIPSIS, NEW_AXIS, Chosen, Slice, index, sliced  # noqa: E402
from keraslint.records import replace  # noqa: E402
from keraslint.shapes import UNKNOWN, Symbol  # noqa: E402
from tests.arrays.oracle import blurred, check, consistent, known, ours, real, run, shapes  # noqa: E402

BOUNDS = st.none() | st.integers(-7, 7)
SLICES = st.builds(slice, BOUNDS, BOUNDS, st.none() | st.sampled_from([-2, -1, 1, 2, 3]))
WHOLE_NUMBERS = st.lists(st.integers(-2, 1), max_size=3).map(lambda rows: np.array(rows, dtype="int64"))
BASIC = st.integers(-4, 3) | SLICES | st.none() | st.just(...)
PARTS = st.lists(BASIC, max_size=4)
ADVANCED = st.lists(BASIC | WHOLE_NUMBERS | st.just(np.zeros((2, 1), "int64")), max_size=4)


def part(value: object) -> object:
    if isinstance(value, slice):
        return Slice(value.start, value.stop, value.step)
    if isinstance(value, np.ndarray):
        return Chosen(known(value))
    return {None: NEW_AXIS, ...: ELLIPSIS}.get(value, value)  # type: ignore[call-overload]


@settings(max_examples=300)
@given(shapes, PARTS)
def test_numbers_and_slices(shape, parts):
    value = run(lambda: real(shape)[tuple(parts)])
    check(value, ours(lambda symbols: index(known(real(shape)), [part(one) for one in parts], symbols)))


@settings(max_examples=300)
@given(shapes, ADVANCED)
@example((1, 1), [None, np.zeros((2, 1), "int64"), ..., np.zeros((2, 1), "int64")])
def test_arrays_among_them(shape, parts):
    value = run(lambda: real(shape)[tuple(parts)])
    found = ours(lambda symbols: index(known(real(shape)), [part(one) for one in parts], symbols))
    if value is None:  # the numbers in the arrays are not known
        return
    check(value, found)


@given(shapes, st.lists(st.booleans(), max_size=4), st.lists(st.integers(-1, 0) | st.none() | st.just(...), max_size=4))
def test_of_sizes_that_are_not_known(shape, hidden, parts):
    """Slices are left out: that their bounds lie inside is taken for granted."""
    value = run(lambda: real(shape)[tuple(parts)])
    less = blurred(known(real(shape)), hidden)
    consistent(value, ours(lambda symbols: index(less, [part(one) for one in parts], symbols)))


@given(shapes, PARTS)
@example((2, 3), [])
def test_of_a_shape_that_is_not_known(shape, parts):
    value = run(lambda: real(shape)[tuple(parts)])
    unshaped = replace(known(real(shape)), shape=UNKNOWN)
    consistent(value, ours(lambda symbols: index(unshaped, [part(one) for one in parts], symbols)))


@given(st.integers(1, 9), SLICES)
def test_slices_within_a_size_that_is_not_known(size, cut):
    bounds = (cut.start, cut.stop)
    if any(bound is not None and not -size <= bound <= size for bound in bounds):
        return
    n = Symbol()
    found = sliced(n, Slice(cut.start, cut.stop, cut.step), Symbols())
    expected = len(range(*cut.indices(size)))
    if isinstance(found, int) and expected:
        assert found == expected


@given(st.lists(st.integers(1, 3), min_size=1, max_size=3), st.integers(1, 3), st.randoms())
def test_masks(shape, axes, random):
    axes = min(axes, len(shape))
    array = real(tuple(shape))
    mask = np.array([random.random() < 0.5 for _ in range(int(np.prod(shape[:axes])))]).reshape(shape[:axes])
    found = ours(lambda symbols: index(known(array), [Chosen(known(mask))], symbols))
    consistent(array[mask], found)
    assert found is not None
    assert isinstance(found.shape, tuple)  # type: ignore[union-attr]
    assert len(found.shape) == 1 + len(shape) - axes  # type: ignore[union-attr]


def test_a_mask_of_another_size_raises():
    assert ours(lambda symbols: index(Array((3, 2)), [Chosen(Array((4,), "bool"))], symbols)) is None
    assert ours(lambda symbols: index(Array((3, 2)), [Chosen(Array((3,), "bool"))], symbols)) is not None


def test_the_same_mask_leaves_equally_many_rows():
    symbols = Symbols()
    mask = Chosen(Array((10,), "bool"), "mask")
    x, y = index(Array((10, 4)), [mask], symbols), index(Array((10,)), [mask], symbols)
    assert x.shape[0] is y.shape[0]
    assert index(Array((10,)), [Chosen(Array((10,), "bool"), "other")], symbols).shape[0] is not y.shape[0]


def test_splitting_by_a_number_that_is_not_known():
    symbols = Symbols()
    n, k = symbols.named("n"), symbols.named("k")
    head, tail = sliced(n, Slice(None, k), symbols), sliced(n, Slice(k, None), symbols)
    assert head is k
    assert symbols.add(head, tail) is n
    back = sliced(n, Slice(symbols.negative(k), None), symbols)
    assert back is k
    assert sliced(n, Slice(symbols.subtract(n, 60), n), symbols) == 60


def test_columns_are_there_where_a_program_names_them():
    symbols = Symbols()
    n = symbols.named("n")
    table = Array(dtype="float64", max_rank=2)
    assert index(table, [Slice(), Slice(0, 8)], symbols).shape[1:] == (8,)
    assert index(table, [Slice(), 8], symbols).rank == 1
    assert index(table, [Slice(0, 8)], symbols).shape is UNKNOWN
    assert isinstance(sliced(n, Slice(None, 1000), symbols, first=True), Symbol)


@pytest.mark.parametrize(
    ("parts", "meaning", "classes"),
    [
        ([Slice(0, 5)], "one-hot", 10),
        ([Slice(), Slice()], "one-hot", 10),
        ([Chosen(Array((7,), "int64"))], "one-hot", 10),
        ([ELLIPSIS], "one-hot", 10),
        ([3], "one-hot", 10),
        ([Slice(), 3], "binary", None),
        ([Slice(), Slice(0, 3)], None, None),
    ],
)
def test_what_columns_mean(parts, meaning, classes):
    found = index(Array((100, 10), meaning="one-hot", classes=10), parts, Symbols())
    assert (found.meaning, found.classes) == (meaning, classes)
