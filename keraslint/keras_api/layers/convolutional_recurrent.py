"""ConvLSTM1D, ConvLSTM2D, ConvLSTM3D: an LSTM whose products are convolutions, over (batch, steps, …, channels)."""

from __future__ import annotations

from functools import partial

from keraslint.keras_api.layers.arguments import (
    bad,
    channels_first,
    defined,
    elements,
    number,
    opaque,
    sizes,
    total,
    truth,
)
from keraslint.keras_api.layers.checks import check_number
from keraslint.keras_api.layers.recurrent import check_sequence, check_steps, outputs
from keraslint.keras_api.layers.registry import Config, Outputs, register
from keraslint.keras_api.layers.windows import read_padding, slide
from keraslint.keras_api.spec import KERAS_2, KERAS_2_AND_3, KERAS_3, LayerError
from keraslint.shapes import Dim, Shape, Symbol


def padding(config: Config) -> str | None:
    return read_padding(config, versions_of=lambda text: KERAS_2_AND_3)


def check(rank: int, config: Config) -> None:
    sizes(config, "kernel_size", rank)
    strides = sizes(config, "strides", rank, allow_zero=True)
    dilation = sizes(config, "dilation_rate", rank)
    padding(config)
    channels_first(config)
    if all(any(isinstance(value, int) and value > 1 for value in values) for values in (strides, dilation)):
        raise bad("dilation_rate", "`strides` and `dilation_rate` cannot both be above 1")
    check_number(config, "dropout", "recurrent_dropout")
    if "unroll" in config.given and truth(config["unroll"]):
        raise bad("unroll", "a convolutional recurrent layer cannot be unrolled", KERAS_2)


def _filters(config: Config) -> Dim:
    value = config["filters"]
    if opaque(value):
        return number(value)
    if not isinstance(value, int) or value <= 0:
        versions = KERAS_2 if value == 0 and isinstance(value, int) else KERAS_2_AND_3
        raise bad("filters", f"`filters` must be a positive integer, got {value!r}", versions)
    return value


def spatial_axes(rank: int, config: Config) -> range | None:
    """The indices of the spatial axes in the input; ``None`` where the layout is not known."""
    first = channels_first(config)
    return None if first is None else range(3, rank + 3) if first else range(2, rank + 2)


def shape(rank: int, config: Config, sequence: Shape) -> Outputs:
    check_sequence(config, sequence, rank + 3)
    filters = _filters(config)
    axes = spatial_axes(rank, config)
    if axes is None:
        step: Shape = tuple(Symbol() for _ in range(rank + 1))
        return outputs(config, sequence, step, [(sequence[0], *step)] * 2)
    defined(sequence, 2 if channels_first(config) else -1, "the channel axis")
    strides = sizes(config, "strides", rank, allow_zero=True)
    if 0 in strides:
        raise bad("strides", "`strides` must be above 0, got 0")
    check_steps(config, sequence)
    for axis in axes:
        if sequence[axis] is None:
            raise LayerError("undefined", f"needs axis {axis} to be a number, got None", axis=axis, versions=KERAS_3)
    windows = zip(sizes(config, "kernel_size", rank), strides, sizes(config, "dilation_rate", rank), axes, strict=True)
    spatial = tuple(
        slide(sequence[axis], window, stride, dilation, padding(config), axis)
        for window, stride, dilation, axis in windows
    )
    step = (filters, *spatial) if channels_first(config) else (*spatial, filters)
    return outputs(config, sequence, step, [(sequence[0], *step)] * 2)


def parameters(rank: int, config: Config, sequence: Shape) -> Dim:
    """Four gates, each with a kernel over the input channels and one over the filters, and a bias."""
    first, bias, filters = channels_first(config), truth(config["use_bias"]), number(config["filters"])
    if first is None or bias is None:
        return Symbol()
    window = elements(sizes(config, "kernel_size", rank))
    channels = sequence[2 if first else -1]
    return elements((4, filters, total(elements((window, total(channels, filters))), int(bias))))


for _rank in (1, 2, 3):
    register(
        f"ConvLSTM{_rank}D",
        shape=partial(shape, _rank),
        parameters=partial(parameters, _rank),
        check=partial(check, _rank),
        rank=_rank + 3,
    )
