"""numpy's arithmetic: functions of elements, reductions, products, tests."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from keraslint.arrays import Array, ArrayError, elementwise, reductions
from keraslint.arrays.dimensions import Symbols
from keraslint.arrays.elementwise import Operand
from keraslint.interpreter import data, tables
from keraslint.interpreter.arrays import as_array, like, operand
from keraslint.interpreter.libraries.numpy_calls import (
    Result,
    array,
    axis,
    dtype,
    flag,
    given,
    identity,
    kept,
    ndarray,
    numpy,
    one_axis,
    result,
)
from keraslint.interpreter.libraries.python import pure
from keraslint.interpreter.libraries.registry import LibraryCall
from keraslint.interpreter.values import ArrayValue, Const, Scalar, TableValue
from keraslint.records import replace
from keraslint.shapes import UNKNOWN, Symbol, Unknown

_BINARY: Final = {
    "add": "Add",
    "subtract": "Subtract",
    "multiply": "Multiply",
    "divide": "Divide",
    "true_divide": "Divide",
    "floor_divide": "FloorDivide",
    "mod": "Modulo",
    "remainder": "Modulo",
    "power": "Power",
    "maximum": "Maximum",
    "minimum": "Minimum",
    "fmax": "Maximum",
    "fmin": "Minimum",
    "equal": "Equal",
    "not_equal": "NotEqual",
    "less": "LessThan",
    "less_equal": "LessThanEqual",
    "greater": "GreaterThan",
    "greater_equal": "GreaterThanEqual",
    "matmul": "MatrixMultiply",
    "logical_and": "Equal",
    "logical_or": "Equal",
    "logical_xor": "Equal",
    "isclose": "Equal",
}


@numpy(*_BINARY, out=2)
def binary(call: LibraryCall) -> Result:
    left, right = call.value(0, "x1"), call.value(1, "x2")
    if left is None or right is None:
        return None
    if not isinstance(left, ArrayValue) and not isinstance(right, ArrayValue):
        both = (as_array(call.machine, left), as_array(call.machine, right))
        if both[0] is None or both[1] is None:
            return None
        return elementwise.binary(_BINARY[call.name], both[0], both[1], call.machine.symbols)
    return data.binary(call.machine, call.node, _BINARY[call.name], left, right)


@numpy(*elementwise.UNARY, out=1)
def unary(call: LibraryCall) -> Result:
    value = call.value(0, "x", "a")
    if isinstance(value, Const):
        return pure(call)
    source = array(call, 0, "x", "a")
    found = elementwise.unary(call.name, source)
    if found.rank is None and isinstance(value, ArrayValue):
        return result(call, found, like(call.machine, value.key), moved=False)
    if isinstance(value, TableValue) and value.kind in ("frame", "series"):  # it stays one
        return tables.like(call.machine, call.node, value, found)
    return kept(call, found, source)


@ndarray("round", "conj")
def rounded(call: LibraryCall) -> Result:
    source = array(call, 0)
    return kept(call, elementwise.unary("round", source) if call.name == "round" else source, source)


@numpy(*(reductions.REDUCTIONS - {"prod"}))
@ndarray(*(name for name in reductions.REDUCTIONS if not name.startswith("nan")))
def reduction(call: LibraryCall) -> Result:
    """``np.mean(a, axis=None, …)``, ``a.mean(axis=None, …)``."""
    source = array(call, 0, "a")
    position = 2 if call.name in ("percentile", "quantile") else 1
    place = axis(call, position)
    if call.name in ("percentile", "quantile", "trace", "average") and not _simple(call):
        return None
    if isinstance(place, Unknown):
        return replace(reductions.reduce(call.name, replace(source, shape=UNKNOWN), 0), statistic=None)
    found = reductions.reduce(call.name, source, place, flag(call, None, "keepdims"))
    if given(call, None, "dtype") is not None:
        found = replace(found, dtype=dtype(call, None, None))
    last = source.classes - 1 if source.meaning == "classes" and isinstance(source.classes, int) else None
    if call.name in ("max", "amax") and place is None and last is not None and source.high == last:
        return Scalar(call.node, last)  # the last class occurs
    return result(call, found, (call.name, identity(call, 0), place, found.shape != ()))


def _simple(call: LibraryCall) -> bool:
    """Whether a reduction has no argument that would change its result's shape."""
    if call.name == "trace":
        return array(call, 0, "a").rank == 2
    if call.name == "average":
        return given(call, 2, "weights") is None and given(call, 3, "returned") is None
    return isinstance(call.plain(1, "q"), (int, float))


