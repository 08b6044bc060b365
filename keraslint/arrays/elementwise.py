"""Arithmetic, comparisons and functions of single elements, with what they do to the range and meaning of values."""

from __future__ import annotations

import math
import operator as operations
from collections.abc import Callable
from typing import Final

from keraslint.arrays import dtypes
from keraslint.arrays.array import MAX_CLASSES, Array, ArrayError, Meaning, Occurring
from keraslint.arrays.broadcasting import broadcast, same
from keraslint.arrays.dimensions import Symbols
from keraslint.arrays.dtypes import Number
from keraslint.arrays.ranges import (
    Operand,
    Range,
    both,
    bounds_of,
    calculated,
    decided,
    images,
    independent,
    occurring,
    wave,
)
from keraslint.records import replace
from keraslint.shapes import UNKNOWN, AnyShape, Unknown

COMPARISONS: Final = frozenset({"Equal", "NotEqual", "LessThan", "LessThanEqual", "GreaterThan", "GreaterThanEqual"})
ARITHMETIC: Final = frozenset(
    {"Add", "Subtract", "Multiply", "Divide", "FloorDivide", "Modulo", "Power", "Maximum", "Minimum"}
)
_BLENDING: Final = frozenset({"Add", "Subtract", "Multiply", "Divide"})
BITWISE: Final = frozenset({"BitAnd", "BitOr", "BitXor", "LeftShift", "RightShift"})


def binary(operator: str, left: Operand, right: Operand, symbols: Symbols) -> Array:
    """``left operator right`` by LibCST's name of the operator; a Python number gives way to an array's type."""
    if operator == "MatrixMultiply":
        if not isinstance(left, Array) or not isinstance(right, Array):
            raise ArrayError("matmul needs arrays")
        return matmul(left, right, symbols)
    shape = broadcast(_shape(left), _shape(right), symbols)
    if operator in COMPARISONS:
        outcome = decided(operator, bounds(left), bounds(right))
        tested = truth_values(shape)
        return tested if outcome is None else replace(tested, low=int(outcome), high=int(outcome))
    if operator not in ARITHMETIC and operator not in BITWISE:
        return Array(shape)
    dtype = _dtype(operator, left, right)
    if operator in BITWISE:
        return truth_values(shape) if dtype == "bool" else Array(shape, dtype)
    low, high = bounds_of(operator, bounds(left), bounds(right))
    if operator == "Modulo" and high is not None and dtype is not None and dtypes.kind(dtype) in ("int", "uint"):
        high = max(math.ceil(high) - 1, 0)
    result = Array(shape, dtype, low=low, high=high, occurs=occurring(operator, left, right))
    if isinstance(left, Array) and not _plain_number(right):
        result = _standardised(operator, left, right, result)
    return _meaning(operator, left, right, result).with_columns(_by_column(operator, left, right, symbols))


def _by_column(operator: str, left: Operand, right: Operand, symbols: Symbols) -> list[Array] | None:
    """What an operation with one number, makes of the columns of a table."""
    if isinstance(left, Array) and left.columns is not None and _shape(right) == ():
        return [binary(operator, column, right, symbols) for column in left.columns]
    if isinstance(right, Array) and right.columns is not None and _shape(left) == ():
        return [binary(operator, left, column, symbols) for column in right.columns]
    return None


def truth_values(shape: AnyShape) -> Array:
    """The result of a test of every element."""
    single = isinstance(shape, tuple) and (len(shape) < 2 or shape[-1] == 1)
    return Array(shape, "bool", "binary" if single else None, low=0, high=1)


def _shape(operand: Operand) -> AnyShape:
    return operand.shape if isinstance(operand, Array) else ()


def _plain_number(operand: Operand) -> bool:
    return not isinstance(operand, Array)


def bounds(operand: Operand) -> Range:
    """The least and the greatest value, as far as known."""
    if isinstance(operand, Array):
        return operand.low, operand.high
    return operand, operand


