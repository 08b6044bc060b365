"""Other losses, metrics and activations in the place of those that a model has, for fixes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from keraslint.diagnostic import Edit, Named
from keraslint.facts.activations import Activation
from keraslint.facts.losses import Loss, Metric
from keraslint.keras_api.tables import identifiers
from keraslint.program import Layer

CLASSES: Final = {
    "binary_crossentropy": "keras.losses.BinaryCrossentropy",
    "categorical_crossentropy": "keras.losses.CategoricalCrossentropy",
    "sparse_categorical_crossentropy": "keras.losses.SparseCategoricalCrossentropy",
}
_SHARED: Final = frozenset({"from_logits", "reduction", "name", "dtype"})
"""Arguments that all crossentropies have; ``from_logits`` is the first of each."""


def other_loss(loss: Loss, name: str) -> tuple[Edit, ...]:
    """The crossentropy ``name`` in place of the loss; nothing where that is not written out at ``compile``."""
    if loss.literal:
        return (Edit(loss.origin, f'"{name}"'),)
    call = loss.call
    if call is None or call.origin != loss.origin or not call.complete or call.unknown or len(call.positional) > 1:
        return ()
    if not call.arguments.keys() <= _SHARED or (call.positional and "from_logits" not in call.arguments):
        return ()
    return (Edit(call.callee, (Named(CLASSES[name], call.callee),)),)


def on_logits(loss: Loss) -> tuple[Edit, ...]:
    """The loss with ``from_logits=True``: an object where a string names it."""
    long = next((name for name in CLASSES if name.replace("_", "") == loss.name), None)
    if loss.literal and long is not None:
        return (Edit(loss.origin, (Named(CLASSES[long]), "(from_logits=True)")),)
    call = loss.call
    if call is None or call.origin != loss.origin or not call.complete or long is None:
        return ()
    given = call.arguments.get("from_logits")
    if given is not None:
        return (Edit(given.origin, "True"),) if given.source is None else ()
    return (Edit(call.origin, "from_logits=True", "append"),)


def on_probabilities(loss: Loss) -> tuple[Edit, ...]:
    """The loss without ``from_logits=True``."""
    call = loss.call
    given = None if call is None else call.arguments.get("from_logits")
    if call is None or given is None or call.origin != loss.origin:
        return ()
    return (Edit(given.whole, "", "remove"),) if given.written else (Edit(given.origin, "False"),)


def other_activation(activation: Activation, name: str) -> tuple[Edit, ...]:
    """The activation ``name`` in place of one that is an argument of its layer."""
    layer = activation.element
    given = layer.arguments.get("activation") if isinstance(layer, Layer) else None
    return (Edit(given.origin, f'"{name}"'),) if given is not None and given.source is None else ()


def other_metric(metric: Metric, name: str) -> tuple[Edit, ...]:
    """The metric ``name`` in place of one that is given as a string."""
    return () if metric.item is None else (Edit(metric.item, f'"{name}"'),)


def matching_metrics(metrics: tuple[Metric, ...], *, sparse: bool) -> Iterator[Edit]:
    """The sparse metrics in place of those for one-hot labels, or the reverse, where they are given as strings."""
    for metric in metrics:
        if metric.item is None or metric.name == "accuracy":
            continue
        name = metric.written
        wanted = f"sparse_{name}" if sparse else name.removeprefix("sparse_")
        if name.startswith("sparse_") != sparse and wanted in identifiers("metric"):
            yield from other_metric(metric, wanted)


__all__ = ["matching_metrics", "on_logits", "on_probabilities", "other_activation", "other_loss", "other_metric"]
