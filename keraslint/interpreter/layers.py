"""Keras objects: making layers, losses, optimizers, …; calling layers on symbolic tensors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from keraslint.diagnostic import Origin
from keraslint.interpreter.guards import OF_CALLS
from keraslint.interpreter.plain import argument, plain
from keraslint.interpreter.state import MISSING
from keraslint.interpreter.values import (
    Arguments,
    ArrayValue,
    Const,
    KerasObject,
    LayerValue,
    Library,
    ListRef,
    Method,
    ModelRef,
    Passed,
    Tensor,
    Tuple,
    Unknown,
    Value,
)
from keraslint.keras_api.binding import bind
from keraslint.keras_api.layers.registry import output_shape
from keraslint.keras_api.removed_attributes import removed_attributes
from keraslint.keras_api.spec import LayerError
from keraslint.keras_api.tables import default_of, keras_class
from keraslint.program import Argument, Call, Layer, UnknownArgument
from keraslint.records import replace
from keraslint.shapes import UNKNOWN, AnyShape
from keraslint.source import syntax

if TYPE_CHECKING:
    from keraslint.interpreter.machine import Machine


LAYER_METHODS: Final = frozenset(
    "get_weights set_weights get_config build count_params adapt get_vocabulary add_loss add_weight call".split()
) | {name for kind, name in removed_attributes() if kind == "Layer" and name.endswith("_at")}


def written_name(node: syntax.Node, fallback: str) -> str:
    """The name by which a call's function is written: ``layers.MaxPool2D(…)`` → ``MaxPool2D``."""
    function = node.func if isinstance(node, syntax.Call) else node
    if isinstance(function, syntax.Attribute):
        return function.attr.value
    return function.value if isinstance(function, syntax.Name) else fallback


def make_call(
    machine: Machine, cls: type[Call], category: str, name: str, path: str, arguments: Arguments, node: syntax.Node
) -> Call:
    """A call with its arguments bound to Keras's parameters; it is noted in the Program."""
    bound = bind(
        name,
        category,
        arguments.positional,
        arguments.keywords,
        partial=not arguments.complete,
        join=lambda parts: Passed(Tuple(node, tuple(part.value for part in parts)), parts[0].arg),
    )
    converted: dict[int, Argument] = {}

    def convert(passed: Passed, written: str | None) -> Argument:
        found = converted.get(id(passed))
        if found is None:
            found = converted[id(passed)] = argument(machine, passed, node, written)
        return found

    given = {key: convert(passed, bound.spelled.get(key)) for key, passed in bound.arguments.items()}
    for key in bound.ambiguous:  # Keras 2 and 3 read this position differently
        given[key] = replace(given[key], value=UNKNOWN)
    callee = node.func if isinstance(node, syntax.Call) else node
    last = path.rpartition(".")[2]
    call = cls(
        uid=machine.fresh(),
        category=category,
        name=name,
        written=last if last[:1].isupper() or category == "method" else written_name(node, last),
        origin=Origin(node),
        callee=Origin(callee),
        arguments=given,
        positional=tuple(convert(passed, None) for passed in arguments.positional),
        unknown=tuple(
            UnknownArgument(key, nearest, convert(arguments.keywords[key], key))
            for key, nearest in bound.unknown.items()
        ),
        rejected=dict(bound.rejected),
        surplus=tuple(convert(passed, None) for passed in bound.surplus),
        joined={
            key: tuple(convert(passed, _keyword(passed)) for passed in parts) for key, parts in bound.joined.items()
        },
        missing={parameter: _requiring(name, category, parameter) for parameter in bound.missing},
        twice=tuple(
            convert(arguments.keywords[key], key)
            for key in bound.duplicates
            if key in arguments.keywords and key not in bound.ambiguous and bound.spelled[key] is None
        ),
        complete=arguments.complete,
        path=path,
        tentative=not OF_CALLS.isdisjoint(machine.caught),
    )
    machine.note(call)
    return call


def _keyword(passed: Passed) -> str | None:
    return passed.arg.keyword.value if passed.arg is not None and passed.arg.keyword is not None else None


def _requiring(name: str, category: str, parameter: str) -> frozenset[int]:
    """The Keras majors that cannot do without the parameter."""
    found = {version: keras_class(name, category, version) for version in (2, 3)}
    needs = {
        version
        for version, cls in found.items()
        if cls is not None and (there := cls.parameter(parameter)) is not None and there.required
    }
    return frozenset(needs or {2, 3})


def construct(machine: Machine, category: str, name: str, path: str, arguments: Arguments, node: syntax.Node) -> Value:
    """The object that a call of a Keras class makes."""
    if category == "layer":
        arguments = _with_data_format(machine, name, arguments, node)
        layer = make_call(machine, Layer, category, name, path, arguments, node)
        assert isinstance(layer, Layer)
        _use_inner_models(machine, arguments, node)
        return LayerValue(node, layer)
    from keraslint.interpreter import models

    for passed in (*arguments.positional, *arguments.keywords.values()):
        models.escape(machine, passed.value, "escaped", node, path)
    return KerasObject(node, make_call(machine, Call, category, name, path, arguments, node))


def _with_data_format(machine: Machine, name: str, arguments: Arguments, node: syntax.Node) -> Arguments:
    """The file's own ``set_image_data_format`` is the default of every layer made after it."""
    chosen = machine.state.get("image_data_format")
    if chosen is MISSING or "data_format" in arguments.keywords or default_of(name, "data_format") is UNKNOWN:
        return arguments
    given = {**arguments.keywords, "data_format": Passed(chosen, None)}  # type: ignore[arg-type]
    return Arguments(arguments.positional, given, arguments.complete)


