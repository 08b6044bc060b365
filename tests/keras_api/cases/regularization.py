"""Dropout and noise."""

from __future__ import annotations

from collections.abc import Iterator

from tests.keras_api.cases.shapes import EMPTY, FIXED, FREE, RANKS
from tests.keras_api.oracle import Case, table

ANY = (*RANKS, *FREE, *FIXED, *EMPTY)
RATES = (0, 0.0, 0.5, 1, 1.0, 1.5, 25, -0.1, "0.5", None, True, (0.5,), [0.5])


def cases() -> Iterator[Case]:
    for cls in (
        "Dropout",
        "AlphaDropout",
        "GaussianDropout",
        "SpatialDropout1D",
        "SpatialDropout2D",
        "SpatialDropout3D",
    ):
        yield from table(cls, [{"rate": 0.5}], *ANY)
        yield from table(
            cls, [{"rate": rate} for rate in RATES], (None, 8), (None, 10, 8), (None, 3, 4, 5), (None, 3, 4, 5, 2)
        )
    yield from table("GaussianNoise", [{"stddev": 0.5}], *ANY)
    yield from table("GaussianNoise", [{"stddev": rate} for rate in RATES], (None, 8))
    for cls in ("Dropout", "AlphaDropout"):
        noise = (
            None,
            (None, 1),
            [None, 1],
            (2, 8),
            "ab",
            3,
            (0, 1),
            (-1, 1),
            (1.0, 8),
            (None, 3),
            (None,),
            (None, 1, 1),
        )
        yield from table(cls, [{"rate": 0.5, "noise_shape": value} for value in noise], (None, 8), (None, 10, 8))
    for cls in ("SpatialDropout2D", "SpatialDropout3D"):
        yield from table(
            cls,
            [{"rate": 0.5, "data_format": value} for value in ("channels_first", "foo", None, 1)],
            (None, 3, 4, 5),
            (None, 3, 4, 5, 2),
        )
    yield from table("ActivityRegularization", [{}, {"l1": 0.1}, {"l2": 0.1}], *ANY)
    yield from table("ActivityRegularization", [{"l1": value} for value in (None, -1.0, "a", (0.1,))], (None, 8))


CASES: list[Case] = list(cases())
