"""What a run may say. Only the command line knows where it goes: nothing else prints."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from keraslint.reporters import Style


class Output(Protocol):
    """Findings on standard output, everything else on standard error."""

    quiet: bool
    """Whether the findings and failures are all that is wanted."""
    failed: bool
    """Whether something could not be done."""

    def style(self) -> Style:
        """How what is shown may look."""

    def show(self, texts: Iterable[str]) -> None:
        """What the user asked for, as it comes."""

    def source(self, data: bytes) -> None:
        """A fixed source, byte for byte, where what is shown goes too."""

    def listing(self, lines: Iterable[str]) -> None:
        """Lines beside it, which the user asked for too."""

    def fail(self, message: str) -> None:
        """Say what could not be done; everything else is done all the same."""

    def remark(self, message: str) -> None:
        """One line that ``--quiet`` leaves out."""

    def note(self, message: str) -> None:
        """One line that only ``--verbose`` shows."""

    def clear(self) -> None:
        """Start on an empty screen, where there is one."""

    def progress(self, done: int, total: int) -> None:
        """How many files are linted, of how many."""
