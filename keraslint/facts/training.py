"""What a model is trained and tested with: each ``fit`` with the ``compile`` in force, and the data that it is given.

Facts about what Keras does with data measured on keras 3.15.1 and tf-keras 2.21.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from keraslint.arrays import Dataset
from keraslint.diagnostic import Origin
from keraslint.program import Event, Model, Plain
from keraslint.records import record, replace
from keraslint.shapes import UNKNOWN

TRAINING: Final = frozenset({"fit", "train_on_batch", "fit_generator"})
TESTING: Final = frozenset({"evaluate", "test_on_batch", "evaluate_generator"})
LEARNING: Final = TRAINING | TESTING
"""The methods that compare the model's output with labels."""

_ELSEWHERE: Final = frozenset(
    {"predict", "predict_on_batch", "predict_generator", "call", "load_weights", "set_weights"}
)
_PART: Final = frozenset({"nested", "tensor", "attribute"})
"""How a model becomes a part of another one, or of a layer."""


@record
class Data:
    """What a method compares: inputs and labels as far as they are known, ``None`` where there are none.

    Values are plain: ``Array``, ``UNKNOWN``, a list of them, …. ``x_origin`` and ``y_origin`` are the arguments;
    where one ``dataset`` gives both they are the same. The arrays of a dataset have their batch axis where it is
    certain that it gives batches; where it is not, ``batched`` is not ``True`` and their shapes are as they come.
    """

    x: Plain
    y: Plain
    x_origin: Origin
    y_origin: Origin
    dataset: Dataset | None = None

    @property
    def batched(self) -> bool | None:
        """Whether the first axis of the arrays counts samples."""
        return True if self.dataset is None else self.dataset.batched


@record
class Training:
    """One ``fit``, ``evaluate``, … (``event``) and the ``compile`` in force then.

    ``compiled`` is ``None`` where there is none, or it is not clear which. ``event`` and ``data`` are ``None`` for a
    ``compile`` that nothing in the file follows. ``validation`` is the ``validation_data`` of a ``fit``.
    """

    model: Model
    compiled: Event | None
    event: Event | None = None
    data: Data | None = None
    validation: Data | None = None


def trainings(model: Model) -> Iterator[Training]:
    """What the model is trained and tested with, in order; then what it is compiled for, where nothing follows.

    A ``compile`` that nothing follows counts (snippets, builders), but not where the file uses the model only in
    another way: then it was a formality. Nor does one count that another replaces before the training.
    """
    waiting: list[Event] = []
    compiled: Event | None = None
    for event in model.events:
        if event.kind == "compile":
            compiled = event
            waiting.append(event)
        elif event.kind in LEARNING:
            waiting.clear()
            force = None if model.unclear is not None else compiled
            yield Training(model, force, event, data_of(event), validation_of(event))
    if not formal(model):
        yield from (Training(model, each) for each in waiting)


def formal(model: Model) -> bool:
    """Whether the file shows that nothing is trained with the model's last ``compile``: the model is used otherwise."""
    return any(event.kind in _ELSEWHERE or (event.kind == "use" and event.name in _PART) for event in model.events)


def is_part(model: Model) -> bool:
    """Whether the model is used in another model or layer of the file."""
    return model.where == "layer" or not model.uses.isdisjoint(_PART)


def data_of(event: Event) -> Data | None:
    """The inputs and labels that ``fit``, ``evaluate``, ``predict``, ``train_on_batch``, a call, … get."""
    if event.call is None:
        return None
    arguments = event.call.arguments
    first = next((arguments[name] for name in ("x", "generator", "inputs") if name in arguments), None)
    if first is None:
        return None
    labels = arguments.get("y")
    if isinstance(first.value, Dataset):
        return _from_dataset(first.value, first.origin)
    return Data(first.value, None if labels is None else labels.value, first.origin, (labels or first).origin)


def validation_of(event: Event) -> Data | None:
    """The ``validation_data`` of a ``fit``; ``None`` where there is none or it is not known."""
    if event.call is None or "validation_data" not in event.call.arguments:
        return None
    argument = event.call.arguments["validation_data"]
    value = argument.value
    if isinstance(value, Dataset):
        return _from_dataset(value, argument.origin)
    if isinstance(value, (tuple, list)) and len(value) in (2, 3):
        return Data(value[0], value[1], argument.origin, argument.origin)
    return None


def _from_dataset(dataset: Dataset, origin: Origin) -> Data:
    x: Plain = UNKNOWN
    y: Plain = UNKNOWN
    if dataset.kind == "generator":
        dataset = replace(dataset, batched=True)  # Keras takes each thing that it yields for a batch
    element = dataset.element
    if isinstance(element, tuple) and len(element) in (2, 3):
        x, y = element[0], element[1]
    elif element is not UNKNOWN and not isinstance(element, tuple):
        x, y = element, None
    return Data(x, y, origin, origin, dataset)


__all__ = [
    "LEARNING",
    "TESTING",
    "TRAINING",
    "Data",
    "Training",
    "data_of",
    "formal",
    "is_part",
    "trainings",
    "validation_of",
]
