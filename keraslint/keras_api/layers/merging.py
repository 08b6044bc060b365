"""Layers that merge a list of tensors. One input shape stands for a tensor that is not in a list, which they refuse."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

from keraslint.keras_api.layers.arguments import bad, opaque, total
from keraslint.keras_api.layers.registry import Config, Outputs, register
from keraslint.keras_api.spec import LayerError
from keraslint.shapes import UNKNOWN, Dim, Shape, Symbol, differ, known, text, unknown_shape


def check_count(inputs: Sequence[Shape], expected: int | None = None) -> None:
    if len(inputs) == 1:
        raise LayerError("inputs", "expects a list of tensors, got one tensor")
    if expected is not None and len(inputs) != expected:
        raise LayerError("inputs", f"expects {expected} inputs, got {len(inputs)}")


def broadcast(left: Dim, right: Dim) -> Dim:
    """The size that two sizes broadcast to, as Keras 3 says it: free where one is free. Raises where they do not."""
    if right in (left, 1):
        return left
    if left == 1:
        return right
    if left is None or right is None:
        return None
    if isinstance(left, Symbol) or isinstance(right, Symbol):
        # the unknown one is either equal to the known one or 1
        return left if known(left) else right if known(right) else Symbol()
    raise LayerError("dimension", f"expects sizes that broadcast, got {left} and {right}")


def broadcast_shapes(left: Shape, right: Shape) -> Shape:
    """Without the batch axis, aligned at the last axis."""
    if len(left) < len(right):
        left, right = right, left
    free = len(left) - len(right)
    return (*left[:free], *(broadcast(a, b) for a, b in zip(left[free:], right, strict=True)))


def common(dims: Sequence[Dim], axis: int, what: str) -> Dim:
    """The one size that all of ``dims`` have; raises where two are different numbers."""
    result = dims[0]
    for dim in dims[1:]:
        if differ(result, dim):
            raise LayerError("dimension", f"expects the same {what}, got {result} and {dim}", axis=axis)
        if (not known(result) and known(dim)) or result is None:
            result = dim
    return result


def merged_shape(config: Config, *inputs: Shape) -> Outputs:
    check_count(inputs, 2 if config.cls == "Subtract" else None)
    batch = common([shape[0] for shape in inputs], 0, "batch size")
    try:
        return (batch, *reduce(broadcast_shapes, (shape[1:] for shape in inputs)))
    except LayerError:
        shown = " and ".join(map(text, inputs))
        raise LayerError("dimension", f"expects shapes that broadcast, got {shown}") from None


def concatenate_shape(config: Config, *inputs: Shape) -> Outputs:
    check_count(inputs)
    axis = config["axis"]
    if not opaque(axis) and not isinstance(axis, int):
        raise bad("axis", f"expects an integer for `axis`, got {axis!r}")
    rank = len(inputs[0])
    if any(len(shape) != rank for shape in inputs):
        raise LayerError("dimension", f"expects inputs of equal rank, got {' and '.join(map(text, inputs))}")
    if not isinstance(axis, int):
        return unknown_shape(rank)
    if not -rank <= axis < rank:
        raise bad("axis", f"has no axis {axis} in {rank} axes")
    axis %= rank
    result: list[Dim] = []
    for index, dims in enumerate(zip(*inputs, strict=True)):
        if index == axis:
            result.append(None if None in dims else total(*dims))
            continue
        same = common(dims, index, f"size on axis {index}")
        result.append(None if dims[0] is None else same)
    return tuple(result)


def check_dot(config: Config) -> None:
    axes = config["axes"]
    if isinstance(axes, (list, tuple)):
        if len(axes) != 2 or any(not opaque(axis) and not isinstance(axis, int) for axis in axes):
            raise bad("axes", f"expects two integers for `axes`, got {axes!r}")
    elif not opaque(axes) and not isinstance(axes, int):
        raise bad("axes", f"expects one or two integers for `axes`, got {axes!r}")


def dot_axes(config: Config, left: Shape, right: Shape) -> tuple[int, int] | None:
    """The axis of each input that is summed over, as Keras counts them; ``None`` where not known."""
    axes = config["axes"]
    if isinstance(axes, int):
        return (axes % len(left), axes % len(right)) if axes < 0 else (axes, axes)
    if not isinstance(axes, (list, tuple)) or len(axes) != 2:
        return None
    first, second = axes
    if not isinstance(first, int) or not isinstance(second, int):
        return None
    for axis, shape in ((first, left), (second, right)):
        if axis < -len(shape):
            raise bad("axes", f"has no axis {axis} in {len(shape)} axes")
    return first % len(left) if first < 0 else first, second % len(right) if second < 0 else second


def dot_shape(config: Config, *inputs: Shape) -> Outputs:
    check_count(inputs, 2)
    left, right = inputs
    for shape in inputs:
        if len(shape) < 2:
            raise LayerError("rank", "expects at least 2 axes, got 1", expected=(2, None))
    axes = dot_axes(config, left, right)
    if axes is None:
        return UNKNOWN
    for axis, shape in zip(axes, inputs, strict=True):
        if axis >= len(shape):
            raise bad("axes", f"has no axis {axis} in {len(shape)} axes")
    first, second = left[axes[0]], right[axes[1]]
    if differ(first, second) or (first is None and known(second)) or (second is None and known(first)):
        raise LayerError("dimension", f"expects equal sizes on axes {axes[0]} and {axes[1]}, got {first} and {second}")
    if 0 in axes:  # found when it runs, not when the shape is computed
        raise bad("axes", "cannot sum over the batch axis")
    common((left[0], right[0]), 0, "batch size")
    result = [dim for axis, dim in enumerate(left) if axis != axes[0]]
    result += [dim for axis, dim in enumerate(right) if axis not in (0, axes[1])]
    return (*result, 1) if len(result) == 1 else tuple(result)


register("Add", "Subtract", "Multiply", "Average", "Maximum", "Minimum", shape=merged_shape)
register("Concatenate", shape=concatenate_shape)
register("Dot", shape=dot_shape, check=check_dot)
