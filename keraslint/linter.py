"""One file: bytes → syntax → Program → findings → diagnostics."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from keraslint.codes import DYNAMIC, SYNTAX_ERROR, UNUSED_SUPPRESSION
from keraslint.diagnostic import Diagnostic
from keraslint.gate import ReadError, load
from keraslint.records import record, replace
from keraslint.result import FileResult, InternalError, ModelShapes, checksum, internal_error
from keraslint.settings import NONE, OwnRules
from keraslint.source.file import read

if TYPE_CHECKING:
    from keraslint.dynamic.blueprint import Blueprint
    from keraslint.program import Program
    from keraslint.rule import Rule
    from keraslint.source import Parsed, SourceFile, Unit

MAX_CHARACTERS: Final = 5_000_000
"""Of code in a file: the tree of so many takes some 1.5 GB."""


@record(eq=True)
class Options:
    """What to do with a file.

    ``codes`` are the rules to run, ``target`` the Keras majors that the program is for, as far as the command line and
    the project tell; with ``target_from_imports`` the file's imports may tell more. ``named`` are the rules that the
    user chose by name: those of moving to Keras 3 then speak as if it were the target. ``own`` are the user's own
    rules, which a process that lints needs too.
    """

    codes: frozenset[str]
    target: frozenset[int] = frozenset({2, 3})
    named: frozenset[str] = frozenset()
    target_from_imports: bool = False
    assume_keras: bool = False
    shapes: bool = False
    dynamic: bool = False
    own: OwnRules = NONE

    def ran(self, rule: Rule, *, dynamic: bool = False) -> bool:
        """Whether a rule that found nothing in the file has nothing to find there: it was to run, ``dynamic`` where it
        is Keras that speaks, and what is ``settled`` was not silent for code that may run on Keras 2."""
        heard = not rule.settled or self.target == frozenset({3}) or rule.code in self.named
        return rule.code in self.codes and heard and (dynamic or not rule.code.startswith(DYNAMIC))


class Stopwatch:
    """Wall seconds by phase."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        start = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - start


def lint_file(filename: str, options: Options) -> FileResult:
    """Lint a file that has passed the byte gate."""
    try:
        data = load(filename)
    except ReadError as error:
        return FileResult(filename, unreadable=str(error))
    return lint_bytes(filename, data, options)


def lint_bytes(filename: str, data: bytes, options: Options) -> FileResult:
    """Lint the content of a file. Nothing raises out of here: what goes wrong is part of the result."""
    try:
        source = read(filename, data)
    except ReadError as error:
        return FileResult(filename, unreadable=str(error))
    if source.size > MAX_CHARACTERS:
        most = MAX_CHARACTERS // 1_000_000
        return FileResult(filename, unreadable=f"it has more than {most} million characters of code")
    try:
        return replace(lint_source(source, options), checksum=checksum(data))
    except Exception as error:  # the boundary of a file: whatever it is, the other files are linted
        return FileResult(filename, internal_errors=(internal_error("linting", error),))


def lint_source(source: SourceFile, options: Options) -> FileResult:
    """Lint a decoded script or notebook."""
    from keraslint.resolve import excerpts
    from keraslint.source import parse

    watch = Stopwatch()
    with watch.phase("parse"):
        parsed = parse(source)
    programs, faults = _programs(parsed, source.filename, options, watch)
    with watch.phase("rules"):
        found, failed = _findings(parsed, programs, source, options)
        decided = _decisions(programs)
        if isinstance(decided, InternalError):
            failed.append(decided)
    diagnostics = _unsuppressed((*_syntax_errors(parsed, source.filename, options), *found), source, options)
    shapes: tuple[ModelShapes, ...] = ()
    if options.shapes:
        from keraslint.summaries import summaries

        shapes = summaries(programs, parsed.units, source.filename)
    plans: tuple[Blueprint, ...] = ()
    if options.dynamic:
        from keraslint.dynamic.blueprint import blueprints

        plans = blueprints(programs, parsed.units)
    return FileResult(
        source.filename,
        diagnostics,
        (*faults, *failed),
        unparsed=len(parsed.problems),
        lines=excerpts(diagnostics, [span for plan in plans for span in plan.places], source),
        shapes=shapes,
        limits=tuple(dict.fromkeys((*parsed.limits, *_limits(programs)))),
        decisions={} if isinstance(decided, InternalError) else decided,
        blueprints=plans,
        seconds=watch.seconds,
    )


