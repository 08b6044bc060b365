"""Rules on hand-made Programs, and their findings as diagnostics."""

from __future__ import annotations

import ast
import pickle
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from keraslint.diagnostic import Diagnostic, Edit, Finding, Fix, Location, Note, Origin, Severity, Span
from keraslint.evaluate import Verdict, evaluate, weigh
from keraslint.program import Call, Event, Layer, Model, Program
from keraslint.resolve import excerpts, resolve, with_noqa_rows
from keraslint.rule import ERROR, INFO, WARNING, Rule
from keraslint.source import SourceFile, Unit, parse, syntax
from keraslint.source.walk import descend

TEXT = "model = Sequential()\nmodel.add(LSTM(64))\nmodel.add(\n    LSTM(32),\n)\n"
SOURCE = SourceFile("train.py", TEXT)
BOTH = frozenset({2, 3})


def unit() -> Unit:
    (result,) = parse(SOURCE).units
    return result


def call(unit: Unit, text: str) -> Origin:
    """The origin of the call that is written so."""

    nodes = (node for node in descend(unit.module) if isinstance(node, syntax.Call) and isinstance(node.at, ast.AST))
    return next(Origin(node) for node in nodes if ast.get_source_segment(unit.text, node.at) == text)


def a_rule(check: Callable[..., Iterator[Finding]], subject: str = "Program", severity: Severity = ERROR) -> Rule:
    return Rule("KL999", "test-rule", severity, subject, check, "Page.")


def program() -> Program:
    origin = Origin(object())
    layer = Layer(1, "layer", "Dense", "Dense", origin, origin)
    optimizer = Call(2, "optimizer", "Adam", "Adam", origin, origin)
    events = (Event("add", "add", origin, (), 1), Event("summary", "summary", origin, (layer,), 2))
    models = (Model(1, "sequential", "a", origin, (layer,), events=events), Model(2, "sequential", "b", origin))
    return Program("train.py", models, (layer, optimizer))


@pytest.mark.parametrize(
    ("subject", "kinds"),
    [
        ("Program", ["Program"]),
        ("Model", ["Model", "Model"]),
        ("Event", ["Event", "Event"]),
        ("Call", ["Layer", "Call"]),
        ("Layer", ["Layer"]),
    ],
)
def test_a_rule_sees_each_of_its_subjects(subject: str, kinds: list[str]) -> None:
    seen: list[str] = []

    def check(thing: object) -> Iterator[Finding]:
        seen.append(type(thing).__name__)
        yield from ()

    assert evaluate(program(), [a_rule(check, subject)], BOTH) == ([], [])
    assert seen == kinds


@pytest.mark.parametrize("error", [KeyError("x"), RecursionError("deep"), MemoryError()])
def test_a_failing_rule_hides_no_other(error: Exception) -> None:
    def fails(program: Program) -> Iterator[Finding]:
        if program.filename:
            raise error
        yield Finding(Origin(None), "never")

    def speaks(program: Program) -> Iterator[Finding]:
        yield Finding(Origin(None), "here")

    verdicts, faults = evaluate(program(), [a_rule(fails), a_rule(speaks)], BOTH)
    assert [verdict.finding.message for verdict in verdicts] == ["here"]
    (fault,) = faults
    assert fault.during == "KL999"
    assert type(error).__name__ in fault.exception
    assert "in fails" in fault.traceback


@pytest.mark.parametrize(
    ("target", "versions", "severity", "expected"),
    [
        ({2, 3}, {2, 3}, ERROR, (ERROR, "m")),
        ({3}, {2, 3}, ERROR, (ERROR, "m")),
        ({3}, {3}, ERROR, (ERROR, "m")),
        ({2}, {3}, ERROR, None),
        ({2, 3}, {3}, ERROR, (WARNING, "m (Keras 3 only)")),
        ({2, 3}, {2}, ERROR, (WARNING, "m (Keras 2 only)")),
        ({2, 3}, {3}, WARNING, (WARNING, "m (Keras 3 only)")),
        ({2, 3}, {3}, INFO, (INFO, "m (Keras 3 only)")),
        ({2, 3}, set(), ERROR, None),
    ],
)
def test_severity_by_target(
    target: set[int], versions: set[int], severity: Severity, expected: tuple[Severity, str] | None
) -> None:
    finding = Finding(Origin(None), "m", versions=frozenset(versions))
    verdict = weigh(a_rule(lambda program: iter(()), severity=severity), finding, frozenset(target))
    assert (verdict and (verdict.severity, verdict.finding.message)) == expected


@pytest.mark.parametrize(("target", "expected"), [({3}, ERROR), ({2}, WARNING), ({2, 3}, WARNING)])
def test_a_finding_may_be_less_grave_elsewhere(target: set[int], expected: Severity) -> None:
    finding = Finding(Origin(None), "m", versions=frozenset({3}), elsewhere=WARNING)
    verdict = weigh(a_rule(lambda program: iter(())), finding, frozenset(target))
    assert verdict is not None
    assert (verdict.severity, verdict.finding.message) == (expected, "m")


