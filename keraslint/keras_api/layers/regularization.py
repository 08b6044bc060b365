"""Dropout and noise: the shape stays, the rate is checked."""

from __future__ import annotations

from functools import partial

from keraslint.keras_api.layers.arguments import bad, channels_first, expect_rank, opaque
from keraslint.keras_api.layers.core import same
from keraslint.keras_api.layers.registry import Config, Outputs, register
from keraslint.keras_api.spec import KERAS_2_AND_3
from keraslint.shapes import Shape


def check_rate(name: str, config: Config) -> None:
    """0 and 1 are accepted: ``Dropout(1.0)`` drops everything without a word."""
    rate = config[name]
    if opaque(rate) or (isinstance(rate, (int, float)) and 0 <= rate <= 1):
        return
    raise bad(name, f"`{name}` must be between 0 and 1, got {rate!r}", KERAS_2_AND_3)


def check_dropout(config: Config) -> None:
    check_rate("rate", config)
    noise = config["noise_shape"]
    if noise is None or opaque(noise):
        return
    if not isinstance(noise, (list, tuple)):
        raise bad("noise_shape", f"`noise_shape` must be a tuple, got {noise!r}")
    for dim in noise:
        if not (dim is None or opaque(dim) or (isinstance(dim, int) and dim > 0)):
            raise bad("noise_shape", f"`noise_shape` takes positive integers or None, got {dim!r}")


def check_spatial_dropout(rank: int, config: Config) -> None:
    check_rate("rate", config)
    if rank > 1:
        channels_first(config)


def spatial_dropout_shape(rank: int, config: Config, shape: Shape) -> Outputs:
    expect_rank(shape, rank + 2, rank + 2)
    return shape


def check_penalties(config: Config) -> None:
    for name in ("l1", "l2"):
        value = config[name]
        if not (value is None or opaque(value) or (isinstance(value, (int, float)) and value >= 0)):
            raise bad(name, f"`{name}` must be a number of at least 0, got {value!r}")


register("Dropout", shape=same, check=check_dropout)
register("AlphaDropout", "GaussianDropout", shape=same, check=partial(check_rate, "rate"))
register("GaussianNoise", shape=same, check=partial(check_rate, "stddev"))
register("ActivityRegularization", shape=same, check=check_penalties)
for _rank in (1, 2, 3):
    register(
        f"SpatialDropout{_rank}D",
        shape=partial(spatial_dropout_shape, _rank),
        check=partial(check_spatial_dropout, _rank),
        rank=_rank + 2,
    )
