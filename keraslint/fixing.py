"""Fixing the files of a run: what is written, and what there is to tell of it."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import field, replace
from typing import Final

from keraslint.files import FileChangedError, reason, rewrite
from keraslint.fixer import Fixed, fix, fixable
from keraslint.gate import ReadError, load
from keraslint.records import record
from keraslint.result import FileResult, checksum
from keraslint.source.file import encoding_of


@record(frozen=False)
class Fixes:
    """What was fixed in a run: how often each rule's finding by file, and the changes as unified diffs.

    ``stdin`` is what standard input holds, then its fixed content; ``None`` where files are fixed.
    """

    applied: dict[str, Counter[str]] = field(default_factory=dict)
    diffs: list[str] = field(default_factory=list)
    stdin: bytes | None = None

    @property
    def count(self) -> int:
        return sum(sum(codes.values()) for codes in self.applied.values())

    def listing(self) -> Iterator[str]:
        """What ``--show-fixes`` prints, line by line."""
        for filename, codes in self.applied.items():
            yield f"{filename}:"
            for code, count in sorted(codes.items()):
                yield f"    {count} × {code}"


def fix_all(
    results: Iterable[FileResult],
    lint: Callable[[str, bytes], FileResult],
    fixes: Fixes,
    *,
    unsafe: bool,
    write: bool,
) -> Iterator[FileResult]:
    """The results after fixing; ``lint`` gives that of a file with other content.

    Without ``write`` the files stay as they are, and ``fixes`` holds the diffs.
    """
    for result in results:
        if not any(fixable(one, unsafe=unsafe) for one in result.diagnostics):
            yield result
            continue
        yield _fix_one(result, lint, fixes, unsafe=unsafe, write=write)


def _fix_one(
    result: FileResult, lint: Callable[[str, bytes], FileResult], fixes: Fixes, *, unsafe: bool, write: bool
) -> FileResult:
    name = result.filename
    try:
        data = load(name) if fixes.stdin is None else fixes.stdin
        if checksum(data) != result.checksum:
            raise FileChangedError
        fixed = fix(name, data, result, lambda changed: lint(name, changed), unsafe=unsafe)
        if fixes.stdin is not None:
            fixes.stdin = fixed.data
        elif fixed.data != data and write:
            rewrite(name, data, fixed.data)
    except ReadError as error:
        return replace(result, unreadable=f"not fixed: {error}")
    except OSError as error:
        return replace(result, unreadable=f"not fixed: {reason(error)}")
    if fixed.data != data:
        fixes.applied[name] = Counter(one.code for one in fixed.applied)
        fixes.diffs.append(_diff(name, data, fixed))
    return fixed.result if write else replace(result, internal_errors=fixed.result.internal_errors)


_ROWS: Final = re.compile(r"(?<=\n)|(?<=\r)(?!\n)")


def _diff(name: str, data: bytes, fixed: Fixed) -> str:
    texts = (text.decode(encoding_of(text), "replace") for text in (data, fixed.data))
    before, after = ([row for row in _ROWS.split(text) if row] for text in texts)
    lines = difflib.unified_diff(before, after, name, name)
    marked = (line if line.endswith(("\n", "\r")) else f"{line}\n\\ No newline at end of file\n" for line in lines)
    return "".join(marked)
