"""Reshape, Flatten, Permute, RepeatVector, cropping, padding and upsampling."""

from __future__ import annotations

from collections.abc import Iterator

from tests.keras_api.cases.shapes import EMPTY, FIXED, FREE, RANKS, SPATIAL, others
from tests.keras_api.oracle import Case, table

ANY = (*RANKS, *FREE, *FIXED, *EMPTY)


def borders(n: int) -> Iterator[object]:
    """Values for ``cropping`` and ``padding``."""
    yield from (0, 1, 2, 5, 7, -1, 1.0, "1", None, True, (), [])
    yield from ((1,) * n, (1, 2, 3)[:n], [2, 1, 1][:n], (1,) * (n + 1), (1,), (1, 2), (-1,) * n, (1.0,) * n, ("a",) * n)
    yield from ((0, 1), [1, 0], (3, 7), (1, None))
    yield ((1, 2), (0, 1), (2, 0))[:n]
    yield [[1, 2], [0, 1], [2, 0]][:n]
    yield ((3, 3), (0, 0), (0, 0))[:n]
    yield ((1, 2), (0, 4), (2, 10))[:n]
    yield ((1, 2, 3), (0, 1), (2, 0))[:n]
    yield ((1, -2), (0, 1), (2, 0))[:n]
    yield ((1, 2.0), (0, 1), (2, 0))[:n]
    yield ((1,), (1,), (1,))[:n]
    yield (0, (1, 2), 3)[:n]


def cases() -> Iterator[Case]:
    targets = [
        (8,),
        [8],
        (-1,),
        (4, 2),
        (2, -1),
        (-1, 2),
        (3, -1),
        (80,),
        (10, 8),
        (-1, 8),
        (5, 16),
        (-1, -1),
        (8, 12, 10),
        (-1, 8, 1),
        (None,),
        (None, 8),
        (None, -1),
        (),
        (0,),
        (0, -1),
        (-2,),
        (-2, 4),
        (8.0,),
        (2.5,),
        ("8",),
        (1, 8),
        (True, 8),
        (960,),
        (7,),
        8,
        -1,
        None,
        8.0,
    ]
    yield from table("Reshape", [{"target_shape": target} for target in targets], *ANY)
    yield from table("Flatten", [{}, {"data_format": "channels_first"}, {"data_format": "channels_last"}], *ANY)
    yield from table("Flatten", [{"data_format": "foo"}, {"data_format": 1}, {"data_format": None}], (None, 2, 8))
    dims = (
        (1,),
        (2, 1),
        [2, 1],
        (1, 2),
        (3, 1, 2),
        (2, 4, 3, 1),
        (0, 1),
        (1, 1),
        (2,),
        (1, 3),
        (),
        1,
        None,
        (2.0, 1),
        "21",
    )
    yield from table("Permute", [{"dims": value} for value in dims], *RANKS, (None, None, 8), (None, 10, None, 3))
    repeats = (1, 3, 0, -1, 2.0, "2", None, (2,), True)
    yield from table("RepeatVector", [{"n": value} for value in repeats], (None, 8), (None, None), (4, 8))
    yield from table("RepeatVector", [{"n": 3}], *RANKS)
    for n in (1, 2, 3):
        good = SPATIAL[n]
        formats: list[dict[str, object]] = [{}, {"data_format": "channels_first"}]
        yield from table(f"Cropping{n}D", [{"cropping": value} for value in borders(n)], good[0], good[1], good[4])
        yield from table(f"ZeroPadding{n}D", [{"padding": value} for value in borders(n)], good[0], good[1])
        yield from table(f"Cropping{n}D", [{}], *good, *others(n))
        yield from table(f"ZeroPadding{n}D", formats, *good, *others(n))
        sizes = (1, 3, 0, -1, 2.0, "2", None, (1, 2, 3)[:n], [2, 3, 1][:n], (2,) * (n + 1), (2.0,) * n, (0,) * n, True)
        yield from table(f"UpSampling{n}D", [{"size": value} for value in sizes], good[0], good[1])
        yield from table(f"UpSampling{n}D", [{}], *good, *others(n))
        if n > 1:
            yield from table(f"UpSampling{n}D", formats, *good, *others(n))
            yield from table(f"Cropping{n}D", formats, *good)
            yield from table(
                f"Cropping{n}D", [{"cropping": 2, "data_format": "channels_first"}, {"data_format": "foo"}], *good
            )
            yield from table(f"UpSampling{n}D", [{"data_format": "foo"}], good[0])
    resize = ("bilinear", "foo", None, "NEAREST", "bicubic", "area", "lanczos3", 1)
    yield from table("UpSampling2D", [{"interpolation": value} for value in resize], (None, 4, 6, 3))
    yield from table("ZeroPadding2D", [{"data_format": "foo"}], (None, 4, 6, 3))


CASES: list[Case] = list(cases())
