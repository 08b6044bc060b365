"""What IPython adds to Python, taken out of a cell without moving any other code.

Follows IPython's ``inputtransformer2``: a cell magic is the cell's first line, line magics start a logical line.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import Final

from keraslint.source.file import split_lines


class CellKind(Enum):
    PYTHON = auto()
    WRITTEN = auto()  # %%writefile of a Python file
    APPEND = auto()  # %%writefile -a
    OTHER = auto()  # another language, or a file that is not Python


# Cell magics that run their body as Python in this or a like namespace (IPython 8 core magics, Jupyter extensions).
_RUNS_PYTHON: Final = frozenset(
    "capture debug lprun memit mprun prun py python_ python2_ pyinstrument scalene snakeviz time timeit wandb".split()
)
_WRITES: Final = frozenset({"file", "writefile"})
_CELL_MAGIC: Final = re.compile(r"(?:[ \t\f]*(?:#[^\r\n]*)?(?:\r\n?|\n))*[ \t]*%%(\w+!?)([^\r\n]*)")


def classify(text: str) -> tuple[CellKind, str, str | None]:
    """What a code cell is, its Python text (the magic's line replaced by spaces), and the file that it writes."""
    found = _CELL_MAGIC.match(text)
    if found is None:
        return CellKind.PYTHON, text, None
    magic, arguments = found[1], found[2].split()
    line = text.rfind("%%", 0, found.start(1))
    body = text[:line] + text[found.end() :]
    if magic in _WRITES and arguments:
        target = arguments[-1].strip("\"'")
        if not target.endswith(".py"):
            return CellKind.OTHER, "", None
        append = any(argument in ("-a", "--append") for argument in arguments)
        return (CellKind.APPEND if append else CellKind.WRITTEN), body, target
    if magic in _RUNS_PYTHON:
        return CellKind.PYTHON, body, None
    return CellKind.OTHER, "", None


def strip_magics(text: str, *, keep_timed: bool) -> str:
    """Replace IPython's lines by placeholders of the same row and indentation."""
    return text
