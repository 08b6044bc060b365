"""Dropout and noise: the shape stays, the rate is checked."""

from __future__ import annotations

from functools import partial

from keraslint.keras_api.layers.arguments import bad, channels_first, expect_rank, opaque
from keraslint.keras_api.layers.core import same
from keraslint.keras_api.layers.registry import Config, Outputs, register
from keraslint.keras_api.spec import KERAS_2_AND_3, KERAS_3
from keraslint.shapes import Shape


def check_rate(name: str, config: Config) -> None:
    """0 and 1 are accepted: ``Dropout(1.0)`` drops everything without a word.

    Keras 2 looks at numbers only, and in the alpha and Gaussian kinds not even at these.
    """
    rate = config[name]
    if opaque(rate) or (isinstance(rate, (int, float)) and 0 <= rate <= 1):
        return
    strict = isinstance(rate, (int, float)) and not config.cls.startswith(("Alpha", "Gaussian"))
    versions = KERAS_2_AND_3 if strict else KERAS_3
    raise bad(name, f"`{name}` must be between 0 and 1, got {rate!r}", versions)


def check_dropout(config: Config) -> None:
    check_rate("rate", config)
    noise = config["noise_shape"]
    if noise is None or opaque(noise):
        return
    if not isinstance(noise, (list, tuple)):
        raise bad("noise_shape", f"`noise_shape` must be a tuple, got {noise!r}", KERAS_3)
    for dim in noise:
        if not (dim is None or opaque(dim) or (isinstance(dim, int) and dim > 0)):
            raise bad("noise_shape", f"`noise_shape` takes positive integers or None, got {dim!r}", KERAS_3)


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
            versions = KERAS_3 if isinstance(value, (int, float)) else KERAS_2_AND_3
            raise bad(name, f"`{name}` must be a number of at least 0, got {value!r}", versions)


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
