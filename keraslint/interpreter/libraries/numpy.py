"""numpy's constructors."""

from __future__ import annotations

from keraslint.arrays import Array, ArrayError, construct
from keraslint.arrays.broadcasting import broadcast
from keraslint.arrays.elementwise import astype
from keraslint.interpreter.arrays import array_value, as_array, dimension, like, of_sort
from keraslint.interpreter.libraries.numpy_calls import (
    Result,
    array,
    dtype,
    given,
    kept,
    names_dtype,
    ndarray,
    number,
    numpy,
    result,
    shape,
)
from keraslint.interpreter.libraries.registry import LibraryCall
from keraslint.interpreter.values import ArrayValue, Const, Integer, Scalar, Unknown, Value
from keraslint.records import replace
from keraslint.shapes import UNKNOWN, Symbol


@numpy("array", "asarray", "asanyarray", "ascontiguousarray", "asfarray", "copy", "float32", "float64", "float16",
       "uint8", "int8", "int16", "int32", "int64", "matrix")  # fmt: skip
def convert(call: LibraryCall) -> Result:
    """``np.array(object, dtype=None, …)``, and the types called as functions."""
    value = call.value(0, "object", "a", "data")
    found = array(call, 0, "object", "a", "data")
    wanted = dtype(call, 1, None)
    if call.name[-1].isdigit():
        wanted = call.name
    converted = astype(found, wanted) if wanted is not None or names_dtype(call, 1) else found
    least = call.plain(None, "ndmin", default=0)
    if least not in (0, found.rank):
        raise ArrayError("more axes are added")
    if call.name[-1].isdigit() and isinstance(value, Const):
        return Scalar(value.node, value.value)
    if found.shape == () and not isinstance(value, (Unknown, ArrayValue)):
        return array_value(call.machine, converted, call.node)
    if isinstance(value, Unknown):
        return array_value(call.machine, converted, call.node, like(call.machine, value.key))
    if isinstance(value, ArrayValue):
        return _as_known(call, converted, found)
    if wanted == "object" and found.rank != 1:  # lists of other lengths stay lists: it may have fewer axes
        return result(call, Array(dtype="object"))
    return result(call, converted)


@ndarray("copy", "astype", "view", "tolist", "to_numpy", "numpy", "__array__", "compute", "get")
def same_values(call: LibraryCall) -> Result:
    """Methods that return the array itself, perhaps in another type."""
    found = array(call, 0)
    if call.name == "tolist" and found.rank == 1 and found.dtype in (None, "object"):
        return None  # its elements may be arrays themselves (a column of images)
    if call.name == "astype":
        value = given(call, 1, "dtype")
        wanted = None if value is None else dtype(call, 1, None)
        return _as_known(call, astype(found, wanted), found)
    if call.name == "view" and given(call, 1, "dtype") is not None:
        return Array(found.shape)
    same = _as_known(call, found, found)
    return of_sort(call.machine, same, "list") if call.name == "tolist" and isinstance(same, ArrayValue) else same


def _as_known(call: LibraryCall, converted: Array, source: Array) -> Value:
    value = call.value(0)
    if source.rank is None and isinstance(value, ArrayValue):
        return array_value(call.machine, converted, call.node, like(call.machine, value.key))
    return kept(call, converted, source)


@numpy("zeros", "ones", "empty")
def fill(call: LibraryCall) -> Result:
    """``np.zeros(shape, dtype=float)``."""
    value = {"zeros": 0.0, "ones": 1.0}.get(call.name)
    return construct.filled(shape(call, 0, "shape"), value, dtype(call, 1, "float64"))


@numpy("full")
def full(call: LibraryCall) -> Result:
    """``np.full(shape, fill_value, dtype=None)``."""
    value = number(call, 1, "fill_value")
    kind = dtype(call, 2, None)
    if given(call, 2, "dtype") is not None:
        return construct.filled(shape(call, 0, "shape"), value, kind)
    filling = as_array(call.machine, call.value(1, "fill_value"))
    return construct.filled(shape(call, 0, "shape"), value, None if filling is None else filling.dtype)


@numpy("zeros_like", "ones_like", "empty_like", "full_like")
def fill_like(call: LibraryCall) -> Result:
    value = {"zeros_like": 0.0, "ones_like": 1.0}.get(call.name)
    position = 2 if call.name == "full_like" else 1
    if call.name == "full_like":
        value = number(call, 1, "fill_value")
    model = array(call, 0, "a", "prototype", "x")
    made = construct.like(model, value, dtype(call, position, model.dtype))
    if names_dtype(call, position):
        made = replace(made, dtype=dtype(call, position, None))
    size = given(call, None, "shape")
    return made if size is None else replace(made, shape=shape(call, None, "shape"))


@numpy("arange")
def arange(call: LibraryCall) -> Result:
    """``np.arange([start,] stop[, step], dtype=None)``."""
    names = ("start", "stop", "step")
    values = [given(call, place, names[place]) for place in range(3)]
    numbers = [None if value is None else _number(call, value) for value in values]
    start, end, step = (0, numbers[0], numbers[2]) if numbers[1] is None else numbers
    if end is None:
        return None
    made = construct.arange(0 if start is None else start, end, 1 if step is None else step, call.machine.symbols)
    return replace(made, dtype=dtype(call, 3, made.dtype))


