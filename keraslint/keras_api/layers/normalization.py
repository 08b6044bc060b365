"""Normalization: the shape stays; the axis that is normalised must exist and, where it has weights, be a number."""

from __future__ import annotations

from keraslint.keras_api.layers.arguments import bad, defined, elements, expect_axis, opaque, total, truth, weight
from keraslint.keras_api.layers.convolution import KERNELS as CONVOLUTION_KERNELS
from keraslint.keras_api.layers.convolution import KernelFunction
from keraslint.keras_api.layers.core import dense_kernel, embedding_kernel
from keraslint.keras_api.layers.einsum import einsum_kernel
from keraslint.keras_api.layers.registry import Config, Outputs, output_shape, parameter_count, register
from keraslint.keras_api.spec import KERAS_2_AND_3, KERAS_3, LayerError, Spec
from keraslint.shapes import UNKNOWN, Dim, Shape, Symbol

# Axes


def _axes(config: Config) -> list[int] | None:
    """``axis`` as a list, or ``None`` where part of it is not known."""
    axis = config["axis"]
    items = axis if isinstance(axis, (list, tuple)) else [axis]
    if any(map(opaque, items)):
        return None
    for item in items:
        if not isinstance(item, int):
            raise bad("axis", f"`axis` takes ints, got {axis!r}")
    return [item for item in items if isinstance(item, int)]


def _weight_shape(shape: Shape, axes: list[int] | None) -> Shape:
    if axes is None:
        return (Symbol(),)
    for axis in axes:
        expect_axis(shape, axis)
    return tuple(defined(shape, axis, f"axis {axis}") for axis in axes)


def check_axis_type(config: Config) -> None:
    axis = config["axis"]
    if not opaque(axis) and not isinstance(axis, (int, list, tuple)):
        raise bad("axis", f"`axis` takes an int or a list of ints, got {axis!r}")


# BatchNormalization


def check_batch(config: Config) -> None:
    """Keras 3 takes anything that ``int`` and ``float`` take."""
    axis = config["axis"]
    if isinstance(axis, (list, tuple)):
        raise bad("axis", f"`axis` takes one int, got {axis!r}", KERAS_3)
    _check_conversion("axis", axis, int)
    _check_conversion("momentum", config["momentum"], float)
    _check_conversion("epsilon", config["epsilon"], float)


def _check_conversion(name: str, value: object, kind: type[int] | type[float]) -> None:
    if opaque(value) or isinstance(value, (int, float)):
        return
    if isinstance(value, str):
        try:
            kind(value)
            return
        except ValueError:
            pass
    raise bad(name, f"`{name}` must be a number, got {value!r}", KERAS_3 if name == "momentum" else KERAS_2_AND_3)


def batch_weight(config: Config, shape: Shape) -> Shape:
    axis = config["axis"]
    try:
        axes = [int(axis)] if isinstance(axis, (int, float, str)) else None
    except (OverflowError, ValueError) as error:
        raise bad("axis", str(error)) from error
    return _weight_shape(shape, axes)


def batch_shape(config: Config, shape: Shape) -> Outputs:
    batch_weight(config, shape)
    return shape


def batch_parameters(config: Config, shape: Shape) -> Dim:
    """Two for the moving statistics, one each for gamma and beta, three more for renormalisation."""
    dims = batch_weight(config, shape)
    renorm = truth(config["renorm"])
    return total(
        weight((*dims, 2)),
        weight(dims, truth(config["scale"])),
        weight(dims, truth(config["center"])),
        weight((*dims, 3), renorm),
    )


register("BatchNormalization", shape=batch_shape, parameters=batch_parameters, check=check_batch)


# LayerNormalization, RMSNormalization, UnitNormalization


def layer_weights(config: Config) -> tuple[bool | None, bool | None]:
    """Whether there are gamma and beta. ``rms_scaling`` is a deprecated keyword outside the signature."""
    rms = truth(config.keyword("rms_scaling", False))
    scale, center = truth(config["scale"]), truth(config["center"])
    if rms is None:
        return None, None
    return (True, False) if rms else (scale, center)


def layer_shape(config: Config, shape: Shape) -> Outputs:
    return weighted_shape(config, shape) if True in layer_weights(config) else unit_shape(config, shape)


