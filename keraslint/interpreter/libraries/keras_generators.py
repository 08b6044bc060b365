"""The generators of ``keras.preprocessing``: ``ImageDataGenerator(...).flow*`` and ``TimeseriesGenerator``.

Their batches are read off the sources of ``keras.src.legacy.preprocessing`` (Keras 3.15), which are those of Keras 2.
"""

from __future__ import annotations

from keraslint.arrays import Array, Dataset
from keraslint.arrays.pipeline import rows, stacked
from keraslint.diagnostic import Origin
from keraslint.interpreter.alike import any_item
from keraslint.interpreter.libraries.keras_directories import Classes, classes_of, highest, image_shape
from keraslint.interpreter.libraries.registry import LibraryCall, function, made, method
from keraslint.interpreter.libraries.scaling import preprocess_input
from keraslint.interpreter.libraries.structures import array_of, evident, symbol
from keraslint.interpreter.plain import plain
from keraslint.interpreter.values import (
    ArrayValue,
    Const,
    DatasetValue,
    Integer,
    Key,
    Library,
    LibraryObject,
    Passed,
    Tuple,
    Unknown,
    Value,
)
from keraslint.program import Plain
from keraslint.records import replace
from keraslint.shapes import UNKNOWN, Dim, Symbol

IMAGE_DATA_GENERATOR = "keras.preprocessing.image.ImageDataGenerator"
# Options of the generator in order, up to the last one that matters here.
OPTIONS = (
    "featurewise_center samplewise_center featurewise_std_normalization samplewise_std_normalization zca_whitening "
    "zca_epsilon rotation_range width_shift_range height_shift_range brightness_range shear_range zoom_range "
    "channel_shift_range fill_mode cval horizontal_flip vertical_flip rescale preprocessing_function data_format"
).split()

made(IMAGE_DATA_GENERATOR)


def _option(call: LibraryCall, name: str) -> Passed | None:
    assert isinstance(call.receiver, LibraryObject)
    arguments = call.receiver.arguments
    position = OPTIONS.index(name)
    if name in arguments.keywords:
        return arguments.keywords[name]
    return arguments.positional[position] if position < len(arguments.positional) else None


def _plain_option(call: LibraryCall, name: str) -> Plain:
    passed = _option(call, name)
    if passed is not None:
        return plain(call.machine, passed.value)
    assert isinstance(call.receiver, LibraryObject)
    return None if call.receiver.arguments.complete else UNKNOWN


def _standardised(call: LibraryCall, images: Array) -> Array:
    """The images as the generator hands them on: preprocessed, rescaled, standardised, in this order."""
    passed = _option(call, "preprocessing_function")
    function = None if passed is None else call.machine.resolve(passed.value)
    if isinstance(function, Library):
        images = preprocess_input(function.path, images) or replace(images, low=None, high=None)
    elif function is not None and not (isinstance(function, Const) and function.value is None):
        images = replace(images, low=None, high=None)
    rescale = _plain_option(call, "rescale")
    if isinstance(rescale, (int, float)) and rescale:
        bounds = sorted(bound * rescale for bound in (images.low, images.high) if bound is not None)
        known = len(bounds) == 2
        images = replace(images, low=bounds[0] if known else None, high=bounds[1] if known else None)
    elif rescale:
        images = replace(images, low=None, high=None)
    steps = {name: _plain_option(call, name) for name in OPTIONS[:5]}
    if any(value is not None and value is not False for value in steps.values()):
        scaled = any(steps[name] is True for name in OPTIONS[2:4])
        images = replace(images, low=None, high=None, standardised=scaled)
    return replace(images, dtype="float32")


@method(IMAGE_DATA_GENERATOR, "flow_from_directory")
def flow_from_directory(call: LibraryCall) -> Value:
    """``flow_from_directory(directory, target_size, color_mode, classes, class_mode, batch_size, …)``."""
    return _flow_from_files(call, size_at=1, color_at=2, classes_at=3, mode_at=4)


