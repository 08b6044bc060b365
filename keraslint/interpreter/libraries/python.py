"""Python's standard library, pure functions of numbers, and the parts of Keras that concern models and settings."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from keraslint.arrays import Array, construct
from keraslint.arrays.elementwise import UNARY, unary
from keraslint.interpreter import models
from keraslint.interpreter.alike import COMPREHENDED, any_item
from keraslint.interpreter.arrays import evident, value_of
from keraslint.interpreter.containers import list_record, open_list, reorder
from keraslint.interpreter.data import measured
from keraslint.interpreter.libraries.registry import FUNCTIONS, Handler, LibraryCall, function
from keraslint.interpreter.plain import constants
from keraslint.interpreter.state import MISSING
from keraslint.interpreter.values import (
    Arguments,
    Const,
    DictRef,
    Instance,
    Integer,
    LayerValue,
    ListRef,
    ModelRef,
    Partial,
    Tuple,
    Value,
)
from keraslint.records import replace


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
    if not isinstance(value, ListRef):
        return None
    if call.name == "deepcopy":
        return _another(call, value)
    record = list_record(call.machine, value)
    return call.machine.new_list(call.node, record.items, record.open_because)


def _another(call: LibraryCall, item: Value) -> Value:
    """A list with all that is in it, once more."""
    item = call.machine.resolve(item)
    if isinstance(item, ListRef):
        record = list_record(call.machine, item)
        items = tuple(_another(call, each) for each in record.items)
        return call.machine.new_list(call.node, items, record.open_because)
    if isinstance(item, Tuple):
        return Tuple(call.node, tuple(_another(call, each) for each in item.items))
    if isinstance(item, LayerValue):
        return LayerValue(item.node, replace(item.layer, uid=call.machine.fresh()))
    if isinstance(item, ModelRef):
        return models.clone_model(call.machine, item, call.node)
    return call.machine.unknown(call.node) if isinstance(item, (Instance, DictRef)) else item


@function("random.shuffle")
def shuffle(call: LibraryCall) -> Value:
    value = call.value(0, "x")
    if isinstance(value, ListRef):
        reorder(call.machine, value)
    return Const(call.node, None)


@function("heapq.heapify", "heapq.heappush", "bisect.insort")
def rearrange(call: LibraryCall) -> Value:
    """What changes its first argument, a list, in place."""
    value = call.value(0, "x")
    if isinstance(value, ListRef):
        open_list(call.machine, value)
    return Const(call.node, None)


_IN_NUMPY = {"fabs": "abs"}
_WHOLE = frozenset({"ceil", "floor"})


def _pure(calculate: Callable[..., Any]) -> Handler:
    def handler(call: LibraryCall) -> Value | None:
        values = constants(call.machine, [passed.value for passed in call.arguments.positional])
        if values is None and len(call.arguments.positional) == 1:
            array = measured(call.machine, call.machine.resolve(call.arguments.positional[0].value))
            name = _IN_NUMPY.get(call.name, call.name)
            if array is not None and name in UNARY:
                found = unary(name, array)
                return value_of(call.machine, replace(found, dtype="int64") if name in _WHOLE else found, call.node)
        if values is None or call.arguments.keywords or not call.complete:
            return None
        try:
            return Const(call.node, calculate(*values))
        except (TypeError, ValueError, ArithmeticError):
            return None

    return handler


function("math.prod")(_pure(math.prod))
for _name in ("ceil", "floor", "sqrt", "log2", "log10", "exp", "log", "sin", "cos", "tan", "tanh", "fabs", "radians"):
    function(f"math.{_name}")(_pure(getattr(math, _name)))


def pure(call: LibraryCall) -> Value | None:
    """A function of numbers that ``math`` has under the same name."""
    handler = FUNCTIONS.get(f"math.{call.name}")
    return None if handler is None else handler(call)


# Random numbers: one draw stands for all that are drawn where it is written.


def _draw(call: LibraryCall, array: Array) -> Value:
    drawn = construct.drawn_by(array, call.machine.fresh())
    return value_of(call.machine, evident(drawn, call.node, f"from `{call.name}`"), call.node)


def _numbers(call: LibraryCall, *names: str) -> list[float | None]:
    found = [call.plain(place, name) for place, name in enumerate(names)]
    return [one if isinstance(one, (int, float)) and not isinstance(one, bool) else None for one in found]


@function("random.random", "random.uniform", "random.betavariate", "random.triangular")
def fraction(call: LibraryCall) -> Value:
    low, high = _numbers(call, "a", "b") if call.name == "uniform" else (0.0, 1.0)
    if low is None or high is None or call.name == "triangular":
        return _draw(call, Array((), "float64", "continuous"))
    return _draw(call, construct.uniform(min(low, high), max(low, high), ()))


@function("random.gauss", "random.normalvariate", "random.expovariate", "random.lognormvariate")
def spread(call: LibraryCall) -> Value:
    mean, deviation = _numbers(call, "mu", "sigma")
    return _draw(call, construct.normal(mean, deviation, ()))


@function("random.randint", "random.randrange")
def whole(call: LibraryCall) -> Value | None:
    """``randint(a, b)``, both inclusive; ``randrange(start, stop, step)`` as ``range``."""
    low, high, step = _numbers(call, "a", "b", "step")
    if call.name == "randrange":
        low, high = (0, low) if call.passed(1, "stop") is None else (low, high)
        high = None if high is None else high - 1
    if low is not None and high is not None and low > high:
        return None
    if step is not None and step != 1:
        return _draw(call, Array((), "int64", low=low, high=high))
    return _draw(call, construct.whole_numbers(low, high, ()))


@function("random.choice")
def choice(call: LibraryCall) -> Value | None:
    value = call.value(0, "seq")
    found = None if value is None else any_item(call.machine, value, call.node)
    if isinstance(found, Integer) and found.measured is not None:
        array = found.measured
        pair = array.meaning is None and (array.low, array.high) == (0, 1)
        return _draw(call, construct.whole_numbers(0, 1, ()) if pair else array)
    return found


@function("random.sample", "random.choices")
def choices(call: LibraryCall) -> Value | None:
    """A list of some of the items."""
    value = call.value(0, "population")
    found = None if value is None else any_item(call.machine, value, call.node)
    return None if found is None else call.machine.new_list(call.node, (found,), COMPREHENDED)


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
