"""Initial weights: the numbers that a layer's weights all start from, and which layers are certainly hidden ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from keraslint.diagnostic import Edit, Fix
from keraslint.facts.activations import RELU_FAMILY, activation_of
from keraslint.facts.building import certain_stack
from keraslint.facts.roles import has_weights
from keraslint.keras_api.tables import identifiers
from keraslint.program import Argument, Call, Layer, Model, Plain, Program, Reference

_FILLS: Final[Mapping[str, float]] = {"Zeros": 0.0, "Ones": 1.0, "Constant": 0.0}
"""The classes that fill a weight with one number, and the number where none is given."""


def initializer_name(value: Plain) -> str | None:
    """The class of the initializer that the value of a ``…_initializer`` argument stands for; ``None`` if unknown."""
    if isinstance(value, Call):
        return value.name if value.category == "initializer" else None
    if isinstance(value, Reference) and value.path.startswith("keras.initializers."):
        value = value.name
    if not isinstance(value, str):
        return None
    return next((found for v in (3, 2) if (found := identifiers("initializer", v).stands_for(value))), None)


def fill_of(value: Plain) -> float | None:
    """The number that the initializer fills a weight with; ``None`` where it differs from place to place, or where it
    is not known."""
    name = initializer_name(value)
    if name is None or name not in _FILLS:
        return None
    given = value.value("value", _FILLS[name]) if isinstance(value, Call) and name == "Constant" else _FILLS[name]
    return float(given) if isinstance(given, (int, float)) and not isinstance(given, bool) else None


def by_default(argument: Argument) -> Fix | None:
    """The fix that leaves an initializer to Keras; unsafe, since other initial weights give another training."""
    if argument.written is None:
        return None
    return Fix((Edit(argument.whole, "", "remove"),), safe=False, message=f"Remove `{argument.written}`")


def hidden_layers(program: Program) -> Iterator[Layer]:
    """Keras's layers that are certainly trained from their initial weights and no output, each once.

    Another layer learns behind them in a Sequential, or they end in an activation that outputs do not have. Not those
    that are frozen, or in a model whose weights are set.
    """
    seen = {element.uid for model in program.models if _reset(model) for element in model.elements}
    inner = {layer.uid for model in program.models for layer in _before_learners(model)}
    for layer in program.calls:
        if not isinstance(layer, Layer) or layer.uid in seen:
            continue
        seen.add(layer.uid)
        if layer.value("trainable", True) is True and (layer.uid in inner or _inner(layer)):
            yield layer


def _before_learners(model: Model) -> Iterator[Layer]:
    """The layers of a Sequential behind which certainly another one learns."""
    stack = certain_stack(model) if model.kind == "sequential" else ()
    last = max((place for place, element in enumerate(stack) if has_weights(element)), default=0)
    return (element for element in stack[:last] if isinstance(element, Layer))


def _inner(layer: Layer) -> bool:
    activation = activation_of(layer)
    return activation is not None and activation.name in RELU_FAMILY


def _reset(model: Model) -> bool:
    """Whether the initial weights may not be what the training starts with."""
    set_by_name = any("trainable" in event.name for event in model.occurrences("set"))
    return set_by_name or any(model.occurrences("load_weights", "set_weights"))


__all__ = ["by_default", "fill_of", "hidden_layers", "initializer_name"]
