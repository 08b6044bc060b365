"""Python's standard library, pure functions of numbers, and the parts of Keras that concern models and settings."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from keraslint.interpreter import models
from keraslint.interpreter.containers import list_record, open_list
from keraslint.interpreter.libraries.registry import FUNCTIONS, Handler, LibraryCall, function
from keraslint.interpreter.plain import constants
from keraslint.interpreter.state import MISSING
from keraslint.interpreter.values import Arguments, Const, ListRef, Partial, Value


@function("functools.partial")
def partial(call: LibraryCall) -> Value | None:
    if not call.arguments.positional:
        return None
    first, *rest = call.arguments.positional
    inner = Arguments(tuple(rest), call.arguments.keywords, call.complete)
    return Partial(call.node, call.machine.resolve(first.value), inner)


@function("copy.copy", "copy.deepcopy")
def copy(call: LibraryCall) -> Value | None:
    value = call.value(0, "x")
    if isinstance(value, ListRef):
        record = list_record(call.machine, value)
        return call.machine.new_list(call.node, record.items, record.open_because)
    return None


@function("random.shuffle", "heapq.heapify", "heapq.heappush", "bisect.insort")
def rearrange(call: LibraryCall) -> Value:
    """What changes its first argument, a list, in place."""
    value = call.value(0, "x")
    if isinstance(value, ListRef):
        open_list(call.machine, value)
    return Const(call.node, None)


def _pure(calculate: Callable[..., Any]) -> Handler:
    def handler(call: LibraryCall) -> Value | None:
        values = constants(call.machine, [passed.value for passed in call.arguments.positional])
        if values is None or call.arguments.keywords or not call.complete:
            return None
        try:
            return Const(call.node, calculate(*values))
        except (TypeError, ValueError, ArithmeticError):
            return None

    return handler


function("math.prod")(_pure(math.prod))
for _name in ("ceil", "floor", "sqrt", "log2", "log10", "exp", "log"):
    function(f"math.{_name}")(_pure(getattr(math, _name)))


def pure(call: LibraryCall) -> Value | None:
    """A function of numbers that ``math`` has under the same name."""
    handler = FUNCTIONS.get(f"math.{call.name}")
    return None if handler is None else handler(call)


@function("keras.config.image_data_format", "keras.backend.image_data_format")
def image_data_format(call: LibraryCall) -> Value:
    """Keras's default, unless the file sets another: a path that it does not choose itself is not followed."""
    found = call.machine.state.get("image_data_format")
    return Const(call.node, "channels_last") if found is MISSING else found  # type: ignore[return-value]


@function("keras.config.set_image_data_format", "keras.backend.set_image_data_format")
def set_image_data_format(call: LibraryCall) -> Value:
    given = call.passed(0, "data_format")
    if given is not None:
        call.machine.state.set("image_data_format", given.value)
    return Const(call.node, None)


@function("keras.models.clone_model")
def clone_model(call: LibraryCall) -> Value | None:
    value = call.value(0, "model")
    return models.clone_model(call.machine, value, call.node) if value is not None else None


@function(
    "keras.utils.plot_model",
    "keras.utils.model_to_dot",
    "keras.models.save_model",
    "keras.saving.save_model",
)
def on_model(call: LibraryCall) -> Value:
    kind = "save" if call.name == "save_model" else call.name
    models.function_on_model(call.machine, kind, call.path, call.arguments, call.node)
    return Const(call.node, None)
