"""What Keras says of a file's models, merged with what the static analysis said."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field, replace
from typing import Any, Final

from keraslint.diagnostic import Diagnostic, Span
from keraslint.dynamic.blueprint import Blueprint, LayerPlan
from keraslint.dynamic.client import Worker, WorkerError
from keraslint.records import record
from keraslint.result import FileResult, ModelShapes, PlainShape, internal_error
from keraslint.severity import Severity

REJECTED: Final = ("KL801", "keras-rejects-model", Severity.ERROR)
DISAGREES: Final = ("KL802", "shape-disagreement", Severity.ERROR)
NOT_INSTANTIABLE: Final = ("KL803", "not-instantiable", Severity.INFO)
SHAPE_CODES: Final = (
    "KL104",
    "KL105",
    "KL201",
    "KL202",
    "KL203",
    "KL206",
    "KL402",
    "KL403",
    "KL404",
    "KL407",
    "KL409",
    "KL410",
)
"""The static rules that say what Keras says when it rejects a model."""
LOSS_CODES: Final = ("KL204", "KL302", "KL303", "KL308", "KL309", "KL312")
"""Those that say what Keras says when a loss meets labels."""


@record(frozen=False)
class Tally:
    """How the models of a run fared. ``skipped`` counts by reason.

    Of the verified, ``assumed`` are those in which a number stands in for a size that the source does not tell,
    ``chosen`` those of which it tells no input shape at all, so that they were built on one that fits their layers.
    """

    verified: int = 0
    assumed: int = 0
    chosen: int = 0
    constructed: int = 0
    rejected: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    keras: str = ""
    failure: str | None = None

    @property
    def total(self) -> int:
        return self.verified + self.constructed + self.rejected + sum(self.skipped.values())

    def summary(self) -> str:
        """The line that ends a run."""
        if not self.total:
            return "no models to verify"
        models = "model" if self.total == 1 else "models"
        by = f" by Keras {self.keras}" if self.keras else ""
        parts = [f"{self.verified} of {self.total} {models} verified{by}"]
        if self.assumed:
            parts.append(f"{self.assumed} of them with a number for a size that the source does not tell")
        if self.chosen:
            parts.append(f"{self.chosen} of them on a stand-in for an input shape that it does not tell")
        if self.constructed:
            parts.append(f"{self.constructed} only constructed")
        parts.append(f"{self.rejected} rejected")
        if self.skipped:
            parts.append(f"{sum(self.skipped.values())} skipped")
        return ", ".join(parts)


def verify(results: Iterable[FileResult], worker: Worker, codes: frozenset[str], tally: Tally) -> Iterator[FileResult]:
    """The results with Keras's word on every model. ``codes`` are the rules that are enabled.

    Where Keras cannot be started at all the results pass unchanged and ``tally.failure`` says why.
    """
    for result in results:
        if tally.failure is None and result.blueprints:
            try:
                result = _verified(result, worker, codes, tally)
            except WorkerError as error:
                tally.failure = str(error)
            except Exception as error:
                fault = internal_error("verifying with Keras", error)
                result = replace(result, internal_errors=(*result.internal_errors, fault))
        yield result


def _verified(result: FileResult, worker: Worker, codes: frozenset[str], tally: Tally) -> FileResult:
    diagnostics, shapes = result.diagnostics, result.shapes
    rejected: set[Span] = set()
    for blueprint in _distinct(result.blueprints):
        before = tally.verified
        found = list(_verdict(blueprint, worker, result.filename, tally, rejected))
        if tally.verified > before and not blueprint.assumed and not any(one.code == DISAGREES[0] for one in found):
            shapes = tuple(replace(one, verified=True) if _shown_as(one, blueprint) else one for one in shapes)
        said = [one for one in found if one.code in codes]
        diagnostics = _merged(diagnostics, unsuppressed(said, result.filename), worker, blueprint)
    return replace(result, diagnostics=diagnostics, shapes=shapes)


def _shown_as(shapes: ModelShapes, blueprint: Blueprint) -> bool:
    """Whether a table shows the model."""
    at = blueprint.span
    if (shapes.cell, shapes.line, shapes.name) != (at.cell, at.start.row, blueprint.name):
        return False
    return [layer.output_shape for layer in shapes.layers] == [layer.output for layer in blueprint.layers]


def unsuppressed(said: list[Diagnostic], filename: str) -> list[Diagnostic]:
    """What the comments in the file leave of what Keras says."""
    if not said:
        return said
    from keraslint import catalogue
    from keraslint.gate import ReadError
    from keraslint.source.file import read
    from keraslint.suppression import suppress

    try:
        source = read(filename)
    except ReadError:  # standard input, or a file that has gone meanwhile
        return said
    names = {rule.name: rule.code for rule in catalogue.load()}
    return list(suppress(said, source, names, frozenset(one.code for one in said)).kept)


def _distinct(blueprints: Sequence[Blueprint]) -> Iterator[Blueprint]:
    """A model that several paths make alike is verified once."""
    seen: set[str] = set()
    for blueprint in blueprints:
        key = repr((blueprint.span, blueprint.missing, _numbered(blueprint.request)))
        if key not in seen:
            seen.add(key)
            yield blueprint


def _numbered(request: dict[str, Any]) -> str:
    """The request with identities that count from 0, so that equal models are equal."""
    numbers: dict[str, int] = {}
    return re.sub(r'"uid": (\d+)', lambda found: str(numbers.setdefault(found[1], len(numbers))), json.dumps(request))


def _verdict(
    blueprint: Blueprint, worker: Worker, filename: str, tally: Tally, rejected: set[Span]
) -> Iterator[Diagnostic]:
    """What is to be said of a model. ``rejected`` are the places of those that Keras rejects, so far."""
    if blueprint.missing is not None:
        tally.skipped[blueprint.missing] += 1
        yield _not_instantiable(blueprint, blueprint.missing, filename)
        return
    try:
        answer = worker.ask(blueprint.request)
        if blueprint.chosen and answer["verdict"] != "built":  # that is the choice's fault, not the model's
            blueprint = blueprint.without_input()
            answer = worker.ask(blueprint.request)
    except WorkerError as error:
        if not worker.keras:
            raise
        tally.skipped[str(error)] += 1
        yield _not_instantiable(blueprint, str(error), filename)
        return
    tally.keras = worker.keras
    verdict = answer["verdict"]
    if verdict == "rejected" and not _certain(blueprint, answer):
        reason = "a size is not known, and Keras rejects the model with an assumed one"
        tally.skipped[reason] += 1
        yield _not_instantiable(blueprint, reason, filename)
    elif verdict == "rejected":
        tally.rejected += 1
        rejected.add(blueprint.span)
        layer = blueprint.layers[answer["layer"]]
        if layer.model not in rejected:  # a nested model's own fault is reported where that model is
            yield _rejected(layer, answer, worker.keras, filename)
    elif verdict == "built":
        tally.verified += 1
        tally.assumed += blueprint.sizes_assumed
        tally.chosen += blueprint.chosen
        yield from _differences(blueprint, answer, worker, filename)
        yield from _refused_losses(blueprint, answer, worker.keras, filename)
    elif verdict == "constructed":
        tally.constructed += 1
    else:
        tally.skipped[answer["message"]] += 1
        yield _not_instantiable(blueprint, answer["message"], filename)


def _certain(blueprint: Blueprint, answer: dict[str, Any]) -> bool:
    """Whether no assumed size has a part in a rejection: the constructor of a layer raises, and all of it is known."""
    if answer["by"] == "constructor":
        return not blueprint.layers[answer["layer"]].assumed
    return not blueprint.assumed


def _not_instantiable(blueprint: Blueprint, reason: str, filename: str) -> Diagnostic:
    code, name, severity = NOT_INSTANTIABLE
    return Diagnostic(code, name, severity, f"the model was not verified: {reason}", filename, blueprint.span)


def _rejected(layer: LayerPlan, answer: dict[str, Any], keras: str, filename: str) -> Diagnostic:
    code, name, severity = REJECTED
    return Diagnostic(code, name, severity, f"Keras {keras} raises {answer['message']}", filename, layer.span)


def _differences(blueprint: Blueprint, answer: dict[str, Any], worker: Worker, filename: str) -> Iterator[Diagnostic]:
    """The first layer whose shape or number of weights Keras gives otherwise: a fault of ours.

    We count weights as Keras 3 does; Keras 2 adds those of an ``activation`` that is a layer.
    """
    for layer, shape, parameters in zip(blueprint.layers, answer["shapes"], answer["parameters"], strict=True):
        real = "?" if shape == "?" else tuple(shape)
        counted = worker.major >= 3 and isinstance(layer.parameters, int)
        if differs(layer.output, real) or (counted and layer.parameters != parameters):
            yield _disagreement(layer, real, parameters, worker.keras, filename)
            return


def _refused_losses(blueprint: Blueprint, answer: dict[str, Any], keras: str, filename: str) -> Iterator[Diagnostic]:
    """What Keras says of the loss on the labels, where that is known, on the line of the ``fit``."""
    if blueprint.assumed:
        return
    code, name, severity = REJECTED
    for plan, said in zip(blueprint.losses, answer["losses"], strict=True):
        if said is not None:
            message = f"Keras {keras} raises in the loss, on labels of shape {plan.labels}: {said}"
            yield Diagnostic(code, name, severity, message, filename, plan.span)


def _disagreement(layer: LayerPlan, real: PlainShape, parameters: int, keras: str, filename: str) -> Diagnostic:
    code, name, severity = DISAGREES
    message = (
        f"Keras {keras} gives `{layer.written}` the shape {real} and {parameters:,} parameters, keraslint "
        f"{layer.output} and {layer.parameters}"
    )
    return Diagnostic(
        code, name, severity, message, filename, layer.span, help="this is a fault of keraslint: please report it"
    )


def differs(static: PlainShape, real: PlainShape) -> bool:
    """Whether two shapes contradict each other: ``"?"`` contradicts nothing."""
    if isinstance(static, str) or isinstance(real, str):
        return False
    if len(static) != len(real):
        return True
    return any(ours not in ("?", theirs) for ours, theirs in zip(static, real, strict=True))


def _merged(
    found: Sequence[Diagnostic], said: Sequence[Diagnostic], worker: Worker, blueprint: Blueprint
) -> tuple[Diagnostic, ...]:
    """One diagnostic for one fault: a static finding that Keras confirms takes Keras's word for it."""
    result = list(found)
    for diagnostic in said:
        twin = next((i for i, one in enumerate(result) if _same_fault(one, diagnostic, blueprint)), None)
        if twin is None:
            result.append(diagnostic)
        elif diagnostic.code != result[twin].code and "confirmed by" not in result[twin].message:
            confirmed = f"{result[twin].message} (confirmed by Keras {worker.keras})"
            result[twin] = replace(result[twin], message=confirmed, severity=Severity.ERROR)
    return tuple(sorted(result, key=lambda one: (one.span.cell or 0, one.span.start, one.code)))


def _same_fault(static: Diagnostic, dynamic: Diagnostic, blueprint: Blueprint) -> bool:
    for plan in blueprint.losses:
        if plan.span == dynamic.span and static.code in LOSS_CODES:
            return any(_touch(static.span, span) for span in plan.spans)
    if dynamic.code != REJECTED[0]:
        return static.code == dynamic.code and static.span == dynamic.span
    return static.code in (*SHAPE_CODES, REJECTED[0]) and _touch(static.span, dynamic.span)


def _touch(one: Span, other: Span) -> bool:
    """Whether the places overlap: a static finding may point at an argument of the layer."""
    return one.cell == other.cell and one.start < other.end and other.start < one.end
