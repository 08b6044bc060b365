"""What the terminal can show."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import Final, TextIO

from keraslint.reporters import Style

UNBOUNDED: Final = 160
"""The columns of output that goes to no terminal."""


def style_of(stream: TextIO, environment: Mapping[str, str] = os.environ) -> Style:
    """Colours on a terminal only; ``NO_COLOR`` takes them away, ``FORCE_COLOR`` gives them anywhere."""
    terminal = is_terminal(stream)
    return Style(
        colors=_colors(terminal, environment),
        width=_terminal_width() if terminal else UNBOUNDED,
        plain=not _writes("→…", stream),
    )


def _terminal_width() -> int:
    import shutil

    return shutil.get_terminal_size().columns


def is_terminal(stream: TextIO) -> bool:
    try:
        return stream.isatty()
    except ValueError:  # closed
        return False


def _colors(terminal: bool, environment: Mapping[str, str]) -> bool:
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return terminal and environment.get("TERM") != "dumb"


def _writes(text: str, stream: TextIO) -> bool:
    try:
        text.encode(stream.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def forgive_characters() -> None:
    """Escape what the encoding of an output stream cannot show (a file name, say) instead of failing on it."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