def _number(call: LibraryCall, value: Value) -> int | float | Symbol:
    if isinstance(value, Const) and isinstance(value.value, (int, float)):
        return value.value
    found = dimension(call.machine, value)
    return found if isinstance(found, (int, Symbol)) else Symbol()


@numpy("linspace", "logspace", "geomspace")
def spaced(call: LibraryCall) -> Result:
    """``np.linspace(start, stop, num=50, …)``."""
    value = given(call, 2, "num")
    if call.plain(4, "retstep", default=False) is not False:
        return None
    count = 50 if value is None else dimension(call.machine, value)
    edges = [array(call, place, name) for place, name in enumerate(("start", "stop"))]
    made = construct.spaced(call.name, edges[0].low, edges[1].high, count)
    if any(edge.shape not in ((), UNKNOWN) for edge in edges):
        return None
    if call.plain(3, "endpoint", default=True) is not True:
        made = replace(made, occurs=None)
    kind = dtype(call, None, "float64")
    return made if kind == "float64" else astype(made, kind)


@numpy("eye", "identity")
def eye(call: LibraryCall) -> Result:
    """``np.eye(N, M=None, k=0)``, ``np.identity(n)``."""
    rows = given(call, 0, "N", "n")
    if rows is None:
        return None
    count = dimension(call.machine, rows)
    if call.name == "identity":
        return construct.identity(count, count, dtype(call, 1, "float64"))
    columns = given(call, 1, "M")
    offset = call.plain(2, "k", default=0)
    other = count if columns is None else dimension(call.machine, columns)
    return construct.identity(count, other, dtype(call, 3, "float64"), offset if isinstance(offset, int) else 1)


@numpy("load", "fromfile", "frombuffer", "memmap", "fromstring", "fromiter", "genfromtxt", "loadtxt", "recfromcsv")
def read(call: LibraryCall) -> Result:
    """Files: nothing is known but that a text is a table."""
    table = call.name in ("loadtxt", "genfromtxt")
    kind = dtype(call, 1, "float64") if table else None
    if call.name == "genfromtxt" and names_dtype(call, 1) and kind is None:
        table = False  # a type for each column makes an array of records
    if table and given(call, None, "unpack") is not None:
        return None
    return Array(dtype=kind, max_rank=2 if table else None)


@numpy("meshgrid")
def meshgrid(call: LibraryCall) -> Result:
    """``np.meshgrid(x, y)``: as many arrays with as many axes."""
    arrays = [array(call, place) for place in range(len(call.arguments.positional))]
    indexing = call.plain(None, "indexing", default="xy")
    flat = all(one.rank in (0, 1) for one in arrays)
    if not flat or indexing not in ("xy", "ij") or len(call.arguments.keywords) > 1:
        return None
    sizes = [one.shape[0] if isinstance(one.shape, tuple) and one.shape else 1 for one in arrays]
    if indexing == "xy" and len(sizes) > 1:
        sizes[:2] = sizes[1], sizes[0]
    made = [replace(one, shape=tuple(sizes), meaning=None, evidence=None) for one in arrays]
    return call.machine.new_list(call.node, tuple(result(call, one) for one in made))


@numpy("broadcast_to")
def broadcast_to(call: LibraryCall) -> Result:
    found = array(call, 0, "array")
    return replace(found, shape=broadcast(found.shape, shape(call, 1, "shape"), call.machine.symbols))


@numpy("shape")
def shape_of(call: LibraryCall) -> Result:
    """``np.shape(x)``."""
    from keraslint.interpreter.data import shape_value

    value = call.value(0, "a")
    if isinstance(value, ArrayValue):
        return shape_value(call.machine, value, call.node)
    if isinstance(value, Unknown):
        return Unknown(call.node, ("attr", value.key, "shape"), value.why)
    return shape_value(call.machine, array_value(call.machine, array(call, 0, "a"), call.node), call.node)


@numpy("size", "ndim")
def count_of(call: LibraryCall) -> Result:
    from keraslint.interpreter.data import get_attribute

    if given(call, 1, "axis") is not None:
        return None
    value = call.value(0, "a")
    if not isinstance(value, ArrayValue):
        value = array_value(call.machine, array(call, 0, "a"), call.node)
    return get_attribute(call.machine, value, call.name, call.node)


@numpy("prod", "product")
def product(call: LibraryCall) -> Result:
    """``np.prod`` of sizes is a size; of an array it is left to the reductions."""
    from keraslint.interpreter.attributes import dim_value
    from keraslint.interpreter.expressions import items_of
    from keraslint.interpreter.libraries.numpy_math import reduction

    value = call.value(0, "a")
    items = None if value is None or isinstance(value, ArrayValue) else items_of(call.machine, value)
    if items is None:
        return reduction(call) if isinstance(value, ArrayValue) else None
    resolved = [call.machine.resolve(item) for item in items]
    if given(call, 1, "axis") is not None or not all(_whole(item) for item in resolved):
        return reduction(call)
    sizes = [dimension(call.machine, item) for item in resolved]
    return dim_value(call.machine, call.machine.symbols.product(sizes), call.node)


def _whole(value: Value) -> bool:
    return isinstance(value, Integer) or (isinstance(value, Const) and isinstance(value.value, int))
