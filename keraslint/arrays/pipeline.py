"""What the steps of a ``tf.data`` pipeline do to the elements of a dataset."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from keraslint.arrays.array import Array, Dataset
from keraslint.shapes import UNKNOWN, Dim


def over_arrays(element: object, change: Callable[[Array], object]) -> object:
    """The element with every array in it changed."""
    if isinstance(element, Array):
        return change(element)
    if isinstance(element, tuple):
        return tuple(over_arrays(part, change) for part in element)
    if isinstance(element, Mapping):
        return {key: over_arrays(part, change) for key, part in element.items()}
    return element if isinstance(element, Dataset) else UNKNOWN


def rows(element: object) -> object:
    """The element without its first axis: what slicing or unbatching it gives."""

    def first(array: Array) -> Array:
        return replace(array, shape=array.shape[1:]) if isinstance(array.shape, tuple) and array.shape else array

    return over_arrays(element, first)


def stacked(element: object, size: Dim) -> object:
    """The element with a new first axis."""

    def grown(array: Array) -> Array:
        return replace(array, shape=(size, *array.shape)) if isinstance(array.shape, tuple) else array

    return over_arrays(element, grown)


def first_axis(element: object) -> Dim:
    """The length of the first axis of the element's arrays, by the first of them that tells."""
    if isinstance(element, Array):
        return element.shape[0] if isinstance(element.shape, tuple) and element.shape else None
    parts = element if isinstance(element, tuple) else element.values() if isinstance(element, Mapping) else ()
    return next((size for part in parts if (size := first_axis(part)) is not None), None)
