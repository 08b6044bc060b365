"""Python's limit for recursion, lifted where what is followed may be nested deeply."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def deep_recursion(frames: int) -> Iterator[None]:
    """Allow so many frames meanwhile, if not more are allowed anyway."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, frames))
    try:
        yield
    finally:
        sys.setrecursionlimit(before)
