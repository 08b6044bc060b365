"""What a file writes to a path and reads back from it: weights or whole models, and of which architecture.

Measured on keras 3.15.1 and tf-keras 2.21: loading raises where a layer's weights have another size; where the loading
model has more layers with weights than the file (but from a TensorFlow checkpoint); where it has fewer, from ``.h5``
(but not from ``.weights.h5``); and ``load_model`` raises on weights. ``load_weights`` of a whole model works.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from keraslint.diagnostic import Edit, Fix, Origin
from keraslint.facts.monitors import callbacks_of
from keraslint.flow import Step
from keraslint.program import Call, Element, Event, Layer, Model, Program
from keraslint.records import record

HDF5 = (".h5", ".hdf5", ".keras")


@record
class Written:
    """A path that something writes to. ``order`` is its place among everything that happens."""

    path: str
    content: Literal["weights", "model"]
    origin: Origin
    order: int
    event: Event
    model: Model


@record
class Clash:
    """Something read back that cannot be: ``problem`` says why."""

    origin: Origin
    written: Written
    problem: str
    remedy: str
    fix: Fix | None = None


def clashes(program: Program) -> Iterator[Clash]:
    written = sorted((found for model in program.models for found in _written(model)), key=lambda found: found.order)
    for call in program.calls:
        if call.category == "function" and call.name == "load_model":
            source = _latest(written, _path(call), call.uid)
            if source is not None and source.content == "weights":
                yield Clash(
                    call.origin,
                    source,
                    f'"{source.path}" has the weights only, `load_model` needs a whole model',
                    "save with `model.save(...)`, or build the model and use `load_weights`",
                    _saved_whole(source),
                )
    for model in program.models:
        if model.kind == "sequential" and model.unclear is None:
            for event in model.occurrences("load_weights"):
                source = _latest(written, _path(event.call), event.order)
                problem = None if source is None else _different(source, model, event)
                if source is not None and problem is not None:
                    remedy = "build the model as it was when its weights were saved"
                    yield Clash(event.origin, source, problem, remedy)


def _saved_whole(source: Written) -> Fix | None:
    """``save`` for ``save_weights``, where the file may hold either; unsafe, since others may read the weights."""
    call = source.event.call
    if source.event.kind != "save_weights" or call is None or not source.path.endswith((".h5", ".hdf5")):
        return None
    return Fix((Edit(call.callee, "save", "rename"),), safe=False, message="Save the whole model")


def _written(model: Model) -> Iterator[Written]:
    for event in model.events:
        if event.kind in ("save_weights", "save") and (path := _path(event.call)) is not None:
            yield Written(
                path, "weights" if event.kind == "save_weights" else "model", event.origin, event.order, event, model
            )
        elif event.kind == "fit":
            for callback in callbacks_of(event):
                path, only = _path(callback), callback.value("save_weights_only", False)
                if (
                    callback.name == "ModelCheckpoint"
                    and path is not None
                    and isinstance(only, bool)
                    and "{" not in path
                ):
                    yield Written(path, "weights" if only else "model", callback.origin, event.order, event, model)


def _path(call: Call | None) -> str | None:
    value = call.value("filepath", None) if call is not None else None
    if value is None and call is not None and call.name == "save":
        value = call.positional[0].value if call.positional else None
    return value if isinstance(value, str) else None


def _latest(written: list[Written], path: str | None, order: int) -> Written | None:
    return next((found for found in reversed(written) if found.path == path and found.order < order), None)


def _different(source: Written, model: Model, event: Event) -> str | None:
    if event.call is None or {"by_name", "skip_mismatch"} & event.call.arguments.keys() or not event.call.complete:
        return None
    if source.model.kind != "sequential" or source.model.uid == model.uid:
        return None
    saved, loading = _weights(source.event), _weights(event)
    if saved is None or loading is None:
        return None
    for (before, size), (now, other) in zip(saved, loading, strict=False):
        if before.name != now.name:
            return None
        if len(saved) == len(loading) and size != other:
            return f'`{now.written}` has {other:,} weights here, but {size:,} in "{source.path}"'
    if len(loading) > len(saved) and source.path.endswith(HDF5):
        return f'the model has {len(loading)} layers with weights, but "{source.path}" has {len(saved)}'
    if len(loading) < len(saved) and source.path.endswith(".h5") and not source.path.endswith(".weights.h5"):
        return f'the model has {len(loading)} layers with weights, but "{source.path}" has {len(saved)}'
    return None


def _weights(event: Event) -> list[tuple[Layer, int]] | None:
    """The layers with weights and their numbers; ``None`` where one is not known."""
    if event.open_because is not None or event.flow.because is not None:
        return None
    found: list[tuple[Layer, int]] = []
    for step in event.flow.steps:
        if not _known(step) or not isinstance(step.parameters, int) or not isinstance(step.element, Layer):
            return None
        if step.parameters > 0:
            found.append((step.element, step.parameters))
    return found


def _known(step: Step) -> bool:
    element: Element = step.element
    return isinstance(element, Layer) and step.error is None