def test_a_finding_may_have_a_severity_of_its_own() -> None:
    verdict = weigh(a_rule(lambda program: iter(())), Finding(Origin(None), "m", severity=INFO), BOTH)
    assert verdict is not None
    assert verdict.severity == INFO


def verdict(finding: Finding, severity: Severity = ERROR) -> Verdict:
    return Verdict(a_rule(lambda program: iter(())), finding, severity)


def resolved(*findings: Finding, units: tuple[Unit, ...]) -> list[Diagnostic]:
    found, faults = resolve([verdict(finding) for finding in findings], units, SOURCE)
    assert not faults
    return found


def test_positions_of_a_finding() -> None:
    module = unit()
    first, second = call(module, "LSTM(64)"), call(module, "LSTM(32)")
    fix = Fix((Edit(second, "GRU(32)"),), True, "use GRU")
    finding = Finding(second, "m", help="h", label="l", flow=(Note(first, "f"),), related=(Note(first, "r"),), fix=fix)
    (diagnostic,) = resolved(finding, units=(module,))
    assert diagnostic.span == Span(None, Location(4, 5), Location(4, 13))
    assert (diagnostic.code, diagnostic.name, diagnostic.filename) == ("KL999", "test-rule", "train.py")
    assert diagnostic.flow[0].span == diagnostic.related[0].span == Span(None, Location(2, 11), Location(2, 19))
    assert (diagnostic.flow[0].message, diagnostic.related[0].message) == ("f", "r")
    assert diagnostic.fix is not None
    assert diagnostic.fix.edits[0].span == diagnostic.span
    assert pickle.loads(pickle.dumps(diagnostic)) == diagnostic


def test_a_rule_speaks_once_at_a_place_and_says_the_worst() -> None:
    module = unit()
    origin = call(module, "LSTM(32)")
    verdicts = [
        verdict(Finding(origin, "a"), WARNING),
        verdict(Finding(origin, "b"), ERROR),
        verdict(Finding(origin, "c"), ERROR),
    ]
    (found,), _ = resolve(verdicts, (module,), SOURCE)
    assert (found.message, found.severity) == ("b", ERROR)


def test_two_rules_at_a_place_both_speak() -> None:
    module = unit()
    one = verdict(Finding(call(module, "LSTM(32)"), "a"))
    other = replace(one, rule=replace(one.rule, code="KL998"))
    assert [found.code for found in resolve([one, other], (module,), SOURCE)[0]] == ["KL998", "KL999"]


def test_diagnostics_are_in_the_order_of_the_file() -> None:
    module = unit()
    first, second = call(module, "LSTM(64)"), call(module, "LSTM(32)")
    found = resolved(Finding(second, "b"), Finding(first, "c"), units=(module,))
    assert [one.message for one in found] == ["c", "b"]


def test_a_note_from_nowhere_is_left_out_and_a_fix_falls_with_it() -> None:
    module = unit()
    lost = Origin(object())
    origin = call(module, "LSTM(32)")
    fix = Fix((Edit(origin, "x"), Edit(lost, "y")), True, "m")
    (found,) = resolved(Finding(origin, "m", flow=(Note(lost, "f"),), fix=fix), units=(module,))
    assert found.flow == ()
    assert found.fix is None


def test_a_finding_from_nowhere_is_a_fault_of_its_rule_only() -> None:
    module = unit()
    here = verdict(Finding(call(module, "LSTM(32)"), "here"))
    nowhere = verdict(Finding(Origin(object()), "nowhere"))
    (found,), (fault,) = resolve([nowhere, here], (module,), SOURCE)
    assert found.message == "here"
    assert fault.during == "KL999"
    assert "nowhere" in fault.exception


def test_excerpts_have_the_lines_and_their_neighbours() -> None:
    module = unit()
    (found,) = resolved(Finding(call(module, "LSTM(64)"), "m"), units=(module,))
    lines = TEXT.split("\n")
    assert excerpts([found], [], SOURCE) == {(None, row): lines[row - 1] for row in (1, 2, 3)}
    last = replace(found, span=Span(None, Location(6, 1), Location(6, 1)))
    assert excerpts([last], [], SOURCE) == {(None, 5): ")", (None, 6): ""}


def test_noqa_row_is_the_end_of_a_continued_line() -> None:
    source = SourceFile("train.py", "x = 1 + \\\n  2\ny = 3\n")
    spans = [Span(None, Location(row, 1), Location(row, 2)) for row in (1, 3)]
    given = [Diagnostic("KL999", "n", ERROR, "m", "train.py", span) for span in spans]
    assert [one.noqa_row for one in with_noqa_rows(given, source)] == [2, 3]
