"""The law: whatever the bytes are, linting them ends, in bounded time and memory, and raises nothing."""

from __future__ import annotations

import json
import pickle
from collections.abc import Iterator
from functools import cache
from random import Random

from keraslint import catalogue
from keraslint.fixer import fix, fixable
from keraslint.formats import FORMATS
from keraslint.linter import Options, lint_bytes
from keraslint.reporters import Style, reporter, show_shapes
from keraslint.result import FileResult
from keraslint.source.file import ReadError, read

SECONDS = 3.0
"""CPU seconds that any file may take, on a slow machine; all that is done with it here takes three times as long."""

SECONDS_PER_LINE = 2e-3
"""The interpreter may take a hundred steps for each line of a file."""

SECONDS_PER_BYTE = 1e-5
STYLES = (Style(), Style(colors=True, width=40, plain=True))


def budget(data: bytes) -> float:
    """CPU seconds for everything that is done to the file here."""
    return 3 * (SECONDS + SECONDS_PER_LINE * data.count(b"\n") + SECONDS_PER_BYTE * len(data))


@cache
def _options() -> Options:
    codes = frozenset(rule.code for rule in catalogue.load())
    return Options(codes, target_from_imports=True, assume_keras=True, shapes=True, dynamic=True)


def violations(filename: str, data: bytes) -> Iterator[str]:
    """What goes wrong with a file. Exceptions fall through: there must be none."""
    result = lint_bytes(filename, data, _options())
    yield from _of_result(result)
    if result.unreadable is None:
        yield from _misplaced(result, filename, data)
    pickle.loads(pickle.dumps(result))
    chance = Random(data)
    for name in chance.sample(list(FORMATS), 3):  # all of them would take longer than linting
        "".join(reporter(name)([result], chance.choice(STYLES))).encode("utf-8", "backslashreplace")
    json.loads("".join(reporter("json")([result], Style())))
    for shapes in (show_shapes.table, show_shapes.as_json):
        "".join(shapes([result], Style()))
    if any(fixable(one, unsafe=True) for one in result.diagnostics):
        fixed = fix(filename, data, result, lambda changed: lint_bytes(filename, changed, _options()), unsafe=True)
        yield from _of_result(fixed.result)


def _of_result(result: FileResult) -> Iterator[str]:
    for fault in result.internal_errors:
        yield f"internal error ({fault.during}): {fault.exception}\n{fault.traceback}"
    for text in (result.unreadable or "", *result.limits, *(one.message for one in result.diagnostics)):
        if "\n" in text:
            yield f"more than a line: {text!r}"


def _misplaced(result: FileResult, filename: str, data: bytes) -> Iterator[str]:
    """Diagnostics that stand where there is no text."""
    try:
        source = read(filename, data)
    except ReadError:
        return
    for one in result.diagnostics:
        lines = source.lines(one.span.cell)
        for at in (one.span.start, one.span.end):
            if not (1 <= at.row <= len(lines) + 1 and at.column >= 1):
                yield f"{one.code} stands outside of the file: {one.span}"
        if one.span.end < one.span.start:
            yield f"{one.code} ends before it starts: {one.span}"