def _dtype(operator: str, left: Operand, right: Operand) -> str | None:
    if isinstance(left, Array) and isinstance(right, Array):
        dtype = dtypes.promote(left.dtype, right.dtype)
    elif isinstance(left, Array):
        assert not isinstance(right, Array)
        dtype = dtypes.promote_number(left.dtype, right)
    elif isinstance(right, Array):
        dtype = dtypes.promote_number(right.dtype, left)
    else:  # two numbers
        return None
    if operator == "Divide":
        return dtypes.inexact(dtype)
    return "int8" if dtype == "bool" and operator in ("FloorDivide", "Modulo", "Power") else dtype


def _standardised(operator: str, left: Array, right: Operand, result: Array) -> Array:
    """Recognise scaling: ``(x - mean) / deviation``, ``(x - min) / (max - min)``, ``x / max``."""
    other = right.statistic if isinstance(right, Array) else None
    if operator == "Subtract":
        if other == "mean":
            return replace(result, statistic="centred", low=None, high=None)
        if other == "minimum":
            if left.statistic == "maximum":
                return replace(result, statistic="range")
            return replace(result, statistic="above-minimum", low=0)
    if operator == "Divide":
        if other == "deviation":
            return replace(result, standardised=left.statistic == "centred", low=None, high=None)
        if other == "range" and left.statistic == "above-minimum":
            return replace(result, low=0, high=1)
        if other == "maximum":
            return replace(result, low=0 if left.low is not None and left.low >= 0 else None, high=1)
    return result


def _meaning(operator: str, left: Operand, right: Operand, result: Array) -> Array:
    """What labels become when they are shifted or scaled by a number."""
    array, number = (left, right) if isinstance(left, Array) else (right, left)
    if not isinstance(array, Array):  # two numbers
        return result
    if array.standardised and array is left and operator in ("Multiply", "Divide") and number in (1, -1):
        result = replace(result, standardised=True)
    if isinstance(number, Array):
        if number.rank == 0 and _scaled_labels(array) and operator == "Divide":
            return replace(result, meaning="continuous", classes=array.classes, evidence=array.evidence)
        return _blended(operator, array, number, result)
    if array.statistic in ("deviation", "maximum", "mean", "range", "centred", "above-minimum"):
        level = operator == "Add" or (operator == "Maximum" and array.statistic != "centred")
        if level and abs(number) < 0.1:  # `std + 1e-7`
            return replace(result, statistic=array.statistic)
        return result
    if operator == "Modulo" and array is left and _counted(array, number):  # `i % 3` numbers the classes
        meant: Meaning = "binary" if number == 2 else "classes"
        return replace(result, meaning=meant, classes=None if number == 2 else int(number))
    meaning = array.meaning
    if meaning == "one-hot" and operator in ("Add", "Subtract", "Multiply", "Divide"):
        return replace(result, meaning=meaning, classes=array.classes, evidence=array.evidence)
    if meaning == "binary" and operator == "Subtract" and array is right and number == 1:
        return replace(result, meaning="binary", low=0, high=1, evidence=array.evidence)
    if meaning == "continuous":
        if operator == "FloorDivide":  # whole numbers: they may be classes
            return result
        return replace(result, meaning=meaning, classes=array.classes, evidence=array.evidence)
    if meaning is None and array is left and _makes_fractions(operator, number) and _spread_out(array):
        return replace(result, meaning="continuous")
    if not _scaled_labels(array) or array is right:
        return result
    scaled = operator == "Divide" or (operator == "Multiply" and isinstance(number, float))
    if scaled and number != 1:
        classes = 2 if meaning == "binary" else array.classes
        return replace(result, meaning="continuous", classes=classes, evidence=array.evidence)
    if meaning == "classes" and operator in ("Add", "Subtract") and isinstance(number, int):
        classes = array.classes
        if operator == "Add" and isinstance(result.high, (int, float)) and result.high >= 0:
            classes = int(result.high) + 1
        return replace(result, meaning=meaning, classes=classes, evidence=array.evidence)
    return result


def _makes_fractions(operator: str, number: Number) -> bool:
    if operator == "Divide":
        return abs(number) > 1
    return operator == "Multiply" and not float(number).is_integer()