def layer_parameters(config: Config, shape: Shape) -> Dim:
    gamma, beta = layer_weights(config)
    if gamma is False and beta is False:
        return 0
    if True not in (gamma, beta):
        return Symbol()
    dims = _weight_shape(shape, _axes(config))
    return total(weight(dims, gamma), weight(dims, beta))


def weighted_shape(config: Config, shape: Shape) -> Outputs:
    _weight_shape(shape, _axes(config))
    return shape


def rms_parameters(config: Config, shape: Shape) -> Dim:
    return elements(_weight_shape(shape, _axes(config)))


def unit_shape(config: Config, shape: Shape) -> Outputs:
    for axis in _axes(config) or ():
        expect_axis(shape, axis)
    return shape


register("LayerNormalization", shape=layer_shape, parameters=layer_parameters, check=check_axis_type)
register("RMSNormalization", shape=weighted_shape, parameters=rms_parameters)
register("UnitNormalization", shape=unit_shape, check=check_axis_type)


# GroupNormalization


def check_group(config: Config) -> None:
    groups = config["groups"]
    if opaque(groups) or (isinstance(groups, int) and (groups > 0 or groups == -1)):
        return
    versions = KERAS_3 if isinstance(groups, int) and groups < -1 else KERAS_2_AND_3
    raise bad("groups", f"`groups` must be a positive integer or -1, got {groups!r}", versions)


def group_weight(config: Config, shape: Shape) -> Dim:
    axis, groups = config["axis"], config["groups"]
    if opaque(axis):
        return Symbol()
    if not isinstance(axis, int):
        raise bad("axis", f"`axis` takes one int, got {axis!r}")
    (size,) = _weight_shape(shape, [axis])
    if isinstance(size, int) and isinstance(groups, int) and groups != -1 and (size < groups or size % groups):
        message = f"{size} channels cannot be split into {groups} groups"
        raise LayerError("dimension", message, argument="groups", axis=axis % len(shape))
    return size


def group_shape(config: Config, shape: Shape) -> Outputs:
    group_weight(config, shape)
    return shape


def group_parameters(config: Config, shape: Shape) -> Dim:
    size = group_weight(config, shape)
    return total(weight((size,), truth(config["scale"])), weight((size,), truth(config["center"])))


register("GroupNormalization", shape=group_shape, parameters=group_parameters, check=check_group)


# SpectralNormalization


KERNELS: dict[str, KernelFunction] = {
    "Dense": dense_kernel,
    "EinsumDense": einsum_kernel,
    "Embedding": embedding_kernel,
    "ReversibleEmbedding": embedding_kernel,
    **CONVOLUTION_KERNELS,
}
WITHOUT_KERNEL = (
    "BatchNormalization",
    "GroupNormalization",
    "LayerNormalization",
    "PReLU",
    "RMSNormalization",
    "SeparableConv1D",
    "SeparableConv2D",
)


def check_spectral(config: Config) -> None:
    layer, power = config["layer"], config["power_iterations"]
    if not opaque(layer):
        raise bad("layer", f"`layer` must be a layer, got {layer!r}")
    if not opaque(power) and (not isinstance(power, (int, float)) or power <= 0):
        raise bad("power_iterations", f"`power_iterations` must be above 0, got {power!r}")


def spectral_shape(config: Config, shape: Shape) -> Outputs:
    layer = config["layer"]
    if not isinstance(layer, Spec):
        return UNKNOWN
    if layer.cls in WITHOUT_KERNEL or parameter_count(layer, shape) == 0:
        raise bad("layer", f"`{layer.cls}` has no kernel to normalise")
    return output_shape(layer, shape)


def spectral_parameters(config: Config, shape: Shape) -> Dim:
    """Those of the layer, and a vector as long as the last axis of its kernel."""
    layer = config["layer"]
    if not isinstance(layer, Spec) or layer.cls not in KERNELS:
        return Symbol()
    return total(parameter_count(layer, shape), KERNELS[layer.cls](Config(layer), shape)[-1])


register("SpectralNormalization", shape=spectral_shape, parameters=spectral_parameters, check=check_spectral)
