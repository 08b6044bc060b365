"""``--add-noqa``: a comment on every line with a finding, so that a code base starts clean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from typing import Final

from keraslint import catalogue
from keraslint.codes import SYNTAX_ERROR
from keraslint.diagnostic import Diagnostic, Location, Span, TextEdit
from keraslint.files import reason, rewrite
from keraslint.fixer import edited
from keraslint.gate import ReadError, load
from keraslint.records import record
from keraslint.result import FileResult, InternalError
from keraslint.source.comments import Comment, Lines
from keraslint.source.file import SourceFile, read
from keraslint.suppression import noqa_of

MAX_ROUNDS: Final = 5
"""A changed line may be new to the baseline, so that another finding in it is."""

Lint = Callable[[str, bytes], FileResult]


@record(frozen=False)
class Added:
    """How many findings were suppressed, by file."""

    files: Counter[str] = field(default_factory=Counter)


def add_noqa(results: Iterable[FileResult], lint: Lint, added: Added) -> Iterator[FileResult]:
    """The results after every finding that can be suppressed is; ``lint`` gives that of a file with other content."""
    for result in results:
        yield _add(result, lint, added) if _suppressible(result) else result


def _add(result: FileResult, lint: Lint, added: Added) -> FileResult:
    name = result.filename
    try:
        data = load(name)
        commented = _commented(name, data, lint)
        if commented is None:
            fault = InternalError("adding noqa", "the comments do not suppress the findings", "")
            return replace(result, internal_errors=(*result.internal_errors, fault))
        rewrite(name, data, commented.data)
    except ReadError as error:
        return replace(result, unreadable=f"no `# noqa` added: {error}")
    except OSError as error:
        return replace(result, unreadable=f"no `# noqa` added: {reason(error)}")
    added.files[name] += commented.count
    return commented.result


@record(eq=True)
class _Commented:
    """The bytes of a file with the comments, what linting says of them, and how many findings were suppressed."""

    data: bytes
    result: FileResult
    count: int = 0


def _commented(name: str, data: bytes, lint: Lint) -> _Commented | None:
    """``None`` where the comments would not do what they should."""
    now = _Commented(data, lint(name, data))
    for _ in range(MAX_ROUNDS):
        wanted = _suppressible(now.result)
        if not wanted:
            return now
        changed = edited(name, now.data, insertions(wanted, read(name, now.data)))
        again = lint(name, changed)
        if again.unreadable is not None or again.unparsed > now.result.unparsed:
            return None
        now = _Commented(changed, again, now.count + len(wanted))
    return None


def _suppressible(result: FileResult) -> list[Diagnostic]:
    """Where the text cannot be read, nobody knows what is a comment in it."""
    return [one for one in result.diagnostics if one.code != SYNTAX_ERROR]


def insertions(diagnostics: Sequence[Diagnostic], source: SourceFile) -> list[TextEdit]:
    """The edits that suppress the diagnostics: one for a row, into the ``# noqa`` list that is there or behind the
    line."""
    names = {rule.name: rule.code for rule in catalogue.load()}
    rows: dict[int | None, dict[int, set[str]]] = {}
    texts: dict[int | None, Lines] = {}
    for one in diagnostics:
        cell = one.span.cell
        lines = texts.setdefault(cell, Lines(source.cell_text(cell)))
        rows.setdefault(cell, {}).setdefault(lines.noqa_row(one.span.start.row), set()).add(one.code)
    edits: list[TextEdit] = []
    for cell, wanted in rows.items():
        comments = {comment.row: comment for comment in texts[cell].comments()}
        for row, codes in wanted.items():
            column, text = _insertion(texts[cell].line(row), comments.get(row), sorted(codes), names)
            place = Location(row, column)
            edits.append(TextEdit(Span(cell, place, place), text))
    return edits


def _insertion(line: str, comment: Comment | None, codes: Sequence[str], names: Mapping[str, str]) -> tuple[int, str]:
    """Where to insert what into a line."""
    listed = ", ".join(codes)
    if comment is not None:
        noqa = noqa_of(None, comment, names)
        if noqa is not None:
            return comment.column + noqa.end, f", {listed}"
        if "noqa" in comment.text.lower():  # one that suppresses nothing, and would hide what comes behind it
            return comment.column, f"# noqa: {listed}  "
    text = line.rstrip(" \t\f")
    return len(text) + 1, f"{'  ' if text else ''}# noqa: {listed}"
