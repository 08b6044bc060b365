"""Text to LibCST modules: files, notebooks, positions, comments.

Nothing here imports LibCST until ``parse`` (``source.parsing``) or ``spans`` (``source.positions``) is called.
"""

from __future__ import annotations

from keraslint.source.file import Cell, ReadError, SourceFile, load, mentions_keras, read
from keraslint.source.parsing import Parsed, Problem, Unit, parse
from keraslint.source.positions import positions, spans

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
    "positions",
    "read",
    "spans",
]
