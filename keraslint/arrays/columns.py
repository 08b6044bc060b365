"""The columns of a frame and the frame as one array."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from keraslint.arrays.array import Array
from keraslint.arrays.joining import together
from keraslint.shapes import Dim


def combined(columns: Sequence[Array], rows: Dim) -> Array:
    """Columns side by side, (rows, columns). Labels keep their meaning only where they are the one column."""
    shape = (rows, len(columns))
    if not columns:
        return Array(shape)
    if len(columns) == 1:
        return replace(columns[0], shape=shape)
    facts = together(columns)
    return Array(shape, facts.dtype, low=facts.low, high=facts.high, standardised=facts.standardised, made=facts.made)


def one_of(frame: Array, rows: Dim) -> Array:
    """A column, (rows,), of which no more is known than of all: one of one-hot labels is binary."""
    part = selection(frame, (rows,))
    if frame.meaning in ("one-hot", "multi-hot"):
        return replace(part, meaning="binary", evidence=frame.evidence)
    if frame.shape == (rows, 1):
        return replace(frame, shape=(rows,))
    return part


def selection(frame: Array, shape: tuple[Dim, ...]) -> Array:
    """Some of the columns: what holds for each value stays, what the columns mean together does not."""
    return Array(
        shape,
        frame.dtype,
        "continuous" if frame.meaning == "continuous" else None,
        low=frame.low,
        high=frame.high,
        standardised=frame.standardised,
        made=frame.made,
    )


def forgotten(array: Array) -> Array:
    """An array of the same shape whose values are not known."""
    return Array(array.shape, max_rank=array.max_rank, made=array.made)


def with_rows(array: Array, rows: Dim) -> Array:
    """The same values over another number of rows."""
    return replace(array, shape=(rows, *array.shape[1:])) if isinstance(array.shape, tuple) else array
