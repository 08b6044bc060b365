"""Runs a snippet for real and through the interpreter, and compares the arrays that both pass to ``model.fit``."""

from __future__ import annotations

import re
from typing import Any

import numpy as np

from keraslint.arrays import Array
from keraslint.shapes import UNKNOWN, Symbol
from tests.interpreter.data_of import events

Passed = list[Any]


class _Model:
    def __init__(self) -> None:
        self.passed: Passed = []

    def fit(self, x: object, y: object = None) -> None:
        self.passed.extend([x] if y is None else [x, y])


def abstract(source: str) -> list[object]:
    """The values of ``x`` and ``y`` of every ``fit`` in order."""
    found: list[object] = []
    for event in events(source, "fit"):
        assert event.call is not None
        found.extend(value for name in ("x", "y") if (value := event.call.value(name, None)) is not None)
    return found


def real(source: str, **names: object) -> Passed:
    model = _Model()
    exec(source, {"np": np, "model": model, **names})
    return model.passed


def check(source: str, expected: str, **names: object) -> None:
    """``expected`` is the shapes: numbers where they are known, the same letter for the same unknown number, ``_`` for
    numbers that are not compared, ``?`` where the shape is not known."""
    values, arrays = abstract(source), real(source, **names)
    assert len(values) == len(arrays)
    assert _shapes(values) == expected.split(" | ")
    meant: dict[Symbol, int] = {}
    for value, array in zip(values, arrays, strict=True):
        if isinstance(value, Array):
            _agree(value, np.asarray(array.todense() if hasattr(array, "todense") else array), meant)


def _shapes(values: list[object]) -> list[str]:
    letters: dict[Symbol, str] = {}
    texts = []
    for value in values:
        if not isinstance(value, Array) or value.shape is UNKNOWN:
            texts.append("?")
            continue
        assert isinstance(value.shape, tuple)
        dims = [
            letters.setdefault(dim, "nmklpq"[len(letters)]) if isinstance(dim, Symbol) else str(dim)
            for dim in value.shape
        ]
        texts.append(" ".join(dims) or "()")
    return texts


def _agree(value: Array, array: np.ndarray[Any, Any], meant: dict[Symbol, int]) -> None:
    assert isinstance(value.shape, tuple)
    assert len(value.shape) == array.ndim, (value, array.shape)
    for dim, size in zip(value.shape, array.shape, strict=True):
        assert (meant.setdefault(dim, size) if isinstance(dim, Symbol) else dim) == size, (value, array.shape)
    if value.dtype is not None:
        assert re.sub("^<U.*", "str", str(array.dtype)) == value.dtype, (value, array.dtype)
    numbers = array.astype(float) if value.low is not None or value.high is not None or value.meaning else array
    tolerance = 1e-9
    if value.low is not None:
        assert np.nanmin(numbers) >= value.low - tolerance, value
    if value.high is not None:
        assert np.nanmax(numbers) <= value.high + tolerance, value
    if value.meaning in ("classes", "binary"):
        assert np.all(numbers == np.round(numbers))
        assert numbers.min() >= 0
        if isinstance(value.classes, int):
            assert numbers.max() < value.classes
    if value.meaning == "one-hot":
        assert np.allclose(numbers.sum(axis=-1), 1)
    if value.standardised:
        assert abs(np.nanmean(numbers)) < 0.5