@numpy("cumsum", "cumprod", "nancumsum")
@ndarray("cumsum", "cumprod")
def cumulative(call: LibraryCall) -> Result:
    return reductions.cumulative(call.name, array(call, 0, "a"), one_axis(call, 1), call.machine.symbols)


@numpy("diff")
def diff(call: LibraryCall) -> Result:
    order, place = call.plain(1, "n", default=1), one_axis(call, 2, -1)
    if not isinstance(order, int) or place is None or len(call.arguments.keywords) > 2:
        return None
    return reductions.difference(array(call, 0, "a"), order, place, call.machine.symbols)


@numpy("clip", out=3)
@ndarray("clip", out=3)
def clip(call: LibraryCall) -> Result:
    source = array(call, 0, "a")
    bounds: list[Operand | None] = []
    for place, names in ((1, ("a_min", "min")), (2, ("a_max", "max"))):
        value = given(call, place, *names)
        found = None if value is None else operand(call.machine, value, value)
        if value is not None and found is None:
            return None
        bounds.append(found)
    return kept(call, elementwise.clip(source, bounds[0], bounds[1], call.machine.symbols), source)


@numpy("where")
def where(call: LibraryCall) -> Result:
    """``np.where(condition, x, y)``; with the condition alone, where it holds."""
    condition = array(call, 0, "condition")
    if len(call.arguments.positional) == 1 and not call.arguments.keywords:
        return positions(call)
    values = call.value(1, "x"), call.value(2, "y")
    if values[0] is None or values[1] is None:
        return None
    yes, no = operand(call.machine, values[0], values[0]), operand(call.machine, values[1], values[1])
    if yes is None or no is None:
        return None
    return elementwise.where(condition, yes, no, call.machine.symbols)


@numpy("nonzero", "argwhere", "flatnonzero")
@ndarray("nonzero")
def positions(call: LibraryCall) -> Result:
    """Where an array is true; as many places as the mask leaves rows."""
    source = array(call, 0, "a", "condition")
    count = call.machine.symbols.named("mask", identity(call, 0))
    if call.name == "flatnonzero":
        return Array((count,), "int64", low=0)
    if source.rank is None:
        return None
    if call.name == "argwhere":
        return Array((count, source.rank), "int64", low=0)
    from keraslint.interpreter.values import Tuple

    found = Array((count,), "int64", low=0)
    return Tuple(call.node, tuple(result(call, found) for _ in range(source.rank)))


@numpy("isin", "in1d")
def tests(call: LibraryCall) -> Result:
    source = array(call, 0, "element", "ar1")
    return elementwise.truth_values(source.shape if call.name == "isin" else (Symbol(),))


@numpy("dot")
@ndarray("dot")
def dot(call: LibraryCall) -> Result:
    return elementwise.dot(array(call, 0, "a"), array(call, 1, "b"), call.machine.symbols)


_PRODUCTS: Final[dict[str, Callable[[Array, Array, Symbols], Array]]] = {
    "outer": lambda left, right, symbols: Array((symbols.product(_shape(left)), symbols.product(_shape(right)))),
    "inner": lambda left, right, symbols: Array(),
    "cross": lambda left, right, symbols: Array(),
    "kron": lambda left, right, symbols: Array(),
}


def _shape(one: Array) -> tuple[int | Symbol | None, ...]:
    if isinstance(one.shape, Unknown):
        raise ArrayError("the shape is not known")
    return one.shape


@numpy(*_PRODUCTS)
def products(call: LibraryCall) -> Result:
    return _PRODUCTS[call.name](array(call, 0, "a"), array(call, 1, "b"), call.machine.symbols)


@numpy("bincount", "histogram", "digitize", "searchsorted")
def counted(call: LibraryCall) -> Result:
    if call.name in ("digitize", "searchsorted"):
        position = 0 if call.name == "digitize" else 1
        return Array(array(call, position, "x", "v").shape, "int64", low=0)
    return Array((Symbol(),), "int64", low=0) if call.name == "bincount" else None
