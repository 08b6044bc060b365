"""What linting one file leaves behind: plain picklable data that crosses process borders and feeds the reporters."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING, TypeAlias

from keraslint.diagnostic import Diagnostic
from keraslint.records import record

if TYPE_CHECKING:
    from keraslint.dynamic.blueprint import Blueprint

PlainDim: TypeAlias = int | str | None
PlainShape: TypeAlias = tuple[PlainDim, ...] | str
"""A shape without symbols: ``None`` is a free dimension, ``"?"`` an unknown one, a bare ``"?"`` an unknown shape."""

Place: TypeAlias = tuple[int | None, int]
"""A line: the cell (``None`` in a script) and the row."""


@record(eq=True)
class LayerShape:
    """One line of a model's table. ``name`` is the name that the source gives, ``None`` where Keras makes one up."""

    class_name: str
    name: str | None
    line: int
    output_shape: PlainShape
    params: int | str


@record(eq=True)
class ModelShapes:
    """The shape flow of one model. ``incomplete_because`` is ``None`` exactly where the model is complete;
    ``verified`` tells that Keras itself gives these shapes."""

    filename: str
    cell: int | None
    line: int
    name: str | None
    kind: str
    incomplete_because: str | None
    input_shape: PlainShape
    layers: tuple[LayerShape, ...]
    total_params: int | str
    verified: bool = False

    @property
    def complete(self) -> bool:
        return self.incomplete_because is None


@record(eq=True)
class InternalError:
    """A fault of keraslint itself. ``during`` says at what: ``parsing``, ``interpreting``, a rule's code.

    ``place`` is the file and line of the rule.
    """

    during: str
    exception: str
    traceback: str
    place: str | None = None


def checksum(data: bytes) -> int:
    return zlib.crc32(data)


def internal_error(during: str, error: BaseException, file: str | None = None) -> InternalError:
    """The record of an exception that should not have been raised; ``file`` is that of the rule that is to blame."""
    import traceback

    from keraslint.settings import shown

    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == file]
    place = f"{shown(file)}:{lines[-1]}" if file is not None and lines else None

    text = "".join(traceback.format_exception_only(type(error), error)).strip()
    return InternalError(during, text, "".join(traceback.format_exception(error)), place)


@record(eq=True)
class FileResult:
    """What one file yields.

    ``unreadable`` is set where the file could not be read at all, ``unparsed`` tells how many of its parts (it, or
    cells) do not parse. ``lines`` holds the source lines that the diagnostics speak of (and their neighbours),
    ``checksum`` tells whether bytes are the ones that were linted, ``limits`` are the budgets of the interpreter that
    ran out and the models that are not looked into, ``decisions`` for how many fits the labels are known, and why not,
    ``blueprints`` the models as the dynamic mode can build them, ``seconds`` the wall time by phase.
    """

    filename: str
    diagnostics: tuple[Diagnostic, ...] = ()
    internal_errors: tuple[InternalError, ...] = ()
    unreadable: str | None = None
    unparsed: int = 0
    lines: Mapping[Place, str] = field(default_factory=dict)
    checksum: int | None = None
    shapes: tuple[ModelShapes, ...] = ()
    limits: tuple[str, ...] = ()
    decisions: Mapping[str, int] = field(default_factory=dict)
    blueprints: tuple[Blueprint, ...] = ()
    seconds: Mapping[str, float] = field(default_factory=dict)

    @property
    def failed(self) -> bool:
        """Whether keraslint could not do its work on the file."""
        return self.unreadable is not None or bool(self.internal_errors)

    @property
    def failures(self) -> tuple[str, ...]:
        """What keraslint could not do, in words."""
        faults = (f"internal error ({one.during}): {one.exception}" for one in self.internal_errors)
        return (*(() if self.unreadable is None else (self.unreadable,)), *faults)
