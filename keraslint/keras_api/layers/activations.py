"""The activation layers."""

from __future__ import annotations

from keraslint.keras_api.layers.arguments import bad, defined, elements, expect_axis, expect_rank, opaque
from keraslint.keras_api.layers.core import same
from keraslint.keras_api.layers.registry import Config, Outputs, register
from keraslint.keras_api.spec import KERAS_2_AND_3, KERAS_3
from keraslint.shapes import Dim, Shape, Symbol

register("Activation", "ELU", shape=same)


def check_leaky_relu(config: Config) -> None:
    _check_not_negative(config, "negative_slope", optional=False)


def check_relu(config: Config) -> None:
    _check_not_negative(config, "max_value", optional=True)
    _check_not_negative(config, "negative_slope", optional=False)
    _check_not_negative(config, "threshold", optional=False)


def _check_not_negative(config: Config, name: str, *, optional: bool) -> None:
    value = config[name]
    if opaque(value) or (value is None and optional) or (isinstance(value, (int, float)) and value >= 0):
        return
    lenient = config.cls == "LeakyReLU" and isinstance(value, (int, float, list, tuple))
    raise bad(name, f"`{name}` must be a number of at least 0, got {value!r}", KERAS_3 if lenient else KERAS_2_AND_3)


register("LeakyReLU", shape=same, check=check_leaky_relu)
register("ReLU", shape=same, check=check_relu)


def softmax_shape(config: Config, shape: Shape) -> Outputs:
    """Keras 3 looks at ``axis`` only when data arrives, and raises then."""
    axis = config["axis"]
    for item in axis if isinstance(axis, (list, tuple)) else [axis]:
        if isinstance(item, int):
            expect_axis(shape, item)
    return shape


register("Softmax", shape=softmax_shape)


def prelu_weight(config: Config, shape: Shape) -> Shape:
    """The shape of ``alpha``: the input's without the batch, 1 on the shared axes."""
    dims = list(shape[1:])
    shared = config["shared_axes"]
    if shared is None:
        shared = ()
    elif opaque(shared):
        return tuple(Symbol() for _ in dims)
    elif not isinstance(shared, (list, tuple)):
        shared = (shared,)
    if any(map(opaque, shared)):
        return tuple(Symbol() for _ in dims)
    for axis in shared:
        if not isinstance(axis, int):
            raise bad("shared_axes", f"`shared_axes` takes ints, got {axis!r}")
        index = axis - 1
        if not -len(dims) <= index < len(dims):
            expect_rank(shape, axis + 1 if axis > 0 else 2 - axis, None, reason=f" for shared axis {axis}")
        dims[index] = 1
    for axis, dim in enumerate(dims):
        if dim is None:
            defined(shape, axis + 1, f"axis {axis + 1}")
    return tuple(dims)


def prelu_shape(config: Config, shape: Shape) -> Outputs:
    prelu_weight(config, shape)
    return shape


def prelu_parameters(config: Config, shape: Shape) -> Dim:
    return elements(prelu_weight(config, shape))


register("PReLU", shape=prelu_shape, parameters=prelu_parameters)
