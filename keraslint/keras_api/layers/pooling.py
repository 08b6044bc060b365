"""Pooling by windows, over everything (global), and to a given size (adaptive)."""

from __future__ import annotations

from functools import partial

from keraslint.keras_api.layers.arguments import bad, channels_first, expect_rank, number, opaque, sizes, truth
from keraslint.keras_api.layers.registry import Config, Outputs, register
from keraslint.keras_api.layers.windows import rebuild, slide, spatial_axes
from keraslint.keras_api.spec import KERAS_2_AND_3, KERAS_3
from keraslint.shapes import UNKNOWN, Dim, Shape, Symbol, unknown_shape


def check_pooling(rank: int, config: Config) -> None:
    sizes(config, "pool_size", rank)
    _strides(rank, config)
    channels_first(config)


def _strides(rank: int, config: Config) -> Shape:
    if config["strides"] is None:
        return sizes(config, "pool_size", rank)
    return sizes(config, "strides", rank, allow_zero=True)


def _padding(config: Config) -> str | None:
    """Only the call looks at it, and in Keras 3 does not forgive upper case."""
    value = config["padding"]
    if opaque(value):
        return None
    if value not in ("valid", "same"):
        lenient = isinstance(value, str) and value.lower() in ("valid", "same")
        raise bad("padding", f"`padding` is 'valid' or 'same', got {value!r}", KERAS_3 if lenient else KERAS_2_AND_3)
    return str(value)


def pooling_shape(rank: int, config: Config, shape: Shape) -> Outputs:
    expect_rank(shape, rank + 2, rank + 2)
    padding, first = _padding(config), channels_first(config)
    windows, strides = sizes(config, "pool_size", rank), _strides(rank, config)
    if 0 in strides:
        raise bad("strides", "`strides` must be above 0, got 0")
    if first is None:
        return (shape[0], *unknown_shape(rank + 1))
    spatial: list[Dim] = []
    for axis, window, stride in zip(spatial_axes(rank, first), windows, strides, strict=True):
        spatial.append(slide(shape[axis], window, stride, 1, padding, axis))
    return rebuild(shape, first, tuple(spatial), shape[1 if first else -1])


def check_global(config: Config) -> None:
    channels_first(config)


def global_shape(rank: int, config: Config, shape: Shape) -> Outputs:
    expect_rank(shape, rank + 2, rank + 2)
    first, keep = channels_first(config), truth(config["keepdims"])
    channels = Symbol() if first is None else shape[1 if first else -1]
    if keep is None:
        return UNKNOWN
    return rebuild(shape, first, (1,) * rank, channels) if keep else (shape[0], channels)


def check_adaptive(rank: int, config: Config) -> None:
    size, layout = config["output_size"], config["data_format"]
    if not (opaque(size) or isinstance(size, int) or (isinstance(size, (list, tuple)) and len(size) == rank)):
        raise bad("output_size", f"`output_size` takes an int or {rank} ints, got {size!r}")
    if not opaque(layout) and layout and layout not in ("channels_first", "channels_last"):
        raise bad("data_format", f"`data_format` is 'channels_last' or 'channels_first', got {layout!r}")


def adaptive_shape(rank: int, config: Config, shape: Shape) -> Outputs:
    """Without data Keras 3 accepts any rank. With data it does not, but for 3 axes, which it pools as a sequence."""
    if len(shape) == 3 and rank > 1:
        return UNKNOWN
    expect_rank(shape, rank + 2, rank + 2)
    size, layout = config["output_size"], config["data_format"]
    spatial = unknown_shape(rank)
    if isinstance(size, (int, Symbol)):
        spatial = (_output(size),) * rank
    elif isinstance(size, (list, tuple)):
        spatial = tuple(map(_output, size))
    first = None if opaque(layout) else layout == "channels_first"
    return rebuild(shape, first, spatial, Symbol() if first is None else shape[1 if first else -1])


def _output(size: object) -> Dim:
    if not opaque(size) and (not isinstance(size, int) or size < 0):
        raise bad("output_size", f"`output_size` must be positive, got {size!r}")
    return number(size)


for _rank in (1, 2, 3):
    register(
        f"MaxPooling{_rank}D",
        f"AveragePooling{_rank}D",
        shape=partial(pooling_shape, _rank),
        check=partial(check_pooling, _rank),
        rank=_rank + 2,
    )
    register(
        f"GlobalMaxPooling{_rank}D",
        f"GlobalAveragePooling{_rank}D",
        shape=partial(global_shape, _rank),
        check=check_global,
        rank=_rank + 2,
    )
    register(
        f"AdaptiveMaxPooling{_rank}D",
        f"AdaptiveAveragePooling{_rank}D",
        shape=partial(adaptive_shape, _rank),
        check=partial(check_adaptive, _rank),
        rank=3 if _rank == 1 else None,
    )
