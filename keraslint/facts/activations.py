"""Which activation an element of a stack applies to its output, and where the source says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from keraslint.diagnostic import Origin
from keraslint.keras_api.spec import Reference
from keraslint.keras_api.tables import default_of, keras_class
from keraslint.program import Element, Layer, Misfit, Nested, Plain
from keraslint.records import record

# Layer classes that are an activation and nothing else, with the name of the function that they apply.
ACTIVATION_LAYERS: Mapping[str, str] = {
    "ELU": "elu",
    "LeakyReLU": "leaky_relu",
    "PReLU": "prelu",
    "ReLU": "relu",
    "Softmax": "softmax",
    "ThresholdedReLU": "thresholded_relu",
}
RELU_FAMILY = frozenset(
    {"celu", "elu", "gelu", "leaky_relu", "mish", "prelu", "relu", "relu6", "selu", "silu", "swish"}
)
"""Activations of hidden layers that let large values pass and hold small ones back."""

WRAPPERS = frozenset({"Bidirectional", "TimeDistributed"})


@record
class Activation:
    """``name`` is Keras's name of the function, ``linear`` where there is none, ``None`` where it is not known.

    ``origin`` is the argument's value, or the layer where the activation is a layer of its own or the class's default.
    ``explicit`` tells whether the source names it.
    """

    name: str | None
    origin: Origin
    element: Element
    explicit: bool

    @property
    def nonlinear(self) -> bool:
        """Whether it is certainly an activation in the narrow sense: known, and not the identity."""
        return self.name not in (None, "linear")


def activation_of(element: Element) -> Activation | None:
    """The activation that the element ends with; ``None`` where its class has none to set (Dropout, Flatten, …)."""
    if isinstance(element, Misfit):
        return None
    if isinstance(element, Nested):
        return _activation_of_model(element)
    if not isinstance(element, Layer):
        return Activation(None, element.origin, element, False)
    if element.name in ACTIVATION_LAYERS:
        return Activation(ACTIVATION_LAYERS[element.name], element.origin, element, True)
    if element.name in WRAPPERS:
        inner = element.value("layer")
        found = activation_of(inner) if isinstance(inner, Layer) else Activation(None, element.origin, element, False)
        return found and Activation(found.name, found.origin, element, found.explicit)
    if element.name == "Lambda":
        return Activation(None, element.origin, element, False)
    return _activation_argument(element)


def _activation_argument(layer: Layer) -> Activation | None:
    entry = keras_class(layer.name, "layer") or keras_class(layer.name, "layer", 2)
    if entry is None:
        return Activation(None, layer.origin, layer, False)
    if entry.parameter("activation") is None:
        return None
    if "activation" in layer.arguments:
        argument = layer.arguments["activation"]
        origin = layer.origin if layer.name == "Activation" else argument.origin
        return Activation(activation_name(argument.value), origin, layer, True)
    default = activation_name(default_of(layer.name, "activation")) if layer.complete else None
    return Activation(default, layer.origin, layer, False)


def _activation_of_model(element: Nested) -> Activation:
    model = element.model
    if model.kind == "sequential" and model.open_because is None and model.elements:
        last = activation_of(model.elements[-1])
        if last is not None:
            return Activation(last.name, element.origin, element, last.explicit)
    return Activation(None, element.origin, element, False)


def activation_name(value: Plain) -> str | None:
    """Keras's name of the activation that the value of an ``activation`` argument stands for; ``None`` if unknown."""
    if value is None:
        return "linear"
    if isinstance(value, Layer):
        found = activation_of(value)
        return found.name if found else None
    if isinstance(value, Reference) and value.path.startswith(("keras.", "tensorflow.")):
        value = value.name
    if not isinstance(value, str):
        return None
    if value in ACTIVATION_LAYERS:
        return ACTIVATION_LAYERS[value]
    function = keras_class(value, "activation")
    return function.name if function else None


def activation_before(elements: Sequence[Element], position: int, through: frozenset[str]) -> Activation | None:
    """The activation of the nearest element before ``position`` that is no layer of the classes ``through``.

    ``None`` where there is no such element, or where it has no activation to set.
    """
    for element in reversed(elements[:position]):
        if not (isinstance(element, Layer) and element.name in through):
            return activation_of(element)
    return None


__all__ = ["ACTIVATION_LAYERS", "RELU_FAMILY", "Activation", "activation_before", "activation_name", "activation_of"]
