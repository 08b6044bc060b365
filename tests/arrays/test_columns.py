"""What is known of the columns of a table, against numpy: it stays right whatever is done to the table."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

np = pytest.importorskip("numpy")

from keraslint.arrays import Array, construct, elementwise, joining, preprocessing, reductions, reshaping  # noqa: E402
from keraslint.arrays.columns import combined, separated, with_rows  # noqa: E402
from keraslint.arrays.dimensions import Symbols  # noqa: E402
from keraslint.arrays.indexing import Chosen, Slice, index  # noqa: E402
from tests.arrays.oracle import agree, known  # noqa: E402

numbers = st.integers(-3, 9) | st.sampled_from((0.5, -1.25, 2.0))
tables = st.integers(2, 4).flatmap(
    lambda width: st.lists(st.lists(numbers, min_size=width, max_size=width), min_size=1, max_size=5)
)
bounds = st.none() | st.integers(-3, 4)
OTHER = np.array([[7.5, -2.0, 100.0]])


def _halved(table: Array, symbols: Symbols) -> Array:
    return elementwise.binary("Divide", table, 2, symbols)


def _tripled(table: Array, symbols: Symbols) -> Array:
    first = index(table, [Slice(), Slice(None, 1)], symbols)
    return elementwise.binary("Multiply", first, 3, symbols)


STEPS = {
    "transposed": (lambda x: x.T, lambda x, _: reshaping.transpose(x)),
    "sorted": (lambda x: np.sort(x, -1), lambda x, s: reductions.ordered("sort", x, -1, s)),
    "sorted by column": (lambda x: np.sort(x, 0), lambda x, s: reductions.ordered("sort", x, 0, s)),
    "mirrored": (lambda x: np.flip(x, 1), lambda x, _: joining.flip(x, 1)),
    "upside down": (lambda x: np.flip(x, 0), lambda x, _: joining.flip(x, 0)),
    "halved": (lambda x: x / 2, _halved),
    "subtracted from": (lambda x: 1 - x, lambda x, s: elementwise.binary("Subtract", 1, x, s)),
    "doubled": (lambda x: x + x, lambda x, s: elementwise.binary("Add", x, x, s)),
    "squared": (np.square, lambda x, _: elementwise.unary("square", x)),
    "negated": (lambda x: -x, lambda x, _: elementwise.negative(x)),
    "clipped": (lambda x: np.clip(x, 0, 5), lambda x, s: elementwise.clip(x, 0, 5, s)),
    "cut off": (lambda x: x.astype("int64"), lambda x, _: elementwise.astype(x, "int64")),
    "first row": (lambda x: x[:1], lambda x, s: index(x, [Slice(None, 1)], s)),
    "last rows": (lambda x: x[-2:, :], lambda x, s: index(x, [Slice(-2), Slice()], s)),
    "left": (lambda x: x[:, :2], lambda x, s: index(x, [Slice(), Slice(None, 2)], s)),
    "backwards": (lambda x: x[:, ::-1], lambda x, s: index(x, [Slice(), Slice(None, None, -1)], s)),
    "chosen": (lambda x: x[[0, 0]], lambda x, s: index(x, [Chosen(Array((2,), "int64"))], s)),
    "three axes": (lambda x: x[:, None], lambda x, s: reshaping.expand_dims(x, 1)),
    "reshaped": (lambda x: x.reshape(-1, 2), lambda x, s: reshaping.reshape(x, (-1, 2), s)),
    "beside": (lambda x: np.hstack([x, x[:, :1] * 3]), lambda x, s: joining.hstack([x, _tripled(x, s)], s)),
    "below": (lambda x: np.vstack([x, x / 2]), lambda x, s: joining.vstack([x, _halved(x, s)], s)),
    "split": (lambda x: np.split(x, [1], axis=1)[1], lambda x, s: joining.split(x, [1], 1, s)[1]),
    "repeated": (lambda x: np.repeat(x, 2, axis=0), lambda x, s: joining.repeat(x, 2, 0, s)),
    "tiled": (lambda x: np.tile(x, (1, 2)), lambda x, s: joining.tile(x, (1, 2), s)),
    "padded": (lambda x: np.pad(x, 1), lambda x, s: joining.pad(x, [(1, 1)], s)),
}  # fmt: skip


@given(tables)
def test_a_literal_is_known_by_its_columns(rows):
    value = np.array(rows)
    found = construct.literal(rows, Symbols())
    agree(value, found)
    assert found.columns is not None
    for place, column in enumerate(found.columns):
        exact = construct.literal([row[place] for row in rows], Symbols())
        assert replace(column, dtype=None) == replace(exact, shape=(), dtype=None, by_column=None)


@given(tables, st.lists(st.sampled_from(sorted(STEPS)), min_size=1, max_size=4))
def test_columns_stay_right_whatever_is_done_to_the_table(rows, names):
    value, found, symbols = np.array(rows), construct.literal(rows, Symbols()), Symbols()
    for name in names:
        theirs, ours = STEPS[name]
        try:
            value = theirs(value)
        except (ValueError, IndexError):
            return
        found = ours(found, symbols)
        agree(value, found)
        if value.ndim != 2 or not value.shape[1]:
            return


@given(tables, bounds, bounds, st.sampled_from((None, 1, 2, -1)))
def test_slices_of_columns(rows, start, stop, step):
    value, found = np.array(rows), construct.literal(rows, Symbols())
    agree(value[:, start:stop:step], index(found, [Slice(), Slice(start, stop, step)], Symbols()))
    agree(value[1:, start:stop:step], index(found, [Slice(1), Slice(start, stop, step)], Symbols()))


@given(tables)
def test_one_column(rows):
    value, found = np.array(rows), construct.literal(rows, Symbols())
    for place in range(-value.shape[1], value.shape[1]):
        column = index(found, [Slice(), place], Symbols())
        agree(value[:, place], column)
        assert column.low == value[:, place].min()
        assert column.high == value[:, place].max()
        agree(value[0, place], index(found, [0, place], Symbols()))


@given(tables)
def test_a_frame_is_known_by_its_columns_too(rows):
    value, found = np.array(rows), known(np.array(rows))
    columns = separated(found, value.shape[0], value.shape[1])
    for place, column in enumerate(columns):
        agree(value[:, place], column)
    again = combined(columns, value.shape[0])
    agree(value, again)
    assert again.columns is not None
    assert [one.high for one in again.columns] == [one.high for one in columns]
    assert with_rows(again, 7).columns == again.columns


def test_labels_among_features_are_scaled_with_them():
    table = construct.literal([[1.5, 0], [2.5, 1], [0.5, 2], [1.5, 0], [2.5, 1], [0.5, 2]], Symbols())
    scaled = preprocessing.scaled(table, standardised=True)
    labels = index(scaled, [Slice(), 1], Symbols())
    assert (labels.meaning, labels.classes, labels.standardised) == ("continuous", 3, True)


def test_what_changes_the_whole_without_a_word_of_the_columns_loses_them():
    table = construct.literal([[1, 2], [3, 4]], Symbols())
    assert table.columns is not None
    assert replace(table, low=None).columns is None
    assert replace(table, shape=(2, 2, 1)).columns is None
    assert replace(table, shape=(2, 2)).columns is None  # another shape, however alike: rows may be columns now
