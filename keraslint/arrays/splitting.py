"""scikit-learn's division of rows into a training and a test part (measured on 1.9)."""

from __future__ import annotations

import math

from keraslint.arrays.dimensions import Symbols
from keraslint.shapes import Dim, Symbol

DEFAULT_TEST_SIZE = 0.25
Size = float | int | None


def division(rows: Dim, test_size: Size, train_size: Size, symbols: Symbols) -> tuple[Dim, Dim]:
    """The rows of ``train_test_split(…)``: for training, for testing.

    A fraction for testing is rounded up, one for training down; what is not given is the rest. The same division of
    the same number of rows gives the same numbers.
    """
    if test_size is None and train_size is None:
        test_size = DEFAULT_TEST_SIZE
    test = _part(rows, test_size, up=True, symbols=symbols)
    train = _part(rows, train_size, up=False, symbols=symbols)
    if train_size is None:
        train = symbols.subtract(rows, test)
    elif test_size is None:
        test = symbols.subtract(rows, train)
    return train, test


def _part(rows: Dim, size: Size, *, up: bool, symbols: Symbols) -> Dim:
    if size is None or isinstance(size, int):
        return size
    if isinstance(rows, int):
        return math.ceil(rows * size) if up else math.floor(rows * size)
    return symbols.named("part", rows, size, up) if isinstance(rows, Symbol) else None
