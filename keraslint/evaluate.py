"""Programs → what the rules say of them: each rule on each of its subjects, weighed for the targeted Keras."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from keraslint.diagnostic import Finding
from keraslint.keras_api.spec import KERAS_2, KERAS_3
from keraslint.program import Layer, Program
from keraslint.records import record, replace
from keraslint.result import InternalError, internal_error
from keraslint.rule import Rule
from keraslint.severity import Severity
from keraslint.shared import agreed

SUBJECTS: Final[Mapping[str, Callable[[Program], Iterable[object]]]] = {
    "Program": lambda program: (program,),
    "Model": lambda program: program.models,
    "Event": lambda program: (event for model in program.models for event in model.events),
    "Call": lambda program: program.calls,
    "Layer": lambda program: (call for call in program.calls if isinstance(call, Layer)),
}
"""The things of a Program that a rule can be about, by the annotation of its parameter."""


@record(eq=True)
class Verdict:
    """A finding with the rule that made it and the severity that it has for the targeted Keras."""

    rule: Rule
    finding: Finding
    severity: Severity


def evaluate(
    program: Program, rules: Sequence[Rule], target: frozenset[int], named: frozenset[str] = frozenset()
) -> tuple[list[Verdict], list[InternalError]]:
    """All findings of all rules. A rule that fails is reported and costs its own findings only.

    ``named`` are the rules that the user chose by name. Who names a ``settled`` rule means to move to Keras 3.
    """
    verdicts: list[Verdict] = []
    faults: list[InternalError] = []
    for rule in rules:
        found = _apply(rule, program, KERAS_3 if rule.settled and rule.code in named else target)
        if isinstance(found, InternalError):
            faults.append(found)
        else:
            verdicts += found
    return verdicts, faults


def _apply(rule: Rule, program: Program, target: frozenset[int]) -> list[Verdict] | InternalError:
    try:
        subjects = tuple(SUBJECTS[rule.subject](program))
        findings = agreed([(subject, finding) for subject in subjects for finding in rule.check(subject)], subjects)
    except Exception as error:  # the boundary of a rule: whatever it is, it is a fault of ours
        return internal_error(rule.code, error, rule.check.__code__.co_filename)
    weighed = (weigh(rule, finding, target) for finding in findings)
    return [verdict for verdict in weighed if verdict is not None]


def stated(rule: Rule, finding: Finding) -> Severity:
    """The severity before it is weighed for a target."""
    return rule.severity if finding.severity is None else finding.severity


def weigh(rule: Rule, finding: Finding, target: frozenset[int]) -> Verdict | None:
    """The finding's severity where the program may run on any Keras major of ``target``.

    What none of them does is no finding. What only some of them do is a warning at most, and says which; of a
    ``settled`` rule it is none. What is ``early`` is none where Keras 2 alone is meant.
    """
    if finding.early and target == KERAS_2:
        return None
    severity = stated(rule, finding)
    affected = target & finding.versions
    if affected != target and finding.elsewhere is not None:
        return Verdict(rule, finding, finding.elsewhere)
    if not affected:
        return None
    if affected != target:
        if rule.settled:
            return None
        majors = " and ".join(str(major) for major in sorted(affected))
        severity = min(severity, Severity.WARNING)
        finding = replace(finding, message=f"{finding.message} (Keras {majors} only)")
    return Verdict(rule, finding, severity)
