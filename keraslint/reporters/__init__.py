"""Output formats: each module turns results into text, as a stream, and prints nothing itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import TypeAlias

from keraslint.formats import FORMATS
from keraslint.result import FileResult


@dataclass(frozen=True, slots=True)
class Style:
    """How the output may look. ``width`` is in terminal columns; ``plain`` keeps to ASCII."""

    colors: bool = False
    width: int = 160
    plain: bool = False


Reporter: TypeAlias = Callable[[Iterable[FileResult], Style], Iterator[str]]

MACHINE_FORMATS = frozenset(FORMATS) - {"full", "concise", "grouped"}
"""Formats that are read by programs: no summary line follows them."""


def reporter(name: str) -> Reporter:
    """The reporter of a format."""
    report: Reporter = import_module(f"{__name__}.{FORMATS[name]}").report
    return report
