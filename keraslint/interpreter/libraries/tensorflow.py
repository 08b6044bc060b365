"""TensorFlow's functions on tensors and their counterparts in ``keras.ops`` and ``keras.backend``."""

from __future__ import annotations

from typing import Final

from keraslint.arrays import FAILURES, Array, construct, elementwise, joining, reductions, reshaping
from keraslint.arrays.indexing import take
from keraslint.arrays.merging import together
from keraslint.interpreter import operators
from keraslint.interpreter.arrays import content, shape_argument
from keraslint.interpreter.libraries.operations import (
    answer,
    array,
    axis_argument,
    dtype,
    one_axis,
    operand,
    operands,
    operation,
    root,
    spelled,
)
from keraslint.interpreter.libraries.registry import LibraryCall, function, method
from keraslint.interpreter.libraries.structures import dims_of, whole_number
from keraslint.interpreter.values import ArrayValue, Const, Integer, Tensor, Tuple, Value
from keraslint.records import replace
from keraslint.shapes import UNKNOWN, AnyShape, Dim, Symbol, unknown_shape

# New tensors


@operation("constant convert_to_tensor Variable", "convert_to_tensor array variable constant")
def constant(call: LibraryCall) -> Array | None:
    """``tf.constant(value, dtype=None, shape=None)``, ``tf.Variable(initial_value)``."""
    found = operand(call, 0, "value", "initial_value", "x")
    if found is None:
        return None
    kind = dtype(call, None if call.name == "Variable" else 1, found.dtype)
    shape = call.value(2, "shape") if call.name == "constant" else None
    if shape is not None and not (isinstance(shape, Const) and shape.value is None):
        given = shape_argument(call.machine, shape)
        return construct.filled(given, None, kind) if found.shape == () else replace(found, shape=given, dtype=kind)
    return elementwise.astype(found, kind) if kind != found.dtype else found


def _shape(call: LibraryCall, position: int, *names: str) -> AnyShape:
    value = call.value(position, *names)
    return UNKNOWN if value is None else shape_argument(call.machine, value)


@operation("zeros ones", "zeros ones")
def filled(call: LibraryCall) -> Array | None:
    return construct.filled(_shape(call, 0, "shape"), int(call.name == "ones"), dtype(call, 1, "float32"))


@operation("fill", "full")
def full(call: LibraryCall) -> Array | None:
    value = call.plain(1, "value", "fill_value")
    number = value if isinstance(value, (int, float)) else None
    return construct.filled(_shape(call, 0, "dims", "shape"), number, dtype(call, None))


@operation("zeros_like ones_like", "zeros_like ones_like")
def like(call: LibraryCall) -> Array | None:
    found = operand(call, 0, "input", "tensor", "x")
    return None if found is None else construct.like(found, int(call.name.startswith("ones")), dtype(call, 1))


@operation("range", "arange")
def range_(call: LibraryCall) -> Array | None:
    bounds = [call.plain(position) for position in range(len(call.arguments.positional))]
    numbers = [bound for bound in bounds if isinstance(bound, (int, float, Symbol))]
    if len(numbers) != len(bounds) or not 0 < len(numbers) < 4:
        return None
    start, stop, step = (0, *numbers, 1) if len(numbers) == 1 else (*numbers, 1)[:3]
    return replace(construct.arange(start, stop, step, call.machine.symbols), dtype=None)


@operation("eye", "eye")
def eye(call: LibraryCall) -> Array | None:
    rows = whole_number(call.machine, call.value(0, "num_rows", "N", "size"))
    columns = whole_number(call.machine, call.value(1, "num_columns", "M"))
    return None if rows is None else construct.identity(rows, rows if columns is None else columns, "float32")


RANDOM: Final = "tensorflow.random tensorflow.compat.v1 keras.random keras.backend".split()


