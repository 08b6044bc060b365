"""What the terminal can show."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import Final, TextIO

from keraslint.reporters import Style

UNBOUNDED: Final = 160
"""The columns of output that goes to no terminal."""


def style_of(stream: TextIO | None, environment: Mapping[str, str] = os.environ) -> Style:
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


def is_terminal(stream: TextIO | None) -> bool:
    """``None`` is a stream that was closed before Python started."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # closed
        return False


def _colors(terminal: bool, environment: Mapping[str, str]) -> bool:
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return terminal and environment.get("TERM") != "dumb"


def _writes(text: str, stream: TextIO | None) -> bool:
    if stream is None:
        return False
    try:
        text.encode(stream.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def abandon_output() -> None:
    """Throw away what could not be written, or Python would try again, and complain, when it ends."""
    for stream in (sys.stdout, sys.stderr):
        _abandon(stream)


def _abandon(stream: TextIO | None) -> None:
    if stream is None:  # closed before Python started
        return
    try:
        stream.flush()
    except (OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def forgive_characters() -> None:
    """Escape what the encoding of an output stream cannot show (a file name, say) instead of failing on it."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
