"""Models as building plans: plain data that a worker process can build from, with the places in the source.

A value is encoded as JSON: constants and lists as they are, and as an object with one key ``tuple`` (a list),
``dict`` (a list of pairs), ``path`` (a library function or class) or ``object`` (a Keras object: its name, its
arguments, and under ``keras2`` what Keras 2 calls those of another name). A size that the source does not tell is
``symbol`` until the plan is complete; then a number stands in for it, and nothing that Keras refuses counts. What
cannot be said so (a function of the file, an unknown value) makes a model not instantiable.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from keraslint.diagnostic import Origin, Span
from keraslint.dynamic.inputs import fitting_input, input_shapes
from keraslint.facts.objective import Objective, objectives
from keraslint.flow import COSMETIC, SHAPE_ARGUMENTS, Step, flow_of, has_own_input_dim
from keraslint.keras_api.binding import name_in
from keraslint.program import Call, Element, Layer, Model, Nested, Program
from keraslint.records import record
from keraslint.result import PlainShape
from keraslint.shapes import AnyShape, Symbol, Unknown

if TYPE_CHECKING:
    from keraslint.source import Unit

INPUT: Final = "InputLayer"
SIZES: Final = frozenset({"units", "filters", "input_dim", "output_dim"})
"""Arguments that are positive integers in every layer that works."""
STAND_INS: Final = (1009, 1013, 1019, 1021, 1031, 1033, 1039, 1049, 1051, 1061)
"""Sizes that stand in for those that the source does not tell, in turn."""


class NotInstantiable(Exception):
    """The model cannot be rebuilt from its source; the message says which value is missing."""


@record(eq=True)
class LayerPlan:
    """One layer: what to make, where it stands, and what the static analysis says of it.

    ``model`` is the place of the model that stands here as a layer.
    """

    plan: Mapping[str, Any]
    span: Span
    written: str
    output: PlainShape
    parameters: int | str
    model: Span | None = None

    @property
    def assumed(self) -> bool:
        """Whether a size of it is assumed."""
        return _assumes(self.plan)


@record(eq=True)
class LossPlan:
    """A loss on labels of a known shape (batch axis included): what ``fit`` asks Keras for, in the place ``span``.

    ``spans`` are the places where a static finding of the same fault may stand: the loss, the labels, the output.
    """

    loss: Any
    labels: tuple[int | None, ...]
    span: Span
    spans: tuple[Span, ...]


@record(eq=True)
class Blueprint:
    """One Sequential. ``missing`` says why it cannot be rebuilt, ``None`` where it can.

    ``input_shape`` has the batch axis; it is ``chosen`` where the source tells none. It is ``None`` where no input
    fits the layers: then only what the constructors say can be verified.
    """

    name: str | None
    span: Span
    layers: tuple[LayerPlan, ...] = ()
    input_shape: tuple[Any, ...] | None = None
    chosen: bool = False
    missing: str | None = None
    losses: tuple[LossPlan, ...] = ()

    @property
    def places(self) -> tuple[Span, ...]:
        """Where Keras may find fault."""
        return (self.span, *(layer.span for layer in self.layers), *(plan.span for plan in self.losses))

    @property
    def assumed(self) -> bool:
        """Whether sizes are assumed: what Keras then refuses, it may accept."""
        return _assumes(self.input_shape) or self.sizes_assumed

    @property
    def sizes_assumed(self) -> bool:
        """Whether a size is assumed that is not one of a chosen input."""
        return any(layer.assumed for layer in self.layers) or (not self.chosen and _assumes(self.input_shape))

    def without_input(self) -> Blueprint:
        """The layers alone."""
        return replace(self, input_shape=None, chosen=False, losses=())

    @property
    def request(self) -> dict[str, Any]:
        """What the worker gets."""
        request: dict[str, Any] = _stood_in(self._request, {})
        return request

    @property
    def _request(self) -> dict[str, Any]:
        shape = None if self.input_shape is None else list(self.input_shape)
        losses = [{"loss": plan.loss, "labels": list(plan.labels)} for plan in self.losses]
        return {"layers": [layer.plan for layer in self.layers], "input": shape, "losses": losses}


def _assumes(plan: Any) -> bool:
    return '"symbol"' in json.dumps(plan)


def _stood_in(plan: Any, sizes: dict[int, int]) -> Any:
    """The plan with a number for each size that is not known, the same for the same size."""
    if isinstance(plan, list):
        return [_stood_in(item, sizes) for item in plan]
    if not isinstance(plan, dict):
        return plan
    if "symbol" in plan:
        return sizes.setdefault(plan["symbol"], STAND_INS[len(sizes) % len(STAND_INS)])
    return {name: _stood_in(item, sizes) for name, item in plan.items()}


def blueprints(programs: Sequence[Program], units: Sequence[Unit]) -> tuple[Blueprint, ...]:
    """The plans of all Sequential models of a file."""
    from keraslint.source import spans

    found: list[tuple[Model, AnyShape]] = []
    for program in programs:
        models = [model for model in program.models if model.kind == "sequential"]
        found += zip(models, input_shapes(models), strict=True)
    places = spans(units, {origin for model, _ in found for origin in _origins(model)})
    return tuple(_blueprint(model, given, places) for model, given in found)


def _origins(model: Model) -> Iterator[Origin]:
    yield model.origin
    yield from model.places
    for objective in objectives(model):
        yield from _places_of(objective)


def _blueprint(model: Model, given: AnyShape, places: Mapping[Origin, Span]) -> Blueprint:
    """``given`` is the input shape as far as the source tells it."""
    name, span = model.name, places[model.origin]
    if model.open_because is not None:
        return Blueprint(name, span, missing=model.open_because)
    chosen = isinstance(given, Unknown)
    if chosen:
        given = fitting_input(model)
    flow = flow_of(model.elements, None, given)
    try:
        shape = None if isinstance(given, Unknown) else tuple(encode(dim) for dim in given)
        layers = tuple(
            _layer(step, places[place], places)
            for step, place in zip(flow.steps, model.places, strict=True)
            if not _is_input(step.element)
        )
    except NotInstantiable as reason:
        return Blueprint(name, span, missing=str(reason))
    losses = tuple(_losses(model, places)) if shape is not None else ()
    return Blueprint(name, span, layers, shape, chosen and shape is not None, losses=losses)


def _layer(step: Step, span: Span, places: Mapping[Origin, Span]) -> LayerPlan:
    element = step.element
    model = places.get(element.model.origin) if isinstance(element, Nested) else None
    parameters = step.parameters if isinstance(step.parameters, int) else "?"
    return LayerPlan(encode_element(element), span, written(element), plain_shape(step.output), parameters, model)


def _losses(model: Model, places: Mapping[Origin, Span]) -> Iterator[LossPlan]:
    """What the model is trained or tested for, where the labels' shape is known and the layers are the final ones."""
    for objective in objectives(model):
        event, labels = objective.training.event, objective.labels
        if event is None or event.elements != model.elements or labels is None or isinstance(labels.shape, Unknown):
            continue
        call = objective.compiled.call
        loss = None if call is None or objective.loss is None else call.value("loss", None)
        if loss is None or any(isinstance(dim, Symbol) for dim in labels.shape):
            continue
        try:
            plan = encode(loss)
        except NotInstantiable:
            continue
        shape = tuple(dim for dim in labels.shape[1:] if not isinstance(dim, Symbol))
        spans = tuple(dict.fromkeys(places[origin] for origin in _places_of(objective) if origin in places))
        yield LossPlan(plan, (None, *shape), places[event.origin], spans)


