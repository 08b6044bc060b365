"""The columns of a frame and the frame as one array."""

from __future__ import annotations

from collections.abc import Sequence

from keraslint.arrays.array import Array
from keraslint.arrays.merging import only, places, selection, together, within
from keraslint.records import replace
from keraslint.shapes import Dim


def combined(columns: Sequence[Array], rows: Dim) -> Array:
    """Columns side by side, (rows, columns). Labels keep their meaning only where they are the one column."""
    shape = (rows, len(columns))
    if not columns:
        return Array(shape)
    if len(columns) == 1:
        return replace(columns[0], shape=shape)
    facts = together(columns)
    table = Array(shape, facts.dtype, low=facts.low, high=facts.high, standardised=facts.standardised, made=facts.made)
    return table.with_columns([within(column) for column in columns])


def separated(table: Array, rows: Dim, count: int) -> list[Array]:
    """The columns of a table, (rows,) each."""
    known = places(table)
    if known is None:
        return [one_of(table, rows)] * count
    return [only(Array((rows,), table.dtype, made=table.made), column) for column in known]


def one_of(frame: Array, rows: Dim) -> Array:
    """A column, (rows,), of which no more is known than of all: one of one-hot labels is binary."""
    part = selection(frame, (rows,))
    if frame.meaning in ("one-hot", "multi-hot"):
        return replace(part, meaning="binary", evidence=frame.evidence)
    if frame.shape == (rows, 1):
        return replace(frame, shape=(rows,))
    return part


def forgotten(array: Array) -> Array:
    """An array of the same shape whose values are not known."""
    return Array(array.shape, max_rank=array.max_rank, made=array.made)


def with_rows(array: Array, rows: Dim) -> Array:
    """The same values over another number of rows."""
    if not isinstance(array.shape, tuple):
        return array
    return replace(array, shape=(rows, *array.shape[1:])).with_columns(array.columns)
