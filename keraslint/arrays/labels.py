"""Encodings of labels and sequences, as ``keras.utils`` makes them."""

from __future__ import annotations

from keraslint.arrays.array import Array
from keraslint.records import replace
from keraslint.shapes import UNKNOWN, AnyShape, Dim, Symbol


def to_categorical(array: Array | None, classes: Dim, columns: Dim, dtype: str | None = None) -> Array:
    """``keras.utils.to_categorical``: one more axis of ``columns``; a last axis of one element is dropped first.

    ``classes`` is the number of classes where it is known (``columns`` stands for it in the shape where it is not).
    """
    shape: AnyShape = UNKNOWN
    if array is not None and isinstance(array.shape, tuple):
        before = array.shape
        if len(before) > 1 and isinstance(before[-1], Symbol):
            shape = UNKNOWN  # it may be one, and then it is dropped
        else:
            shape = (*(before[:-1] if len(before) > 1 and before[-1] == 1 else before), columns)
    return Array(shape, dtype, "one-hot", classes, 0.0, 1.0)


def classes_of(array: Array | None) -> Dim:
    """The largest label plus one, as far as the labels tell."""
    if array is None or array.meaning not in ("classes", "binary", "one-hot", "multi-hot"):
        return None
    return array.classes if array.meaning == "classes" else 2


def normalize(array: Array) -> Array:
    """``keras.utils.normalize``: rows of length one. Class labels become fractions."""
    low = 0.0 if array.low is not None and array.low >= 0 else -1.0
    return replace(
        array, dtype=None, meaning="continuous" if array.meaning else None, low=low, high=1.0, by_column=None
    )


def padded(sequences: Array | None, rows: Dim, length: Dim, dtype: str | None) -> Array:
    """``pad_sequences``: one row of ``length`` for each sequence. ``sequences`` tells the bounds of what is in them;
    the padding is zero."""
    low = high = None
    if sequences is not None and sequences.low is not None and sequences.high is not None:
        low, high = min(sequences.low, 0.0), max(sequences.high, 0.0)
    return Array((rows, length), dtype, low=low, high=high)