def _places_of(objective: Objective) -> Iterator[Origin]:
    yield objective.compiled.origin
    if objective.training.event is not None:
        yield objective.training.event.origin
    for thing in (objective.loss, objective.labels):
        if thing is not None:
            yield thing.origin
    if objective.output.element is not None:
        yield objective.output.element.origin
    yield from objective.model.places[-1:]


def plain_shape(shape: AnyShape) -> PlainShape:
    if isinstance(shape, Unknown):
        return "?"
    return tuple("?" if isinstance(dim, Symbol) else dim for dim in shape)


def _is_input(element: Element) -> bool:
    return isinstance(element, Layer) and element.name == INPUT


def written(element: Element) -> str:
    """What an element is called in a message."""
    if isinstance(element, Nested):
        return element.model.name or element.model.kind
    return element.written if hasattr(element, "written") else element.kind


def encode_element(element: Element) -> dict[str, Any]:
    """The plan of one element of a stack.

    Raises:
        NotInstantiable: it is not known what it is, or with which arguments it is made.
    """
    if isinstance(element, Layer):
        return encode_call(element)
    if isinstance(element, Nested):
        return {**encode_model(element.model), "uid": element.uid}
    raise NotInstantiable(getattr(element, "because", f"a {getattr(element, 'kind', '?')} is not a layer"))


