"""Reshape, Flatten, Permute, RepeatVector, cropping, padding and upsampling."""

from __future__ import annotations

from functools import partial

from keraslint.keras_api.layers.arguments import (
    bad,
    channels_first,
    elements,
    expect_rank,
    fractional,
    number,
    opaque,
    pair_up,
    sizes,
)
from keraslint.keras_api.layers.registry import Config, Outputs, register
from keraslint.keras_api.layers.windows import spatial_axes
from keraslint.keras_api.spec import KERAS_2_AND_3, KERAS_3, LayerError
from keraslint.shapes import UNKNOWN, AnyShape, Dim, Shape, Symbol, text

# Reshape


def check_reshape(config: Config) -> None:
    target = config["target_shape"]
    if opaque(target):
        return
    if not isinstance(target, (list, tuple, str)):
        raise bad("target_shape", f"`target_shape` must be a tuple, got {target!r}")
    integers = [dim for dim in target if isinstance(dim, int)]
    for dim in integers:
        if dim < -1:
            raise bad("target_shape", f"a dimension cannot be negative, got {dim}")
    if integers.count(-1) > 1:
        raise LayerError(
            "reshape", f"only one dimension may be -1, got {text(tuple(map(_target, target)))}", argument="target_shape"
        )


def reshape_shape(config: Config, shape: Shape) -> Outputs:
    target = config["target_shape"]
    if not isinstance(target, (list, tuple)):
        return UNKNOWN
    return (shape[0], *_reshaped(shape[1:], tuple(_target(dim) for dim in target)))


def _target(dim: object) -> Dim:
    """What is no int stands for a free dimension (``compute_reshape_output_shape``)."""
    if isinstance(dim, (int, Symbol)):
        return dim
    return Symbol() if opaque(dim) else None


