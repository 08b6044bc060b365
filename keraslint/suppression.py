"""``# noqa`` comments and ``# keraslint: ignore-file``: which diagnostics they take away, and which take away none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from keraslint.codes import UNUSED_SUPPRESSION
from keraslint.diagnostic import Diagnostic, Location, Span, TextEdit, TextFix
from keraslint.records import record
from keraslint.result import Place
from keraslint.severity import Severity
from keraslint.source.comments import Comment, Lines
from keraslint.source.file import SourceFile

# Few files have such comments: these are compiled where one does.
_NOQA: Final = r"(?i)#\s*noqa(?P<list>\s*:\s*(?P<codes>[^#]*))?(?![\w-])"
_IGNORE_FILE: Final = r"(?i)#\s*keraslint:\s*ignore-file\s*(?:(?P<list>[=:\[(])\s*(?P<codes>[^#\])]*)|(?=$|[\s#]))"
_CODE: Final = r"[A-Za-z]+[0-9]+\Z"
_OURS: Final = r"(?i)KL[0-9]+\Z"
_WORD: Final = re.compile(r"[^\s,]+")
_GATE: Final = re.compile(r"noqa|keraslint:", re.IGNORECASE)


@record(eq=True)
class Code:
    """One entry of a list: ``text`` as written, ``code`` in upper case (a name is resolved), place in its comment."""

    text: str
    code: str
    start: int
    end: int

    @property
    def ours(self) -> bool:
        return re.match(_OURS, self.code) is not None

    def covers(self, code: str) -> bool:
        """A code covers itself, a prefix such as ``KL2`` its family."""
        return code.startswith(self.code)


@record(eq=True)
class Noqa:
    """A ``# noqa`` comment; ``codes`` is ``None`` in a blanket one. Columns of ``comment.text`` run from ``start``."""

    cell: int | None
    comment: Comment
    start: int
    end: int
    codes: tuple[Code, ...] | None

    def covers(self, code: str) -> bool:
        return self.codes is None or any(one.covers(code) for one in self.codes)


@record(eq=True)
class Unused:
    """The entries of a ``# noqa`` that suppressed nothing."""

    noqa: Noqa
    codes: tuple[Code, ...]


@record(eq=True)
class Suppressed:
    """What is left to report, how many diagnostics were taken away, and the suppressions that took away nothing."""

    kept: tuple[Diagnostic, ...]
    suppressed: int = 0
    unused: tuple[Unused, ...] = ()


def noqa_row(source: SourceFile, span: Span) -> int:
    """The row on which a ``# noqa`` for the span is looked for (ruff's ``noqa_row``)."""
    return Lines(source.cell_text(span.cell)).noqa_row(span.start.row)


def suppress(
    diagnostics: Sequence[Diagnostic],
    source: SourceFile,
    names: Mapping[str, str],
    ran: frozenset[str],
) -> Suppressed:
    """Take away the suppressed diagnostics.

    A ``# noqa`` counts on the first and on the last line of what a diagnostic underlines, and at the end of the
    multi-line string or continued line that it starts in. ``names`` gives the code of each rule's name; ``ran``
    are the codes of the rules that ran: only for those can a suppression be unused.
    """
    if not _GATE.search(source.text):
        return Suppressed(tuple(diagnostics))
    cells: list[tuple[int | None, str]] = [(None, source.text)]
    if source.cells is not None:
        cells = [(cell.index, cell.text) for cell in source.cells]
    texts = {index: Lines(text) for index, text in cells if _GATE.search(text)}
    comments = [(cell, comment) for cell, lines in texts.items() for comment in lines.comments()]
    whole_file = [code for _, comment in comments for code in _ignore_file(comment, names)]
    noqas = [found for cell, comment in comments if (found := noqa_of(cell, comment, names)) is not None]
    on_row: dict[Place, list[Noqa]] = {}
    for noqa in noqas:
        on_row.setdefault((noqa.cell, noqa.comment.row), []).append(noqa)
    kept: list[Diagnostic] = []
    used: dict[int, set[Code]] = {}
    for diagnostic in diagnostics:
        near = (noqa for place in _places(diagnostic, texts) for noqa in on_row.get(place, ()))
        hits = [noqa for noqa in near if noqa.covers(diagnostic.code)]
        for noqa in hits:
            used.setdefault(id(noqa), set()).update(one for one in noqa.codes or () if one.covers(diagnostic.code))
        if not hits and not any(one.covers(diagnostic.code) for one in whole_file):
            kept.append(diagnostic)
    unused = []
    for noqa in noqas:
        idle = tuple(one for one in _checkable(noqa, names, ran) if one not in used.get(id(noqa), ()))
        if idle:
            unused.append(Unused(noqa, idle))
    return Suppressed(tuple(kept), len(diagnostics) - len(kept), tuple(unused))