@method(IMAGE_DATA_GENERATOR, "flow_from_dataframe")
def flow_from_dataframe(call: LibraryCall) -> Value:
    """``flow_from_dataframe(dataframe, directory, x_col, y_col, weight_col, target_size, …, class_mode, …)``."""
    return _flow_from_files(call, size_at=5, color_at=6, classes_at=7, mode_at=8)


def _flow_from_files(call: LibraryCall, size_at: int, color_at: int, classes_at: int, mode_at: int) -> Value:
    key = call.machine.fresh()
    shape = image_shape(call, size_at, "target_size", color_at, "color_mode")
    order = _plain_option(call, "data_format")
    if order == "channels_first":
        shape = (shape[2], *shape[:2])
    text = f"from `{call.name}`"
    x = evident(_standardised(call, Array((None, *shape), low=0.0, high=255.0)), call.node, text)
    mode = call.plain(mode_at, "class_mode", default="categorical")
    classes = classes_of(call, classes_at, "classes", key)
    if mode is not UNKNOWN:
        default = "" if call.passed(mode_at, "class_mode") is not None else ", the default"
        text = f'from `{call.name}` with `class_mode="{mode}"`{default}'
    y = _labels(call, mode, classes.count, text)
    element: object
    if mode is UNKNOWN:
        element = UNKNOWN
    elif mode is None:
        element = x
    else:
        element = (x, x if mode == "input" else y)
    if call.passed(None, "weight_col") is not None and isinstance(element, tuple):
        element = (*element, Array((None,)))
    return _iterator(call, element, key, classes)


def _labels(call: LibraryCall, mode: Plain, classes: Dim, text: str) -> object:
    if mode == "categorical":
        columns = Symbol() if classes is None else classes
        return evident(Array((None, columns), "float32", "one-hot", classes, low=0.0, high=1.0), call.node, text)
    if mode == "binary":
        return evident(Array((None,), "float32", "binary", 2, low=0.0, high=1.0), call.node, text)
    if mode == "sparse":
        labels = Array((None,), "float32", "classes", classes, low=0.0, high=highest(classes))
        return evident(labels, call.node, text)
    if mode in ("raw", "other"):
        column = call.plain(3, "y_col", default="class")
        if isinstance(column, (list, tuple)):
            return evident(Array((None, len(column))), call.node, text)
        return evident(Array((None,)), call.node, text) if isinstance(column, str) else UNKNOWN
    return UNKNOWN


def _iterator(call: LibraryCall, element: object, key: Key, classes: Classes | None = None) -> DatasetValue:
    """The iterator, with the attributes that programs read off it. It has a length, so it is not endless."""
    machine, node = call.machine, call.node
    batch = call.plain({"flow": 2, "flow_from_directory": 5, "flow_from_dataframe": 9}[call.name], "batch_size")
    value = DatasetValue(node, Dataset("generator", element, Origin(node), True), key)
    samples = Integer(node, symbol(machine, node, ("attr", key, "samples")))
    attributes: dict[str, Value] = {"samples": samples, "n": samples}
    if batch is None or isinstance(batch, int):
        attributes["batch_size"] = Const(node, 32 if batch is None else batch)
    if classes is not None:
        count = classes.count
        listed = None if classes.names is None else plain(machine, classes.names)
        if isinstance(listed, (list, tuple)):
            indices: dict[object, Value] = {
                name: Const(node, index) for index, name in enumerate(listed) if isinstance(name, str)
            }
            if len(indices) == len(listed):
                attributes["class_indices"] = machine.new_dict(node, indices)
        elif isinstance(count, Symbol):  # `len` of either is the number of classes
            attributes["class_indices"] = Unknown(node, ("attr", key, "class_names"), "it depends on the directory")
        if count is not None:
            attributes["num_classes"] = Integer(node, count) if isinstance(count, Symbol) else Const(node, count)
        labels = Array((samples.symbol,), "int32", "classes", count, low=0.0, high=highest(count))
        attributes["classes"] = ArrayValue(node, labels, (key, "classes"))
        attributes["labels"] = attributes["classes"]
    x = element[0] if isinstance(element, tuple) else element
    if isinstance(x, Array) and isinstance(x.shape, tuple):
        dims = [Integer(node, dim) if isinstance(dim, Symbol) else Const(node, dim) for dim in x.shape[1:]]
        attributes["image_shape"] = Tuple(node, tuple(dims))
    for name, content in attributes.items():
        machine.state.set((key, name), content)
    return value


