"""Library functions that the interpreter models, by path; everything else returns what is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from keraslint.arrays import Array
from keraslint.interpreter import layers, models, tables, unseen
from keraslint.interpreter.libraries import (
    images,
    keras_datasets,
    keras_directories,
    keras_functions,
    keras_generators,
    keras_utils,
    mixed_precision,
    numpy,
    numpy_in_place,
    numpy_math,
    numpy_random,
    numpy_shapes,
    pandas,
    pandas_columns,
    pandas_methods,
    pictures,
    python,
    sequences,
    sklearn_datasets,
    sklearn_functions,
    sklearn_pipelines,
    sklearn_preprocessing,
    sklearn_selection,
    tensorflow,
    tf_data,
    tfds,
)
from keraslint.interpreter.libraries.registry import FUNCTIONS, METHODS, Handler, LibraryCall
from keraslint.interpreter.values import Arguments, Const, Library, ModelRef, TableValue, Value
from keraslint.keras_api import names
from keraslint.records import replace

if TYPE_CHECKING:
    from keraslint.interpreter.machine import Machine
    from keraslint.source import syntax

MODULES: Final = (
    numpy,
    numpy_math,
    numpy_random,
    numpy_in_place,
    numpy_shapes,
    python,
    keras_datasets,
    keras_directories,
    keras_functions,
    keras_generators,
    keras_utils,
    mixed_precision,
    images,
    tensorflow,
    tf_data,
    tfds,
    sequences,
    pandas,
    pandas_columns,
    pandas_methods,
    pictures,
    sklearn_datasets,
    sklearn_functions,
    sklearn_pipelines,
    sklearn_preprocessing,
    sklearn_selection,
)  # importing them registers their handlers

OBJECTS: Final = frozenset(
    {"layer", "loss", "metric", "optimizer", "schedule", "callback", "initializer", "regularizer", "constraint"}
)


def call(machine: Machine, library: Library, arguments: Arguments, node: syntax.Node) -> Value:
    """The value of calling a library function or class."""
    path = library.path
    if path.startswith("keras_preprocessing."):  # Keras 2's package of its own, re-exported by Keras
        path = path.replace("_", ".", 1)
    handler = FUNCTIONS.get(path)
    name = names.resolve(path) if handler is None else None
    if name is not None:
        if name.category in OBJECTS:
            return layers.construct(machine, name.category, name.canonical, path, arguments, node)
        if name.category == "input":
            return layers.input_tensor(machine, path, arguments, node)
        if name.category in ("model", "application"):
            return models.construct(machine, name.category, name.canonical, path, arguments, node)
        handler = FUNCTIONS.get(name.canonical_path)
        if handler is None and name.category == "function" and name.canonical_path.startswith("keras.layers."):
            return layers.call_function(machine, name.canonical, arguments, node)
    if handler is None and name is None and (bound := _of_model(machine, path, arguments)) is not None:
        return models.call_method(machine, bound[0], path.rpartition(".")[2], bound[1], node)
    if handler is None and path.startswith("keras") and path.endswith(".image_data_format"):
        handler = FUNCTIONS["keras.backend.image_data_format"]  # from wherever inside Keras
    if handler is not None:
        found = handler(LibraryCall(machine, path, None, arguments, node))
        if found is not None:
            return found
    else:
        escape_all(machine, arguments, node, path)
        unseen.lend(machine, arguments, path)
    return machine.unknown(node, f"it is what `{path.lstrip('.')}` returns")


def _of_model(machine: Machine, path: str, arguments: Arguments) -> tuple[ModelRef, Arguments] | None:
    """The model, and what it is given, where a method is called on the class: ``Sequential.add(model, layer)``."""
    owner = names.resolve(path.rpartition(".")[0])
    if owner is None or owner.category != "model" or not arguments.positional:
        return None
    model = machine.resolve(arguments.positional[0].value)
    return (model, replace(arguments, positional=arguments.positional[1:])) if isinstance(model, ModelRef) else None


def call_method(
    machine: Machine, kind: str, receiver: Value, name: str, arguments: Arguments, node: syntax.Node
) -> Value:
    """The value of calling a method of a value that a library made."""
    handler = METHODS.get((kind, name))
    if handler is not None:
        call = LibraryCall(machine, f"{kind}.{name}", receiver, arguments, node)
        found = handler(call) if "inplace" not in arguments.keywords else _in_place(call, handler)
        if found is not None:
            return found
    else:
        if "inplace" in arguments.keywords:
            _in_place(LibraryCall(machine, f"{kind}.{name}", receiver, arguments, node), lambda _: None)
        escape_all(machine, arguments, node, f"{kind}.{name}")
    return machine.unknown(node, f"it is what `{name}` returns")


def _in_place(call: LibraryCall, handler: Handler) -> Value | None:
    """A method with ``inplace=``: where its handler does not change the table, nothing is known of it any more."""
    before = call.machine.resolve(call.receiver) if call.receiver is not None else None
    found = handler(call)
    if isinstance(before, TableValue) and call.plain(None, "inplace", default=False) is not False:
        if call.machine.resolve(before) is before:
            tables.change(call.machine, before, array=Array(), columns={}, complete=False)
        return Const(call.node, None)
    return found


def escape_all(machine: Machine, arguments: Arguments, node: syntax.Node, path: str) -> None:
    for passed in (*arguments.positional, *arguments.keywords.values()):
        models.escape(machine, passed.value, "escaped", node, path)