def _places(diagnostic: Diagnostic, texts: Mapping[int | None, Lines]) -> set[Place]:
    """The rows on which a ``# noqa`` counts for the diagnostic."""
    span = diagnostic.span
    if span.cell not in texts:
        return set()
    rows = (span.start.row, span.end.row, diagnostic.noqa_row, texts[span.cell].noqa_row(span.start.row))
    return {(span.cell, row) for row in rows if row is not None}


def _checkable(noqa: Noqa, names: Mapping[str, str], ran: frozenset[str]) -> Iterable[Code]:
    """Our codes of which this run can tell that they are of no use: of rules that ran, and of no rule at all."""
    if noqa.codes is None or any(one.covers(UNUSED_SUPPRESSION) for one in noqa.codes):
        return
    known = set(names.values())
    for one in noqa.codes:
        covered = {code for code in known if one.covers(code)}
        if (one.ours or covered) and covered <= ran:
            yield one


def noqa_of(cell: int | None, comment: Comment, names: Mapping[str, str]) -> Noqa | None:
    """The ``# noqa`` in a comment; ``None`` where there is none, or one whose list begins with no code."""
    found = re.search(_NOQA, comment.text)
    if found is None:
        return None
    if found["list"] is None:
        return Noqa(cell, comment, found.start(), found.end(), None)
    codes = _codes(comment.text, found.start("codes"), found.end("codes"), names)
    return Noqa(cell, comment, found.start(), codes[-1].end, codes) if codes else None


def _ignore_file(comment: Comment, names: Mapping[str, str]) -> tuple[Code, ...]:
    """What the file's comment ignores: the empty prefix covers every code."""
    found = re.search(_IGNORE_FILE, comment.text)
    if found is None:
        return ()
    if found["list"] is None:
        return (Code("", "", found.end(), found.end()),)
    return _codes(comment.text, found.start("codes"), found.end("codes"), names)


def _codes(text: str, start: int, end: int, names: Mapping[str, str]) -> tuple[Code, ...]:
    """The codes and names at the head of a list; what follows them is a remark."""
    codes: list[Code] = []
    for found in _WORD.finditer(text, start, end):
        word = found[0]
        code = names.get(word.lower()) or (word.upper() if re.match(_CODE, word) else None)
        if code is None:
            break
        codes.append(Code(word, code, found.start(), found.end()))
    return tuple(codes)


def unused_diagnostics(unused: Iterable[Unused], source: SourceFile) -> tuple[Diagnostic, ...]:
    """KL002 for each suppression that suppresses nothing, with a fix that removes it."""
    texts: dict[int | None, Lines] = {}

    def line(comment: Noqa) -> str:
        if comment.cell not in texts:
            texts[comment.cell] = Lines(source.cell_text(comment.cell))
        return texts[comment.cell].line(comment.comment.row)

    return tuple(_unused_diagnostic(one, source.filename, line) for one in unused)


def _unused_diagnostic(unused: Unused, filename: str, line: Callable[[Noqa], str]) -> Diagnostic:
    noqa = unused.noqa
    listed = ", ".join(f"`{one.text}`" for one in unused.codes)
    return Diagnostic(
        code=UNUSED_SUPPRESSION,
        name="unused-suppression",
        severity=Severity.WARNING,
        message=f"`# noqa` for {listed} suppresses nothing",
        filename=filename,
        span=_span(noqa, noqa.start, noqa.end),
        help="remove it" if len(unused.codes) == len(noqa.codes or ()) else f"remove {listed}",
        fix=_removal(unused, line),
        noqa_row=noqa.comment.row,
    )


def _span(noqa: Noqa, start: int, end: int) -> Span:
    row, column = noqa.comment.row, noqa.comment.column
    return Span(noqa.cell, Location(row, column + start), Location(row, column + end))


def _removal(unused: Unused, line: Callable[[Noqa], str]) -> TextFix:
    noqa, text = unused.noqa, unused.noqa.comment.text
    idle = frozenset(unused.codes)
    remaining = [one for one in noqa.codes or () if one not in idle]
    if remaining:
        first = (noqa.codes or ())[0].start
        edit = TextEdit(_span(noqa, first, noqa.end), ", ".join(one.text for one in remaining))
        return TextFix((edit,), True, "remove the unused codes")
    rest = text[noqa.end :].lstrip(" \t,:-—")
    start, end, content = noqa.start, len(text) - len(rest), ""
    if rest and not rest.startswith("#"):
        content = "# "
    elif not rest:
        before = line(noqa)[: noqa.comment.column - 1 + start]
        start -= len(before) - len(before.rstrip())
    return TextFix((TextEdit(_span(noqa, start, end), content),), True, "remove the comment")
