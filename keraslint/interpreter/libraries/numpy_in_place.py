"""numpy's functions and methods that change an array in place and return nothing."""

from __future__ import annotations

from keraslint.arrays import FAILURES, Array, reductions
from keraslint.interpreter.arrays import change, content, overwritten
from keraslint.interpreter.data import set_item
from keraslint.interpreter.libraries.numpy_calls import Result, array, ndarray, number, numpy, one_axis
from keraslint.interpreter.libraries.registry import LibraryCall
from keraslint.interpreter.values import ArrayValue, Const, ListRef, Tuple
from keraslint.records import replace


@ndarray("sort", "partition")
def sort(call: LibraryCall) -> Result:
    """``x.sort(axis=-1)``, ``x.partition(kth, axis=-1)``."""
    value = call.value(0)
    if isinstance(value, ArrayValue):
        change(call.machine, value, _sorted(call, array(call, 0)))
    return Const(call.node, None)


def _sorted(call: LibraryCall, before: Array) -> Array:
    try:
        place = one_axis(call, 1 if call.name == "sort" else 2, -1)
        return reductions.ordered("sort", before, place, call.machine.symbols)
    except FAILURES:
        return overwritten(before)


@ndarray("fill", "setflags")
def fill(call: LibraryCall) -> Result:
    value = call.value(0)
    if call.name == "fill" and isinstance(value, ArrayValue):
        level = number(call, 1, "value")
        change(call.machine, value, replace(overwritten(array(call, 0)), low=level, high=level))
    return Const(call.node, None)


@ndarray("itemset", "put")
def put(call: LibraryCall) -> Result:
    value = call.value(0)
    if isinstance(value, ArrayValue):
        set_item(call.machine, value, call.value(1) or call.machine.unknown(call.node))
    return Const(call.node, None)


@numpy("nditer")
def iterated(call: LibraryCall) -> Result:
    """``np.nditer(op, flags, op_flags)``: with flags of their own the arrays may be written to."""
    from keraslint.interpreter.expressions import items_of

    value = call.value(0, "op")
    if call.passed(2, "op_flags") is not None and value is not None:
        several = items_of(call.machine, value) if isinstance(value, (ListRef, Tuple)) else None
        for each in several or [value]:
            if isinstance(each, ArrayValue):
                change(call.machine, each, overwritten(content(call.machine, each)))
    return None


@numpy("copyto", "put", "place", "putmask", "fill_diagonal")
def written(call: LibraryCall) -> Result:
    value = call.value(0)
    if isinstance(value, ArrayValue):
        set_item(call.machine, value, call.machine.unknown(call.node))
    return Const(call.node, None)