def _random(call: LibraryCall) -> Value | None:
    """``tf.random.normal(shape, mean=0.0, stddev=1.0, dtype=tf.float32)`` and its siblings."""
    if isinstance(call.receiver, Value) or call.passed(0, "shape") is None:
        return None
    name = call.name.removeprefix("random_").removesuffix("_normal")
    shape = _shape(call, 0, "shape")
    low, high = call.plain(1, "minval", "mean", default=0), call.plain(2, "maxval", "stddev", default=1)
    kind = dtype(call, 3, "int32" if name == "randint" else "float32")
    try:
        if name not in ("uniform", "randint"):
            plain = [bound if isinstance(bound, (int, float)) else None for bound in (low, high)]
            return answer(call, construct.normal(plain[0], plain[1], shape, kind or "float32"))
        bounds = [bound if isinstance(bound, (int, float)) else None for bound in (low, high)]
        if kind is not None and kind.startswith(("int", "uint")):
            top = None if bounds[1] is None else int(bounds[1]) - 1
            return answer(call, construct.whole_numbers(bounds[0], top, shape, kind))
        return answer(call, construct.uniform(bounds[0], bounds[1], shape, kind or "float32"))
    except FAILURES:
        return None


function(
    *(
        f"{root}.{name}"
        for root in RANDOM
        for name in "normal uniform truncated_normal random_normal random_uniform stateless_normal randint".split()
    )
)(_random)


@operation("one_hot", "one_hot")
def one_hot(call: LibraryCall) -> Array | None:
    """``tf.one_hot(indices, depth, on_value=None, off_value=None, axis=-1, dtype=None)``."""
    indices = operand(call, 0, "indices", "x")
    depth = whole_number(call.machine, call.value(1, "depth", "num_classes"))
    tensorflow = root(call) == "tensorflow"
    axis = call.plain(4 if tensorflow else 2, "axis", default=-1)
    shape: AnyShape = UNKNOWN
    columns: Dim = Symbol() if depth is None else depth
    if indices is not None and isinstance(indices.shape, tuple) and axis == -1:
        shape = (*indices.shape, columns)
    if axis != -1 or (tensorflow and call.passed(2, "on_value") is not None):
        return Array(shape)
    return Array(shape, dtype(call, 5 if tensorflow else 3, "float32"), "one-hot", depth, low=0.0, high=1.0)


# Shapes


@operation("reshape", "reshape")
def reshape(call: LibraryCall) -> Array | None:
    found, value = operand(call, 0, "tensor", "x"), call.value(1, "shape", "newshape")
    shape = None if value is None else dims_of(call.machine, value)
    if shape is None:
        return None
    found = Array() if found is None else found
    known = isinstance(found.shape, tuple)
    if isinstance(found.shape, tuple) and None in found.shape:  # a free batch axis stays free
        rest = tuple(None if dim == -1 else dim for dim in shape)
        return reshaping.reshaped(found, rest)
    made = reshaping.reshape(found, shape, call.machine.symbols)
    return made if known else replace(made, dtype=found.dtype)


@operation("expand_dims", "expand_dims")
def expand_dims(call: LibraryCall) -> Array | None:
    found = operand(call, 0, "input", "x")
    return None if found is None else reshaping.expand_dims(found, one_axis(call, 1, -1))


@operation("squeeze", "squeeze")
def squeeze(call: LibraryCall) -> Array | None:
    found = operand(call, 0, "input", "x")
    return None if found is None else reshaping.squeeze(found, axis_argument(call, 1), call.machine.symbols)


@operation("transpose", "transpose permute_dimensions")
def transpose(call: LibraryCall) -> Array | None:
    found = operand(call, 0, "a", "x")
    order = call.plain(1, "perm", "axes", "pattern")
    if found is None or not (order is None or isinstance(order, (list, tuple))):
        return None
    return reshaping.transpose(found, None if order is None else [int(part) for part in order])


@operation("concat", "concatenate")
def concat(call: LibraryCall) -> Array | None:
    values = operands(call, call.value(0, "values", "xs", "tensors"))
    parts = [array(call, value) or Array() for value in values or ()]
    axis = one_axis(call, 1, 0 if root(call) == "keras.ops" else -1)  # TensorFlow has no default
    if _partly_free(parts, axis):
        axis = axis % len(parts[0].shape)  # type: ignore[arg-type]
        return _joined(parts, axis)
    return joining.concatenate(parts, axis, call.machine.symbols) if parts else None


def _partly_free(parts: list[Array], axis: int) -> bool:
    """Whether the arrays have the same number of axes and some are free, the joined one apart."""
    ranks = {part.rank for part in parts}
    rank = parts[0].rank if len(ranks) == 1 else None
    return rank is not None and -rank <= axis < rank and any(None in part.shape for part in parts)  # type: ignore[operator]