def _reshaped(source: Shape, target: Shape) -> Shape:
    if None in source or None in target:
        return tuple(None if dim == -1 else dim for dim in target)
    size = elements(source)
    fixed = elements(dim for dim in target if dim != -1)
    if not isinstance(size, int) or not isinstance(fixed, int):
        return tuple(Symbol() if dim == -1 else dim for dim in target)
    wanted = f"{text(source)} has {size} elements, {text(target)} "
    if -1 not in target:
        if size != fixed:
            raise LayerError("reshape", f"{wanted}has {fixed}", argument="target_shape")
        return target
    if fixed == 0 or size % fixed:
        raise LayerError("reshape", f"{wanted}needs a multiple of {fixed}", argument="target_shape")
    return tuple(size // fixed if dim == -1 else dim for dim in target)


register("Reshape", shape=reshape_shape, check=check_reshape)


# Flatten, Permute, RepeatVector


def check_flatten(config: Config) -> None:
    channels_first(config)


def flatten_shape(config: Config, shape: Shape) -> Outputs:
    expect_rank(shape, 1, None)
    return shape[0], elements(shape[1:])


def check_permute(config: Config) -> None:
    dims = config["dims"]
    if opaque(dims):
        return
    if not isinstance(dims, (list, tuple)):
        raise bad("dims", f"`dims` must be a tuple, got {dims!r}")
    if any(map(opaque, dims)):
        return
    if any(not isinstance(dim, (int, float)) for dim in dims) or sorted(dims) != list(range(1, len(dims) + 1)):
        raise bad("dims", f"`dims` must be an order of the axes 1 to {len(dims)}, got {dims!r}")


def permute_shape(config: Config, shape: Shape) -> AnyShape:
    dims = config["dims"]
    if not isinstance(dims, (list, tuple)):
        return (shape[0], *(Symbol() for _ in shape[1:]))
    expect_rank(shape, len(dims) + 1, len(dims) + 1)
    if fractional(dims):
        raise bad("dims", f"`dims` takes ints, got {dims!r}")
    return (shape[0], *(shape[dim] if isinstance(dim, int) and 0 < dim < len(shape) else Symbol() for dim in dims))


def check_repeat(config: Config) -> None:
    _check_count(config, "n")


def _check_count(config: Config, name: str) -> None:
    """A positive integer in Keras 3. In Keras 2 ``RepeatVector`` takes any, ``UpSampling1D`` what ``int`` takes."""
    value = config[name]
    if opaque(value) or (isinstance(value, int) and not isinstance(value, bool) and value > 0):
        return
    lenient = isinstance(value, int) or (name == "size" and isinstance(value, (float, str)))
    versions = KERAS_3 if lenient else KERAS_2_AND_3
    raise bad(name, f"`{name}` must be a positive integer, got {value!r}", versions)


def repeat_shape(config: Config, shape: Shape) -> Outputs:
    expect_rank(shape, 2, 2)
    return shape[0], number(config["n"]), shape[1]


register("Flatten", shape=flatten_shape, check=check_flatten)
register("Permute", shape=permute_shape, check=check_permute)
register("RepeatVector", shape=repeat_shape, check=check_repeat, rank=2)


# Cropping and padding


def _borders(config: Config, name: str, rank: int) -> tuple[tuple[Dim, Dim], ...]:
    """What is cut from, or added to, each end of each spatial axis."""
    value = config[name]
    if rank == 1:
        before, after = sizes(config, name, 2, allow_zero=True)
        return ((before, after),)
    if isinstance(value, (int, Symbol)):
        return ((value, value),) * rank
    if opaque(value):
        return tuple((Symbol(), Symbol()) for _ in range(rank))
    if not isinstance(value, (list, tuple)) or len(value) != rank:
        raise bad(name, f"`{name}` takes an int or {rank} pairs of ints, got {value!r}")
    pairs = []
    for item in value:
        before, after = pair_up(item, name, 2, allow_zero=True)
        pairs.append((before, after))
    return tuple(pairs)


def check_cropping(rank: int, config: Config) -> None:
    _borders(config, "cropping", rank)
    if rank > 1:
        channels_first(config)
        value = config["cropping"]
        if isinstance(value, int) and value < 0:
            raise bad("cropping", f"`cropping` must be at least 0, got {value}", KERAS_3)


def cropping_shape(rank: int, config: Config, shape: Shape) -> Outputs:
    expect_rank(shape, rank + 2, rank + 2)
    _refuse_floats(config, "cropping")
    first = False if rank == 1 else channels_first(config)
    return _resized(shape, first, _borders(config, "cropping", rank), cut=True)


def check_zero_padding(rank: int, config: Config) -> None:
    _borders(config, "padding", rank)
    channels_first(config)


def zero_padding_shape(rank: int, config: Config, shape: Shape) -> Outputs:
    expect_rank(shape, rank + 2, rank + 2)
    value, first = config["padding"], channels_first(config)
    if isinstance(value, int) and value < 0:
        raise bad("padding", f"`padding` must be at least 0, got {value}")
    if first is not None and any(isinstance(shape[axis], int) for axis in spatial_axes(rank, first)):
        _refuse_floats(config, "padding")
    return _resized(shape, first, _borders(config, "padding", rank), cut=False)


def _refuse_floats(config: Config, name: str) -> None:
    if fractional(config[name]):
        raise bad(name, f"`{name}` takes ints, got {config[name]!r}")


def _resized(shape: Shape, first: bool | None, borders: tuple[tuple[Dim, Dim], ...], *, cut: bool) -> Shape:
    if first is None:
        return (shape[0], *(Symbol() for _ in shape[1:]))
    result = list(shape)
    for axis, (before, after) in zip(spatial_axes(len(borders), first), borders, strict=True):
        result[axis] = (
            _cut(shape[axis], before, after, axis, len(borders)) if cut else _added(shape[axis], before, after)
        )
    return tuple(result)


def _added(size: Dim, before: Dim, after: Dim) -> Dim:
    if before == 0 and after == 0:
        return size
    if not isinstance(size, int) or not isinstance(before, int) or not isinstance(after, int):
        return None if size is None else Symbol()
    return size + before + after


def _cut(size: Dim, before: Dim, after: Dim, axis: int, rank: int) -> Dim:
    if before == 0 and after == 0 and size != 0:
        return size
    if isinstance(size, int):
        cut = sum(border for border in (before, after) if isinstance(border, int))
        if cut >= size:
            raise LayerError(
                "vanished",
                f"cropping {cut} leaves nothing of {size}",
                argument="cropping",
                axis=axis,
                versions=KERAS_3 if rank == 3 else KERAS_2_AND_3,
            )
        return size - cut if isinstance(before, int) and isinstance(after, int) else Symbol()
    return None if size is None else Symbol()


# Upsampling


def check_upsampling_1d(config: Config) -> None:
    _check_count(config, "size")


def check_upsampling(rank: int, config: Config) -> None:
    sizes(config, "size", rank)
    channels_first(config)
    if rank == 2:
        mode = config["interpolation"]
        if not opaque(mode) and not isinstance(mode, str):
            raise bad("interpolation", f"`interpolation` must be a string, got {mode!r}")


INTERPOLATIONS = ("area", "bicubic", "bilinear", "lanczos3", "lanczos5", "nearest")
KERAS_2_INTERPOLATIONS = ("gaussian", "mitchellcubic")


def _check_interpolation(mode: object) -> None:
    """Keras 3 looks at it only when data arrives, and raises then."""
    if not isinstance(mode, str) or mode.lower() in INTERPOLATIONS:
        return
    versions = KERAS_3 if mode.lower() in KERAS_2_INTERPOLATIONS else KERAS_2_AND_3
    raise bad("interpolation", f"`interpolation` is one of {', '.join(INTERPOLATIONS)}, got {mode!r}", versions)


def upsampling_shape(rank: int, config: Config, shape: Shape) -> Outputs:
    """Keras 2 does not count the axes before it resizes volumes."""
    expect_rank(shape, rank + 2, rank + 2, KERAS_3 if rank == 3 and len(shape) > 3 else KERAS_2_AND_3)
    if rank == 2:
        _check_interpolation(config["interpolation"])
    first = False if rank == 1 else channels_first(config)
    factors = sizes(config, "size", rank)
    if first is None:
        return (shape[0], *(Symbol() for _ in shape[1:]))
    result = list(shape)
    for axis, factor in zip(spatial_axes(rank, first), factors, strict=True):
        size = shape[axis]
        if size is None or factor == 1:
            continue
        if fractional(config["size"]) and isinstance(size, int):
            raise bad("size", f"`size` takes ints, got {config['size']!r}", KERAS_3)
        result[axis] = size * factor if isinstance(size, int) and isinstance(factor, int) else Symbol()
    return tuple(result)


register("UpSampling1D", shape=partial(upsampling_shape, 1), check=check_upsampling_1d, rank=3)
for _rank in (1, 2, 3):
    register(
        f"Cropping{_rank}D", shape=partial(cropping_shape, _rank), check=partial(check_cropping, _rank), rank=_rank + 2
    )
    register(
        f"ZeroPadding{_rank}D",
        shape=partial(zero_padding_shape, _rank),
        check=partial(check_zero_padding, _rank),
        rank=_rank + 2,
    )
    if _rank > 1:
        register(
            f"UpSampling{_rank}D",
            shape=partial(upsampling_shape, _rank),
            check=partial(check_upsampling, _rank),
            rank=_rank + 2,
        )
