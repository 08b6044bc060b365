"""A line on the terminal that tells how far a long run is; nothing anywhere else."""

from __future__ import annotations

import time
from typing import Final, TextIO

PATIENCE: Final = 1.0
"""Seconds after which a run is long."""
INTERVAL: Final = 0.1
CLEAR_LINE: Final = "\r\x1b[2K"


class Progress:
    """Writes ``linting 12 of 200 files`` to a terminal, at most some times a second, and takes it away again."""

    def __init__(self, stream: TextIO, *, enabled: bool) -> None:
        self._stream = stream
        self._enabled = enabled
        self._next = time.monotonic() + PATIENCE
        self._shown = False

    def update(self, done: int, total: int) -> None:
        now = time.monotonic()
        if not self._enabled or now < self._next or done >= total:
            return
        self._next = now + INTERVAL
        self._stream.write(f"{CLEAR_LINE}linting {done} of {total} files")
        self._stream.flush()
        self._shown = True

    def clear(self) -> None:
        """Take the line away, before other output."""
        if self._shown:
            self._stream.write(CLEAR_LINE)
            self._stream.flush()
            self._shown = False
