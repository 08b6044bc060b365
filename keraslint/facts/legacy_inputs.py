"""Input shapes given to layers, as Keras 2 had them, and the ``keras.Input`` that stands for them in Keras 3."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from keraslint.diagnostic import Content, Edit, Moved, Named
from keraslint.flow import RECURRENT, as_dims, has_own_input_dim
from keraslint.keras_api.spec import KERAS_3
from keraslint.program import Argument, Layer, Model, Program
from keraslint.records import record

SHAPES: Final = ("batch_input_shape", "input_shape", "input_dim", "input_length")
"""The keywords that give the shape, the one that decides first."""

ARGUMENTS: Final = frozenset({*SHAPES, "batch_size"})
INPUT: Final = "keras.Input"


@record
class LegacyInput:
    """An input shape on a layer.

    ``argument`` is the keyword that decides it, ``name`` what it is called. ``refused``: Keras 3 raises, where of
    others it warns. ``repeated``: the layer stands behind the first of a model that has a shape. Without ``edits`` the
    change is not mechanical.
    """

    layer: Layer
    name: str
    argument: Argument
    refused: bool
    repeated: bool
    edits: tuple[Edit, ...]
    safe: bool = True


def legacy_inputs(program: Program) -> Iterator[LegacyInput]:
    """Every input shape that is given to a layer."""
    firsts, later = _firsts(program), _later(program)
    wrapped = {
        inner.uid: layer
        for layer in program.calls
        if isinstance(layer, Layer) and isinstance(inner := layer.value("layer", None), Layer)
    }
    for layer in program.calls:
        if not isinstance(layer, Layer) or layer.category != "layer" or layer.name == "InputLayer":
            continue
        given = _given(layer)
        if not given:
            continue
        refused = [name for name in given if layer.rejected.get(name, frozenset()) >= KERAS_3]
        name = next((name for name in SHAPES if name in (refused or given)), next(iter(refused or given)))
        around = wrapped.get(layer.uid)
        repeated = layer.uid in later
        ignored = repeated or (around is not None and around.uid in later)
        edits = _removal(given) if ignored else _edits(layer, given, firsts, around)
        yield LegacyInput(layer, name, given[name], bool(refused), repeated, edits, safe=ignored or around is None)


def _removal(given: Mapping[str, Argument]) -> tuple[Edit, ...]:
    return tuple(Edit(argument.whole, kind="remove") for argument in given.values())


def _later(program: Program) -> frozenset[int]:
    """The layers that stand behind the first of a model that has an input shape."""
    return frozenset(
        element.uid
        for model in program.models
        if model.kind == "sequential" and model.open_because is None and model.flow.declared is not None
        for element in model.elements[1:]
    )


def _given(layer: Layer) -> dict[str, Argument]:
    """The keywords of the input shape by name, as written."""
    found = {argument.written: argument for argument in layer.arguments.values() if argument.written is not None}
    own = "input_dim" if has_own_input_dim(layer.name) else None
    return {name: found[name] for name in found if name in ARGUMENTS and name != own}


def _firsts(program: Program) -> Mapping[int, tuple[Model, ...]]:
    """The models by the layer that certainly comes first in them."""
    found: dict[int, tuple[Model, ...]] = {}
    for model in program.models:
        first = model.elements[0] if model.elements else None
        if model.kind == "sequential" and isinstance(first, Layer) and _begins(model):
            found[first.uid] = (*found.get(first.uid, ()), model)
    return found


def _begins(model: Model) -> bool:
    """Whether nothing can come before the first known layer, and that is put there once."""
    if not model.places or model.places.count(model.places[0]) > 1:
        return False
    if model.open_because is None:
        return True
    return any(
        event.call is not None
        and not event.elements
        and event.open_because is None
        and any(argument.origin == model.places[0] for argument in event.call.positional)
        for event in model.occurrences("add")
    )


def _edits(
    layer: Layer, given: Mapping[str, Argument], firsts: Mapping[int, tuple[Model, ...]], around: Layer | None
) -> tuple[Edit, ...]:
    outer = around or layer
    models = firsts.get(outer.uid, ())
    if around is not None and around.name != "Bidirectional":
        return ()
    if not models:
        return ()
    places = dict.fromkeys(model.places[0] for model in models)
    written = _input(layer, given)
    if written is None:
        return ()
    content: Content = (Named(INPUT, layer.callee), *written)
    return (*(Edit(place, content, "before") for place in places), *_removal(given))


def _input(layer: Layer, given: Mapping[str, Argument]) -> tuple[str | Moved, ...] | None:
    """The arguments of ``Input``, as they are written on the layer; ``None`` where it has no such shape."""
    batch: tuple[str | Moved, ...] = ()
    if "batch_size" in given:
        batch = (", batch_size=", Moved(given["batch_size"].origin))
    if "batch_input_shape" in given or "input_shape" in given:
        name = "batch_input_shape" if "batch_input_shape" in given else "input_shape"
        if as_dims(given[name].value)[1] is not None:
            return None
        return (
            f"({'batch_shape' if name == 'batch_input_shape' else 'shape'}=",
            Moved(given[name].origin),
            *batch,
            ")",
        )
    dims = [Moved(given[name].origin) for name in ("input_length", "input_dim") if name in given]
    if not dims:
        return None
    length = given.get("input_length")
    if length is not None and "input_dim" not in given and isinstance(length.value, (tuple, list)):
        return ("(shape=", dims[0], *batch, ")")
    if length is None and layer.name in RECURRENT:
        return ("(shape=(None, ", dims[0], ")", *batch, ")")
    listed: list[str | Moved] = []
    for dim in dims:
        listed += [", ", dim] if listed else [dim]
    return ("(shape=(", *listed, ",)" if len(dims) == 1 else ")", *batch, ")")
