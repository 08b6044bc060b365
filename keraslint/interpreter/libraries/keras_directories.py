"""``keras.utils.image_dataset_from_directory`` and its siblings: datasets of files in one directory per class."""

from __future__ import annotations

from keraslint.arrays import Array, Dataset
from keraslint.arrays.pipeline import rows
from keraslint.diagnostic import Origin
from keraslint.interpreter.libraries.registry import LibraryCall, function
from keraslint.interpreter.libraries.structures import evident, length_of
from keraslint.interpreter.values import DatasetValue, Integer, Key, Tuple, Unknown, Value
from keraslint.program import Plain
from keraslint.records import record
from keraslint.shapes import UNKNOWN, Dim, Shape, Symbol

CHANNELS = {"rgb": 3, "rgba": 4, "grayscale": 1}


@function("keras.utils.image_dataset_from_directory")
def images(call: LibraryCall) -> Value | None:
    size = image_shape(call, 6, "image_size", 4, "color_mode")
    x = Array((None, *size), "float32", low=0.0, high=255.0)
    return _from_directory(call, x, 5, 10)


@function("keras.utils.text_dataset_from_directory")
def texts(call: LibraryCall) -> Value | None:
    return _from_directory(call, Array((None,), "str"), 4, 9)


@function("keras.utils.audio_dataset_from_directory")
def audio(call: LibraryCall) -> Value | None:
    length = call.plain(6, "output_sequence_length")
    samples = length if isinstance(length, (int, Symbol)) else None
    return _from_directory(call, Array((None, samples, None), "float32", low=-1.0, high=1.0), 4, 11)


def image_shape(call: LibraryCall, size_at: int, size_name: str, color_at: int, color_name: str) -> Shape:
    """The shape of one image as the arguments ask for it; Keras's default size is 256 × 256."""
    size = call.plain(size_at, size_name, default=(256, 256))
    if isinstance(size, int):
        size = (size, size)
    pair: list[Dim] = [Symbol(), Symbol()]
    if isinstance(size, (tuple, list)) and len(size) == 2:
        pair = [part if isinstance(part, (int, Symbol)) else Symbol() for part in size]
    color = call.plain(color_at, color_name, default="rgb")
    channels: Dim = CHANNELS.get(color, Symbol()) if isinstance(color, str) else Symbol()
    order = call.plain(None, "data_format")
    return (channels, *pair) if order == "channels_first" else (*pair, channels)


@record(eq=True)
class Classes:
    """How many classes there are: a number, or a symbol that equals ``len(dataset.class_names)``."""

    count: Dim
    names: Value | None


def classes_of(call: LibraryCall, position: int, name: str, key: Key) -> Classes:
    """The classes, as the argument that lists them tells; ``key`` is that of what the directory holds."""
    given = call.plain(position, name)
    if isinstance(given, (list, tuple)) and given:
        return Classes(len(given), call.value(position, name))
    if given is not None:
        return Classes(None, None)
    listing = Unknown(call.node, ("attr", key, "class_names"), "it depends on the directory")
    return Classes(length_of(call.machine, listing, call.node), listing)


def labels_of(call: LibraryCall, mode: Plain, classes: Dim, text: str) -> Array | None:
    """Labels by ``label_mode``; ``None`` where there are none."""
    if mode == "int":
        return evident(Array((None,), "int32", "classes", classes, low=0.0, high=highest(classes)), call.node, text)
    if mode == "binary":
        return evident(Array((None, 1), "float32", "binary", 2, low=0.0, high=1.0), call.node, text)
    columns = Symbol() if classes is None else classes
    return evident(Array((None, columns), "float32", "one-hot", classes, low=0.0, high=1.0), call.node, text)


def highest(classes: Dim) -> float | None:
    """The largest label of so many classes."""
    return float(classes - 1) if isinstance(classes, int) else None


def _from_directory(call: LibraryCall, x: Array, batch_position: int, subset_position: int) -> Value | None:
    key = call.machine.fresh()
    batch = call.plain(batch_position, "batch_size", default=32)
    subset = call.plain(subset_position, "subset")
    classes = classes_of(call, 3, "class_names", key)
    labels = call.plain(1, "labels", default="inferred")
    mode = call.plain(2, "label_mode", default="int")
    x = evident(x, call.node, f"from `{call.name}`")
    element: object = UNKNOWN
    if labels is None or mode is None:
        element = x
    elif mode in ("int", "binary", "categorical"):
        default = "" if call.passed(2, "label_mode") is not None else ", the default"
        text = f'from `{call.name}` with `label_mode="{mode}"`{default}'
        count = classes.count if labels == "inferred" else None
        element = (x, labels_of(call, mode, count, text))
    elif mode is not UNKNOWN or labels is not UNKNOWN:
        element = (x, UNKNOWN)
    batched: bool | None = None if batch is UNKNOWN else batch is not None
    if batched is None:
        element = UNKNOWN
    elif not batched:
        element = rows(element)
    found = tuple(_dataset(call, element, batched, classes) for _ in range(2 if subset == "both" else 1))
    if subset is UNKNOWN:
        return None
    return Tuple(call.node, found) if len(found) == 2 else found[0]


def _dataset(call: LibraryCall, element: object, batched: bool | None, classes: Classes) -> DatasetValue:
    dataset = Dataset("dataset", element, Origin(call.node), batched)
    value = DatasetValue(call.node, dataset, call.machine.fresh())
    if classes.names is not None:
        call.machine.state.set((value.key, "class_names"), classes.names)
    return value


__all__ = ["Classes", "Integer", "classes_of", "highest", "image_shape", "images", "labels_of"]
