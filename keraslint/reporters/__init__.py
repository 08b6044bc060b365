"""Output formats: each module turns results into text, as a stream, and prints nothing itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from keraslint.formats import FORMATS

if TYPE_CHECKING:
    from keraslint.result import FileResult


class Style(NamedTuple):
    """How the output may look. ``width`` is in terminal columns; ``plain`` keeps to ASCII."""

    colors: bool = False
    width: int = 160
    plain: bool = False


Reporter: TypeAlias = "Callable[[Iterable[FileResult], Style], Iterator[str]]"

MACHINE_FORMATS = frozenset(FORMATS) - {"full", "concise", "grouped"}
"""Formats that are read by programs: no summary line follows them."""


def reporter(name: str) -> Reporter:
    """The reporter of a format."""
    report: Reporter = import_module(f"{__name__}.{FORMATS[name]}").report
    return report
