"""When ``trainable`` is set, and whether Keras sees it.

Measured on keras 3.15.1 and tf-keras 2.21: Keras 2 reads ``trainable`` in ``compile``, Keras 3 when the first ``fit``
after that makes the training function. A change after that has no effect until the next ``compile``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from keraslint.keras_api.spec import KERAS_2, KERAS_2_AND_3
from keraslint.program import Event, Model, Nested, Program
from keraslint.records import record

PART: Final = frozenset({"nested", "tensor", "attribute", "escaped"})


@record
class StaleChange:
    """A change of ``trainable`` that the ``fit`` after it does not see, in Keras of the majors ``versions``."""

    model: Model
    event: Event
    compiled: Event
    fit: Event
    versions: frozenset[int]


def stale_changes(program: Program) -> Iterator[StaleChange]:
    for model in program.models:
        if model.kind not in ("sequential", "functional") or model.unclear is not None or model.uses & PART:
            continue
        if model.where == "method":  # methods run in an order that the file does not show
            continue
        changes = [event for owner in (model, *_inside(program, model)) for event in _changes(owner)]
        for event in sorted(changes, key=lambda change: change.order):
            found = _stale(model, event)
            if found is not None:
                yield found
                break


def _stale(model: Model, event: Event) -> StaleChange | None:
    compiled, trained = next(model.before(event, "compile"), None), next(model.before(event, "fit"), None)
    compiled_again, training = next(model.after(event, "compile"), None), next(model.after(event, "fit"), None)
    if compiled is None or training is None or (compiled_again and compiled_again.order < training.order):
        return None
    was_trained = trained is not None and trained.order > compiled.order
    return StaleChange(model, event, compiled, training, KERAS_2_AND_3 if was_trained else KERAS_2)


def _changes(model: Model) -> Iterator[Event]:
    """The settings of ``trainable`` that certainly differ from what was before: freezing, and unfreezing what an
    earlier line froze."""
    frozen = False
    for event in model.occurrences("set"):
        if event.value is False and not frozen:
            frozen = True
            yield event
        elif event.value is True and frozen:
            frozen = False
            yield event


def _inside(program: Program, model: Model) -> Iterator[Model]:
    """The models nested in the stack, as they are at the end of the program."""
    wanted = {element.uid for element in model.elements if isinstance(element, Nested)}
    return (other for other in program.models if other.uid in wanted)
