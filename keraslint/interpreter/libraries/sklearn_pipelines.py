"""scikit-learn's pipelines: transformers one after another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from keraslint.interpreter import expressions, libraries
from keraslint.interpreter.libraries.registry import LibraryCall, function, made, method
from keraslint.interpreter.values import Arguments, Const, LibraryObject, Passed, Tuple, Value

PIPELINE: Final = "sklearn.pipeline.Pipeline"
made(PIPELINE)


@function("sklearn.pipeline.make_pipeline")
def make_pipeline(call: LibraryCall) -> Value | None:
    if not call.complete:
        return None
    pairs = tuple(
        Passed(Tuple(call.node, (Const(call.node, str(place)), passed.value)), passed.arg)
        for place, passed in enumerate(call.arguments.positional)
    )
    steps = Tuple(call.node, tuple(pair.value for pair in pairs))
    return LibraryObject(call.node, call.machine.fresh(), PIPELINE, Arguments((Passed(steps, None),)))


def _steps(call: LibraryCall) -> Sequence[LibraryObject] | None:
    """The transformers; ``None`` where one is not known."""
    assert isinstance(call.receiver, LibraryObject)
    given = LibraryCall(call.machine, "", None, call.receiver.arguments, call.node).value(0, "steps")
    pairs = None if given is None else expressions.items_of(call.machine, given)
    if pairs is None:
        return None
    found: list[LibraryObject] = []
    for pair in pairs:
        parts = expressions.items_of(call.machine, call.machine.resolve(pair))
        step = call.machine.resolve(parts[1]) if parts is not None and len(parts) == 2 else None
        if not isinstance(step, LibraryObject):
            return None
        found.append(step)
    return found


@method(PIPELINE, "fit", "transform", "fit_transform")
def run(call: LibraryCall) -> Value | None:
    """What the last transformer makes of what the others made."""
    steps, value = _steps(call), call.value(0, "X")
    if steps is None or value is None:
        return call.receiver if call.name == "fit" else None
    for step in steps:
        name = "transform" if call.name == "transform" else "fit_transform"
        value = libraries.call_method(call.machine, step.path, step, name, Arguments((Passed(value, None),)), call.node)
    return call.receiver if call.name == "fit" else value
