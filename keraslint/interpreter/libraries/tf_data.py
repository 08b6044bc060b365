"""``tf.data``: datasets and the steps of a pipeline. A function given to ``map`` is run on the arrays of an element."""

from __future__ import annotations

from collections.abc import Callable

from keraslint.arrays import Array, Dataset, pipeline
from keraslint.arrays.indexing import part_of, some_classes
from keraslint.diagnostic import Origin
from keraslint.interpreter.arrays import dtype_of
from keraslint.interpreter.data import steps
from keraslint.interpreter.libraries.registry import LibraryCall, function, method
from keraslint.interpreter.libraries.structures import dims_of, structure_of, value_of, whole_number
from keraslint.interpreter.values import (
    Arguments,
    Bound,
    Const,
    DatasetValue,
    DictRef,
    Function,
    LayerValue,
    Library,
    ListRef,
    ModelRef,
    Partial,
    Passed,
    Tuple,
    Value,
)
from keraslint.records import replace
from keraslint.shapes import UNKNOWN, Dim, length

CLASSES = tuple(f"tensorflow.{version}data.Dataset" for version in ("", "compat.v1.", "compat.v2."))
_CALLABLE = (Function, Bound, Partial, LayerValue, ModelRef, Library)


def _static(*names: str) -> Callable[[Callable[[LibraryCall], Value | None]], Callable[[LibraryCall], Value | None]]:
    return function(*(f"{cls}.{name}" for cls in CLASSES for name in names))


def made(call: LibraryCall, element: object, batched: bool | None, batches: Dim = None) -> DatasetValue:
    """A new dataset that the call makes."""
    dataset = Dataset("dataset", element, Origin(call.node), batched, batches)
    return DatasetValue(call.node, dataset, call.machine.fresh())


def changed(call: LibraryCall, dataset: Dataset) -> DatasetValue:
    """What a step makes of the dataset before it. Its origin stays: it is the same data."""
    return DatasetValue(call.node, dataset, call.machine.fresh())


def _own(call: LibraryCall) -> Dataset:
    assert isinstance(call.receiver, DatasetValue)
    return call.receiver.dataset


# Sources


@_static("from_tensor_slices")
def from_tensor_slices(call: LibraryCall) -> Value:
    value = call.value(0, "tensors")
    whole = UNKNOWN if value is None else structure_of(call.machine, value)
    return made(call, pipeline.rows(whole), False, pipeline.first_axis(whole))


@_static("from_tensors")
def from_tensors(call: LibraryCall) -> Value:
    value = call.value(0, "tensors")
    return made(call, UNKNOWN if value is None else structure_of(call.machine, value), None, 1)


@_static("range")
def range_(call: LibraryCall) -> Value:
    bounds = [call.plain(position) for position in range(len(call.arguments.positional))]
    numbers = [bound for bound in bounds if isinstance(bound, int)]
    known = len(numbers) == len(bounds) and 0 < len(numbers) < 4 and numbers[2:] != [0]
    return made(call, Array((), "int64"), False, length(range(*numbers)) if known else None)


@_static("from_generator")
def from_generator(call: LibraryCall) -> Value:
    """By its ``output_signature``, or by the former ``output_types`` and ``output_shapes``."""
    signature = call.value(None, "output_signature") or call.value(4)
    if signature is not None:
        return made(call, _signature(call, signature), None)
    types, shapes = call.value(1, "output_types"), call.value(2, "output_shapes")
    return made(call, UNKNOWN if types is None else _typed(call, types, shapes), None)


@function("tensorflow.TensorSpec")
def tensor_spec(call: LibraryCall) -> Value:
    """``TensorSpec(shape, dtype=tf.float32)``: an array of that shape stands for it."""
    shape = dims_of(call.machine, call.value(0, "shape"))
    dtype = call.value(1, "dtype")
    kind = "float32" if dtype is None else dtype_of(call.machine, dtype)
    return value_of(call.machine, Array(UNKNOWN if shape is None else shape, kind), call.node)


def _signature(call: LibraryCall, value: Value) -> object:
    found = structure_of(call.machine, value)
    if isinstance(value, ListRef):  # a list is no structure of tf.data, but programs write it
        return UNKNOWN
    return found


