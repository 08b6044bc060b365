"""``tf.image`` and ``tf.io``: pictures as tensors, their sizes and the bounds of their pixels."""

from __future__ import annotations

from keraslint.arrays import Array
from keraslint.interpreter.libraries.operations import answer, dtype, operand
from keraslint.interpreter.libraries.registry import LibraryCall, function
from keraslint.interpreter.libraries.scaling import MODES, preprocess_input
from keraslint.interpreter.libraries.structures import array_of, dims_of, evident, whole_number
from keraslint.interpreter.values import ArrayValue, Tensor, Value
from keraslint.records import replace
from keraslint.shapes import UNKNOWN, AnyShape, Dim, Symbol

SAME = (
    "flip_left_right flip_up_down random_flip_left_right random_flip_up_down adjust_brightness adjust_contrast "
    "adjust_hue adjust_saturation adjust_gamma random_brightness random_contrast random_hue random_saturation "
    "random_jpeg_quality stateless_random_flip_left_right stateless_random_flip_up_down stateless_random_brightness "
    "stateless_random_contrast stateless_random_hue stateless_random_saturation"
).split()
_FLIPS = "flip"


def _image(*names: str) -> tuple[str, ...]:
    roots = ("tensorflow.image", "tensorflow.compat.v1.image", "tensorflow.io")
    return tuple(f"{root}.{name}" for root in roots for name in names)


def _changed(call: LibraryCall, image: Array | None) -> Value | None:
    return None if image is None else answer(call, image)


@function(*_image("decode_jpeg", "decode_png", "decode_bmp", "decode_image", "decode_gif", "decode_and_crop_jpeg"))
def decode(call: LibraryCall) -> Value | None:
    """``tf.io.decode_jpeg(contents, channels=0)``: zero channels are as many as the file has."""
    channels = whole_number(call.machine, call.value(1, "channels"))
    kind = dtype(call, None, "uint8")
    low, high = (0.0, 255.0) if kind == "uint8" else (0.0, 1.0) if kind in ("float32", "float16") else (None, None)
    shape: AnyShape = (None, None, channels if isinstance(channels, int) and channels else None)
    if call.name in ("decode_image", "decode_gif") and call.plain(None, "expand_animations", default=True) is not False:
        shape = UNKNOWN  # an animation has one axis more
    return answer(call, Array(shape, kind, low=low, high=high))


@function("tensorflow.io.read_file", "tensorflow.read_file")
def read_file(call: LibraryCall) -> Value:
    return answer(call, Array((), "str"))


@function(*_image("convert_image_dtype"))
def convert_image_dtype(call: LibraryCall) -> Value | None:
    """Whole numbers become fractions of their type's largest; fractions stay as they are."""
    image = operand(call, 0, "image")
    kind = dtype(call, 1)
    if image is None or kind is None:
        return None
    pixels = image.dtype == "uint8" and kind.startswith("float")
    if pixels:
        image = replace(image, low=0.0, high=1.0)
    elif image.dtype is None or image.dtype != kind:
        image = replace(image, low=None, high=None) if image.integral is not False else image
    return answer(call, replace(image, dtype=kind))


def _sized(image: Array | None, height: Dim, width: Dim) -> Array | None:
    """The image, or the batch of images, with other sides."""
    if image is None or not isinstance(image.shape, tuple) or len(image.shape) not in (3, 4):
        return None if image is None else replace(image, shape=UNKNOWN)
    return replace(image, shape=(*image.shape[:-3], height, width, image.shape[-1]))


@function(*_image("resize", "resize_images"))
def resize(call: LibraryCall) -> Value | None:
    """``tf.image.resize(images, size, method="bilinear")``: floats, unless pixels are only copied."""
    size = call.value(1, "size")
    dims = None if size is None else dims_of(call.machine, size)
    height, width = dims if dims is not None and len(dims) == 2 else (Symbol(), Symbol())
    image = _sized(operand(call, 0, "images", "image"), height, width)
    how = call.plain(2, "method", default="bilinear")
    if image is None:
        return None
    if how != "nearest":
        image = replace(image, dtype="float32" if how == "bilinear" else None, occurs=None)
        if how not in ("bilinear", "area"):
            image = replace(image, low=None, high=None)
    return answer(call, image)


@function(*_image("resize_with_crop_or_pad", "resize_with_pad", "crop_to_bounding_box", "pad_to_bounding_box"))
def resize_with(call: LibraryCall) -> Value | None:
    first = 3 if call.name.endswith("box") else 1
    height = whole_number(call.machine, call.value(first, "target_height"))
    width = whole_number(call.machine, call.value(first + 1, "target_width"))
    image = _sized(
        operand(call, 0, "image"), Symbol() if height is None else height, Symbol() if width is None else width
    )
    if image is not None and call.name == "resize_with_pad":
        image = replace(image, dtype="float32", occurs=None)
    return _changed(call, image)


@function(*_image("central_crop"))
def central_crop(call: LibraryCall) -> Value | None:
    return _changed(call, _sized(operand(call, 0, "image"), Symbol(), Symbol()))


@function(*_image("random_crop", "stateless_random_crop"))
def random_crop(call: LibraryCall) -> Value | None:
    image, size = operand(call, 0, "value"), call.value(1, "size")
    dims = None if size is None else dims_of(call.machine, size)
    return None if image is None else answer(call, replace(image, shape=UNKNOWN if dims is None else dims))


def _channels(call: LibraryCall, count: int) -> Value | None:
    image = operand(call, 0, "images", "image")
    if image is None:
        return None
    known = isinstance(image.shape, tuple) and image.shape
    return answer(call, replace(image, shape=(*image.shape[:-1], count) if known else UNKNOWN))  # type: ignore[index]


@function(*_image("rgb_to_grayscale"))
def rgb_to_grayscale(call: LibraryCall) -> Value | None:
    return _channels(call, 1)


@function(*_image("grayscale_to_rgb"))
def grayscale_to_rgb(call: LibraryCall) -> Value | None:
    return _channels(call, 3)


@function(*_image("per_image_standardization"))
def per_image_standardization(call: LibraryCall) -> Value | None:
    image = operand(call, 0, "image")
    if image is None:
        return None
    return answer(call, replace(image, dtype="float32", low=None, high=None, standardised=True))


def _same(call: LibraryCall) -> Value | None:
    image = operand(call, 0, "image", "images")
    if image is None or _FLIPS in call.name:
        return _changed(call, image)
    return answer(call, replace(image, high=None if image.high == 1.0 else image.high, low=None))


function(*_image(*SAME))(_same)


# Preprocessing of pretrained models


@function(*(f"keras.applications.{module}.preprocess_input" for module in MODES))
def preprocessed(call: LibraryCall) -> Value | None:
    """``keras.applications.….preprocess_input(x, data_format=None)``."""
    value = call.value(0, "x")
    mode = call.plain(2, "mode", default="caffe")
    if isinstance(value, Tensor):
        return Tensor(call.node, value.shape, None)
    image = array_of(call.machine, value)
    if image is None:
        return None
    found = preprocess_input(call.path, image, mode if isinstance(mode, str) else None)
    if found is None:
        return None
    return ArrayValue(call.node, evident(found, call.node, "from `preprocess_input`"), call.machine.fresh())
