"""Verdicts on origins → diagnostics on lines and columns, and the source lines that they speak of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from keraslint.diagnostic import Diagnostic, Note, Origin, RelatedSpan, Span, TextFix
from keraslint.evaluate import Verdict
from keraslint.result import InternalError, Place, internal_error
from keraslint.source import SourceFile, Unit, spans
from keraslint.source.comments import Lines


def resolve(
    verdicts: Sequence[Verdict], units: Sequence[Unit], source: SourceFile
) -> tuple[list[Diagnostic], list[InternalError]]:
    """The diagnostics in the order of the file, one of a rule at a place, the worst that it says there.

    A model that several paths share is found on each of them, and a rule may say one thing for each Keras. A finding
    whose own origin is in none of the units is an error of its rule.
    """
    places = spans(units, {origin for verdict in verdicts for origin in _origins(verdict)})
    fixes, broken = _fixes(verdicts, units, source)
    found: dict[tuple[str, Span], Diagnostic] = {}
    faults: dict[str, InternalError] = {}
    for verdict in verdicts:
        code, span = verdict.rule.code, places.get(verdict.finding.origin)
        if span is None:
            faults[code] = InternalError(code, f"a finding outside of the file: {verdict.finding.message}", "")
        elif (code, span) not in found or found[code, span].severity < verdict.severity:
            found[code, span] = _diagnostic(verdict, span, places, source.filename, fixes.get(id(verdict)))
    return sorted(found.values(), key=order), [*faults.values(), *broken]


def with_noqa_rows(diagnostics: Iterable[Diagnostic], source: SourceFile) -> Iterator[Diagnostic]:
    """The diagnostics with the rows on which a ``# noqa`` for them would stand."""
    lines: dict[int | None, Lines] = {}
    for diagnostic in diagnostics:
        cell = diagnostic.span.cell
        if cell not in lines:
            lines[cell] = Lines(source.cell_text(cell))
        yield replace(diagnostic, noqa_row=lines[cell].noqa_row(diagnostic.span.start.row))


def order(diagnostic: Diagnostic) -> tuple[int, int, int, str, str]:
    """The key of the order in which the diagnostics of one file are shown."""
    start = diagnostic.span.start
    return diagnostic.span.cell or 0, start.row, start.column, diagnostic.code, diagnostic.message


def excerpts(diagnostics: Iterable[Diagnostic], others: Iterable[Span], source: SourceFile) -> dict[Place, str]:
    """The lines of what the diagnostics speak of and of the other spans, and their neighbours."""
    wanted: set[Place] = set()
    for span in (*others, *(span for diagnostic in diagnostics for span in _spans(diagnostic))):
        wanted.update((span.cell, row) for row in range(span.start.row - 1, span.end.row + 2))
    texts = {cell: source.lines(cell) for cell in {cell for cell, _ in wanted}}
    return {(cell, row): texts[cell][row - 1] for cell, row in wanted if 0 < row <= len(texts[cell])}


def _spans(diagnostic: Diagnostic) -> Iterator[Span]:
    yield diagnostic.span
    for note in (*diagnostic.flow, *diagnostic.related):
        yield note.span


def _fixes(
    verdicts: Sequence[Verdict], units: Sequence[Unit], source: SourceFile
) -> tuple[dict[int, TextFix | None], list[InternalError]]:
    """The fixes on the text, by the identity of their verdicts."""
    asked = {id(verdict): verdict.finding.fix for verdict in verdicts if verdict.finding.fix is not None}
    if not asked:
        return {}, []
    from keraslint.editing import text_fixes

    try:
        return dict(zip(asked, text_fixes(list(asked.values()), units, source), strict=True)), []
    except Exception as error:  # what goes wrong here costs the fixes, not the findings
        return {}, [internal_error("fixing", error)]


def _origins(verdict: Verdict) -> Iterator[Origin]:
    finding = verdict.finding
    yield finding.origin
    for note in (*finding.flow, *finding.related):
        yield note.origin


def _diagnostic(
    verdict: Verdict, span: Span, places: dict[Origin, Span], filename: str, fix: TextFix | None
) -> Diagnostic:
    finding = verdict.finding
    return Diagnostic(
        code=verdict.rule.code,
        name=verdict.rule.name,
        severity=verdict.severity,
        message=finding.message,
        filename=filename,
        span=span,
        help=finding.help,
        label=finding.label,
        flow=tuple(_notes(finding.flow, places)),
        related=tuple(_notes(finding.related, places)),
        fix=fix,
    )


def _notes(notes: Iterable[Note], places: dict[Origin, Span]) -> Iterator[RelatedSpan]:
    return (RelatedSpan(places[note.origin], note.message) for note in notes if note.origin in places)
