"""Input shapes that carry the axis of the samples: ``input_shape=x.shape``."""

from __future__ import annotations

from keraslint.arrays import Array
from keraslint.diagnostic import Origin
from keraslint.facts.feeding import one_array
from keraslint.facts.remembered import remembered
from keraslint.facts.training import data_of
from keraslint.flow import Declared
from keraslint.program import Event, Model
from keraslint.records import record
from keraslint.shapes import Dim, Shape, Symbol

TRAINED_BY = ("fit", "train_on_batch", "evaluate", "test_on_batch")


@record
class BatchAxis:
    """``declared`` counts the samples of the data ``given`` to ``event`` (at ``origin``) as an axis of each sample."""

    declared: Declared
    event: Event
    origin: Origin
    given: Shape


@remembered
def batch_axis(model: Model) -> BatchAxis | None:
    """The input shape that has the batch axis in it, as the data and their labels prove.

    A model that takes one axis more than ``x``, of just the size of its first or ``None``, and the same axes behind it,
    was given the shape of the whole array, unless ``x`` is one sample: one label for each of its rows shows that it is
    not, and so does a number that only ``x.shape`` can have told.
    """
    if model.kind != "sequential":
        return None
    for event in model.occurrences(*TRAINED_BY):
        declared, data = event.flow.declared, data_of(event)
        if declared is None or declared.argument is None or data is None or data.dataset is not None:
            continue
        x, y = one_array(data.x), one_array(data.y)
        if x is None or x is y or not isinstance(declared.shape, tuple) or not isinstance(x.shape, tuple):
            continue
        if _carries(declared.shape[1:], x.shape) and (_told(declared.shape[1]) or _rows_of(y, x.shape)):
            return BatchAxis(declared, event, data.x_origin, x.shape)
    return None


def _told(dim: Dim) -> bool:
    return isinstance(dim, Symbol)


def _rows_of(labels: Array | None, given: Shape) -> bool:
    if labels is None or not isinstance(labels.shape, tuple):
        return False
    return bool(labels.shape and given) and _equal(labels.shape[0], given[0])


def _carries(sample: Shape, given: Shape) -> bool:
    if len(sample) != len(given) or len(given) < 2 or not all(map(_equal, sample[1:], given[1:])):
        return False
    return sample[0] is None or _equal(sample[0], given[0])


def _equal(left: Dim, right: Dim) -> bool:
    return left is not None and left == right


__all__ = ["BatchAxis", "batch_axis"]
