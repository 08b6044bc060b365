"""Dense, EinsumDense, Embedding, Masking, Lambda, Identity, InputLayer."""

from __future__ import annotations

from keraslint.arrays import Array
from keraslint.keras_api.layers.arguments import (
    bad,
    defined,
    expect_rank,
    fractional,
    number,
    opaque,
    total,
    truth,
    weight,
    with_lora,
)
from keraslint.keras_api.layers.registry import Config, Outputs, register
from keraslint.keras_api.spec import KERAS_2_AND_3, KERAS_3, LayerError
from keraslint.shapes import UNKNOWN, AnyShape, Dim, Shape, Symbol, Unknown, differ, text


def same(config: Config, shape: Shape) -> Outputs:
    """Layers that change values only."""
    return shape


# Dense


def check_dense(config: Config) -> None:
    units = config["units"]
    if opaque(units) or (isinstance(units, int) and units > 0):
        return
    raise bad("units", f"`units` must be a positive integer, got {units!r}", _units_versions(units))


def _units_versions(units: object) -> frozenset[int]:
    """Keras 2 takes ``int(units)`` and refuses only what is below zero."""
    if isinstance(units, (int, float, str)):
        try:
            return KERAS_3 if int(units) >= 0 else KERAS_2_AND_3
        except (ValueError, OverflowError):
            return KERAS_2_AND_3
    return KERAS_2_AND_3


def dense_kernel(config: Config, shape: Shape) -> Shape:
    return defined(shape, -1), number(config["units"])


def dense_shape(config: Config, shape: Shape) -> Outputs:
    expect_rank(shape, 2, None)
    return (*shape[:-1], dense_kernel(config, shape)[1])


def dense_parameters(config: Config, shape: Shape) -> Dim:
    kernel = dense_kernel(config, shape)
    return total(with_lora(config, kernel), weight(kernel[-1:], truth(config["use_bias"])))


register("Dense", shape=dense_shape, parameters=dense_parameters, check=check_dense)


# Embedding


def check_embedding(config: Config) -> None:
    for name in ("input_dim", "output_dim"):
        value = config[name]
        if opaque(value) or (isinstance(value, int) and not isinstance(value, bool) and value > 0):
            continue
        raise bad(name, f"`{name}` must be a positive integer, got {value!r}")


def embedding_kernel(config: Config, shape: Shape) -> Shape:
    return number(config["input_dim"]), number(config["output_dim"])


def embedding_shape(config: Config, shape: Shape) -> Outputs:
    _check_table(config)
    return (*shape, number(config["output_dim"]))


def _check_table(config: Config) -> None:
    """``weights=[table]`` are set when the layer is built."""
    given, table = config.keyword("weights"), embedding_kernel(config, ())
    given = given[0] if isinstance(given, (list, tuple)) and len(given) == 1 else given
    if not isinstance(given, Array) or isinstance(given.shape, Unknown):
        return
    if len(given.shape) != 2 or any(map(differ, given.shape, table)):
        raise LayerError("dimension", f"its weights are {text(table)}, but `weights` is {text(given.shape)}")


def embedding_parameters(config: Config, shape: Shape) -> Dim:
    return with_lora(config, embedding_kernel(config, shape))


def reversible_parameters(config: Config, shape: Shape) -> Dim:
    tied = truth(config["tie_weights"])
    table = embedding_kernel(config, shape)
    return total(weight(table), weight(table, None if tied is None else not tied))


register("Embedding", shape=embedding_shape, parameters=embedding_parameters, check=check_embedding)
register("ReversibleEmbedding", shape=embedding_shape, parameters=reversible_parameters, check=check_embedding)


# Masking, Identity, Lambda


register("Masking", "Identity", shape=same)


def lambda_shape(config: Config, shape: Shape) -> Outputs:
    """``output_shape`` without the batch axis, where it is a tuple of constants; else only the function knows."""
    given = config["output_shape"]
    if isinstance(given, list):
        raise bad("output_shape", f"`output_shape` must be a tuple, got the list {given!r}", KERAS_3)
    if not isinstance(given, tuple) or any(isinstance(dim, (list, tuple, dict, str)) for dim in given):
        return UNKNOWN
    return (shape[0], *(None if dim is None else number(dim) for dim in given))


register("Lambda", shape=lambda_shape)


# InputLayer


def check_input(config: Config) -> None:
    shape, batch_shape = _given_shape(config), config["batch_shape"]
    if batch_shape is not None and not opaque(batch_shape):
        for name, value in (("shape", shape), ("batch_size", config["batch_size"])):
            if value is not None and not opaque(value):
                raise bad("batch_shape", f"takes `{name}` or `batch_shape`, not both")
    if shape is None and batch_shape is None and config["input_tensor"] is None:
        raise bad("shape", "needs a `shape`", KERAS_3)
    for name, value in (("shape", shape), ("batch_shape", batch_shape)):
        _check_dims(name, value)


def _given_shape(config: Config) -> object:
    return config.keyword("input_shape", config["shape"])


def _check_dims(name: str, value: object) -> None:
    if value is None or opaque(value):
        return
    if not isinstance(value, (list, tuple)):
        raise bad(name, f"`{name}` must be a tuple, got {value!r}")
    for dim in value:
        if dim is None or opaque(dim):
            continue
        if not isinstance(dim, int) or fractional(dim):
            raise bad(name, f"a dimension must be an int or None, got {dim!r}")
        if dim < 0:
            raise bad(name, f"a dimension cannot be negative, got {dim}")


def input_shape(config: Config, *inputs: Shape) -> AnyShape:
    """The shape that the layer declares, batch axis included."""
    batch_shape, shape = config["batch_shape"], _given_shape(config)
    if isinstance(batch_shape, (list, tuple)):
        return tuple(_dim(dim) for dim in batch_shape)
    if batch_shape is None and isinstance(shape, (list, tuple)):
        return (_dim(config["batch_size"]), *(_dim(dim) for dim in shape))
    return UNKNOWN


def _dim(value: object) -> Dim:
    return value if value is None or isinstance(value, (int, Symbol)) else Symbol()


register("InputLayer", shape=input_shape, check=check_input)