def _spread_out(array: Array) -> bool:
    """Whether the values are whole numbers, and more than classes are numbered by."""
    found = array.occurring
    return bool(array.integral) and found is not None and found.high - found.low >= MAX_CLASSES


def _counted(array: Array, number: Number) -> bool:
    found = array.occurring
    return (
        isinstance(number, int)
        and 1 < number < 1000
        and bool(array.integral)
        and found is not None
        and found.high - found.low >= number - 1
    )


def _blended(operator: str, left: Array, right: Array, result: Array) -> Array:
    """Sums, products and ratios of quantities are quantities: ``slope * x + noise``.

    Not of ones or labels (``ones + noise`` are a discriminator's labels). The bounds are left out unless the operands
    are different draws: they may come from the same values, and then interval arithmetic gives more than is reached.
    """
    if operator not in _BLENDING or left is right or result.statistic or result.standardised:
        return result
    if not (left.quantity or right.quantity) or not (_plain_values(left) and _plain_values(right)):
        return result
    if independent(left, right):
        return replace(result, meaning="continuous")
    return replace(result, meaning="continuous", low=None, high=None)


def _plain_values(array: Array) -> bool:
    """Floating-point values that are neither labels nor all the same nor a statistic."""
    floating = array.dtype is not None and dtypes.kind(array.dtype) == "float"
    constant = array.low is not None and array.low == array.high
    labels = array.meaning is not None and not array.quantity
    return floating and not constant and not labels and array.statistic is None


def _scaled_labels(array: Array) -> bool:
    return array.meaning in ("classes", "binary")


# Functions of one array

_FLOATING: Final = frozenset(
    "sqrt exp exp2 expm1 log log2 log10 log1p sin cos tan arcsin arccos arctan sinh cosh tanh arcsinh arctanh "
    "arccosh deg2rad rad2deg degrees radians cbrt".split()
)
_KEEPING: Final = frozenset("negative positive absolute abs fabs square sign nan_to_num real conjugate".split())
_ROUNDING: Final = frozenset("ceil floor rint trunc round around fix".split())
_TESTS: Final = frozenset("isnan isinf isfinite logical_not signbit".split())
UNARY: Final = _FLOATING | _KEEPING | _ROUNDING | _TESTS
_WAVES: Final = frozenset({"sin", "cos", "tan"})  # nobody's classes, whatever they are taken of
_REAL: Final = _FLOATING | {"negative", "absolute", "abs", "fabs", "square"}
_RISING: Final[dict[str, Callable[[float], float]]] = {
    "sqrt": math.sqrt, "exp": math.exp, "exp2": lambda value: math.pow(2, value), "expm1": math.expm1,
    "log": math.log, "log2": math.log2, "log10": math.log10, "log1p": math.log1p, "sinh": math.sinh,
    "tanh": math.tanh, "arctan": math.atan, "arcsin": math.asin, "arcsinh": math.asinh, "deg2rad": math.radians,
    "radians": math.radians, "rad2deg": math.degrees, "degrees": math.degrees,
}  # fmt: skip
_OTHERS: Final[dict[str, Callable[[float], float]]] = {
    "sin": math.sin, "cos": math.cos, "arccos": math.acos, "cosh": math.cosh, "negative": operations.neg,
    "absolute": abs, "abs": abs, "fabs": abs, "square": lambda value: value * value, "floor": math.floor,
    "ceil": math.ceil, "trunc": math.trunc, "fix": math.trunc, "rint": round, "round": round, "around": round,
}  # fmt: skip
_RANGES: Final[dict[str, Range]] = {"sin": (-1, 1), "cos": (-1, 1), "tanh": (-1, 1), "sign": (-1, 1)}