def _use_inner_models(machine: Machine, arguments: Arguments, node: syntax.Node) -> None:
    """A model inside a wrapper (``TimeDistributed(cnn)``) is part of something."""
    from keraslint.interpreter import models

    for passed in (*arguments.positional, *arguments.keywords.values()):
        value = machine.resolve(passed.value)
        if isinstance(value, ModelRef):
            models.use(machine, value, "nested", node)


def input_tensor(machine: Machine, path: str, arguments: Arguments, node: syntax.Node) -> Tensor:
    """``keras.Input(...)``: a tensor, and as a first element of a Sequential an ``InputLayer``."""
    from keraslint.flow import declared_by

    call = make_call(machine, Layer, "input", "Input", path, arguments, node)
    layer = Layer(
        **{
            **{name: getattr(call, name) for name in Call.__dataclass_fields__},
            "category": "layer",
            "name": "InputLayer",
            "written": "Input",
        }
    )
    declared = declared_by(layer)
    return Tensor(node, declared.shape if declared is not None else UNKNOWN, layer)


def call_layer(machine: Machine, function: LayerValue, arguments: Arguments, node: syntax.Node) -> Value:
    """A layer called on a tensor: a tensor again."""
    mark_built(machine, function)
    inputs = [machine.resolve(passed.value) for passed in arguments.positional[:1]]
    if not inputs and (named := arguments.keywords.get("inputs")) is not None:
        inputs = [machine.resolve(named.value)]
    if inputs and isinstance(inputs[0], ArrayValue):
        from keraslint.interpreter.libraries import layers_on_data

        return layers_on_data.call_layer(machine, function.layer, inputs[0], node)
    tensors = _tensors(machine, inputs[0]) if inputs else None
    if tensors is None:
        return Unknown(node, machine.fresh(), f"it is what `{function.layer.written}` returns")
    shapes = [tensor.shape for tensor in tensors]
    result = _apply(function.layer, shapes)
    if isinstance(result, list):
        return Tuple(node, tuple(Tensor(node, shape, function.layer) for shape in result))
    return Tensor(node, result, function.layer)


def mark_built(machine: Machine, value: LayerValue) -> None:
    """The layer has its weights, whatever it becomes part of later."""
    machine.state.set(("built", value.layer.uid), True)


def _apply(layer: Layer, shapes: Sequence[AnyShape]) -> AnyShape | list[AnyShape]:
    try:
        return output_shape(layer.spec, *shapes)
    except LayerError:  # functional models have no rules of their own: nothing is known of what follows
        return UNKNOWN


def _tensors(machine: Machine, value: Value) -> list[Tensor] | None:
    """What a layer is called on; models in the place of their outputs, as Keras 1 merged them, are tensors as well."""
    if isinstance(value, Tensor):
        return [value]
    if isinstance(value, ModelRef):
        return [Tensor(value.node, UNKNOWN, None)]
    if isinstance(value, (Tuple, ListRef)):
        from keraslint.interpreter.expressions import items_of

        items = [machine.resolve(item) for item in items_of(machine, value) or ()]
        parts = [_tensors(machine, item) for item in items if isinstance(item, (Tensor, ModelRef))]
        found = [tensor for part in parts for tensor in part or ()]
        return found if found and len(found) == len(items) else None
    return None


def call_function(machine: Machine, name: str, arguments: Arguments, node: syntax.Node) -> Value:
    """``layers.concatenate([...])`` and its like: the layer class of that name, called at once."""
    cls = {"dot": "Dot"}.get(name, name.capitalize())
    if not arguments.positional:
        return machine.unknown(node)
    rest = Arguments(arguments.positional[1:], arguments.keywords, arguments.complete)
    bound = bind(cls, "layer", rest.positional, rest.keywords)
    tensors = _tensors(machine, machine.resolve(arguments.positional[0].value))
    if tensors is None:
        return machine.unknown(node)
    given = {key: argument(machine, passed, node, key) for key, passed in bound.arguments.items()}
    layer = Layer(machine.fresh(), "layer", cls, name, Origin(node), Origin(node), given, complete=arguments.complete)
    result = _apply(layer, [tensor.shape for tensor in tensors])
    return Tensor(node, UNKNOWN if isinstance(result, list) else result, layer)


def get_attribute(machine: Machine, value: LayerValue, name: str, node: syntax.Node) -> Value:
    """An attribute of a layer: its arguments are attributes too."""
    if value.owner is not None and name in ("output", "input", "output_shape", "input_shape"):
        from keraslint.interpreter import models

        models.record(machine, value.owner, "read", f"layers[].{name}", node)
        return Unknown(node, ("attr", value.layer.uid, name))
    if name in value.layer.arguments:
        found = value.layer.arguments[name].value
        if isinstance(found, (int, float, str, bool, type(None))):
            return Const(node, found)
        return Unknown(node, ("attr", value.layer.uid, name))
    if name in LAYER_METHODS:
        return Method(node, value, name)
    if name == "__class__":
        return Library(node, value.layer.path)
    return Unknown(node, ("attr", value.layer.uid, name))


def set_trainable(machine: Machine, value: LayerValue, content: Value, node: syntax.Node) -> None:
    """``layer.trainable = …``."""
    from keraslint.interpreter import models

    machine.state.set(("trainable", value.layer.uid), plain(machine, content))
    if value.owner is not None:
        models.record(machine, value.owner, "set", "layers[].trainable", node, value=plain(machine, content))
