"""Functions of Keras that make nothing the interpreter follows, but that rules ask about: noted in the Program."""

from __future__ import annotations

from keraslint.interpreter import models
from keraslint.interpreter.layers import make_call
from keraslint.interpreter.libraries.registry import LibraryCall, function
from keraslint.interpreter.values import Value
from keraslint.program import Call

GETTERS = tuple(
    f"keras.{module}.get"
    for module in ("activations", "constraints", "initializers", "losses", "metrics", "optimizers", "regularizers")
)
CUSTOM_OBJECTS = ("keras.utils.get_custom_objects", "keras.utils.custom_object_scope", "keras.utils.CustomObjectScope")


def _note(call: LibraryCall) -> None:
    make_call(call.machine, Call, "function", call.name, call.path, call.arguments, call.node)


@function(*GETTERS, *CUSTOM_OBJECTS)
def noted(call: LibraryCall) -> None:
    """What it returns is not known."""
    _note(call)


@function("keras.models.load_model", "keras.saving.load_model", "keras.models.model_from_json")
def load_model(call: LibraryCall) -> Value:
    _note(call)
    return models.load_model(call.machine, call.node)