def _programs(
    parsed: Parsed, filename: str, options: Options, watch: Stopwatch
) -> tuple[list[Program], list[InternalError]]:
    """What the file builds: the script or notebook, and each file that it writes."""
    programs: list[Program] = []
    faults: list[InternalError] = []
    with watch.phase("interpret"):
        for units in parsed.programs:
            result = _interpret(units, filename, options)
            if isinstance(result, InternalError):
                faults.append(result)
            else:
                programs.append(result)
                faults += [internal_error("interpreting", error) for error in result.faults]
    return programs, faults


def _interpret(units: tuple[Unit, ...], filename: str, options: Options) -> Program | InternalError:
    from keraslint.interpreter import interpret

    try:
        return interpret(units, filename, assume_keras=options.assume_keras)
    except Exception as error:  # the boundary of a program: what the others build is linted
        return internal_error("interpreting", error)


def _findings(
    parsed: Parsed, programs: Sequence[Program], source: SourceFile, options: Options
) -> tuple[list[Diagnostic], list[InternalError]]:
    from keraslint.evaluate import evaluate
    from keraslint.expected import unexpected
    from keraslint.resolve import resolve
    from keraslint.target import narrow

    rules = [rule for rule in _rules(options) if not rule.words or source.mentions(rule.words)]
    verdicts, faults = [], []
    for program in programs:
        target = narrow(options.target, program.imports) if options.target_from_imports else options.target
        found, failed = evaluate(program, rules, target, options.named)
        verdicts += found
        faults += failed
    diagnostics, misplaced = resolve(unexpected(verdicts, parsed.units), parsed.units, source)
    return diagnostics, faults + misplaced


def _limits(programs: Sequence[Program]) -> Iterator[str]:
    """The budgets that ran out, and how many models are not looked into."""
    yield from (limit for program in programs for limit in program.limits)
    places = {model.origin for program in programs for model in program.models if model.kind == "functional"}
    if places:
        models, their = ("model", "its") if len(places) == 1 else ("models", "their")
        yield f"{len(places)} functional {models}: the shapes between {their} layers are not followed"


def _decisions(programs: Sequence[Program]) -> Mapping[str, int] | InternalError:
    from keraslint.facts.decisions import decisions

    try:
        return decisions(programs)
    except Exception as error:  # a count is not worth the diagnostics
        return internal_error("counting decisions", error)


def _rules(options: Options) -> list[Rule]:
    from keraslint import catalogue

    return [rule for rule in catalogue.load() if rule.code in options.codes]


def _syntax_errors(parsed: Parsed, filename: str, options: Options) -> list[Diagnostic]:
    """KL001: what the parser says. A file that does not parse has no Program that a rule could read."""
    if SYNTAX_ERROR not in options.codes or not parsed.problems:
        return []
    from keraslint import catalogue

    rule = catalogue.find(SYNTAX_ERROR)
    assert rule is not None
    return [
        Diagnostic(
            code=rule.code,
            name=rule.name,
            severity=rule.severity,
            message=problem.message,
            filename=filename,
            span=problem.span,
        )
        for problem in parsed.problems
    ]


def _unsuppressed(diagnostics: Sequence[Diagnostic], source: SourceFile, options: Options) -> tuple[Diagnostic, ...]:
    """What the comments in the file leave, in the order of the file, and what is wrong with those comments (KL002)."""
    from keraslint import catalogue
    from keraslint.resolve import order, with_noqa_rows
    from keraslint.suppression import suppress, unused_diagnostics

    names = {rule.name: rule.code for rule in catalogue.load()}
    ran = frozenset(rule.code for rule in catalogue.load() if options.ran(rule))  # Keras itself speaks later
    left = suppress(tuple(with_noqa_rows(diagnostics, source)), source, names, ran)
    unused = unused_diagnostics(left.unused, source) if UNUSED_SUPPRESSION in options.codes else ()
    return tuple(sorted((*left.kept, *unused), key=order))
