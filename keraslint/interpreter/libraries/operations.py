"""What the functions of TensorFlow, ``keras.ops`` and ``keras.backend`` have in common: the names under which one
operation goes, its operands (data or symbolic tensors) and its result."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from keraslint.arrays import FAILURES, Array, ArrayError
from keraslint.interpreter.arrays import dtype_of, evident
from keraslint.interpreter.libraries.registry import LibraryCall, function
from keraslint.interpreter.libraries.structures import tensor_of
from keraslint.interpreter.values import ArrayValue, Const, ListRef, Tensor, Tuple, Value
from keraslint.keras_api import names

Operation: TypeAlias = Callable[[LibraryCall], "Array | None"]
TENSORFLOW = ("tensorflow", "tensorflow.math", "tensorflow.compat.v1", "tensorflow.compat.v2", "tensorflow.nn")
KERAS = ("keras.ops", "keras.backend")


def spelled(tensorflow: str, keras: str) -> tuple[str, ...]:
    """All paths of operations by their names in TensorFlow and in Keras."""
    return (
        *(f"{root}.{name}" for root in TENSORFLOW for name in tensorflow.split()),
        *(f"{root}.{name}" for root in KERAS for name in keras.split()),
    )


def root(call: LibraryCall) -> str:
    """Whose function is called: ``tensorflow``, ``keras.ops`` or ``keras.backend``."""
    name = names.resolve(call.path)
    return "tensorflow" if name is None else name.canonical_path.rpartition(".")[0]


def operation(tensorflow: str, keras: str) -> Callable[[Operation], Operation]:
    """Register an operation on arrays. On symbolic tensors it gives a symbolic tensor."""

    def register(operate: Operation) -> Operation:
        def handler(call: LibraryCall) -> Value | None:
            try:
                found = operate(call)
            except FAILURES:
                return None
            return None if found is None else answer(call, found)

        function(*spelled(tensorflow, keras))(handler)
        return operate

    return register


def answer(call: LibraryCall, array: Array) -> Value:
    """The result of an operation as a value."""
    if symbolic(call):
        return Tensor(call.node, array.shape, None)
    passed = (call.machine.resolve(one.value) for one in call.arguments.positional)
    kept = any(isinstance(value, ArrayValue) and value.array.shape == array.shape for value in passed)
    known = evident(array, call.node, f"from `{call.name}`", moved=not kept)
    return ArrayValue(call.node, known, call.machine.fresh())


def symbolic(call: LibraryCall) -> bool:
    """Whether an operand is a symbolic tensor."""
    passed = (*call.arguments.positional, *call.arguments.keywords.values())
    return any(_symbolic(call, call.machine.resolve(one.value)) for one in passed)


def _symbolic(call: LibraryCall, value: Value) -> bool:
    if isinstance(value, (Tuple, ListRef)):
        return any(isinstance(item, Tensor) for item in operands(call, value) or ())
    return isinstance(value, Tensor)


def operands(call: LibraryCall, value: Value | None) -> list[Value] | None:
    """The tensors of a list."""
    from keraslint.interpreter.expressions import items_of

    items = None if value is None else items_of(call.machine, value)
    return None if items is None else [call.machine.resolve(item) for item in items]


def operand(call: LibraryCall, position: int | None, *names: str) -> Array | None:
    """An operand as an array; the shape is all that is known of a symbolic tensor."""
    return array(call, call.value(position, *names))


def array(call: LibraryCall, value: Value | None) -> Array | None:
    if isinstance(value, Tensor):
        return Array(value.shape)
    return tensor_of(call.machine, value)


def dtype(call: LibraryCall, position: int | None, default: str | None = None) -> str | None:
    """The argument ``dtype``."""
    given = call.value(position, "dtype")
    if given is None or (isinstance(given, Const) and given.value is None):
        return default if call.complete else None
    return dtype_of(call.machine, given)


def axis_argument(call: LibraryCall, position: int | None, default: int | None = None) -> int | tuple[int, ...] | None:
    """The argument ``axis``. Raises ``ArrayError`` where it is not known."""
    found = call.plain(position, "axis", default=default)
    if found is None or (isinstance(found, int) and not isinstance(found, bool)):
        return found
    if isinstance(found, (list, tuple)) and all(isinstance(part, int) for part in found):
        return tuple(found)
    raise ArrayError("the axis is not known")


def one_axis(call: LibraryCall, position: int | None, default: int) -> int:
    found = axis_argument(call, position, default)
    if not isinstance(found, int):
        raise ArrayError("one axis is needed")
    return found