def _joined(parts: list[Array], axis: int) -> Array:
    shape: list[Dim] = []
    for place, sizes in enumerate(zip(*(part.shape for part in parts), strict=True)):
        numbers = [size for size in sizes if isinstance(size, int)]
        if place == axis:
            shape.append(sum(numbers) if len(numbers) == len(sizes) else None)
        else:
            shape.append(numbers[0] if numbers else sizes[0])
    return replace(together(parts, columns=axis != len(shape) - 1), shape=tuple(shape))


@operation("stack", "stack")
def stack(call: LibraryCall) -> Array | None:
    values = operands(call, call.value(0, "values", "x"))
    parts = [array(call, value) or Array() for value in values or ()]
    return joining.stack(parts, one_axis(call, 1, 0), call.machine.symbols) if parts else None


@function(*spelled("split", "split"))
def split(call: LibraryCall) -> Value | None:
    found = operand(call, 0, "value", "x")
    sections, axis = call.plain(1, "num_or_size_splits", "indices_or_sections"), call.plain(2, "axis", default=0)
    if found is None or not isinstance(axis, int) or not isinstance(sections, int):
        return None
    try:
        parts = joining.split(found, sections, axis, call.machine.symbols)
    except FAILURES:
        return None
    return call.machine.new_list(call.node, tuple(answer(call, part) for part in parts))


@operation("tile", "tile")
def tile(call: LibraryCall) -> Array | None:
    found, value = operand(call, 0, "input", "x"), call.value(1, "multiples", "repeats", "n")
    counts = None if value is None else dims_of(call.machine, value)
    return None if found is None or counts is None else joining.tile(found, counts, call.machine.symbols)


@operation("repeat", "repeat")
def repeat(call: LibraryCall) -> Array | None:
    found, count = operand(call, 0, "input", "x"), whole_number(call.machine, call.value(1, "repeats"))
    axis = axis_argument(call, 2)
    if found is None or count is None or isinstance(axis, tuple):
        return None
    return joining.repeat(found, count, axis, call.machine.symbols)


@operation("gather", "take gather")
def gather(call: LibraryCall) -> Array | None:
    found, indices = operand(call, 0, "params", "x"), operand(call, 1, "indices")
    axis = axis_argument(call, None, 0)
    if found is None or indices is None or isinstance(axis, tuple):
        return None
    return take(found, indices, axis, call.machine.symbols)


@operation("reverse", "flip reverse")
def reverse(call: LibraryCall) -> Array | None:
    found = operand(call, 0, "tensor", "x")
    return None if found is None else replace(found, meaning=None, evidence=None)


@function(*spelled("shape", "shape"))
def shape_of(call: LibraryCall) -> Value | None:
    """``tf.shape(x)``: what is free in the shape is some number when the program runs."""
    value = call.value(0, "input", "x")
    shape: AnyShape = UNKNOWN
    if isinstance(value, ArrayValue):
        shape = content(call.machine, value).shape
    elif isinstance(value, Tensor):
        shape = value.shape
    if not isinstance(shape, tuple):
        return None
    return Tuple(call.node, tuple(_size(call, dim) for dim in shape))


def _size(call: LibraryCall, dim: Dim) -> Value:
    if isinstance(dim, int):
        return Const(call.node, dim)
    if isinstance(dim, Symbol):
        return Integer(call.node, dim)
    return operators.integer(call.machine, call.node, (call.machine.fresh(), "dim"))


# Values


@operation("cast", "cast")
def cast(call: LibraryCall) -> Array | None:
    found = operand(call, 0, "x")
    return None if found is None else elementwise.astype(found, dtype(call, 1))


REDUCTIONS: Final = {
    "reduce_mean": "mean", "reduce_sum": "sum", "reduce_max": "max", "reduce_min": "min", "reduce_prod": "prod",
    "reduce_std": "std", "reduce_variance": "var", "reduce_any": "any", "reduce_all": "all", "argmax": "argmax",
    "argmin": "argmin",
}  # fmt: skip


@operation(" ".join(REDUCTIONS), "mean sum max min prod std var any all argmax argmin")
def reduce(call: LibraryCall) -> Array | None:
    """``tf.reduce_mean(input_tensor, axis=None, keepdims=False)``; ``tf.argmax(input, axis=0)``."""
    found = operand(call, 0, "input_tensor", "input", "x")
    name = REDUCTIONS.get(call.name, call.name)
    default = {"tensorflow": 0, "keras.ops": None}.get(root(call), -1) if name.startswith("arg") else None
    axis = axis_argument(call, 1, default)
    keep = call.plain(None if name.startswith("arg") else 2, "keepdims", default=False)
    if found is None or not isinstance(keep, bool):
        return None
    made = reductions.reduce(name, found, axis, keep)
    if name.startswith("arg"):
        return made if root(call) == "tensorflow" else replace(made, dtype="int32")
    kept = found.dtype is not None and not name.startswith("a")
    return replace(made, dtype=found.dtype) if kept else made


