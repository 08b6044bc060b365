"""Models as layers: ``Sequential``, ``Pipeline`` and the models of ``keras.applications``.

A ``Sequential`` knows its input where its first element says so (``InputLayer``, or ``input_shape=`` on a layer); in
``TimeDistributed`` and the like it then takes nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from keraslint.keras_api import applications
from keraslint.keras_api.layers.arguments import bad, number, total
from keraslint.keras_api.layers.registry import Config, Outputs, output_shape, parameter_count, register
from keraslint.keras_api.spec import KERAS_2_AND_3, KERAS_3, LayerError, Spec
from keraslint.shapes import UNKNOWN, AnyShape, Dim, Shape, Symbol, Unknown, differ, text


def elements_of(config: Config) -> Sequence[object] | None:
    layers = config["layers"]
    return layers if isinstance(layers, (list, tuple)) else None


def declared(layers: Sequence[object]) -> AnyShape:
    """The input shape that the first element gives, batch axis included; ``UNKNOWN`` where it gives none."""
    first = layers[0] if layers else None
    if not isinstance(first, Spec):
        return UNKNOWN
    if first.cls == "Sequential":
        return declared(elements_of(Config(first)) or ())
    for name in ("batch_shape", "batch_input_shape"):
        shape = first.args.get(name)
        if isinstance(shape, (list, tuple)):
            return tuple(map(_dim, shape))
    for name in ("shape", "input_shape") if first.cls == "InputLayer" else ("input_shape",):
        shape = first.args.get(name)
        if isinstance(shape, (list, tuple)):
            return (None, *map(_dim, shape))
    return UNKNOWN


def _dim(value: object) -> Dim:
    return None if value is None else number(value)


def entered(own: AnyShape, inputs: Shape) -> AnyShape:
    """The shape that flows in; raises where a model that knows its input shape refuses ``inputs``.

    Keras adds or drops a last axis of size 1 (Keras 3 not in the shape that it computes): then it is not known.
    """
    if isinstance(own, Unknown):
        return inputs
    longer = len(inputs) - len(own)
    if (longer == 1 and not differ(inputs[-1], 1)) or (longer == -1 and not differ(own[-1], 1)):
        return UNKNOWN
    message = f"expects {text(own)}, got {text(inputs)}"
    if longer:
        versions = KERAS_2_AND_3 if longer > 0 else KERAS_3  # Keras 2 builds a Sequential again for fewer axes
        raise LayerError("rank", message, expected=(len(own), len(own)), versions=versions)
    for axis, (left, right) in enumerate(zip(own, inputs, strict=True)):
        if axis and differ(left, right):
            raise LayerError("dimension", message, axis=axis)
    return inputs


def stack_shape(config: Config, inputs: Shape) -> Outputs:
    layers = elements_of(config)
    if layers is None:
        return UNKNOWN
    if not layers:
        raise bad("layers", "expects at least one layer, got none", KERAS_3)
    shape: Outputs = entered(declared(layers), inputs) if config.cls == "Sequential" else inputs
    for index, layer in enumerate(layers):
        if isinstance(shape, list):
            raise LayerError("inputs", f"layer {index + 1} gets {len(shape)} tensors from the one before it")
        if not isinstance(layer, Spec):
            return UNKNOWN
        if layer.cls != "InputLayer":
            shape = output_shape(layer, shape)
    return shape


def stack_parameters(config: Config, inputs: Shape) -> Dim:
    layers = elements_of(config)
    if layers is None:
        return Symbol()
    count: Dim = 0
    shape: Outputs = entered(declared(layers), inputs) if config.cls == "Sequential" else inputs
    for layer in layers:
        if not isinstance(layer, Spec) or isinstance(shape, list):
            return Symbol()
        if layer.cls != "InputLayer":
            count = total(count, parameter_count(layer, shape))
            shape = output_shape(layer, shape)
    return count


def application_arguments(config: Config) -> Mapping[str, object]:
    """The arguments; where more may have been given than are known, those missing are unknown."""
    if config.spec.complete:
        return config.given
    return {**dict.fromkeys(applications.ARGUMENTS, UNKNOWN), **config.given}


def application_shape(config: Config, inputs: Shape) -> Outputs:
    return applications.output_shape(config.cls, application_arguments(config), inputs)


def application_parameters(config: Config, inputs: Shape) -> Dim:
    return applications.parameter_count(config.cls, application_arguments(config))


def check_application(config: Config) -> None:
    applications.check(config.cls, application_arguments(config))


register("Sequential", "Pipeline", shape=stack_shape, parameters=stack_parameters)
register(
    *sorted(applications.names()),
    shape=application_shape,
    parameters=application_parameters,
    check=check_application,
    rank=4,
)
