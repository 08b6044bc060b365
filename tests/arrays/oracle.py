"""numpy as the oracle of ``keraslint.arrays``: the same operation on a real array and on what is known of it."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import replace

import numpy as np
from hypothesis import strategies as st

from keraslint.arrays import Array, ArrayError, Occurring
from keraslint.arrays.dimensions import Symbols
from keraslint.shapes import UNKNOWN, Symbol

DTYPES = ("float32", "float64", "int64", "int32", "uint8", "bool")

dims = st.sampled_from((0, 1, 1, 2, 3, 4, 6))
shapes = st.lists(dims, max_size=4).map(tuple)
full_shapes = st.lists(st.integers(1, 4), max_size=4).map(tuple)
dtypes = st.sampled_from(DTYPES)
axes = st.integers(-5, 4)
axes_or_none = st.none() | axes
axis_sets = axes_or_none | st.lists(axes, max_size=3).map(tuple)


def real(shape: tuple[int, ...], dtype: str = "float64") -> np.ndarray:
    """An array of small numbers, zeros and ones among them."""
    size = int(np.prod(shape))
    return (np.arange(size) % 5).reshape(shape).astype(dtype)


def known(array: np.ndarray) -> Array:
    """All that can be known of it."""
    if array.size == 0 or array.dtype.kind not in "biuf":
        return Array(array.shape, str(array.dtype))
    low, high = float(array.min()), float(array.max())
    found = Array(array.shape, str(array.dtype), low=low, high=high, occurs=Occurring(low, high))
    return found.with_columns([known(column) for column in array.T] if array.ndim == 2 else None)


def blurred(array: Array, chosen: list[bool]) -> Array:
    """The same with some of its dimensions not known."""
    assert isinstance(array.shape, tuple)
    hidden = zip(array.shape, chosen, strict=False)
    shape = tuple(Symbol() if hide else dim for dim, hide in hidden) + array.shape[len(chosen) :]
    return replace(array, shape=shape).with_columns(array.columns)


def run(operation: Callable[[], object]) -> object:
    """The result, or ``None`` where numpy raises."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return operation()
        except (ValueError, IndexError, TypeError, ZeroDivisionError):
            return None


def ours(operation: Callable[[Symbols], Array | list[Array]]) -> Array | list[Array] | None:
    """Our result, or ``None`` where we say that numpy raises."""
    try:
        return operation(Symbols())
    except ArrayError:
        return None


def agree(expected: object, found: Array, *, exact: bool = True, dtype: bool = True) -> None:
    """The shape is numpy's (``exact``: without anything unknown), so is the kind of type, and the values keep to the
    bounds and reach what occurs."""
    value = np.asarray(expected)
    if found.shape is UNKNOWN:
        assert not exact
    else:
        assert isinstance(found.shape, tuple)
        if exact:
            assert found.shape == value.shape
        assert len(found.shape) == value.ndim
        for dim, size in zip(found.shape, value.shape, strict=True):
            assert isinstance(dim, Symbol) or dim == size
    for place, column in enumerate(found.columns or ()):
        agree(value[:, place], replace(column, shape=value[:, place].shape), exact=exact, dtype=dtype)
    if dtype and found.dtype is not None:
        assert found.dtype.rstrip("0123456789") == str(value.dtype).rstrip("0123456789")
    if value.size and value.dtype.kind in "biuf" and np.isfinite(value).all():
        assert found.low is None or value.min() >= found.low - 1e-6
        assert found.high is None or value.max() <= found.high + 1e-6
        occurring = found.occurring
        if occurring is not None and not occurring.everywhere:  # a draw
            slack = 1e-6 * max(1.0, float(np.abs(value.astype(float)).max()))
            assert value.min() <= occurring.low + slack
            assert value.max() >= occurring.high - slack


def check(expected: object, found: Array | list[Array] | None, **options: bool) -> None:
    """Both raise, or both agree."""
    if expected is None or found is None:
        assert expected is None, f"numpy gives {np.shape(expected)}"  # type: ignore[arg-type]
        assert found is None, f"numpy raises, we say {found}"
    elif isinstance(found, list):
        assert isinstance(expected, (list, tuple))
        assert len(expected) == len(found)
        for one, other in zip(expected, found, strict=True):
            agree(one, other, **options)
    else:
        agree(expected, found, **options)


def consistent(expected: object, found: Array | list[Array] | None, **options: bool) -> None:
    """Knowing less never contradicts: where numpy succeeds, we may be silent but never wrong."""
    if expected is None or found is None:
        assert expected is None, "we say that numpy raises, and it does not"
        return
    check(expected, found, exact=False, **options)
