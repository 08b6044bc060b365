"""Normalization layers."""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.keras_api.spec import Spec
from tests.keras_api.cases.shapes import EMPTY, FIXED, FREE, IMAGES, RANKS, SEQUENCES
from tests.keras_api.oracle import Case, table

ANY = (*RANKS, *FREE, *FIXED, *EMPTY)
AXES: tuple[object, ...] = (
    -1,
    1,
    2,
    0,
    -2,
    5,
    -7,
    [1],
    [1, 2],
    (-1,),
    (2, 1),
    [-1, 1],
    [],
    1.0,
    "1",
    "a",
    None,
    True,
    [9],
    [1.0],
    [1, 1],
)


def cases() -> Iterator[Case]:
    switches: list[dict[str, object]] = [
        {},
        {"scale": False},
        {"center": False},
        {"scale": False, "center": False},
        {"scale": None, "center": 0},
    ]
    for cls in ("BatchNormalization", "LayerNormalization"):
        yield from table(cls, switches, *ANY)
    yield from table("BatchNormalization", [{"renorm": True}, {"renorm": True, "scale": False}], *RANKS)
    yield from table("BatchNormalization", [{"momentum": value} for value in (0.5, 1, "0.5", "a", None, -3)], (None, 8))
    yield from table("BatchNormalization", [{"epsilon": value} for value in (0.5, 1, "0.5", "a", None, -3)], (None, 8))
    yield from table("LayerNormalization", [{"epsilon": value} for value in (0.5, "a", None)], (None, 8))
    yield from table("GroupNormalization", [{"groups": 4, **switch} for switch in switches], *ANY)
    for cls in ("BatchNormalization", "LayerNormalization", "RMSNormalization", "UnitNormalization"):
        yield from table(
            cls, [{"axis": axis} for axis in AXES], *RANKS, (None, None, 8), (None, 10, None), (None, 4, 6)
        )
    yield from table("RMSNormalization", [{}, {"epsilon": 1e-3}], *ANY)
    yield from table("UnitNormalization", [{}], *ANY)
    yield from table("GroupNormalization", [{"axis": axis, "groups": 2} for axis in AXES], *RANKS, (None, None, 8))
    groups = (1, 2, 4, 8, -1, 3, 16, 32, 0, -2, 2.0, "2", None, True)
    yield from table("GroupNormalization", [{"groups": value} for value in groups], *RANKS, *SEQUENCES, *IMAGES[:3])
    yield from table("GroupNormalization", [{}], (None, 4, 4, 64), (None, 8), (None, 10, 32))
    wrapped = (
        Spec("Dense", {"units": 4}),
        Spec("Conv2D", {"filters": 6, "kernel_size": 3}),
        Spec("Conv1D", {"filters": 6, "kernel_size": 3, "use_bias": False}),
        Spec("Conv2DTranspose", {"filters": 6, "kernel_size": 3}),
        Spec("Embedding", {"input_dim": 20, "output_dim": 4}),
        Spec("EinsumDense", {"equation": "ab,bc->ac", "output_shape": 4}),
        Spec("DepthwiseConv2D", {"kernel_size": 3}),
        Spec("SeparableConv2D", {"filters": 6, "kernel_size": 3}),
        Spec("Flatten"),
        Spec("BatchNormalization"),
        Spec("Dropout", {"rate": 0.5}),
    )
    yield from table(
        "SpectralNormalization", [{"layer": layer} for layer in wrapped], *RANKS, (None, None), (None, 2, 2, 8)
    )
    powers = (1, 3, 0, -1, 2.0, "2", None)
    yield from table(
        "SpectralNormalization", [{"layer": wrapped[0], "power_iterations": value} for value in powers], (None, 8)
    )
    yield from table("SpectralNormalization", [{"layer": value} for value in (None, 3, "Dense")], (None, 8))


CASES: list[Case] = list(cases())
