"""Fixes of code that several models or calls share: a function that is called twice, what two paths run.

A rule looks at one thing at a time. What mends that one may break another that the same code makes, so a fix stands
only where the rule asks for it on each thing that has the code in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from keraslint.diagnostic import Edit, Finding, Origin
from keraslint.program import Call, Event, Model, Plain
from keraslint.records import replace


def agreed(found: Sequence[tuple[object, Finding]], subjects: Iterable[object]) -> list[Finding]:
    """The findings of one rule, each with what it was found on, without the fixes that other ``subjects`` of the rule
    do not ask for."""
    edits: dict[int, set[Edit]] = {}
    for subject, finding in found:
        if finding.fix is not None:
            edits.setdefault(id(subject), set()).update(finding.fix.edits)
    if not edits:
        return [finding for _, finding in found]
    edited = {edit.origin for each in edits.values() for edit in each}
    makes: dict[Origin, list[int]] = {}
    for subject in subjects:
        for origin in edited.intersection(_code_of(subject)):
            makes.setdefault(origin, []).append(id(subject))

    def wanted(edit: Edit) -> bool:
        return all(edit in edits.get(subject, ()) for subject in makes.get(edit.origin, ()))

    return [
        finding if finding.fix is None or all(map(wanted, finding.fix.edits)) else replace(finding, fix=None)
        for _, finding in found
    ]


def _code_of(subject: object) -> Iterator[Origin]:
    """The code that makes and uses it."""
    if isinstance(subject, Model):
        yield from subject.places
        for element in subject.elements:
            yield element.origin
            yield from _inside(element)
        for event in subject.events:
            yield event.origin
            yield from _inside(event.call)
    elif isinstance(subject, Event):
        yield from _inside(subject.call)
    elif isinstance(subject, Call):
        yield from _own(subject)


def _own(call: Call) -> Iterator[Origin]:
    """The code of a call itself; what is called in it has its own."""
    yield call.origin
    yield call.callee
    yield from (argument.origin for argument in call.arguments.values() if not isinstance(argument.value, Call))


def _inside(value: Plain) -> Iterator[Origin]:
    """The code of all calls in a value."""
    if isinstance(value, Call):
        yield from _own(value)
        for argument in value.arguments.values():
            yield from _inside(argument.value)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _inside(item)
