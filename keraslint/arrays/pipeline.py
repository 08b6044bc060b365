"""What the steps of a ``tf.data`` pipeline do to the elements of a dataset."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from keraslint.arrays.array import Array, Dataset
from keraslint.arrays.indexing import part_of
from keraslint.arrays.merging import together
from keraslint.records import replace
from keraslint.shapes import UNKNOWN, AnyShape, Dim


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


def batched(dataset: Dataset, size: Dim, drop_remainder: bool | None) -> Dataset:
    """``dataset.batch(size)``: the last batch may be smaller, so that the new axis is free unless it is dropped."""
    batches: Dim = None
    if isinstance(dataset.batches, int) and isinstance(size, int) and size > 0 and drop_remainder is not None:
        batches = dataset.batches // size if drop_remainder else -(-dataset.batches // size)
    axis = size if drop_remainder else None
    return replace(dataset, element=stacked(dataset.element, axis), batched=True, batches=batches)


def unbatched(dataset: Dataset) -> Dataset:
    """``dataset.unbatch()``."""
    return replace(dataset, element=rows(dataset.element), batched=False, batches=None)


def limited(dataset: Dataset, count: Dim) -> Dataset:
    """``dataset.take(count)``; -1 takes all."""
    if count == -1:
        return dataset
    size: Dim = None
    if isinstance(count, int):
        size = count if dataset.endless else None
        if isinstance(dataset.batches, int):
            size = min(count, dataset.batches)
    some = over_arrays(dataset.element, part_of)
    return replace(dataset, element=some, batches=size, endless=dataset.endless and count is None)


def without(dataset: Dataset, count: Dim) -> Dataset:
    """``dataset.skip(count)``; -1 skips all."""
    left = isinstance(count, int) and isinstance(dataset.batches, int)
    size = max(dataset.batches - count, 0) if left and count != -1 else None  # type: ignore[operator]
    return replace(dataset, element=over_arrays(dataset.element, part_of), batches=size)


def repeated(dataset: Dataset, count: Dim, known: bool) -> Dataset:
    """``dataset.repeat(count)``; without a count, or -1, it never ends. ``known`` is false where it cannot be told."""
    if not known:
        return replace(dataset, batches=None)
    if count in (None, -1):
        return replace(dataset, batches=None, endless=True)
    total = isinstance(count, int) and isinstance(dataset.batches, int)
    return replace(dataset, batches=dataset.batches * count if total else None)  # type: ignore[operator]


def zipped(element: object) -> Dataset | None:
    """``Dataset.zip`` of a structure of datasets; ``None`` where one is not known."""
    parts = list(_datasets(element))
    if not parts or any(part is None for part in parts):
        return None
    known = [part for part in parts if part is not None]
    counts = [part.batches for part in known if not part.endless]
    size: Dim = min(counts) if counts and all(isinstance(count, int) for count in counts) else None  # type: ignore[type-var]
    states = {part.batched for part in known}
    return replace(
        known[0],
        element=_elements(element),
        batched=states.pop() if len(states) == 1 else None,
        batches=size,
        endless=all(part.endless for part in known),
    )


def _datasets(element: object) -> Iterator[Dataset | None]:
    if isinstance(element, tuple):
        for part in element:
            yield from _datasets(part)
    elif isinstance(element, Mapping):
        yield from _datasets(tuple(element.values()))
    else:
        yield element if isinstance(element, Dataset) else None


def _elements(element: object) -> object:
    if isinstance(element, tuple):
        return tuple(map(_elements, element))
    if isinstance(element, Mapping):
        return {key: _elements(part) for key, part in element.items()}
    return element.element if isinstance(element, Dataset) else UNKNOWN


def followed(first: Dataset, second: Dataset) -> Dataset:
    """``first.concatenate(second)``: what holds of both."""
    total = isinstance(first.batches, int) and isinstance(second.batches, int)
    return replace(
        first,
        element=either(first.element, second.element),
        batched=first.batched if first.batched == second.batched else None,
        batches=first.batches + second.batches if total else None,  # type: ignore[operator]
        endless=first.endless or second.endless,
    )


def either(left: object, right: object) -> object:
    """What an element is that can be one or the other; dimensions that differ are free."""
    if isinstance(left, Array) and isinstance(right, Array):
        shape: AnyShape = UNKNOWN
        if isinstance(left.shape, tuple) and isinstance(right.shape, tuple) and len(left.shape) == len(right.shape):
            pairs = zip(left.shape, right.shape, strict=True)
            shape = tuple(one if one == other else None for one, other in pairs)
        if isinstance(left.shape, tuple) and left.shape == right.shape:
            shape = left.shape
        return replace(together([replace(left, shape=shape), right]), shape=shape)
    if isinstance(left, tuple) and isinstance(right, tuple) and len(left) == len(right):
        return tuple(either(one, other) for one, other in zip(left, right, strict=True))
    if isinstance(left, Mapping) and isinstance(right, Mapping) and left.keys() == right.keys():
        return {key: either(left[key], right[key]) for key in left}
    return UNKNOWN


def windowed(dataset: Dataset) -> Dataset:
    """``dataset.window(…)``: datasets in the place of arrays."""

    def window(array: Array) -> object:
        return Dataset("dataset", array, dataset.origin, batched=False)

    return replace(dataset, element=over_arrays(dataset.element, window), batches=None)


def padded(dataset: Dataset, size: Dim, shapes: object, drop_remainder: bool | None) -> Dataset:
    """``dataset.padded_batch(size, padded_shapes)``; ``shapes`` is ``None`` where they are not given."""
    element = over_arrays(dataset.element, _filled_up) if shapes is None else _with_shapes(dataset.element, shapes)
    return batched(replace(dataset, element=element), size, drop_remainder)


def _filled_up(array: Array) -> Array:
    """The array padded with zeros, if any of its sizes is free."""
    if isinstance(array.shape, tuple) and None not in array.shape:
        return array
    low = None if array.low is None else min(array.low, 0.0)
    high = None if array.high is None else max(array.high, 0.0)
    if array.meaning == "one-hot":
        return replace(array, meaning="multi-hot", classes=None, low=low, high=high)
    return replace(array, low=low, high=high)


def _with_shapes(element: object, shapes: object) -> object:
    if isinstance(element, Array):
        if isinstance(shapes, (list, tuple)) and all(isinstance(dim, (int, type(None))) for dim in shapes):
            dims = tuple(None if dim is None or dim < 0 else dim for dim in shapes)
            same = dims == element.shape and None not in dims
            return replace(element if same else _filled_up(replace(element, shape=UNKNOWN)), shape=dims)
        return _filled_up(replace(element, shape=UNKNOWN))
    if isinstance(element, tuple):
        if isinstance(shapes, (list, tuple)) and len(shapes) == len(element):
            return tuple(_with_shapes(part, shape) for part, shape in zip(element, shapes, strict=True))
        return tuple(_with_shapes(part, UNKNOWN) for part in element)
    if isinstance(element, Mapping):
        given = shapes if isinstance(shapes, Mapping) else {}
        return {key: _with_shapes(part, given.get(key, UNKNOWN)) for key, part in element.items()}
    return element