ARITHMETIC: Final = {
    "add": "Add", "subtract": "Subtract", "multiply": "Multiply", "divide": "Divide", "maximum": "Maximum",
    "minimum": "Minimum", "pow": "Power", "power": "Power", "truediv": "Divide", "true_divide": "Divide",
    "equal": "Equal", "not_equal": "NotEqual", "greater": "GreaterThan", "less": "LessThan",
    "greater_equal": "GreaterThanEqual", "less_equal": "LessThanEqual", "matmul": "MatrixMultiply",
}  # fmt: skip


@operation(" ".join(ARITHMETIC), " ".join(ARITHMETIC))
def binary(call: LibraryCall) -> Array | None:
    left, right = (_side(call, 0, "x", "a", "x1"), _side(call, 1, "y", "b", "x2"))
    if left is None or right is None:
        return None
    return elementwise.binary(ARITHMETIC[call.name], left, right, call.machine.symbols)


def _side(call: LibraryCall, position: int, *names: str) -> elementwise.Operand | None:
    """A Python number gives way to the type of the other side."""
    value = call.value(position, *names)
    if isinstance(value, Const) and isinstance(value.value, (bool, int, float)):
        return value.value
    return array(call, value)


BOUNDED: Final[dict[str, tuple[float | None, float | None]]] = {
    "sigmoid": (0.0, 1.0), "softmax": (0.0, 1.0), "relu": (0.0, None), "relu6": (0.0, 6.0), "tanh": (-1.0, 1.0),
    "softplus": (0.0, None), "gelu": (None, None), "elu": (None, None), "leaky_relu": (None, None),
}  # fmt: skip
ELEMENTWISE: Final = "exp log sqrt square abs sign sin cos negative log1p expm1 floor ceil round rsqrt"


@operation(" ".join(BOUNDED), " ".join(BOUNDED))
def activation(call: LibraryCall) -> Array | None:
    found = operand(call, 0, "x", "logits", "features")
    low, high = BOUNDED[call.name]
    return None if found is None else Array(found.shape, found.dtype, low=low, high=high)


@operation(ELEMENTWISE, ELEMENTWISE)
def unary(call: LibraryCall) -> Array | None:
    found = operand(call, 0, "x")
    return None if found is None else replace(elementwise.unary(call.name, found), dtype=found.dtype)


@operation("clip_by_value", "clip")
def clip(call: LibraryCall) -> Array | None:
    found, low, high = operand(call, 0, "t", "x"), call.plain(1), call.plain(2)
    if found is None or not isinstance(low, (int, float)) or not isinstance(high, (int, float)):
        return None
    return replace(elementwise.clip(found, low, high, call.machine.symbols), dtype=found.dtype)


@operation("identity stop_gradient", "identity stop_gradient")
def identity(call: LibraryCall) -> Array | None:
    return operand(call, 0, "input", "x", "variable")


@method("ndarray", "numpy", "read_value")
def numpy(call: LibraryCall) -> Value | None:
    return call.receiver


@method("ndarray", "set_shape")
def set_shape(call: LibraryCall) -> Value:
    """``image.set_shape((h, w, 3))``: the tensor has had this shape all the time. Of an axis of ``None`` it says
    nothing."""
    from keraslint.interpreter.arrays import change

    shape = dims_of(call.machine, call.value(0, "shape"))
    if isinstance(call.receiver, ArrayValue) and shape is not None:
        found = content(call.machine, call.receiver)
        before = found.shape
        if not isinstance(before, tuple) or len(before) != len(shape):
            before = unknown_shape(len(shape))
        merged = tuple(old if new is None else new for old, new in zip(before, shape, strict=True))
        change(call.machine, call.receiver, replace(found, shape=merged))
    return Const(call.node, None)


@method("ndarray", "get_shape")
def get_shape(call: LibraryCall) -> Value | None:
    from keraslint.interpreter.data import shape_value

    return shape_value(call.machine, call.receiver, call.node) if isinstance(call.receiver, ArrayValue) else None
