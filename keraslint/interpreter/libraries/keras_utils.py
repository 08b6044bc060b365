"""``keras.utils``: encodings of labels, padding of sequences, images and files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from keraslint.arrays import Array, Evidence, labels
from keraslint.diagnostic import Origin
from keraslint.interpreter.libraries.pictures import PILLOW, picture
from keraslint.interpreter.libraries.registry import LibraryCall, function
from keraslint.interpreter.libraries.structures import array_of, evident, length_of, symbol, whole_number
from keraslint.interpreter.values import ArrayValue, Const, LibraryObject, Unknown, Value
from keraslint.records import replace
from keraslint.shapes import Dim, Symbol, unknown_shape

if TYPE_CHECKING:
    pass


def result(call: LibraryCall, array: Array) -> ArrayValue:
    """An array that the call makes."""
    return ArrayValue(call.node, array, call.machine.fresh())


@function("keras.utils.to_categorical")
def to_categorical(call: LibraryCall) -> Value:
    """``to_categorical(x, num_classes=None)``; the first argument was ``y`` in Keras 2, the third its ``dtype``."""
    array = array_of(call.machine, call.value(0, "x", "y"))
    given = call.value(1, "num_classes", "nb_classes")
    dtype = call.plain(2, "dtype")
    classes: Dim
    if given is None or (isinstance(given, Const) and not given.value):
        classes = labels.classes_of(array) if call.complete else None
        found = None if array is None or array.meaning is not None else array.occurring
        if classes is None and found is not None and array is not None and found.high == array.high and found.high >= 0:
            classes = int(found.high) + 1
    else:
        classes = whole_number(call.machine, given)
    columns = symbol(call.machine, call.node, (call.machine.fresh(), "classes")) if classes is None else classes
    made = labels.to_categorical(array, columns, columns, dtype if isinstance(dtype, str) else None)
    return result(call, evident(made, call.node, "from `to_categorical`"))


@function("keras.utils.to_ordinal")
def to_ordinal(call: LibraryCall) -> Value:
    array = array_of(call.machine, call.value(0, "x", "y"))
    classes = whole_number(call.machine, call.value(1, "num_classes"))
    if classes is None:
        classes = symbol(call.machine, call.node, (call.machine.fresh(), "classes"))
    columns = classes - 1 if isinstance(classes, int) else Symbol()
    made = labels.to_categorical(array, None, columns, None)
    return result(call, evident(replace(made, meaning="multi-hot"), call.node, "from `to_ordinal`"))


@function("keras.utils.normalize")
def normalize(call: LibraryCall) -> Value | None:
    array = array_of(call.machine, call.value(0, "x"))
    return None if array is None else result(call, labels.normalize(array))


@function("keras.utils.pad_sequences")
def pad_sequences(call: LibraryCall) -> Value:
    """``pad_sequences(sequences, maxlen=None, dtype="int32", …)``."""
    machine, node = call.machine, call.node
    sequences = call.value(0, "sequences")
    key = machine.fresh()
    array = sequences.array if isinstance(sequences, ArrayValue) else None
    given = call.value(1, "maxlen")
    length: Dim = None
    if given is not None and not (isinstance(given, Const) and given.value is None):
        length = whole_number(machine, given)
    if length is None:
        length = symbol(machine, node, (key, "length"))
    dtype = call.plain(2, "dtype", default="int32")
    count = length_of(machine, sequences, node)
    rows = symbol(machine, node, (key, "rows")) if count is None else count
    made = labels.padded(array, rows, length, dtype if isinstance(dtype, str) else None)
    return result(call, replace(made, made=Evidence(Origin(node), "from `pad_sequences`")))


@function("keras.utils.get_file")
def get_file(call: LibraryCall) -> Value:
    return Unknown(call.node, call.machine.fresh(), "it is a file that is downloaded")


@function("keras.utils.img_to_array")
def img_to_array(call: LibraryCall) -> Value:
    """``img_to_array(img, data_format=None, dtype=None)``: one image, without the batch axis, with one for channels."""
    value = call.value(0, "img")
    if isinstance(value, LibraryObject) and value.path == PILLOW:
        image = picture(call.machine, value)
    else:
        found = array_of(call.machine, value)
        image = Array((Symbol(), Symbol(), Symbol()), low=None) if found is None else found
    shape = image.shape
    if isinstance(shape, tuple) and len(shape) == 2:
        shape = (*shape, 1)
    if isinstance(shape, tuple) and call.plain(1, "data_format") not in (None, "channels_last"):
        shape = unknown_shape(3)
    return result(call, evident(replace(image, shape=shape, dtype="float32"), call.node, "from `img_to_array`"))


__all__ = ["img_to_array", "pad_sequences", "result", "to_categorical"]
