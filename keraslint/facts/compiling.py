"""Which ``fit`` and ``evaluate`` certainly meet a model that nothing has compiled, or that has no loss.

Measured on keras 3.15.1 and tf-keras 2.21: both raise without ``compile``; without a loss Keras 3 raises in ``fit`` and
``evaluate``, Keras 2 in ``fit`` only.
"""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.diagnostic import Origin
from keraslint.facts.building import certain_stack
from keraslint.facts.training import LEARNING, TRAINING
from keraslint.keras_api.spec import KERAS_2_AND_3, KERAS_3
from keraslint.program import Event, Layer, Model, Program

MADE_HERE = frozenset({"sequential", "functional", "application"})
OUT_OF_SIGHT = frozenset({"escaped", "returned", "attribute"})


def uncompiled(program: Program) -> Iterator[tuple[Model, Event]]:
    """Each ``fit``, ``evaluate``, … that on every path meets a model without a ``compile``."""
    for group in _by_place(program):
        if all(_never_compiled(model, event) for model, event in group):
            yield group[0]


def without_loss(program: Program) -> Iterator[tuple[Model, Event, Event, frozenset[int]]]:
    """Each ``fit``, ``evaluate``, … whose ``compile`` (the second event) gives no loss, on every path, and where the
    layers add none; with the Keras majors that raise."""
    for group in _by_place(program):
        compiles = [_compile_without_loss(model, event) for model, event in group]
        if compiles[0] is not None and None not in compiles:
            model, event = group[0]
            yield model, event, compiles[0], KERAS_2_AND_3 if event.kind in TRAINING else KERAS_3


def _by_place(program: Program) -> Iterator[list[tuple[Model, Event]]]:
    """The models that meet the same ``fit`` of the source, on all paths."""
    groups: dict[Origin, list[tuple[Model, Event]]] = {}
    for model in program.models:
        for event in model.occurrences(*LEARNING):
            groups.setdefault(event.origin, []).append((model, event))
    yield from groups.values()


def _never_compiled(model: Model, event: Event) -> bool:
    """A model that a function or a method makes may be kept by an object, whose methods run in an order that the file
    does not show: there any ``compile`` counts."""
    if model.kind not in MADE_HERE or model.where in ("layer", "method") or model.unclear is not None:
        return False
    made_by_function = model.where != "module"
    compiles = model.occurrences("compile") if made_by_function else model.before(event, "compile")
    if next(compiles, None) is not None or any(use.name in OUT_OF_SIGHT for use in model.before(event, "use")):
        return False
    return not made_by_function or not model.uses & (OUT_OF_SIGHT - {"returned"})


def _compile_without_loss(model: Model, event: Event) -> Event | None:
    if model.kind != "sequential" or model.where == "layer" or model.unclear is not None:
        return None
    compiled = next(model.before(event, "compile"), None)
    if compiled is None or compiled.call is None or compiled.call.value("loss", None) is not None:
        return None
    return compiled if _adds_no_loss(model) else None


def _adds_no_loss(model: Model) -> bool:
    """Whether no layer has a loss of its own: a regularizer, ``add_loss`` in a class of the file."""
    if model.open_because is not None:
        return False
    return all(
        isinstance(element, Layer)
        and element.complete
        and element.name not in ("ActivityRegularization", "Lambda", "VectorQuantizer")
        and not any(name.endswith("_regularizer") for name in element.arguments)
        and "layer" not in element.arguments
        for element in certain_stack(model)
    )
