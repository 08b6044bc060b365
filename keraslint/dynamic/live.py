"""A live model, described as data, as a Program: so that every rule reads it like one from a source.

There is no source: an origin here names a layer, and the diagnostics name that layer in their message.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from itertools import count
from typing import Any, Final

from keraslint.diagnostic import Diagnostic, Location, Origin, Span
from keraslint.evaluate import Verdict, evaluate
from keraslint.flow import COSMETIC, SHAPE_ARGUMENTS
from keraslint.keras_api.tables import keras_class
from keraslint.program import Argument, Call, Element, Event, Layer, Model, Nested, Opaque, Program
from keraslint.records import record
from keraslint.result import LayerShape, ModelShapes, PlainShape
from keraslint.rule import Rule
from keraslint.shapes import UNKNOWN

CATEGORIES: Final = ("layer", "initializer", "regularizer", "constraint", "optimizer", "schedule", "loss", "metric")
NOWHERE: Final = Span(None, Location(1, 1), Location(1, 1))


@record
class Place:
    """What stands in for a piece of source: ``text`` names the layer, and is empty for the model itself."""

    text: str = ""


@record(frozen=False)
class _Reader:
    """Makes the Program of one description."""

    version: int
    calls: list[Call] = field(default_factory=list)
    uids: dict[int, int] = field(default_factory=dict)
    elements: dict[int, Element] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def model(self, data: Mapping[str, Any], origin: Origin) -> Model:
        stack = self._stack(data, origin)
        inputs, outputs = _shapes(data["inputs"]), _shapes(data["outputs"])
        if data["kind"] == "subclass":
            return Model(next(self.numbers), "subclass", data["name"], origin, inputs=inputs, outputs=outputs)
        return Model(
            next(self.numbers),
            "sequential",
            data["name"],
            origin,
            elements=stack,
            places=tuple(element.origin for element in stack),
            inputs=inputs,
            outputs=outputs,
        )

    def _stack(self, data: Mapping[str, Any], origin: Origin) -> tuple[Element, ...]:
        layers = [self.element(item) for item in data["layers"]]
        if data["kind"] == "subclass":
            return ()
        if data["graph"] is not None:
            for item in data["graph"]["layers"]:
                self.element(item)
            inner = Model(
                next(self.numbers),
                "functional",
                data["name"],
                origin,
                inputs=_shapes(data["inputs"]),
                outputs=_shapes(data["graph"]["outputs"] or data["outputs"]),
            )
            return (Nested(next(self.numbers), inner, origin), *layers)
        if data["inputs"] and len(data["inputs"]) == 1 and data["inputs"][0] is not None:
            return (self._input(data["inputs"][0], origin), *layers)
        return tuple(layers)

    def _input(self, shape: Sequence[int | None], origin: Origin) -> Layer:
        given = {"batch_shape": Argument(tuple(shape), origin, origin, "batch_shape")}
        return self._noted(
            Layer(next(self.numbers), "layer", "InputLayer", "Input", origin, origin, given, path="keras.Input")
        )

    def element(self, item: Mapping[str, Any]) -> Element:
        """A layer of a stack; the same one wherever the same layer is used."""
        if item["id"] not in self.elements:
            self.elements[item["id"]] = self._element(item)
        return self.elements[item["id"]]

    def _element(self, item: Mapping[str, Any]) -> Element:
        origin = Origin(Place(f"layer `{item['name']}`"))
        if "model" in item and item["model"] is not None:
            return Nested(next(self.numbers), self.model(item["model"], origin), origin)
        name = item.get("class") or item.get("custom") or "?"
        if keras_class(name, "layer", self.version) is None or "custom" in item:
            return Opaque(next(self.numbers), f"`{name}` is not one of Keras's layers", origin, name)
        arguments = {
            key: Argument(value, origin, origin, key) for key, value in self._given(name, "layer", item["arguments"])
        }
        if item["name"]:
            arguments["name"] = Argument(item["name"], origin, origin)
        return self._noted(
            Layer(next(self.numbers), "layer", name, name, origin, origin, arguments, path=f"keras.layers.{name}")
        )

    def _noted(self, layer: Layer) -> Layer:
        self.calls.append(layer)
        return layer

    def _given(self, name: str, category: str, config: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        """The arguments that differ from their defaults: those that a source would give."""
        cls = keras_class(name, category, self.version)
        for key, data in config.items():
            parameter = None if cls is None else cls.parameter(key)
            if parameter is None or key in ("name", "dtype"):
                continue
            if category == "layer" and key in SHAPE_ARGUMENTS and key != "input_dim":
                continue
            value = self.value(data)
            if value is UNKNOWN and key.endswith(COSMETIC):
                continue
            if _same(value, parameter.default):
                continue
            yield key, value

    def value(self, data: Any) -> Any:
        """A described value as a plain one."""
        if isinstance(data, list):
            return [self.value(item) for item in data]
        if not isinstance(data, dict):
            return data
        if "tuple" in data:
            return tuple(self.value(item) for item in data["tuple"])
        if "dict" in data:
            pairs = [(self.value(key), self.value(item)) for key, item in data["dict"]]
            return dict(pairs) if all(isinstance(key, (str, int, float)) for key, _ in pairs) else UNKNOWN
        if "reference" in data:
            return str(data["reference"])  # Keras's functions have their names for identifiers
        if "layer" in data:
            return self.element(data["layer"])
        if "object" in data:
            return self._object(data)
        return UNKNOWN

    def _object(self, data: Mapping[str, Any]) -> Any:
        name = data["object"]
        category = next((one for one in CATEGORIES if keras_class(name, one, self.version) is not None), None)
        if category is None:
            return UNKNOWN
        origin = Origin(Place())
        given = {
            key: Argument(value, origin, origin, key) for key, value in self._given(name, category, data["arguments"])
        }
        return Call(next(self.numbers), category, name, name, origin, origin, given)


def _same(value: Any, default: Any) -> bool:
    if isinstance(value, Call):
        return isinstance(default, str) and value.name.lower() == default.replace("_", "") and not value.arguments
    if isinstance(value, (list, tuple)) and isinstance(default, (list, tuple)):
        return list(value) == list(default)
    return type(value) is type(default) and bool(value == default)


def _shapes(shapes: Sequence[Sequence[int | None] | None] | None) -> tuple[object, ...] | None:
    return None if shapes is None else tuple(UNKNOWN if shape is None else tuple(shape) for shape in shapes)


def program_of(data: Mapping[str, Any], version: int, filename: str) -> Program:
    """The Program of a described model: built, compiled if it is, and handed to somebody."""
    reader = _Reader(version)
    origin = Origin(Place())
    model = reader.model(data, origin)
    events = [Event("use", "returned", origin, model.elements, 2)]
    if data["compiled"] is not None:
        events.insert(0, _compile(reader, data["compiled"], model.elements))
        reader.calls.append(events[0].call)  # type: ignore[arg-type]
    model = replace(model, events=tuple(events))
    return Program(filename, (model,), tuple(reader.calls), frozenset({"keras" if version == 3 else "tf_keras"}))


def _compile(reader: _Reader, data: Mapping[str, Any], elements: Sequence[Element]) -> Event:
    origin = Origin(Place("compile"))
    given = {name: reader.value(value) for name, value in data.items() if value is not None}
    arguments = {name: Argument(value, origin, origin, name) for name, value in given.items()}
    call = Call(next(reader.numbers), "method", "compile", "compile", origin, origin, arguments)
    return Event("compile", "compile", origin, elements, 1, call)


def findings(program: Program, rules: Sequence[Rule], version: int, span: Span = NOWHERE) -> list[Diagnostic]:
    """What the rules say of a live model; each names its layer, as there is no source line of its own.

    Raises:
        RuntimeError: a rule failed.
    """
    verdicts, faults = evaluate(program, rules, frozenset({version}))
    if faults:
        raise RuntimeError(f"internal error ({faults[0].during}): {faults[0].exception}")
    found = dict.fromkeys(_diagnostic(verdict, program.filename, span) for verdict in verdicts)
    return sorted(found, key=lambda one: (-one.severity, one.code))


def _diagnostic(verdict: Verdict, filename: str, span: Span) -> Diagnostic:
    finding, place = verdict.finding, verdict.finding.origin.node
    text = place.text if isinstance(place, Place) else ""
    message = f"{text}: {finding.message}" if text else finding.message
    return Diagnostic(
        verdict.rule.code, verdict.rule.name, verdict.severity, message, filename, span, help=finding.help
    )


def shapes_of(data: Mapping[str, Any], filename: str, span: Span) -> ModelShapes:
    """The table of a described model: Keras's own shapes and numbers of weights."""
    layers = tuple(
        LayerShape(
            item.get("class") or item.get("custom") or "Functional",
            item["name"],
            span.start.row,
            plain(item["output"]),
            "?" if item["parameters"] is None else item["parameters"],
        )
        for item in (*(data["graph"]["layers"] if data["graph"] else ()), *data["layers"])
    )
    inputs = data["inputs"]
    return ModelShapes(
        filename,
        span.cell,
        span.start.row,
        data["name"],
        data["kind"],
        None,
        plain(inputs[0]) if inputs and len(inputs) == 1 else "?",
        layers,
        "?" if data["parameters"] is None else data["parameters"],
        verified=inputs is not None,
    )


def plain(shape: Sequence[int | None] | None) -> PlainShape:
    return "?" if shape is None else tuple(shape)


def check(model: object) -> list[Diagnostic]:
    """The findings on a live model in this process; see ``keraslint.check_model``."""
    from keraslint import catalogue
    from keraslint.dynamic.describe import describe, major

    data, version = describe(model), major(model)
    rules = [rule for rule in catalogue.load() if rule.default]
    return findings(program_of(data, version, f"<{data['name']}>"), rules, version)
