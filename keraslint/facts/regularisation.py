"""What keeps a model from learning its training data by heart, and how many dense weights could."""

from __future__ import annotations

from typing import Final

from keraslint.arrays import Array
from keraslint.facts.building import PREPROCESSING, certain_flow
from keraslint.facts.monitors import all_callbacks, callbacks_of, silent_of_keras
from keraslint.facts.roles import DROPOUTS, NOISE, NORMALIZATIONS
from keraslint.facts.training import Training
from keraslint.program import Call, Event, Layer, Model
from keraslint.shapes import known

_REGULARIZING: Final = (
    DROPOUTS | NOISE | NORMALIZATIONS | {"ActivityRegularization", "SpectralNormalization"} | PREPROCESSING
) - {"Normalization", "Rescaling", "Resizing"}
_ARGUMENTS: Final = ("_regularizer", "_constraint", "dropout")
_DECAYING: Final = frozenset({"AdamW", "Lion", "Muon"})
"""Optimizers that decay the weights by default."""


def dense_weights(model: Model) -> int | None:
    """The number of weights in the ``Dense`` layers; ``None`` where a layer, or a number, is not known."""
    flow = certain_flow(model)
    if model.kind != "sequential" or flow.because is not None:
        return None
    counts = [step.parameters for step in flow.steps if getattr(step.element, "name", "") == "Dense"]
    return sum(count for count in counts if isinstance(count, int)) if all(map(known, counts)) else None


def samples(training: Training) -> int | None:
    """How many samples a ``fit`` learns from, where an array in memory holds them all."""
    x = None if training.data is None else training.data.x
    rows = x.shape[0] if isinstance(x, Array) and isinstance(x.shape, tuple) and x.shape else None
    call = None if training.event is None else training.event.call
    split = None if call is None else call.value("validation_split", 0.0)
    if not isinstance(rows, int) or not isinstance(split, (int, float)):
        return None
    return rows if call is not None and "validation_data" in call.arguments else int(rows * (1 - split))


def unregularised(training: Training) -> bool:
    """Whether certainly nothing regularises the training: no layer, no penalty, no decay, no choice of the epoch."""
    compiled, event = training.compiled, training.event
    if compiled is None or event is None or not _decays_not(compiled):
        return False
    layers = training.model.elements
    if not all(isinstance(layer, Layer) and layer.complete and _plain(layer) for layer in layers):
        return False
    if not all_callbacks(event, silent_of_keras):  # one of the file may stop early
        return False
    return not any(each.name in ("EarlyStopping", "ModelCheckpoint") for each in callbacks_of(event))


def _plain(layer: Layer) -> bool:
    """Whether the layer, and one that it wraps, regularises nothing."""
    inner = layer.value("layer", None)
    if layer.name in _REGULARIZING or (isinstance(inner, Layer) and not _plain(inner)):
        return False
    return not any(name.endswith(_ARGUMENTS) and layer.value(name) not in (None, 0) for name in layer.arguments)


def _decays_not(compiled: Event) -> bool:
    if compiled.call is None:
        return False
    optimizer = compiled.call.value("optimizer", "rmsprop")
    if isinstance(optimizer, str):
        return optimizer.lower() not in {name.lower() for name in _DECAYING}
    if not isinstance(optimizer, Call) or optimizer.category != "optimizer" or optimizer.name in _DECAYING:
        return False
    return optimizer.value("weight_decay", None) in (None, 0)


__all__ = ["dense_weights", "samples", "unregularised"]