def encode_model(model: Model) -> dict[str, Any]:
    """The plan of a nested model."""
    if model.kind == "application" and model.call is not None:
        plan = encode_call(model.call)
        plan["arguments"]["weights"] = None  # never a download: the shapes are the same
        return plan
    if model.kind != "sequential" or model.open_because is not None:
        raise NotInstantiable(f"the nested {model.kind} model is not followed")
    flow = flow_of(model.elements)
    if flow.declared is not None and isinstance(flow.input, Unknown):
        raise NotInstantiable("the input shape of the nested model is not known")
    shape = None if isinstance(flow.input, Unknown) else [encode(dim) for dim in flow.input]
    layers = [encode_element(element) for element in model.elements if not _is_input(element)]
    return {"object": "Sequential", "category": "model", "layers": layers, "input": shape}


def encode_call(call: Call) -> dict[str, Any]:
    """The plan of a Keras object: the arguments that shapes depend on must be known, others may be left out."""
    if not call.complete:
        raise NotInstantiable(f"`{call.written}` takes arguments that are not known")
    arguments: dict[str, Any] = {}
    for name, argument in call.arguments.items():
        if name in SHAPE_ARGUMENTS and call.category == "layer" and not _means_itself(call, name):
            continue  # the input is given as an `Input` of its own
        try:
            arguments[name] = encode(argument.value)
        except NotInstantiable as reason:
            if name.endswith(COSMETIC) or name == "activation":
                continue
            if name in SIZES and isinstance(argument.value, Unknown):
                arguments[name] = {"symbol": id(argument)}
                continue
            raise NotInstantiable(f"`{name}` of `{call.written}`: {reason}") from None
    renamed = {name: old for name in arguments if (old := name_in(2, call.name, call.category, name)) != name}
    plan = {"object": call.name, "category": call.category, "arguments": arguments, "uid": call.uid}
    return {**plan, "keras2": renamed} if renamed else plan


def _means_itself(call: Call, name: str) -> bool:
    """Whether an argument that can be an input shape is another one of this layer (``Embedding(input_dim=…)``)."""
    return name == "input_dim" and has_own_input_dim(call.name)


def encode(value: object) -> Any:
    """A plain value as JSON."""
    if isinstance(value, Call):
        return encode_call(value)
    if isinstance(value, Model):
        return encode_model(value)
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, float):
        if not math.isfinite(value):
            raise NotInstantiable(f"{value} has no place in a plan")
        return value
    if isinstance(value, tuple):
        return {"tuple": [encode(item) for item in value]}
    if isinstance(value, list):
        return [encode(item) for item in value]
    if isinstance(value, dict):
        return {"dict": [[encode(key), encode(item)] for key, item in value.items()]}
    if isinstance(value, Symbol):
        return {"symbol": id(value)}
    path = getattr(value, "path", None)
    if isinstance(path, str) and not path.startswith("<local>"):
        return {"path": path}
    if isinstance(path, str):
        raise NotInstantiable(f"`{path.partition('.')[2]}` is code of this file")
    raise NotInstantiable("its value is not known")
