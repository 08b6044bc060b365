"""Layers of Keras 2 that Keras 3 no longer has, and layers whose output depends on code that is not Keras."""

from __future__ import annotations

from functools import partial

from keraslint.keras_api.layers.arguments import bad, channels_first, elements, expect_rank, number, sizes, total, truth
from keraslint.keras_api.layers.registry import Config, Outputs, register
from keraslint.keras_api.layers.windows import read_padding, rebuild, slide, spatial_axes
from keraslint.keras_api.spec import KERAS_2, LayerError
from keraslint.records import replace
from keraslint.shapes import UNKNOWN, Dim, Shape, Symbol


def unknown(config: Config, *inputs: Shape) -> Outputs:
    return UNKNOWN


def uncounted(config: Config, *inputs: Shape) -> Dim:
    return Symbol()


def same(config: Config, inputs: Shape) -> Outputs:
    return inputs


def check_threshold(config: Config) -> None:
    theta = config.keyword("theta", 1.0)
    if theta is None or (isinstance(theta, (int, float)) and theta < 0):
        raise bad("theta", f"`theta` must be at least 0, got {theta!r}", KERAS_2)


# Locally connected: a convolution with a kernel of its own at every position


def _convolution(config: Config) -> Config:
    """The arguments with the defaults of the convolution, which are the same."""
    return Config(replace(config.spec, cls=config.cls.replace("LocallyConnected", "Conv")))


def _padding(config: Config) -> str | None:
    return read_padding(config, versions_of=lambda text: KERAS_2)


def check_local(rank: int, config: Config) -> None:
    convolution = _convolution(config)
    for name in ("kernel_size", "strides"):
        sizes(convolution, name, rank)
    channels_first(convolution)
    if _padding(convolution) == "same" and config.keyword("implementation", 1) == 1:
        raise bad("padding", "`padding` is 'valid' with `implementation=1`, got 'same'", KERAS_2)


def local_shape(rank: int, config: Config, inputs: Shape) -> Outputs:
    convolution = _convolution(config)
    expect_rank(inputs, rank + 2, rank + 2, KERAS_2)
    first = channels_first(convolution)
    axes = spatial_axes(rank, bool(first))
    if first is not None:
        for axis in (*axes, 1 if first else rank + 1):
            if inputs[axis] is None:
                message = f"needs axis {axis} to be a number, got None"
                raise LayerError("undefined", message, axis=axis, versions=KERAS_2)
    windows = zip(sizes(convolution, "kernel_size", rank), sizes(convolution, "strides", rank), axes, strict=True)
    spatial = tuple(
        Symbol() if first is None else slide(inputs[axis], window, stride, 1, _padding(convolution), axis)
        for window, stride, axis in windows
    )
    return rebuild(inputs, first, spatial, number(convolution["filters"]))


def local_parameters(rank: int, config: Config, inputs: Shape) -> Dim:
    convolution = _convolution(config)
    first, bias = channels_first(convolution), truth(convolution["use_bias"])
    implementation = config.keyword("implementation", 1)
    if first is None or bias is None or implementation not in (1, 2, 3):
        return Symbol()
    if _padding(convolution) != "valid" and implementation != 2:
        return Symbol()
    output = local_shape(rank, config, inputs)
    assert isinstance(output, tuple)
    window = elements(sizes(convolution, "kernel_size", rank))
    channels = inputs[1 if first else -1]
    # with 2 it is one dense matrix from every input to every output
    weights = elements((*output[1:], *(inputs[1:] if implementation == 2 else (window, channels))))
    return total(weights, elements(output[1:]) if bias else 0)


for _rank in (1, 2):
    register(
        f"LocallyConnected{_rank}D",
        shape=partial(local_shape, _rank),
        parameters=partial(local_parameters, _rank),
        check=partial(check_local, _rank),
        rank=_rank + 2,
    )
register("ThresholdedReLU", shape=same, check=check_threshold)
register(
    "DenseFeatures",
    "FlaxLayer",
    "JaxLayer",
    "TFSMLayer",
    "TorchModuleWrapper",
    shape=unknown,
    parameters=uncounted,
)
