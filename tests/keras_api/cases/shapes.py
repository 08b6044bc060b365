"""Inputs that every family is tried on: ranks 1 to 6, free dimensions, sizes that are too small."""

from __future__ import annotations

from keraslint.shapes import Shape

RANKS: tuple[Shape, ...] = (
    (None,),
    (None, 8),
    (None, 10, 8),
    (None, 10, 12, 8),
    (None, 6, 7, 9, 8),
    (None, 3, 4, 5, 6, 8),
)
FREE: tuple[Shape, ...] = (
    (None, None),
    (None, None, 8),
    (None, 10, None),
    (None, None, None, 8),
    (None, 10, 12, None),
    (None, None, 7, None, 8),
    (None, 6, 7, 9, None),
)
FIXED: tuple[Shape, ...] = ((4, 8), (1, 10, 8), (2, 10, 12, 8))
EMPTY: tuple[Shape, ...] = ((None, 0), (None, 0, 8), (None, 10, 0))
"""A dimension of size zero is legal in Keras 3."""

SEQUENCES: tuple[Shape, ...] = ((None, 10, 8), (None, None, 8), (None, 10, None), (2, 5, 4), (None, 1, 1), (None, 4, 6))
IMAGES: tuple[Shape, ...] = (
    (None, 10, 12, 8),
    (None, None, None, 8),
    (None, 10, None, 4),
    (None, 6, 7, None),
    (2, 5, 4, 6),
    (None, 1, 1, 1),
)
VOLUMES: tuple[Shape, ...] = (
    (None, 6, 7, 9, 8),
    (None, None, None, None, 4),
    (None, 6, None, 5, 8),
    (None, 5, 6, 7, None),
    (None, 2, 2, 2, 2),
)
SPATIAL: dict[int, tuple[Shape, ...]] = {1: SEQUENCES, 2: IMAGES, 3: VOLUMES}


def others(spatial: int) -> tuple[Shape, ...]:
    """Inputs of the wrong rank for a layer of ``spatial`` spatial axes."""
    return tuple(shape for shape in RANKS if len(shape) != spatial + 2)