def unary(name: str, array: Array) -> Array:
    """A function of every element by its name in numpy."""
    if name in _TESTS:
        return truth_values(array.shape)
    dtype = array.dtype
    columns = [unary(name, column) for column in array.columns or ()]
    low, high = _RANGES.get(name, (None, None))
    if name in _FLOATING or name == "fabs":
        dtype = _floating(dtype)
        if name in ("exp", "exp2", "sqrt"):
            low = 0
    elif name in _ROUNDING:
        if name in ("rint",):
            dtype = _floating(dtype)
        low, high = _rounded(array.low, math.floor), _rounded(array.high, math.ceil)
    elif name == "negative":
        low, high = (None if bound is None else -bound for bound in (array.high, array.low))
    elif name in ("absolute", "abs", "square"):
        low = 0
        if array.low is not None and array.high is not None:
            high = max(abs(array.low), abs(array.high)) ** (2 if name == "square" else 1)
    elif name in ("positive", "nan_to_num", "real", "conjugate"):
        return replace(array, statistic=None)
    if name in _RISING and array.low is not None and array.high is not None:
        ends = [calculated(_RISING[name], end) for end in (array.low, array.high)]
        low, high = (low, high) if None in ends else (ends[0], ends[1])
    function, found = _RISING.get(name) or _OTHERS.get(name), array.occurring
    occurs = None
    if name in ("sin", "cos") and found is not None:
        occurs = wave(name, found)
    elif function is not None and found is not None:
        occurs = images(lambda value: calculated(function, value), found)
    meaning: Meaning | None = None
    if name in ("round", "around", "rint", "floor", "ceil") and array.low == 0 and array.high == 1:
        meaning = array.meaning if array.meaning in ("binary", "one-hot", "multi-hot") else None
    if _plain_values(array) and (name in _WAVES or (name in _REAL and array.quantity)):
        meaning = "continuous"
    mirrored = name == "negative" and array.standardised
    result = Array(array.shape, dtype, meaning, low=low, high=high, occurs=occurs, standardised=mirrored)
    return result.with_columns(columns)


def _floating(dtype: str | None) -> str | None:
    """Small whole numbers become small floats in numpy's own functions."""
    if dtype is None or dtypes.kind(dtype) in ("float", "complex", "object"):
        return dtype
    return {8: "float16", 16: "float32"}.get(dtypes.size(dtype), "float64")


def _rounded(bound: float | None, function: object) -> float | None:
    if bound is None or math.isinf(bound) or math.isnan(bound):
        return None
    return math.floor(bound) if function is math.floor else math.ceil(bound)


def negative(array: Array) -> Array:
    """``-x``."""
    return unary("negative", array)


def inverted(array: Array) -> Array:
    """``~x``."""
    return truth_values(array.shape) if array.dtype == "bool" else Array(array.shape, array.dtype)


def astype(array: Array, dtype: str | None) -> Array:
    """The same values in another type; ``None`` for one that is not known."""
    return _cast(array, dtype).with_columns([_cast(column, dtype) for column in array.columns or ()])


def _cast(array: Array, dtype: str | None) -> Array:
    if dtype == "bool":
        if array.meaning in ("binary", "multi-hot", "one-hot"):
            return replace(array, dtype=dtype)
        return replace(truth_values(array.shape), max_rank=array.max_rank)
    if dtype in ("str", "object"):
        return Array(array.shape, dtype, max_rank=array.max_rank)
    result = replace(array, dtype=dtype, statistic=None, classes=None if array.dtype == "str" else array.classes)
    if dtype is not None and dtypes.kind(dtype) in ("int", "uint"):
        found = array.occurring
        result = replace(result, occurs=None if found is None else images(_truncated, found), standardised=False)
    if dtype is not None and dtypes.kind(dtype) in ("int", "uint") and array.quantity:
        result = replace(result, meaning=None)  # whole numbers may be classes
    fractions = array.low is not None and array.high is not None and array.integral is None
    if dtype is not None and dtypes.kind(dtype) in ("int", "uint") and fractions:  # fractions are cut off
        low, high = (None if bound is None else math.trunc(bound) for bound in (array.low, array.high))
        if array.quantity and high == array.high:  # a random draw ends below its upper bound
            high = None
        return replace(result, low=low, high=high, meaning=None if array.meaning == "continuous" else array.meaning)
    return result


