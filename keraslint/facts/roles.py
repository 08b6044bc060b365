"""What part a layer plays in a stack: does it learn, is it linear, does it drop units, does it take one tensor?"""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.keras_api.layers.registry import output_shape, weightless
from keraslint.keras_api.spec import LayerError, Spec
from keraslint.program import Argument, Element, Layer, Nested
from keraslint.shapes import unknown_shape

CONVOLUTIONS = frozenset({f"Conv{axes}D" for axes in (1, 2, 3)} | {f"Conv{axes}DTranspose" for axes in (1, 2, 3)})

# Linear in their input, apart from an activation that they apply at the end.
LINEAR_LEARNERS = frozenset({"Dense"}) | CONVOLUTIONS

DROPOUTS = frozenset(
    {"AlphaDropout", "Dropout", "GaussianDropout", "SpatialDropout1D", "SpatialDropout2D", "SpatialDropout3D"}
)
NOISE = frozenset({"GaussianNoise"})
NORMALIZATIONS = frozenset(
    {"BatchNormalization", "GroupNormalization", "LayerNormalization", "RMSNormalization", "UnitNormalization"}
)

_AXES = (1, 2, 3)
MAX_POOLINGS = frozenset(f"{scope}MaxPooling{axes}D" for scope in ("", "Global") for axes in _AXES)
AVERAGE_POOLINGS = frozenset(f"{scope}AveragePooling{axes}D" for scope in ("", "Global") for axes in _AXES)
POOLINGS = MAX_POOLINGS | AVERAGE_POOLINGS
FLATTENERS = frozenset({"Flatten", "Reshape"})

# Linear maps of their input when the model predicts; the other normalisations divide by what they measure.
LINEAR = (
    DROPOUTS
    | NOISE
    | frozenset({"ActivityRegularization", "BatchNormalization", "Flatten", "Identity", "InputLayer", "Reshape"})
    | AVERAGE_POOLINGS
    | frozenset(f"ZeroPadding{axes}D" for axes in _AXES)
)

WRAPPERS = frozenset({"Bidirectional", "SpectralNormalization", "TimeDistributed"})


def has_weights(element: Element) -> bool | None:
    """Whether the element has weights; ``None`` where that is not known."""
    if isinstance(element, Nested):
        model = element.model
        if model.kind == "application":
            return True
        if model.kind != "sequential" or model.open_because is not None:
            return None
        return _any(has_weights(inner) for inner in model.elements)
    if not isinstance(element, Layer):
        return None
    if element.name in WRAPPERS:
        inner = element.value("layer")
        return has_weights(inner) if isinstance(inner, Layer) else None
    without = weightless(element.name)
    return None if without is None else not without


def learns(element: Element) -> bool | None:
    """Whether training changes the element's weights; ``None`` where that is not known.

    Only a ``trainable=False`` in the layer's own call counts as frozen: an attribute may be set again later.
    """
    if isinstance(element, Layer) and element.value("trainable", True) is False:
        return False
    return has_weights(element)


def _any(answers: Iterator[bool | None]) -> bool | None:
    known = set(answers)
    return True if True in known else (None if None in known else False)


def takes_several(layer: Layer) -> bool:
    """Whether the layer refuses a single tensor, whatever its shape: ``Add``, ``Concatenate``, ``Attention``, …"""
    try:
        output_shape(Spec(layer.name), unknown_shape(3))
    except LayerError as error:
        return error.kind == "inputs"
    return False


def gives_one(element: Element) -> bool:
    """Whether the element certainly outputs one tensor (an RNN with ``return_state`` gives several)."""
    if not isinstance(element, Layer) or element.name == "Lambda":
        return False
    return not element.value("return_state", False) and not element.value("return_attention_scores", False)


def drop_rates(layer: Layer) -> Iterator[tuple[str, Argument]]:
    """The arguments of the layer that say which share of the units to drop."""
    names = ("rate",) if layer.name in DROPOUTS else ("dropout", "recurrent_dropout")
    for name in names:
        if name in layer.arguments:
            yield name, layer.arguments[name]


def drops(dropout: Layer) -> bool:
    """Whether the dropout layer certainly drops something."""
    rate = dropout.value("rate")
    return isinstance(rate, (int, float)) and rate > 0


__all__ = [
    "AVERAGE_POOLINGS",
    "CONVOLUTIONS",
    "DROPOUTS",
    "FLATTENERS",
    "LINEAR",
    "LINEAR_LEARNERS",
    "MAX_POOLINGS",
    "NOISE",
    "NORMALIZATIONS",
    "POOLINGS",
    "drop_rates",
    "drops",
    "gives_one",
    "has_weights",
    "learns",
    "takes_several",
]