def _typed(call: LibraryCall, types: Value, shapes: Value | None) -> object:
    types = call.machine.resolve(types)
    if shapes is not None:
        shapes = call.machine.resolve(shapes)
    if isinstance(types, Tuple):
        parts = shapes.items if isinstance(shapes, Tuple) and len(shapes.items) == len(types.items) else None
        return tuple(
            _typed(call, item, None if parts is None else parts[index]) for index, item in enumerate(types.items)
        )
    if isinstance(types, (DictRef, ListRef)):
        return UNKNOWN
    dims = None if shapes is None else dims_of(call.machine, shapes)
    return Array(UNKNOWN if dims is None else dims, dtype_of(call.machine, types))


@_static("list_files")
def list_files(call: LibraryCall) -> Value:
    return made(call, Array((), "str"), False)


@function(*(f"tensorflow.data.{name}Dataset" for name in ("TextLine", "TFRecord", "FixedLengthRecord")))
def records(call: LibraryCall) -> Value:
    return made(call, Array((), "str"), False)


@function("tensorflow.data.experimental.make_csv_dataset", "tensorflow.data.experimental.make_batched_features_dataset")
def csv(call: LibraryCall) -> Value:
    return made(call, UNKNOWN, True)


@function(
    "tensorflow.data.experimental.CsvDataset",
    "tensorflow.data.experimental.load",
    *(f"{cls}.load" for cls in CLASSES),
    *(f"{cls}.sample_from_datasets" for cls in CLASSES),
    *(f"{cls}.choose_from_datasets" for cls in CLASSES),
)
def unknown_elements(call: LibraryCall) -> Value:
    return made(call, UNKNOWN, None)


@_static("zip")
def zip_(call: LibraryCall) -> Value:
    machine = call.machine
    values = [machine.resolve(passed.value) for passed in call.arguments.positional]
    if "datasets" in call.arguments.keywords:
        values = [machine.resolve(call.arguments.keywords["datasets"].value)]
    whole: object = UNKNOWN
    if len(values) == 1 and not isinstance(values[0], ListRef):
        whole = structure_of(machine, values[0])
    elif values and call.complete:
        if len(values) == 1:
            from keraslint.interpreter.expressions import items_of

            values = list(items_of(machine, values[0]) or ())
        whole = tuple(structure_of(machine, value) for value in values)
    found = pipeline.zipped(whole)
    return made(call, UNKNOWN, None) if found is None else changed(call, found)


# Steps


@method(
    "dataset",
    "shuffle", "prefetch", "cache", "with_options", "snapshot", "ignore_errors", "as_numpy_iterator",
    "prefetch_to_device",
)  # fmt: skip
def same(call: LibraryCall) -> Value:
    return changed(call, _own(call))


@method("dataset", "shard", "filter", "take_while")
def fewer(call: LibraryCall) -> Value:
    own = _own(call)
    own = replace(own, element=pipeline.over_arrays(own.element, part_of), batches=None)
    if call.name in ("filter", "take_while"):
        own = replace(own, element=pipeline.over_arrays(own.element, some_classes))
    return changed(call, own)


def _drops(call: LibraryCall, position: int) -> bool | None:
    found = call.plain(position, "drop_remainder", default=False)
    return found if isinstance(found, bool) else None


@method("dataset", "batch")
def batch(call: LibraryCall) -> Value:
    size = whole_number(call.machine, call.value(0, "batch_size"))
    return changed(call, pipeline.batched(_own(call), size, _drops(call, 1)))


@method("dataset", "padded_batch")
def padded_batch(call: LibraryCall) -> Value:
    size = whole_number(call.machine, call.value(0, "batch_size"))
    return changed(call, pipeline.padded(_own(call), size, call.plain(1, "padded_shapes"), _drops(call, 3)))


@method("dataset", "rebatch")
def rebatch(call: LibraryCall) -> Value:
    dataset = pipeline.unbatched(_own(call))
    size = whole_number(call.machine, call.value(0, "batch_size", "N"))
    return changed(call, pipeline.batched(dataset, size, _drops(call, 1)))


@method("dataset", "ragged_batch", "dense_to_ragged_batch", "sparse_batch", "bucket_by_sequence_length")
def ragged(call: LibraryCall) -> Value:
    return changed(call, replace(_own(call), element=UNKNOWN, batched=True, batches=None))


@method("dataset", "unbatch")
def unbatch(call: LibraryCall) -> Value:
    return changed(call, pipeline.unbatched(_own(call)))


@method("dataset", "take")
def take(call: LibraryCall) -> Value:
    return changed(call, pipeline.limited(_own(call), whole_number(call.machine, call.value(0, "count"))))


@method("dataset", "skip")
def skip(call: LibraryCall) -> Value:
    return changed(call, pipeline.without(_own(call), whole_number(call.machine, call.value(0, "count"))))


