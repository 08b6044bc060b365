"""Pictures as other libraries load them: OpenCV, Pillow (``load_img`` of Keras, too), scikit-image, Matplotlib."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from keraslint.arrays import Array
from keraslint.interpreter.libraries.keras_directories import CHANNELS
from keraslint.interpreter.libraries.registry import LibraryCall, function, method
from keraslint.interpreter.libraries.structures import array_of, dims_of, evident
from keraslint.interpreter.state import MISSING
from keraslint.interpreter.values import Arguments, ArrayValue, Const, Library, LibraryObject, Tuple, Value
from keraslint.records import replace
from keraslint.shapes import UNKNOWN, AnyShape, Dim, Shape, Symbol

if TYPE_CHECKING:
    from keraslint.interpreter.machine import Machine

PILLOW: Final = "PIL.Image"
_MODES: Final = {"RGB": 3, "RGBA": 4, "CMYK": 4, "YCbCr": 3, "HSV": 3, "LAB": 3}
_BETWEEN: Final = (None, 0, 1, 3, "INTER_NEAREST", "INTER_LINEAR", "INTER_AREA")
"""Interpolations (the default, too) that stay between the pixels."""
_SAME_SHAPE: Final = (
    "GaussianBlur medianBlur blur bilateralFilter flip equalizeHist erode dilate morphologyEx filter2D sharpen "
    "fastNlMeansDenoising fastNlMeansDenoisingColored convertScaleAbs bitwise_not addWeighted"
).split()


def _pixels(shape: AnyShape, *, bytes_: bool = True) -> Array:
    if not bytes_:
        return Array(shape, max_rank=3)
    return Array(shape, "uint8", low=0.0, high=255.0)


def _answer(call: LibraryCall, array: Array) -> ArrayValue:
    return ArrayValue(call.node, evident(array, call.node, f"from `{call.name}`"), call.machine.fresh())


def _image(call: LibraryCall, *names: str) -> Array | None:
    return array_of(call.machine, call.value(0, *names))


def _constant(call: LibraryCall, position: int, name: str) -> str | int | None:
    """A constant of the library by its name, or a number."""
    value = call.value(position, name)
    if isinstance(value, Library):
        return value.path.rpartition(".")[2]
    return value.value if isinstance(value, Const) and isinstance(value.value, int) else None


def _sized(image: Array, height: Dim, width: Dim) -> Array:
    """The picture with other sides; OpenCV drops a channel axis of one."""
    if not isinstance(image.shape, tuple) or len(image.shape) not in (2, 3):
        return replace(image, shape=UNKNOWN, max_rank=3)
    return replace(image, shape=(height, width, *image.shape[2:]))


# OpenCV


@function("cv2.imread", "cv2.imdecode")
def imread(call: LibraryCall) -> Value:
    """``cv2.imread(filename, flags=IMREAD_COLOR)``: always three channels, unless another flag is given."""
    flag = _constant(call, 1, "flags") if call.passed(1, "flags") is not None else 1
    shapes: dict[str | int | None, AnyShape] = {
        1: (Symbol(), Symbol(), 3),
        "IMREAD_COLOR": (Symbol(), Symbol(), 3),
        "IMREAD_COLOR_BGR": (Symbol(), Symbol(), 3),
        "IMREAD_COLOR_RGB": (Symbol(), Symbol(), 3),
        0: (Symbol(), Symbol()),
        "IMREAD_GRAYSCALE": (Symbol(), Symbol()),
    }
    shape = shapes.get(flag, UNKNOWN)
    return _answer(call, _pixels(shape, bytes_=shape is not UNKNOWN))


@function("cv2.resize")
def resize(call: LibraryCall) -> Value | None:
    """``cv2.resize(src, dsize, fx=…, fy=…, interpolation=INTER_LINEAR)``: the width stands first."""
    image, size = _image(call, "src"), call.value(1, "dsize")
    if image is None:
        return None
    dims = None if size is None else dims_of(call.machine, size)
    height, width = (dims[1], dims[0]) if dims is not None and len(dims) == 2 else (Symbol(), Symbol())
    found = replace(_sized(image, height, width), occurs=None)
    if isinstance(found.shape, tuple) and found.shape[2:] == (1,):
        found = replace(found, shape=found.shape[:2])
    overshoots = _constant(call, 6, "interpolation") not in (
        None,
        0,
        1,
        3,
        "INTER_NEAREST",
        "INTER_LINEAR",
        "INTER_AREA",
    )
    return _answer(call, replace(found, low=None, high=None) if overshoots and found.dtype != "uint8" else found)


@function("cv2.cvtColor")
def cvt_color(call: LibraryCall) -> Value | None:
    image, code = _image(call, "src"), _constant(call, 1, "code")
    if image is None:
        return None
    shape: AnyShape = UNKNOWN
    if isinstance(image.shape, tuple) and len(image.shape) in (2, 3) and isinstance(code, str):
        target = code.rpartition("2")[2]
        channels = () if target == "GRAY" else (4,) if target.endswith("A") else (3,)
        shape = (*image.shape[:2], *channels)
    return _answer(call, replace(image, shape=shape, occurs=None, max_rank=3))


@function(*(f"cv2.{name}" for name in _SAME_SHAPE))
def filtered(call: LibraryCall) -> Value | None:
    image = _image(call, "src")
    if image is None:
        return None
    bounded = image.dtype == "uint8" or call.name == "flip"
    return _answer(call, replace(image, occurs=None, **({} if bounded else {"low": None, "high": None})))  # type: ignore[arg-type]


@function("cv2.threshold")
def threshold(call: LibraryCall) -> Value | None:
    """The threshold itself, and the picture."""
    image = _image(call, "src")
    if image is None or image.dtype != "uint8":
        return None
    return Tuple(call.node, (call.machine.unknown(call.node), _answer(call, replace(image, occurs=None))))


@function("cv2.Canny")
def canny(call: LibraryCall) -> Value | None:
    image = _image(call, "image")
    known = image is not None and isinstance(image.shape, tuple)
    return _answer(call, _pixels(image.shape[:2] if known else (Symbol(), Symbol())))  # type: ignore[union-attr,index]


# Pillow


def _made(call: LibraryCall, array: Array) -> LibraryObject:
    made = LibraryObject(call.node, call.machine.fresh(), PILLOW, Arguments())
    picture = ArrayValue(call.node, evident(array, call.node, f"from `{call.name}`"), call.machine.fresh())
    call.machine.state.set((made.id, "picture"), picture)
    return made


def picture(machine: Machine, value: LibraryObject) -> Array:
    """What numpy makes of a picture of Pillow."""
    found = machine.state.get((value.id, "picture"))
    held = None if found is MISSING else machine.resolve(found)  # type: ignore[arg-type]
    return held.array if isinstance(held, ArrayValue) else Array()


def _own(call: LibraryCall) -> Array:
    assert isinstance(call.receiver, LibraryObject)
    return picture(call.machine, call.receiver)


@function("keras.utils.load_img")
def load_img(call: LibraryCall) -> Value:
    """``load_img(path, color_mode="rgb", target_size=None, …)``: a picture of Pillow."""
    grey = call.plain(None, "grayscale", default=False)
    mode = "grayscale" if grey is True else call.plain(1, "color_mode", default="rgb")
    size = call.plain(2, "target_size")
    sides: list[Dim] = [Symbol(), Symbol()]
    if isinstance(size, (tuple, list)) and len(size) == 2:
        sides = [side if isinstance(side, (int, Symbol)) else Symbol() for side in size]
    shape: AnyShape = UNKNOWN
    if isinstance(mode, str) and mode in CHANNELS:
        shape = tuple(sides) if mode == "grayscale" else (*sides, CHANNELS[mode])
    return _made(call, Array(shape, "uint8", low=0.0, high=255.0))


@function("PIL.Image.open")
def open_(call: LibraryCall) -> Value:
    return _made(call, _pixels(UNKNOWN, bytes_=False))


@function("PIL.Image.fromarray")
def fromarray(call: LibraryCall) -> Value:
    return _made(call, _image(call, "obj") or Array())


@method(PILLOW, "convert")
def convert(call: LibraryCall) -> Value:
    mode, own = call.plain(0, "mode"), _own(call)
    sides: Shape = own.shape[:2] if isinstance(own.shape, tuple) and len(own.shape) > 1 else (Symbol(), Symbol())
    if mode == "L":
        return _made(call, _pixels(sides))
    if isinstance(mode, str) and mode in _MODES:
        return _made(call, _pixels((*sides, _MODES[mode])))
    return _made(call, _pixels(UNKNOWN, bytes_=False))


@method(PILLOW, "resize", "crop", "rotate", "copy", "transpose", "filter", "reduce", "point")
def changed(call: LibraryCall) -> Value:
    own, name = _own(call), call.name
    if name in ("copy", "filter", "rotate") and call.plain(None, "expand", default=False) is False:
        return _made(call, own)
    dims = None
    if name == "resize":
        size = call.value(0, "size")
        dims = None if size is None else dims_of(call.machine, size)
    if name == "crop":
        box = call.value(0, "box")
        corners = None if box is None else dims_of(call.machine, box)
        if corners is not None and len(corners) == 4:
            symbols = call.machine.symbols
            dims = (symbols.subtract(corners[2], corners[0]), symbols.subtract(corners[3], corners[1]))
    width, height = dims if dims is not None and len(dims) == 2 else (Symbol(), Symbol())
    if own.shape is UNKNOWN:
        return _made(call, own)
    return _made(call, _sized(own, height, width))


@method(PILLOW, "thumbnail")
def thumbnail(call: LibraryCall) -> Value:
    assert isinstance(call.receiver, LibraryObject)
    smaller = ArrayValue(call.node, _sized(_own(call), Symbol(), Symbol()), call.machine.fresh())
    call.machine.state.set((call.receiver.id, "picture"), smaller)
    return Const(call.node, None)


@function("PIL.ImageOps.fit", "PIL.ImageOps.pad", "PIL.ImageOps.grayscale")
def operations(call: LibraryCall) -> Value | None:
    value, size = call.value(0, "image"), call.value(1, "size")
    if not isinstance(value, LibraryObject) or value.path != PILLOW:
        return None
    own = picture(call.machine, value)
    if call.name == "grayscale":
        sides: Shape = own.shape[:2] if isinstance(own.shape, tuple) else (Symbol(), Symbol())
        return _made(call, _pixels(sides))
    dims = None if size is None else dims_of(call.machine, size)
    width, height = dims if dims is not None and len(dims) == 2 else (Symbol(), Symbol())
    return _made(call, _sized(own, height, width))


# scikit-image, Matplotlib


@function(
    "skimage.io.imread",
    "matplotlib.pyplot.imread",
    "matplotlib.image.imread",
    "imageio.imread",
    "imageio.v2.imread",
    "scipy.misc.imread",
    "scipy.ndimage.imread",
)
def unknown_picture(call: LibraryCall) -> Value:
    """Two axes or three, and what range the file has."""
    return _answer(call, _pixels(UNKNOWN, bytes_=False))


@function("skimage.transform.resize")
def scaled_picture(call: LibraryCall) -> Value | None:
    """``resize(image, output_shape, …, preserve_range=False)``: fractions, unless the range is preserved."""
    image, size = _image(call, "image"), call.value(1, "output_shape")
    dims = None if size is None else dims_of(call.machine, size)
    if image is None:
        return None
    shape: AnyShape = UNKNOWN
    if dims is not None and len(dims) == 2:
        shape = _sized(image, *dims).shape
    elif dims is not None and (image.rank is None or image.rank <= len(dims)):
        shape = dims
    kept = call.plain(None, "preserve_range", default=False)
    found = Array(shape, "float64" if image.dtype in ("uint8", "float64") else None, max_rank=image.max_rank)
    if image.dtype == "uint8" and kept is not UNKNOWN:
        return _answer(call, replace(found, low=0.0, high=255.0 if kept else 1.0))
    return _answer(call, found)


@function("skimage.color.rgb2gray")
def rgb2gray(call: LibraryCall) -> Value | None:
    image = _image(call, "rgb")
    if image is None or not isinstance(image.shape, tuple):
        return None
    bounds = (0.0, 1.0) if image.dtype == "uint8" else (None, None)
    return _answer(call, Array(image.shape[:-1], None, low=bounds[0], high=bounds[1]))
