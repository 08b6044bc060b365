"""Fixes: text edits on the original text, applied until nothing is left to fix.

What is not edited stays byte for byte as it was: line ends, encoding, a notebook's JSON. A fix whose result does not
parse is dropped and is a fault of ours.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Final

from keraslint.diagnostic import Diagnostic, TextEdit
from keraslint.gate import is_notebook
from keraslint.records import record
from keraslint.result import FileResult, InternalError
from keraslint.source.file import NEWLINE, Rows, encoding_of, read
from keraslint.source.notebook import Replacement, cell_sources, replaced

MAX_ROUNDS: Final = 20
"""How often a file is linted again; more means that two rules undo each other's fixes."""

BOM: Final = b"\xef\xbb\xbf"
Lint = Callable[[bytes], FileResult]


@record(eq=True)
class Fixed:
    """A file after fixing: its bytes, what was fixed, and what linting says of it then."""

    data: bytes
    applied: tuple[Diagnostic, ...]
    result: FileResult


def fixable(diagnostic: Diagnostic, *, unsafe: bool) -> bool:
    """Whether the diagnostic has a fix that may be applied."""
    return diagnostic.fix is not None and (diagnostic.fix.safe or unsafe)


def fix(filename: str, data: bytes, result: FileResult, lint: Lint, *, unsafe: bool) -> Fixed:
    """Apply the fixes of ``result``, lint again, and so on until no fix is left."""
    applied: list[Diagnostic] = []
    faults: list[InternalError] = []
    dropped: set[_Key] = set()
    for _ in range(MAX_ROUNDS):
        chosen = _compatible(
            one for one in result.diagnostics if fixable(one, unsafe=unsafe) and _key(one, result) not in dropped
        )
        step = _step(filename, data, result, lint, chosen)
        if step is None:
            break
        for one in step.broken:
            dropped.add(_key(one, result))
            faults.append(InternalError("fixing", f"a fix of {one.code} does not parse: {one.message}", ""))
        data, result = step.data, step.result
        applied += step.made
    else:
        codes = ", ".join(sorted({one.code for one in chosen}))
        faults.append(InternalError("fixing", f"the fixes of {codes} have no end: they were left after some", ""))
    return Fixed(data, tuple(applied), replace(result, internal_errors=(*result.internal_errors, *faults)))


@record(eq=True)
class _Step:
    """A file after some fixes more; ``broken`` are those whose result does not parse."""

    data: bytes
    result: FileResult
    made: tuple[Diagnostic, ...] = ()
    broken: tuple[Diagnostic, ...] = ()


def _step(filename: str, data: bytes, result: FileResult, lint: Lint, chosen: Sequence[Diagnostic]) -> _Step | None:
    """The fixes made, together or, where that does not parse, one by one; ``None`` where there are none."""
    if not chosen:
        return None
    changed = edited(filename, data, [edit for one in chosen for edit in _edits(one)])
    again = lint(changed)
    if not _broken(result, again):
        return _Step(changed, again, tuple(chosen))
    if len(chosen) == 1:
        return _Step(data, result, broken=tuple(chosen))
    broken: list[Diagnostic] = []
    for one in chosen:
        alone = _step(filename, data, result, lint, [one])
        assert alone is not None
        if alone.made:  # the others have moved: their turn comes in the next round
            return replace(alone, broken=tuple(broken))
        broken += alone.broken
    return _Step(data, result, broken=tuple(broken))


_Key = tuple[str, str, str]


def _key(one: Diagnostic, result: FileResult) -> _Key:
    """What a finding is known by when its file has changed elsewhere."""
    return one.code, one.message, result.lines.get((one.span.cell, one.span.start.row), "")


def _edits(one: Diagnostic) -> tuple[TextEdit, ...]:
    return () if one.fix is None else one.fix.edits


def _broken(before: FileResult, after: FileResult) -> bool:
    return after.unreadable is not None or after.unparsed > before.unparsed


def _compatible(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Those whose edits do not touch the edits of one before; the others have their turn in the next round."""
    chosen: list[Diagnostic] = []
    taken: list[TextEdit] = []
    for one in diagnostics:
        edits = _edits(one)
        if not any(_touch(edit, other) for edit in edits for other in taken):
            chosen.append(one)
            taken += edits
    return chosen


def _touch(one: TextEdit, other: TextEdit) -> bool:
    if one.span.cell != other.span.cell:
        return False
    if one.shared and other.shared and one.span == other.span:
        return one.content[:1] != other.content[:1]  # two names of one import, or two imports behind one line, may be
    return one.span.start <= other.span.end and other.span.start <= one.span.end


def edited(filename: str, data: bytes, edits: Sequence[TextEdit]) -> bytes:
    """The file with the edits made.

    Raises:
        ReadError: it cannot be read.
    """
    source = read(filename, data)
    changes: list[Replacement] = []
    if is_notebook(filename, data):
        sources = cell_sources(source.text)
        for cell in {edit.span.cell for edit in edits}:
            assert cell is not None
            inside = [edit for edit in edits if edit.span.cell == cell]
            changes += sources[cell].on_json(replacements(source.cell_text(cell), inside))
    else:
        changes += replacements(source.text, edits)
    encoding = encoding_of(data)
    encoded = replaced(source.text, changes).encode("utf-8" if encoding == "utf-8-sig" else encoding)
    return BOM + encoded if data.startswith(BOM) and not encoded.startswith(BOM) else encoded


def apply(text: str, edits: Iterable[TextEdit]) -> str:
    """The text of a script or cell with the edits made; they do not overlap."""
    return replaced(text, replacements(text, edits))


def replacements(text: str, edits: Iterable[TextEdit]) -> list[Replacement]:
    """The edits on the characters of a text, in order. New lines end as the text's first line does."""
    rows = Rows(text)
    first = NEWLINE.search(text)
    newline = first[0] if first else "\n"
    made = {
        Replacement(rows.offset(edit.span.start), rows.offset(edit.span.end), edit.content.replace("\n", newline))
        for edit in edits
    }
    return sorted(made, key=lambda one: (one.start, one.end, one.content))
