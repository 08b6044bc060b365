"""The laws of fixes, on one file and on a directory: `python -m tests.fixes_on [--keras3] FOLDER…`.

What is fixed parses, is a fixed point, and says no more what was fixed; nothing else changes. Files are read, never
written.
"""

from __future__ import annotations

import ast
import difflib
import sys
import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from keraslint import catalogue
from keraslint.diagnostic import Diagnostic
from keraslint.fixer import Fixed, fix, fixable
from keraslint.gate import worth_linting
from keraslint.linter import Options, lint_bytes
from keraslint.result import FileResult
from keraslint.source.file import NEWLINE, encoding_of

ALL = frozenset(rule.code for rule in catalogue.load())


@dataclass
class Outcome:
    """What fixing a file did. ``revealed`` and ``gone`` are findings that came or went beside those that were fixed."""

    before: FileResult
    fixed: Fixed
    broken: list[str] = field(default_factory=list)
    revealed: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)


def outcome(filename: str, data: bytes, options: Options, *, unsafe: bool) -> Outcome:
    """Fix the file in memory and hold the result against the laws."""

    def lint(changed: bytes) -> FileResult:
        return lint_bytes(filename, changed, options)

    before = lint(data)
    fixed = fix(filename, data, before, lint, unsafe=unsafe)
    found = Outcome(before, fixed)
    found.broken += [f"internal error: {error.exception}" for error in fixed.result.internal_errors]
    if fixed.result.unreadable:
        found.broken.append(f"unreadable: {fixed.result.unreadable}")
    if filename.endswith(".py") and not before.unparsed:
        found.broken += _parse(fixed.data)
    if fixed.result.unparsed != before.unparsed:
        found.broken.append("it does not parse")
    again = fix(
        filename, fixed.data, fixed.result, lambda changed: lint_bytes(filename, changed, options), unsafe=unsafe
    )
    if again.data != fixed.data:
        found.broken.append("no fixed point")
    left = [one for one in fixed.result.diagnostics if fixable(one, unsafe=unsafe)]
    found.broken += [f"still fixable: {said(one)}" for one in left]
    if not fixed.applied and fixed.data != data:
        found.broken.append("changed with nothing fixed")
    fixes, first = Counter(map(said, fixed.applied)), Counter(map(said, before.diagnostics))
    last = Counter(map(said, fixed.result.diagnostics))
    found.broken += [f"still there: {one}" for one in fixes if last[one] > max(first[one] - fixes[one], 0)]
    found.revealed += (last - first).elements()
    found.gone += (first - fixes - last).elements()
    found.broken += _other_rows(data, fixed)
    return found


def said(one: Diagnostic) -> str:
    return f"{one.code} {one.severity}: {one.message}"


def _parse(data: bytes) -> Iterator[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            ast.parse(data)
        except (SyntaxError, ValueError) as error:
            yield f"Python does not take it: {error}"


def _other_rows(data: bytes, fixed: Fixed) -> Iterator[str]:
    """Whether more rows have changed than the edits speak of."""
    texts = [text.decode(encoding_of(text)) for text in (data, fixed.data)]
    before, after = ([*NEWLINE.split(text)] for text in texts)
    touched = sum(
        edit.span.end.row - edit.span.start.row + 1 for one in fixed.applied if one.fix for edit in one.fix.edits
    )
    lost = [
        row
        for tag, start, end, _, _ in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
        if tag in ("replace", "delete")
        for row in before[start:end]
    ]
    if len(lost) > touched:
        yield f"{len(lost)} rows changed, edits touch {touched}"


def main(folders: Sequence[str]) -> int:
    """Print what the laws say of every file below the folders."""
    options = Options(ALL, target_from_imports=True)
    if folders[0] == "--keras3":
        options, folders = Options(ALL, frozenset({3})), folders[1:]
    figures: Counter[str] = Counter()
    for folder in folders:
        for path in sorted(each for each in Path(folder).rglob("*") if each.suffix in (".py", ".ipynb")):
            data = path.read_bytes() if path.is_file() else b""
            if not worth_linting(path.name, data, assume_keras=False):
                continue
            figures["files"] += 1
            for unsafe in (False, True):
                found = outcome(str(path), data, options, unsafe=unsafe)
                kind = "with unsafe ones" if unsafe else "safe"
                figures[f"{kind}: files changed"] += found.fixed.data != data
                for one in found.fixed.applied:
                    figures[f"{kind}: {one.code}"] += 1
                for word, lines in (("BROKEN", found.broken), ("revealed", found.revealed), ("gone", found.gone)):
                    if found.fixed.applied or word == "BROKEN":
                        figures[f"{kind}: {word}"] += len(lines)
                        for line in lines:
                            sys.stdout.write(f"{path}: {word} ({kind}): {line}\n")
    for name, number in sorted(figures.items()):
        sys.stdout.write(f"{number:6} {name}\n")
    return 1 if any("BROKEN" in name and number for name, number in figures.items()) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