@method("dataset", "repeat")
def repeat(call: LibraryCall) -> Value:
    given = call.value(0, "count")
    count = whole_number(call.machine, given)
    omitted = (given is None and call.complete) or (isinstance(given, Const) and given.value is None)
    return changed(call, pipeline.repeated(_own(call), count, omitted or count is not None))


@method("dataset", "enumerate")
def enumerate_(call: LibraryCall) -> Value:
    dataset = _own(call)
    return changed(call, replace(dataset, element=(Array((), "int64"), dataset.element)))


@method("dataset", "zip")
def zip_with(call: LibraryCall) -> Value:
    assert call.receiver is not None
    others = Arguments((Passed(call.receiver, None), *call.arguments.positional), {}, call.complete)
    return zip_(LibraryCall(call.machine, call.path, None, others, call.node)) or made(call, UNKNOWN, None)


@method("dataset", "concatenate")
def concatenate(call: LibraryCall) -> Value:
    other = call.value(0, "dataset")
    if isinstance(other, DatasetValue):
        return changed(call, pipeline.followed(_own(call), other.dataset))
    return changed(call, replace(_own(call), element=UNKNOWN, batched=None, batches=None))


@method("dataset", "window")
def window(call: LibraryCall) -> Value:
    return changed(call, pipeline.windowed(_own(call)))


@method("dataset", "map")
def map_(call: LibraryCall) -> Value:
    dataset = _own(call)
    result = _applied(call, call.value(0, "map_func"), dataset.element)
    return changed(call, replace(dataset, element=UNKNOWN if result is None else structure_of(call.machine, result)))


@method("dataset", "interleave", "flat_map")
def flat_map(call: LibraryCall) -> Value:
    dataset = _own(call)
    result = _applied(call, call.value(0, "map_func"), dataset.element)
    found = None if result is None else call.machine.resolve(result)
    if isinstance(found, DatasetValue):
        inner = found.dataset
        return changed(call, replace(inner, origin=dataset.origin, batches=None, endless=dataset.endless))
    return changed(call, replace(dataset, element=UNKNOWN, batched=None, batches=None))


def _applied(call: LibraryCall, called: Value | None, element: object) -> Value | None:
    """What the function returns for an element: a tuple is spread over its parameters."""
    from keraslint.interpreter import calls

    machine = call.machine
    if not isinstance(called, _CALLABLE):
        return None
    if element is UNKNOWN:
        count = _parameters(called)
        values: tuple[Value, ...] = tuple(
            machine.unknown(call.node, "it is an element of a dataset") for _ in range(count)
        )
    elif isinstance(element, tuple):
        values = tuple(value_of(machine, part, call.node) for part in element)
    else:
        values = (value_of(machine, element, call.node),)
    passed = Arguments(tuple(Passed(value, None) for value in values))
    return calls.call(machine, called, passed, call.node)


def _parameters(called: Value) -> int:
    """How many values a function of the file takes, those with defaults left out."""
    if isinstance(called, (Function, Bound)):
        own = called.function if isinstance(called, Bound) else called
        params = own.definition.params
        needed = [param for param in (*params.posonly_params, *params.params) if param.default is None]
        return len(needed) - isinstance(called, Bound)
    return 1


@method("dataset", "apply")
def apply(call: LibraryCall) -> Value:
    """A transformation of the file is run on the dataset; one of TensorFlow's own is not followed."""
    from keraslint.interpreter import calls

    called = call.value(0, "transformation_func")
    if isinstance(called, (Function, Bound, Partial)) and call.receiver is not None:
        passed = Arguments((Passed(call.receiver, None),))
        found = call.machine.resolve(calls.call(call.machine, called, passed, call.node))
        if isinstance(found, DatasetValue):
            return found
    return changed(call, replace(_own(call), element=UNKNOWN, batched=None, batches=None))


@method("dataset", "get_single_element")
def get_single_element(call: LibraryCall) -> Value:
    return value_of(call.machine, _own(call).element, call.node)


@method("dataset", "cardinality", "__len__")
def cardinality(call: LibraryCall) -> Value | None:
    return steps(call.machine, call.receiver, call.node) if isinstance(call.receiver, DatasetValue) else None


@function("tensorflow.data.experimental.cardinality")
def cardinality_of(call: LibraryCall) -> Value | None:
    value = call.value(0, "dataset")
    return steps(call.machine, value, call.node) if isinstance(value, DatasetValue) else None