def _truncated(value: float) -> float | None:
    return calculated(math.trunc, value)


def clip(array: Array, low: Operand | None, high: Operand | None, symbols: Symbols) -> Array:
    result = array
    if low is not None:
        result = _clipped("Maximum", result, low, symbols)
    if high is not None:
        result = _clipped("Minimum", result, high, symbols)
    return result


def _clipped(operator: str, array: Array, bound: Operand, symbols: Symbols) -> Array:
    result = binary(operator, array, bound, symbols)
    if isinstance(bound, Array):
        return result
    inside = (
        array.low is not None
        and array.high is not None
        and (bound <= array.low if operator == "Maximum" else bound >= array.high)
    )
    return replace(array, dtype=result.dtype) if inside else result


def _as_array(one: Operand) -> Array:
    return one if isinstance(one, Array) else Array((), dtypes.of_number(one), low=one, high=one)


def where(condition: Array, yes: Operand, no: Operand, symbols: Symbols) -> Array:
    """``np.where`` with three arguments."""
    shape = broadcast(condition.shape, broadcast(_shape(yes), _shape(no), symbols), symbols)
    arrays = [_as_array(one) for one in (yes, no)]
    low, high = both(min, arrays[0].low, arrays[1].low), both(max, arrays[0].high, arrays[1].high)
    numbers = [one for one in (yes, no) if not isinstance(one, Array)]
    if numbers and len(numbers) < 2:
        other = yes if isinstance(yes, Array) else no
        assert isinstance(other, Array)
        return Array(shape, dtypes.promote_number(other.dtype, numbers[0]), low=low, high=high)
    dtype = dtypes.promote(arrays[0].dtype, arrays[1].dtype)
    if len(numbers) == 2 and set(numbers) == {0, 1}:
        return replace(truth_values(shape), dtype=dtype)
    if len(numbers) == 2 and condition.low is not None and condition.low == condition.high:
        return Array(shape, dtype, low=low, high=high)  # only one of them occurs
    # Two numbers are written for both to occur.
    occurs = Occurring(low, high) if len(numbers) == 2 and low is not None and high is not None else None
    return Array(shape, dtype, low=low, high=high, occurs=occurs)


# Products


def matmul(left: Array, right: Array, symbols: Symbols) -> Array:
    """``left @ right``."""
    dtype = dtypes.promote(left.dtype, right.dtype)
    if isinstance(left.shape, Unknown) or isinstance(right.shape, Unknown):
        return Array(UNKNOWN, dtype)
    if not left.shape or not right.shape:
        raise ArrayError("matmul takes no numbers")
    first = left.shape if len(left.shape) > 1 else (1, *left.shape)
    second = right.shape if len(right.shape) > 1 else (*right.shape, 1)
    same(first[-1], second[-2])
    batch = broadcast(first[:-2], second[:-2], symbols)
    assert isinstance(batch, tuple)
    rows = first[-2:-1] if len(left.shape) > 1 else ()
    columns = second[-1:] if len(right.shape) > 1 else ()
    return Array((*batch, *rows, *columns), dtype)


def dot(left: Operand, right: Operand, symbols: Symbols) -> Array:
    """``np.dot``: the last axis of one with the last but one of the other."""
    if not isinstance(left, Array) or not isinstance(right, Array):
        return binary("Multiply", left, right, symbols)
    dtype = dtypes.promote(left.dtype, right.dtype)
    if isinstance(left.shape, Unknown) or isinstance(right.shape, Unknown):
        return Array(UNKNOWN, dtype)
    if not left.shape or not right.shape:
        return binary("Multiply", left, right, symbols)
    inner = right.shape[-1] if len(right.shape) == 1 else right.shape[-2]
    same(left.shape[-1], inner)
    rest = () if len(right.shape) == 1 else (*right.shape[:-2], right.shape[-1])
    return Array((*left.shape[:-1], *rest), dtype)


__all__ = ["ARITHMETIC", "COMPARISONS", "UNARY", "Number", "Operand", "astype", "binary", "clip", "unary", "where"]
