"""The tables of ``--show-shapes``: every model of a Program as ``model.summary()`` would show it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from keraslint.diagnostic import Origin, Span
from keraslint.facts.building import certain_flow
from keraslint.keras_api import applications
from keraslint.keras_api.spec import LayerError
from keraslint.program import Call, Element, Layer, Misfit, Model, Nested, Program
from keraslint.result import LayerShape, ModelShapes, PlainShape
from keraslint.shapes import Dim, Unknown
from keraslint.source import Unit, spans

QUESTION = "?"


def summaries(programs: Sequence[Program], units: Sequence[Unit], filename: str) -> tuple[ModelShapes, ...]:
    """The models in the order of the file; one that several paths build alike is shown once."""
    models = [model for program in programs for model in program.models]
    origins = {element.origin for model in models for element in model.elements}
    places = spans(units, origins | {model.origin for model in models})
    shown = {_summary(model, places, filename): None for model in models if model.origin in places}
    return tuple(sorted(shown, key=lambda model: (model.cell or 0, model.line)))


def _summary(model: Model, places: dict[Origin, Span], filename: str) -> ModelShapes:
    at = places[model.origin]
    given, layers, total, because = _sequential(model, places) if model.kind == "sequential" else _other(model, places)
    return ModelShapes(
        filename=filename,
        cell=at.cell,
        line=at.start.row,
        name=model.name,
        kind=model.kind,
        incomplete_because=because,
        input_shape=given,
        layers=tuple(layers),
        total_params=total,
    )


def _sequential(
    model: Model, places: dict[Origin, Span]
) -> tuple[PlainShape, Iterator[LayerShape], int | str, str | None]:
    flow = certain_flow(model)
    layers = (
        _layer(step.element, plain_shape(step.output), plain_count(step.parameters), places)
        for step in flow.steps
        if not (isinstance(step.element, Layer) and step.element.name == "InputLayer")
    )
    total = plain_count(flow.parameters) if model.open_because is None else QUESTION
    return plain_shape(flow.input), layers, total, flow.because


def _other(model: Model, places: dict[Origin, Span]) -> tuple[PlainShape, Iterator[LayerShape], int | str, str | None]:
    inputs = model.inputs or ()
    given = plain_shape(inputs[0]) if len(inputs) == 1 else QUESTION
    layers = (_layer(element, QUESTION, QUESTION, places) for element in model.elements)
    if model.kind == "application" and model.call is not None:
        return given, layers, _application(model.call), model.open_because
    return given, layers, QUESTION, model.open_because or f"the layers of a {model.kind} model are not followed"


def _application(call: Call) -> int | str:
    if not call.complete:
        return QUESTION
    try:
        return plain_count(applications.parameter_count(call.name, call.spec.args))
    except LayerError:
        return QUESTION


def _layer(element: Element, shape: PlainShape, params: int | str, places: dict[Origin, Span]) -> LayerShape:
    name = None
    if not isinstance(element, (Misfit, Nested)) and "name" in element.arguments:
        value = element.arguments["name"].value
        name = value if isinstance(value, str) else None
    if isinstance(element, Nested):
        name = element.model.name
    line = places[element.origin].start.row if element.origin in places else 0
    return LayerShape(_class_name(element), name, line, shape, params)


def _class_name(element: Element) -> str:
    if isinstance(element, Layer):
        return element.name
    if isinstance(element, Nested):
        return "Sequential" if element.model.kind == "sequential" else "Functional"
    return element.kind if isinstance(element, Misfit) else element.written


def plain_shape(shape: object) -> PlainShape:
    """A shape with ``"?"`` for what is not known."""
    if not isinstance(shape, (tuple, list)):
        return QUESTION
    return tuple(dim if isinstance(dim, int) or dim is None else QUESTION for dim in shape)


def plain_count(count: Dim | Unknown) -> int | str:
    return count if isinstance(count, int) else QUESTION
