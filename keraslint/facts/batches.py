"""The batches that a stateful recurrent layer gets, against those that it was built for.

Measured on keras 3.15.1 and tf-keras 2.21 (``tests/test_batches.py`` repeats it): both raise for a batch of another
size than the model's, the last one of ``fit`` included. Without a stateful layer they take any size.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from keraslint.arrays import Array
from keraslint.diagnostic import Origin
from keraslint.facts.building import DATA_METHODS
from keraslint.facts.causes import recurrent
from keraslint.facts.feeding import one_array
from keraslint.facts.training import data_of
from keraslint.flow import Flow
from keraslint.program import Event, Layer, Model
from keraslint.records import record

CUT: Final = ("fit", "evaluate", "predict")
DEFAULT_SIZE: Final = 32


@record
class WrongBatch:
    """``event`` gives ``layer``, built for ``expected`` samples at a time, a batch of ``given``."""

    event: Event
    origin: Origin
    layer: Layer
    expected: int
    given: int


def wrong_batches(model: Model) -> Iterator[WrongBatch]:
    """The events that certainly give a stateful layer a batch of another size."""
    for event in model.events:
        if event.kind not in DATA_METHODS or model.kind != "sequential":
            continue
        layer, expected = _stateful(event), _batch(event.flow)
        data = data_of(event)
        array = None if data is None or data.dataset is not None else one_array(data.x)
        if layer is None or expected is None or data is None or array is None:
            continue
        given = next((size for size in _sizes(event, array) if size != expected), None)
        if given is not None:
            yield WrongBatch(event, data.x_origin, layer, expected, given)


def _stateful(event: Event) -> Layer | None:
    layers = (recurrent(element) for element in event.elements)
    return next((layer for layer in layers if layer is not None and layer.value("stateful", False) is True), None)


def _batch(flow: Flow) -> int | None:
    size = flow.input[0] if isinstance(flow.input, tuple) and flow.input else None
    return size if isinstance(size, int) else None


def _sizes(event: Event, array: Array) -> Iterator[int]:
    """The sizes of the batches, as far as they are certain."""
    samples = array.shape[0] if isinstance(array.shape, tuple) and array.shape else None
    if event.kind not in CUT:
        if isinstance(samples, int):
            yield samples
        return
    size = None if event.call is None else event.call.value("batch_size", None)
    size = DEFAULT_SIZE if size is None else size
    if not isinstance(size, int) or size < 1:
        return
    split = event.call is not None and event.call.value("validation_split", 0) != 0
    if not isinstance(samples, int) or split:  # enough of them, as far as one can tell
        yield size
        return
    yield min(size, samples)
    if samples > size and samples % size:
        yield samples % size


__all__ = ["WrongBatch", "wrong_batches"]