@method(IMAGE_DATA_GENERATOR, "flow")
def flow(call: LibraryCall) -> Value:
    """``flow(x, y=None, batch_size=32, …)``: ``x`` is cast to floats, ``y`` is handed on as it is."""
    key = call.machine.fresh()
    x, y = call.value(0, "x"), call.value(1, "y")
    inputs: object = _batch_of(call, x, images=True)
    if isinstance(x, Tuple) and x.items:  # (images, other inputs)
        others = tuple(_batch_of(call, item, images=False) for item in x.items[1:])
        inputs = (_batch_of(call, call.machine.resolve(x.items[0]), images=True), *others)
    element: object = inputs
    if y is not None and not (isinstance(y, Const) and y.value is None):
        element = (inputs, _batch_of(call, y, images=False))
    elif y is None and not call.complete:
        element = UNKNOWN
    if call.passed(4, "sample_weight") is not None and isinstance(element, tuple):
        element = (*element, Array((None,)))
    value = _iterator(call, element, key)
    found = array_of(call.machine, x)
    if found is not None and isinstance(found.shape, tuple) and isinstance(found.shape[0], int):
        call.machine.state.set((key, "n"), Const(call.node, found.shape[0]))
    return value


def _batch_of(call: LibraryCall, value: Value | None, images: bool) -> object:
    array = array_of(call.machine, value)
    if array is None:
        return _standardised(call, Array()) if images else UNKNOWN
    batch = stacked(rows(array), None)
    assert isinstance(batch, Array)
    return _standardised(call, batch) if images else batch


@method(IMAGE_DATA_GENERATOR, "fit")
def fit(call: LibraryCall) -> Value:
    return Const(call.node, None)


@method(IMAGE_DATA_GENERATOR, "standardize", "random_transform", "apply_transform")
def standardize(call: LibraryCall) -> Value | None:
    array = array_of(call.machine, call.value(0, "x"))
    if array is None:
        return None
    return ArrayValue(call.node, _standardised(call, array), call.machine.fresh())


@function("keras.preprocessing.sequence.TimeseriesGenerator")
def timeseries_generator(call: LibraryCall) -> Value:
    """``TimeseriesGenerator(data, targets, length, sampling_rate=1, …)``."""
    data = array_of(call.machine, call.value(0, "data"))
    targets = array_of(call.machine, call.value(1, "targets"))
    length, rate = call.plain(2, "length"), call.plain(3, "sampling_rate", default=1)
    steps: Dim = Symbol()
    if isinstance(length, int) and isinstance(rate, int) and rate > 0:
        steps = -(-length // rate)
    elif isinstance(length, Symbol) and rate == 1:
        steps = length
    x: object = UNKNOWN
    if data is not None and isinstance(data.shape, tuple) and data.shape:
        x = replace(data, shape=(None, steps, *data.shape[1:]))
    y: object = UNKNOWN if targets is None else stacked(rows(targets), None)
    return DatasetValue(call.node, Dataset("generator", (x, y), Origin(call.node), True), call.machine.fresh())


@method("generator", "next", "__next__", "__getitem__")
def batch(call: LibraryCall) -> Value | None:
    return None if call.receiver is None else any_item(call.machine, call.receiver, call.node)


@method("generator", "reset", "on_epoch_end", "set_processing_attrs")
def nothing(call: LibraryCall) -> Value:
    return Const(call.node, None)
