"""Models: how they come to be, what is added to them, and everything that happens to them, in order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from keraslint.diagnostic import Origin
from keraslint.interpreter import elements, functional
from keraslint.interpreter.containers import dict_record, list_record
from keraslint.interpreter.layers import make_call
from keraslint.interpreter.plain import plain
from keraslint.interpreter.state import MISSING
from keraslint.interpreter.values import (
    Arguments,
    ArrayValue,
    Const,
    DictRef,
    LayerValue,
    ListRef,
    Method,
    ModelRecord,
    ModelRef,
    Passed,
    Tensor,
    Tuple,
    Unknown,
    Value,
)
from keraslint.prefix import Prefix
from keraslint.program import Call, Element, Event, Model, Plain
from keraslint.records import replace
from keraslint.source import syntax

if TYPE_CHECKING:
    from keraslint.interpreter.machine import Machine

# Attributes of a model that are not methods.
ATTRIBUTES: Final = frozenset(
    "layers weights trainable_weights non_trainable_weights variables trainable_variables non_trainable_variables "
    "input_shape output_shape inputs outputs input output name trainable built optimizer loss metrics metrics_names "
    "history stop_training losses dtype input_names output_names run_eagerly updates stateful submodules input_spec "
    "jit_compile compiled_loss compiled_metrics compute_dtype dtype_policy __class__ __dict__ __name__".split()
)
FED: Final = frozenset({"fit", "evaluate", "predict", "fit_generator", "evaluate_generator", "predict_generator"})
UNREAD: Final = frozenset(
    {"name", "trainable", "built", "optimizer", "history", "stop_training", "layers", "__class__"}
)


def get(machine: Machine, ref: ModelRef) -> ModelRecord:
    """The model as it is on this path; of one that only another path makes nothing is known."""
    found = machine.record(ref.id, ModelRecord)
    if found is None:
        assert ref.node is not None
        return ModelRecord("loaded", ref.node, machine.frame.where, open_because="it is made on another path")
    return found


def construct(machine: Machine, category: str, name: str, path: str, arguments: Arguments, node: syntax.Node) -> Value:
    """The model that a call of ``Sequential``, ``Model`` or an application makes."""
    if category == "application":
        call = make_call(machine, Call, category, name, path, arguments, node)
        inputs, outputs = functional.application_shapes(call)
        return machine.new_model(
            node,
            ModelRecord(
                "application", node, machine.frame.where, call=call, inputs=(inputs,), outputs=(outputs,), name=None
            ),
        )
    if name != "Sequential":
        call = make_call(machine, Call, category, name, path, arguments, node)
        for passed in (*arguments.positional, *arguments.keywords.values()):
            escape(machine, passed.value, "nested", node)
        tensors = functional.ends(machine, arguments)
        return machine.new_model(
            node,
            ModelRecord(
                "functional",
                node,
                machine.frame.where,
                call=call,
                inputs=None if tensors is None else tensors[0],
                outputs=None if tensors is None else tensors[1],
                last=functional.output_layer(machine, arguments),
            ),
        )
    ref = machine.new_model(node, ModelRecord("sequential", node, machine.frame.where))
    initialize(machine, ref, arguments, node, path)
    return ref


def initialize(
    machine: Machine, ref: ModelRef, arguments: Arguments, node: syntax.Node, path: str = "keras.Sequential"
) -> None:
    """``Sequential.__init__``: the layers of the list are added in order."""
    call = make_call(machine, Call, "model", "Sequential", path, arguments, node)
    because: str | None = None if arguments.complete else "it is made with arguments that are not known"
    found: list[Element] = []
    places: list[Origin] = []
    for passed in _layers_argument(arguments):
        values, because = elements.values_of(machine, passed, because)
        written = elements.written_items(machine.resolve(passed.value), len(values))
        for value, place in zip(values, written, strict=True):
            found.append(_add(machine, ref, value, place or node))
            places.append(Origin(place or node))
    machine.state.set(
        ref.id,
        replace(get(machine, ref), elements=Prefix(found), places=Prefix(places), open_because=because, call=call),
    )


def _layers_argument(arguments: Arguments) -> list[Passed]:
    if arguments.positional:
        return [arguments.positional[0]]
    return [arguments.keywords["layers"]] if "layers" in arguments.keywords else []


def _add(machine: Machine, ref: ModelRef, value: Value, node: syntax.Node) -> Element:
    value = machine.resolve(value)
    if isinstance(value, ModelRef):
        use(machine, value, "nested", node)
    if isinstance(value, LayerValue):
        taken = value.owner is not None and value.owner.id != ref.id  # from the `layers` of another model
        if taken or machine.state.get(("built", value.layer.uid)) is not MISSING:
            use(machine, ref, "prebuilt", node)
    return elements.element(machine, value, node)


def snapshot(machine: Machine, ref: ModelRef) -> Model:
    """The model as the Program has it, at this moment."""
    return model_of(ref.id, get(machine, ref))


def model_of(identity: int, record: ModelRecord, forked: bool = False) -> Model:
    return Model(
        uid=identity,
        kind=record.kind,
        name=record.name,
        origin=Origin(record.node),
        elements=record.elements,
        places=record.places,
        open_because=record.open_because,
        events=record.events,
        where=record.where,
        forked=forked,
        call=record.call,
        inputs=record.inputs,
        outputs=record.outputs,
        last=record.last,
        unclear=record.unclear,
    )


# What happens to a model


def record(
    machine: Machine,
    ref: ModelRef,
    kind: str,
    name: str,
    node: syntax.Node,
    call: Call | None = None,
    value: Plain = None,
) -> None:
    """Note an event."""
    current = get(machine, ref)
    event = Event(kind, name, Origin(node), current.elements, machine.fresh(), call, current.open_because, value)
    machine.state.set(ref.id, replace(current, events=current.events.appended(event)))


def open_model(machine: Machine, ref: ModelRef, because: str) -> None:
    """The model may have other layers too."""
    current = get(machine, ref)
    machine.state.set(ref.id, replace(current, open_because=current.open_because or because))


def use(machine: Machine, ref: ModelRef, how: str, node: syntax.Node) -> None:
    """The model becomes part of something, or leaves our sight."""
    record(machine, ref, "use", how, node)


def escape(machine: Machine, value: Value, how: str, node: syntax.Node, to: str = "", depth: int = 0) -> None:
    """Every model in the value leaves our sight. ``to`` is the library function that it is passed to, if any."""
    value = machine.state_free(value)
    if isinstance(value, ModelRef):
        use(machine, value, how, node)
    elif depth < 3:
        if isinstance(value, Tuple):
            inner: Sequence[Value] = value.items[:64]
        elif isinstance(value, ListRef):
            inner = list_record(machine, value).items[:64]
        elif isinstance(value, DictRef):
            inner = list(dict_record(machine, value).items.values())[:64]
        else:
            return
        machine.charge(len(inner))
        for item in inner:
            escape(machine, item, how, node, to, depth + 1)


def set_trainable(machine: Machine, ref: ModelRef, value: Value, node: syntax.Node) -> None:
    record(machine, ref, "set", "trainable", node, value=plain(machine, value))


def get_attribute(machine: Machine, ref: ModelRef, name: str, node: syntax.Node) -> Value:
    """An attribute of a model, or one of its methods."""
    if name not in ATTRIBUTES:
        own = machine.state.get((ref.id, name))
        if isinstance(own, Value):
            return own
        return Method(node, ref, name)
    current = get(machine, ref)
    if name not in UNREAD or (name == "layers" and current.kind != "sequential"):
        record(machine, ref, "read", name, node)
    if name == "layers":
        return elements.layers_value(machine, ref, current, node)
    if name in ("output", "input", "inputs", "outputs"):
        shape = functional.end_shape(current, output=name.startswith("output"))
        tensor = Tensor(node, shape, functional.last_layer(current) if name.startswith("output") else None, ref.id)
        return machine.new_list(node, (tensor,)) if name.endswith("s") else tensor
    if name in ("output_shape", "input_shape"):
        shape = functional.end_shape(current, output=name == "output_shape")
        if isinstance(shape, tuple):
            from keraslint.interpreter.attributes import dim_value

            return Tuple(node, tuple(dim_value(machine, dim, node) for dim in shape))
        return Unknown(node, ("attr", ref.id, "shape"))
    if name == "name" and current.call is not None and isinstance(given := current.call.value("name", None), str):
        return Const(node, given)
    return Unknown(node, ("attr", ref.id, name))


def call_method(machine: Machine, ref: ModelRef, name: str, arguments: Arguments, node: syntax.Node) -> Value:
    """A method of a model: an event, and for some a change of its layers."""
    if name == "__init__":
        initialize(machine, ref, arguments, node)
        return Const(node, None)
    if name == "__call__":
        return call_model(machine, ref, arguments, node)
    if name == "get_layer":
        return elements.layer_named(machine, get(machine, ref), ref, arguments, node)
    if name in FED:
        from keraslint.interpreter.libraries import user_generators

        arguments = user_generators.fed(machine, arguments, node)
    call = make_call(machine, Call, "method", name, f"keras.Model.{name}", arguments, node)
    record(machine, ref, name, name, node, call)
    current = get(machine, ref)
    if current.kind == "sequential":
        if name == "add":
            _add_layer(machine, ref, arguments, node)
        elif name == "pop":
            machine.state.set(ref.id, replace(current, elements=current.elements[:-1], places=current.places[:-1]))
    for passed in (*arguments.positional, *arguments.keywords.values()):
        if name != "add":
            escape(machine, passed.value, "escaped", node)
    if name in ("add", "compile", "summary", "build", "pop"):
        return Const(node, None)
    if name in ("predict", "predict_on_batch", "predict_generator"):
        from keraslint.interpreter.libraries import layers_on_data

        found = layers_on_data.predicted(machine, current, arguments, node)
        if found is not None:
            return found
    return machine.unknown(node, f"it is what `{name}` returns")


def _add_layer(machine: Machine, ref: ModelRef, arguments: Arguments, node: syntax.Node) -> None:
    first = arguments.positional[0] if arguments.positional else arguments.keywords.get("layer")
    if first is None:
        if not arguments.complete:
            current = get(machine, ref)
            machine.state.set(ref.id, replace(current, open_because="layers are added that are not known"))
        return
    place = first.arg.value if first.arg is not None else node
    element = _add(machine, ref, first.value, place)
    machine.progress()
    current = get(machine, ref)
    elements, places = current.elements.appended(element), current.places.appended(Origin(place))
    machine.state.set(ref.id, replace(current, elements=elements, places=places))


def call_model(machine: Machine, ref: ModelRef, arguments: Arguments, node: syntax.Node) -> Value:
    """A model called: on a symbolic tensor it becomes part of another model, on data it is built."""
    values = [machine.resolve(passed.value) for passed in arguments.positional[:1]]
    if values and isinstance(values[0], Tensor):
        record(machine, ref, "use", "tensor", node, value=values[0].shape)
        shape = functional.applied_shape(get(machine, ref), values[0].shape)
        return Tensor(node, shape, functional.last_layer(get(machine, ref)), ref.id)
    call = make_call(machine, Call, "method", "call", "keras.Model.call", arguments, node)
    record(machine, ref, "call", "call", node, call)
    if values and isinstance(values[0], ArrayValue):
        from keraslint.interpreter.libraries import layers_on_data

        found = layers_on_data.call_model(machine, get(machine, ref), values[0], node)
        if found is not None:
            return found
    return machine.unknown(node, "it is what a model returns")


# Keras functions that take or make models


def load_model(machine: Machine, node: syntax.Node) -> ModelRef:
    """A model of which only that it is one is known."""
    where = machine.frame.where
    return machine.new_model(node, ModelRecord("loaded", node, where, open_because="it is loaded from a file"))


def clone_model(machine: Machine, value: Value, node: syntax.Node) -> Value:
    """A model with the same layers and no history."""
    if not isinstance(value, ModelRef):
        return machine.unknown(node)
    return machine.new_model(node, replace(get(machine, value), events=Prefix(), node=node, name=None))


def function_on_model(machine: Machine, kind: str, path: str, arguments: Arguments, node: syntax.Node) -> None:
    """A Keras function that does to its first argument what a method would (``save_model``, ``plot_model``)."""
    first = arguments.positional[0] if arguments.positional else arguments.keywords.get("model")
    value = machine.resolve(first.value) if first is not None else None
    if isinstance(value, ModelRef):
        call = make_call(machine, Call, "function", path.rpartition(".")[2], path, arguments, node)
        record(machine, value, kind, kind, node, call)
