"""Library functions that the interpreter models, by path; everything else returns what is not known."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from keraslint.interpreter import layers, models
from keraslint.interpreter.plain import constants
from keraslint.interpreter.values import Arguments, Const, Library, ListRef, Partial, Value
from keraslint.keras_api import names

if TYPE_CHECKING:
    import libcst as cst

    from keraslint.interpreter.machine import Machine

Model = Callable[["Machine", Library, Arguments, "cst.CSTNode"], Value]

OBJECTS: Final = frozenset(
    {
        "layer",
        "loss",
        "metric",
        "optimizer",
        "schedule",
        "callback",
        "initializer",
        "regularizer",
        "constraint",
    }
)


def call(machine: Machine, function: Library, arguments: Arguments, node: cst.CSTNode) -> Value:
    """The value of calling a library function or class."""
    modelled = FUNCTIONS.get(function.path)
    if modelled is not None:
        return modelled(machine, function, arguments, node)
    name = names.resolve(function.path)
    if name is not None:
        if name.category in OBJECTS:
            return layers.construct(machine, name.category, name.canonical, function.path, arguments, node)
        if name.category == "input":
            return layers.input_tensor(machine, function.path, arguments, node)
        if name.category in ("model", "application"):
            return models.construct(machine, name.category, name.canonical, function.path, arguments, node)
        if name.canonical_path.startswith("keras.layers.") and name.category == "function":
            return layers.call_function(machine, name.canonical, arguments, node)
        handler = KERAS_FUNCTIONS.get(name.canonical)
        if handler is not None:
            return handler(machine, function, arguments, node)
    for passed in (*arguments.positional, *arguments.keywords.values()):
        models.escape(machine, passed.value, "escaped", node, function.path)
    return machine.unknown(node, f"it is what `{function.path.lstrip('.')}` returns")


def _pure(function: Callable[..., Any]) -> Model:
    def modelled(machine: Machine, library: Library, arguments: Arguments, node: cst.CSTNode) -> Value:
        values = constants(machine, [passed.value for passed in arguments.positional])
        if values is None or arguments.keywords or not arguments.complete:
            return machine.unknown(node)
        try:
            return Const(node, function(*values))
        except (TypeError, ValueError, ArithmeticError):
            return machine.unknown(node)

    return modelled


def _partial(machine: Machine, library: Library, arguments: Arguments, node: cst.CSTNode) -> Value:
    if not arguments.positional:
        return machine.unknown(node)
    first, *rest = arguments.positional
    return Partial(
        node, machine.resolve(first.value), Arguments(tuple(rest), arguments.keywords, arguments.complete)
    )


def _deepcopy(machine: Machine, library: Library, arguments: Arguments, node: cst.CSTNode) -> Value:
    from keraslint.interpreter.containers import list_record

    value = machine.resolve(arguments.positional[0].value) if arguments.positional else None
    if isinstance(value, ListRef):
        record = list_record(machine, value)
        return machine.new_list(node, record.items, record.open_because)
    return machine.unknown(node)


def _image_data_format(machine: Machine, library: Library, arguments: Arguments, node: cst.CSTNode) -> Value:
    """Keras's default, unless the file sets another: a path that it does not choose itself is not followed."""
    from keraslint.interpreter.state import MISSING

    found = machine.state.get("image_data_format")
    return Const(node, "channels_last") if found is MISSING else found  # type: ignore[return-value]


def _set_image_data_format(machine: Machine, library: Library, arguments: Arguments, node: cst.CSTNode) -> Value:
    if arguments.positional:
        machine.state.set("image_data_format", arguments.positional[0].value)
    return Const(node, None)


FUNCTIONS: Final[dict[str, Model]] = {
    "functools.partial": _partial,
    "copy.copy": _deepcopy,
    "copy.deepcopy": _deepcopy,
    "numpy.prod": _pure(math.prod),
    "math.prod": _pure(math.prod),
    **{f"math.{name}": _pure(getattr(math, name)) for name in ("ceil", "floor", "sqrt", "log2", "log10", "exp", "log")},
    **{f"numpy.{name}": _pure(getattr(math, name)) for name in ("ceil", "floor", "sqrt", "log2", "exp")},
}

KERAS_FUNCTIONS: Final[dict[str, Model]] = {
    "image_data_format": _image_data_format,
    "set_image_data_format": _set_image_data_format,
    "load_model": models.load_model,
    "model_from_json": models.load_model,
    "clone_model": models.clone_model,
    "model_to_dot": models.model_to_dot,
    "plot_model": models.plot_model,
    "save_model": models.save_model,
}
