"""How often the loss can be held against the labels: what ``--verbose`` counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from keraslint.diagnostic import Origin
from keraslint.facts.losses import custom
from keraslint.facts.objective import Objective, objectives
from keraslint.facts.training import Training, trainings
from keraslint.program import Program
from keraslint.shapes import UNKNOWN

DECIDED: Final = ""
"""The key of the decided fits among the reasons."""

_FITS: Final = frozenset({"fit", "fit_generator"})


def decisions(programs: Iterable[Program]) -> Mapping[str, int]:
    """Reason → number of the ``fit`` calls of Sequential models with a classification loss for which it is not known
    how the labels are encoded; ``DECIDED`` → number of those for which it is.

    A ``fit`` that several paths reach counts once, and as decided if it is on one of them.
    """
    found: dict[Origin, str] = {}
    for program in programs:
        for model in program.models:
            if model.kind != "sequential":
                continue
            known = {objective.training.event: objective for objective in reversed(objectives(model))}
            for training in trainings(model):
                event = training.event
                if event is None or event.kind not in _FITS:
                    continue
                reason = _reason(training, known.get(event))
                if reason is not None and found.get(event.origin) != DECIDED:
                    found[event.origin] = reason
    return Counter(found.values())


def _reason(training: Training, objective: Objective | None) -> str | None:
    """``None`` where the fit is none for classes, as far as is known."""
    if training.compiled is None:
        return None
    if objective is None or objective.loss is None:
        softmax = objective is not None and objective.output.activation == "softmax"
        return "the loss is not one of Keras's own" if softmax and custom(training.compiled) else None
    if not objective.loss.for_classes:
        return None
    data, labels = training.data, objective.labels
    if labels is not None and (labels.array.meaning is not None or labels.inputs or _by_shape(objective)):
        return DECIDED
    if labels is not None:
        return "the encoding of the labels is not known"
    if data is None or (data.y is None and data.x is UNKNOWN):
        return "the data are not known"
    if data.dataset is not None:
        return "the elements of the data set are not known"
    return "the labels are not one array" if isinstance(data.y, (list, tuple)) else "the labels are not known"


def _by_shape(objective: Objective) -> bool:
    """Whether the shapes tell one number per sample from a column per unit."""
    labels = objective.labels
    return labels is not None and labels.rank is not None and isinstance(objective.output.units, int)


def summary(counts: Mapping[str, int]) -> str:
    """``loss against labels: decided for 7 of 10 fits; undecided: …``."""
    total = sum(counts.values())
    text = f"loss against labels: decided for {counts.get(DECIDED, 0)} of {total} classification fits"
    reasons = sorted((-count, reason) for reason, count in counts.items() if reason != DECIDED)
    listed = ", ".join(f"{reason} ({-count})" for count, reason in reasons)
    return f"{text}; undecided: {listed}" if listed else text


__all__ = ["DECIDED", "decisions", "summary"]
