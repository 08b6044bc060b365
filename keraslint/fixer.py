"""Fixes: text edits on the original text, applied until nothing is left to fix.

What is not edited stays byte for byte as it was: line ends, encoding, a notebook's JSON. A fix whose result does not
parse is dropped and is a fault of ours.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Final

from keraslint.diagnostic import Diagnostic, TextEdit
from keraslint.result import FileResult, InternalError
from keraslint.source.file import NEWLINE, ReadError, Rows, SourceFile, encoding_of, is_notebook, read

MAX_ROUNDS: Final = 20
"""How often a file is linted again; more means that two rules undo each other's fixes."""

BOM: Final = b"\xef\xbb\xbf"
Lint = Callable[[bytes], FileResult]


@dataclass(frozen=True, slots=True)
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
    dropped: set[tuple[str, str]] = set()
    for _ in range(MAX_ROUNDS):
        chosen = _compatible(
            one for one in result.diagnostics if fixable(one, unsafe=unsafe) and _key(one) not in dropped
        )
        if not chosen:
            break
        try:
            changed = edited(filename, data, [edit for one in chosen for edit in _edits(one)])
        except ReadError as error:
            return Fixed(data, tuple(applied), replace(result, unreadable=str(error)))
        again = lint(changed)
        if _broken(result, again):
            fault = InternalError(
                "fixing", f"a fix of {', '.join(sorted({one.code for one in chosen}))} does not parse", ""
            )
            dropped.update(map(_key, chosen))
            result = replace(result, internal_errors=(*result.internal_errors, fault))
            continue
        data, result = changed, again
        applied += chosen
    return Fixed(data, tuple(applied), result)


def _key(one: Diagnostic) -> tuple[str, str]:
    return one.code, one.message


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
        if not any(_touch(edit, other) for edit in edits for other in taken if not (edit.shared and edit == other)):
            chosen.append(one)
            taken += edits
    return chosen


def _touch(one: TextEdit, other: TextEdit) -> bool:
    if one.span.cell != other.span.cell:
        return False
    return one.span.start <= other.span.end and other.span.start <= one.span.end


def edited(filename: str, data: bytes, edits: Sequence[TextEdit]) -> bytes:
    """The file with the edits made.

    Raises:
        ReadError: it cannot be read, or it is a notebook whose JSON layout could not be kept.
    """
    source = read(filename, data)
    if is_notebook(filename):
        return _notebook(source, edits).encode("utf-8")
    encoding = encoding_of(data)
    text = apply(source.text, edits)
    encoded = text.encode("utf-8" if encoding == "utf-8-sig" else encoding)
    return BOM + encoded if data.startswith(BOM) and not encoded.startswith(BOM) else encoded


def apply(text: str, edits: Iterable[TextEdit]) -> str:
    """The text with the edits made; they do not overlap. New lines end as the text's first line does."""
    rows = Rows(text)
    first = NEWLINE.search(text)
    newline = first[0] if first else "\n"
    for edit in sorted(set(edits), key=lambda one: (one.span.start, one.span.end), reverse=True):
        content = edit.content.replace("\n", newline)
        text = text[: rows.offset(edit.span.start)] + content + text[rows.offset(edit.span.end) :]
    return text


def _notebook(source: SourceFile, edits: Sequence[TextEdit]) -> str:
    notebook = json.loads(source.text)
    dump = _layout(source.text, notebook)
    if dump is None:
        raise ReadError("cannot be fixed: its JSON is laid out in a way that could not be kept")
    cells = notebook["cells"]
    for number in {edit.span.cell for edit in edits}:
        assert number is not None
        text = apply(source.cell_text(number), [edit for edit in edits if edit.span.cell == number])
        was_list = isinstance(cells[number - 1]["source"], list)
        cells[number - 1]["source"] = _kept_lines(text) if was_list else text
    return dump(notebook)


def _kept_lines(text: str) -> list[str]:
    starts = [0, *(end.end() for end in NEWLINE.finditer(text)), len(text)]
    lines = [text[start:end] for start, end in pairwise(starts)]
    return [line for line in lines if line]


def _layout(text: str, notebook: Any) -> Callable[[Any], str] | None:
    """How the notebook was written, if it was written by any of the usual means."""
    if not isinstance(notebook, dict) or not isinstance(notebook.get("cells"), list):
        return None
    end = text[len(text.rstrip("\r\n")) :]
    for dump in _dumps():
        if dump(notebook) + end == text:
            return lambda changed: dump(changed) + end
    return None


def _dumps() -> Iterator[Callable[[Any], str]]:
    for indent in (1, 2, 4, 0, None, "\t"):
        for ascii_only in (False, True):
            for separators in ((",", ": "), (",", ":"), (", ", ": ")):
                for ordered in (False, True):
                    yield lambda value, i=indent, a=ascii_only, s=separators, o=ordered: json.dumps(  # type: ignore[misc]
                        value, indent=i, ensure_ascii=a, separators=s, sort_keys=o
                    )
