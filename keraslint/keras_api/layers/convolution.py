"""Convolutions: plain, transposed, separable, depthwise.

Keras 3 takes exactly one number of axes. Keras 2 takes more in the plain ones, as further batch axes.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from math import isfinite

from keraslint.keras_api.layers.arguments import (
    bad,
    channels_first,
    defined,
    elements,
    expect_rank,
    fractional,
    number,
    opaque,
    sizes,
    total,
    truth,
    weight,
    with_lora,
)
from keraslint.keras_api.layers.registry import Config, Outputs, register
from keraslint.keras_api.layers.windows import read_padding, rebuild, slide, spatial_axes, stretch
from keraslint.keras_api.spec import KERAS_2, KERAS_2_AND_3, KERAS_3, LayerError
from keraslint.shapes import Dim, Shape, Symbol

KernelFunction = Callable[[Config, Shape], Shape]


# What the constructors refuse


def _check(rank: int, config: Config) -> None:
    padding(rank, config)
    channels_first(config)
    strides = sizes(config, "strides", rank)
    dilation = sizes(config, "dilation_rate", rank)
    sizes(config, "kernel_size", rank)
    if _any_above_one(strides) and _any_above_one(dilation):
        separable = config.cls.startswith(("Separable", "Depthwise"))
        raise bad(
            "dilation_rate",
            "`strides` and `dilation_rate` cannot both be above 1",
            KERAS_2 if separable else KERAS_2_AND_3,
        )


def _any_above_one(values: Shape) -> bool:
    return any(isinstance(value, int) and value > 1 for value in values)


def padding(rank: int, config: Config) -> str | None:
    """Keras 2 knows ``causal`` in ``SeparableConv1D``, too."""
    causal = ("causal",) if config.cls == "Conv1D" else ()
    lenient = config.cls == "SeparableConv1D"
    return read_padding(
        config, *causal, versions_of=lambda text: KERAS_3 if lenient and text == "causal" else KERAS_2_AND_3
    )


def _check_positive(config: Config, name: str, zero: frozenset[int] = KERAS_2_AND_3) -> None:
    value = config[name]
    if value is None or opaque(value):
        return
    if not isinstance(value, (int, float)):
        raise bad(name, f"`{name}` must be a positive integer, got {value!r}")
    if value <= 0:
        raise bad(name, f"`{name}` must be a positive integer, got {value!r}", zero if value == 0 else KERAS_2_AND_3)


def check_convolution(rank: int, config: Config) -> None:
    filters, groups = config["filters"], config["groups"]
    _check_positive(config, "filters")
    if groups is None:
        raise bad("groups", "`groups` must be a positive integer, got None", KERAS_3)
    _check_positive(config, "groups", zero=KERAS_3)
    if isinstance(filters, (int, float)) and isinstance(groups, (int, float)) and filters % groups:
        fraction = isinstance(filters, float) and isfinite(filters) and int(filters) % groups == 0
        raise bad(
            "filters" if fraction else "groups",
            f"{filters} filters cannot be split into groups of equal size: `groups` is {groups}"
            if not fraction
            else f"`filters` must be a positive integer, got {filters}",
            KERAS_3 if fraction else KERAS_2_AND_3,
        )
    _check(rank, config)


def check_transposed(rank: int, config: Config) -> None:
    _check_positive(config, "filters")
    _check(rank, config)
    if config["output_padding"] is not None:
        strides = sizes(config, "strides", rank)
        for extra, stride in zip(sizes(config, "output_padding", rank, allow_zero=True), strides, strict=True):
            if isinstance(extra, int) and isinstance(stride, int) and extra >= stride:
                raise bad("output_padding", f"`output_padding` must be below the stride {stride}, got {extra}")


def check_separable(rank: int, config: Config) -> None:
    _check_positive(config, "depth_multiplier", zero=KERAS_3)
    _check_positive(config, "filters")
    _check(rank, config)


def check_depthwise(rank: int, config: Config) -> None:
    _check_positive(config, "depth_multiplier", zero=KERAS_3)
    _check(rank, config)


# What building and calling refuse


def _expect(rank: int, config: Config, shape: Shape) -> None:
    lenient = len(shape) > rank + 2 and config.cls in ("Conv1D", "Conv2D", "Conv3D")
    expect_rank(shape, rank + 2, rank + 2, KERAS_3 if lenient else KERAS_2_AND_3)
    # A float as a stride passes the constructors, and only the transposed ones trip over it later.
    for name in ("kernel_size", "strides", "dilation_rate") if config.cls.endswith("Transpose") else ("kernel_size",):
        if fractional(config[name]):
            versions = KERAS_3 if name == "dilation_rate" else KERAS_2_AND_3
            raise bad(name, f"`{name}` takes ints, got {config[name]!r}", versions)
    if isinstance(config["padding"], (list, tuple)):
        raise bad("padding", f"`padding` is 'valid' or 'same', got {config['padding']!r}")


def _integer(config: Config, name: str) -> Dim:
    """``filters`` or ``depth_multiplier``, which constructors let pass as a float or ``None``."""
    value = config[name]
    if value is None or isinstance(value, float):
        raise bad(
            name, f"`{name}` must be a positive integer, got {value!r}", KERAS_2_AND_3 if value is None else KERAS_3
        )
    return number(value)


def _channels(config: Config, shape: Shape) -> Dim:
    first = channels_first(config)
    if first is None:
        return Symbol()
    return defined(shape, 1 if first else -1, "the channel axis")


def _multiply(left: Dim, right: Dim) -> Dim:
    if left == 1:
        return right
    if right == 1:
        return left
    return left * right if isinstance(left, int) and isinstance(right, int) else Symbol()


def convolution_kernel(rank: int, config: Config, shape: Shape) -> Shape:
    """(window…, input channels of one group, filters)."""
    channels, filters, groups = _channels(config, shape), _integer(config, "filters"), config["groups"]
    if isinstance(groups, float):
        raise bad("groups", f"`groups` must be a positive integer, got {groups!r}")
    share: Dim = Symbol()
    if groups == 1:
        share = channels
    elif isinstance(channels, int) and isinstance(groups, int) and groups > 0:
        if channels % groups:
            raise LayerError(
                "dimension",
                f"{channels} input channels cannot be split into {groups} groups",
                argument="groups",
                axis=1 if channels_first(config) else len(shape) - 1,
            )
        share = channels // groups
    return *sizes(config, "kernel_size", rank), share, filters


def transposed_kernel(rank: int, config: Config, shape: Shape) -> Shape:
    """(window…, filters, input channels)."""
    return *sizes(config, "kernel_size", rank), _integer(config, "filters"), _channels(config, shape)


def depthwise_kernel(rank: int, config: Config, shape: Shape) -> Shape:
    """(window…, input channels, depth multiplier)."""
    return *sizes(config, "kernel_size", rank), _channels(config, shape), _integer(config, "depth_multiplier")


def _slid(rank: int, config: Config, shape: Shape, channels: Dim) -> Shape:
    first = channels_first(config)
    mode = padding(rank, config)
    windows = zip(
        sizes(config, "kernel_size", rank),
        sizes(config, "strides", rank),
        sizes(config, "dilation_rate", rank),
        spatial_axes(rank, bool(first)),
        strict=True,
    )
    if first is None:
        return rebuild(shape, first, tuple(Symbol() for _ in windows), channels)
    spatial = tuple(
        slide(shape[axis], window, stride, dilation, mode, axis) for window, stride, dilation, axis in windows
    )
    return rebuild(shape, first, spatial, channels)


def convolution_shape(rank: int, config: Config, shape: Shape) -> Outputs:
    _expect(rank, config, shape)
    return _slid(rank, config, shape, convolution_kernel(rank, config, shape)[-1])


def separable_shape(rank: int, config: Config, shape: Shape) -> Outputs:
    _expect(rank, config, shape)
    depthwise_kernel(rank, config, shape)
    return _slid(rank, config, shape, _integer(config, "filters"))


def depthwise_shape(rank: int, config: Config, shape: Shape) -> Outputs:
    _expect(rank, config, shape)
    channels, multiplier = depthwise_kernel(rank, config, shape)[-2:]
    return _slid(rank, config, shape, _multiply(channels, multiplier))


def transposed_shape(rank: int, config: Config, shape: Shape) -> Outputs:
    _expect(rank, config, shape)
    if fractional(config["output_padding"]):
        raise bad("output_padding", f"`output_padding` takes ints, got {config['output_padding']!r}")
    filters = transposed_kernel(rank, config, shape)[-2]
    first = channels_first(config)
    mode = padding(rank, config)
    extras = _output_padding(rank, config)
    windows = zip(
        sizes(config, "kernel_size", rank),
        sizes(config, "strides", rank),
        sizes(config, "dilation_rate", rank),
        extras,
        spatial_axes(rank, bool(first)),
        strict=True,
    )
    if first is None:
        return rebuild(shape, first, tuple(Symbol() for _ in windows), filters)
    spatial = tuple(
        stretch(shape[axis], window, stride, dilation, mode, extra) for window, stride, dilation, extra, axis in windows
    )
    return rebuild(shape, first, spatial, filters)


def _output_padding(rank: int, config: Config) -> Shape:
    if config["output_padding"] is None:
        return (None,) * rank
    return sizes(config, "output_padding", rank, allow_zero=True)


# Weights


def kernel_and_bias(kernel: KernelFunction, output: int, config: Config, shape: Shape) -> Dim:
    """A kernel, and a bias for each number of its axis ``output``."""
    dims = kernel(config, shape)
    return total(elements(dims), weight((dims[output],), truth(config["use_bias"])))


def convolution_parameters(rank: int, config: Config, shape: Shape) -> Dim:
    kernel = convolution_kernel(rank, config, shape)
    return total(with_lora(config, kernel), weight(kernel[-1:], truth(config["use_bias"])))


def separable_parameters(rank: int, config: Config, shape: Shape) -> Dim:
    depthwise = depthwise_kernel(rank, config, shape)
    filters = _integer(config, "filters")
    pointwise = (_multiply(*depthwise[-2:]), filters)
    return total(elements(depthwise), elements(pointwise), weight((filters,), truth(config["use_bias"])))


def depthwise_parameters(rank: int, config: Config, shape: Shape) -> Dim:
    kernel = depthwise_kernel(rank, config, shape)
    return total(elements(kernel), weight((_multiply(*kernel[-2:]),), truth(config["use_bias"])))


KERNELS: dict[str, KernelFunction] = {}
"""The kernel of each class that has one weight called so, for ``SpectralNormalization``."""

for _rank in (1, 2, 3):
    KERNELS[f"Conv{_rank}D"] = partial(convolution_kernel, _rank)
    register(
        f"Conv{_rank}D",
        shape=partial(convolution_shape, _rank),
        parameters=partial(convolution_parameters, _rank),
        check=partial(check_convolution, _rank),
        rank=_rank + 2,
    )
    KERNELS[f"Conv{_rank}DTranspose"] = partial(transposed_kernel, _rank)
    register(
        f"Conv{_rank}DTranspose",
        shape=partial(transposed_shape, _rank),
        parameters=partial(kernel_and_bias, KERNELS[f"Conv{_rank}DTranspose"], -2),
        check=partial(check_transposed, _rank),
        rank=_rank + 2,
    )
    if _rank == 3:
        continue
    KERNELS[f"DepthwiseConv{_rank}D"] = partial(depthwise_kernel, _rank)
    register(
        f"DepthwiseConv{_rank}D",
        shape=partial(depthwise_shape, _rank),
        parameters=partial(depthwise_parameters, _rank),
        check=partial(check_depthwise, _rank),
        rank=_rank + 2,
    )
    register(
        f"SeparableConv{_rank}D",
        shape=partial(separable_shape, _rank),
        parameters=partial(separable_parameters, _rank),
        check=partial(check_separable, _rank),
        rank=_rank + 2,
    )
