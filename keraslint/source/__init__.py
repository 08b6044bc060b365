"""Text to syntax: files, notebooks, positions, comments, and LibCST's view of them for fixes.

Nothing here imports LibCST until a fix asks for it (``source.counterparts``), or Python does not parse a text.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from keraslint.gate import ReadError, load, mentions_keras
    from keraslint.source.file import Cell, SourceFile, read
    from keraslint.source.parsing import Parsed, Problem, Unit, parse
    from keraslint.source.positions import spans

__all__ = [
    "Cell",
    "Parsed",
    "Problem",
    "ReadError",
    "SourceFile",
    "Unit",
    "load",
    "mentions_keras",
    "parse",
    "read",
    "spans",
]


_HOMES = {
    "keraslint.gate": ("ReadError", "load", "mentions_keras"),
    "keraslint.source.file": ("Cell", "SourceFile", "read"),
    "keraslint.source.parsing": ("Parsed", "Problem", "Unit", "parse"),
    "keraslint.source.positions": ("spans",),
}


def __getattr__(name: str) -> object:
    """The parts are loaded when they are asked for: the byte gate needs no parser."""
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(module), name)
    raise AttributeError(name)
