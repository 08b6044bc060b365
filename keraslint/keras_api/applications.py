"""The pretrained models of ``keras.applications`` as black boxes: shapes, numbers of weights, what they refuse.

The numbers come from ``data/applications.json``, see ``generate_applications``. ``args`` are the arguments given, under
their Keras 3 names. Shapes are channels last, as Keras has it unless told otherwise. A model that is not in the table
is accepted and has no shape.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from keraslint.keras_api import tables
from keraslint.keras_api.layers.arguments import bad, elements, number, opaque, total, truth
from keraslint.keras_api.spec import LayerError
from keraslint.keras_api.tables import namespace
from keraslint.shapes import UNKNOWN, AnyShape, Dim, Shape, Symbol, Unknown, differ, known, text

DEFAULTS: Mapping[str, object] = {
    "include_top": True,
    "weights": "imagenet",
    "input_tensor": None,
    "input_shape": None,
    "pooling": None,
    "classes": 1000,
    "classifier_activation": "softmax",
}
# Arguments that change the layers: the table has the sizes for their defaults.
VARIANTS: Mapping[str, object] = {"alpha": 1.0, "depth_multiplier": 1, "minimalistic": False}
ARGUMENTS = (*DEFAULTS, *VARIANTS, "include_preprocessing")


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = tables.data("applications")
    return table["models"]  # type: ignore[no-any-return]


def names(version: int | None = None) -> frozenset[str]:
    """The models of one Keras major, or of both."""
    return frozenset(name for name, entry in _table().items() if version is None or version in entry["versions"])


@cache
def preprocessing(name: str) -> str | None:
    """The path of the function that prepares pixels for the model: ``keras.applications.xception.preprocess_input``."""
    found = (
        path
        for path, content in sorted(namespace("keras").items())
        if path.startswith("keras.applications.") and {name, "preprocess_input"} <= content
    )
    return next((f"{path}.preprocess_input" for path in found), None)


def _argument(args: Mapping[str, object], name: str) -> object:
    return args.get(name, DEFAULTS[name])


def _shape_argument(args: Mapping[str, object]) -> Shape | Unknown | None:
    """The argument ``input_shape``, no batch axis; ``UNKNOWN`` also where an ``input_tensor`` stands for it."""
    if _argument(args, "input_tensor") is not None:
        return UNKNOWN
    shape = _argument(args, "input_shape")
    if shape is None:
        return None
    if not isinstance(shape, (list, tuple)):
        return UNKNOWN
    return None if not shape else tuple(dim if dim is None else number(dim) for dim in shape)


def check(name: str, args: Mapping[str, object]) -> None:
    """Raise ``LayerError`` where the function ``name`` would; silent where a value is not known."""
    entry = _table().get(name)
    if entry is None:
        return
    top, weights, classes = (
        truth(_argument(args, "include_top")),
        _argument(args, "weights"),
        _argument(args, "classes"),
    )
    pretrained = isinstance(weights, str) and weights == "imagenet"
    if pretrained and top:
        if known(classes) and classes != 1000:
            raise bad("classes", f"`classes` is 1000 with `weights='imagenet'` and the top, got {classes}")
        activation = _argument(args, "classifier_activation")
        if isinstance(activation, str) and activation != "softmax":
            message = f"`classifier_activation` is 'softmax' or None with `weights='imagenet'`, got {activation!r}"
            raise bad("classifier_activation", message)
    shape = _shape_argument(args)
    if not isinstance(shape, tuple):
        return
    if len(shape) != 3:
        raise bad("input_shape", f"`input_shape` has 3 numbers, got {text(shape)}")
    if pretrained and known(shape[2]) and shape[2] != 3:
        raise bad("input_shape", f"`input_shape` has 3 channels with `weights='imagenet'`, got {text(shape)}")
    _check_size(entry, shape, top, pretrained)


def _check_size(entry: Mapping[str, Any], shape: Shape, top: bool | None, pretrained: bool) -> None:
    smallest, sizes = entry["minimum"], entry["pretrained_sizes"]
    for size in shape[:2]:
        if isinstance(size, int) and size < smallest:
            raise bad("input_shape", f"`input_shape` is at least {smallest} by {smallest}, got {text(shape)}")
        fixed = entry["input"] is not None if top else pretrained and not entry["pretrained_free"]
        if size is None and top is not None and fixed:
            raise bad("input_shape", f"`input_shape` has fixed numbers, got {text(shape)}")
        if pretrained and top and isinstance(size, int) and entry["input"] is not None and size not in sizes:
            listed = " or ".join(map(str, sizes))
            message = f"`input_shape` is {listed} by as many with `weights='imagenet'` and the top, got {text(shape)}"
            raise bad("input_shape", message)
    if pretrained and top and entry["input"] is not None and differ(shape[0], shape[1]):
        raise bad("input_shape", f"`input_shape` is a square with `weights='imagenet'` and the top, got {text(shape)}")


def input_shape(name: str, args: Mapping[str, object]) -> AnyShape:
    """The input shape of the model, batch axis included."""
    entry, top, shape = _table().get(name), truth(_argument(args, "include_top")), _shape_argument(args)
    if entry is None or isinstance(shape, Unknown) or top is None:
        return UNKNOWN
    if shape is not None:
        return (None, *shape) if len(shape) == 3 else UNKNOWN
    size = entry["input" if top else "input_without_top"]
    return (None, size, size, 3)


def output_shape(name: str, args: Mapping[str, object], inputs: AnyShape = UNKNOWN) -> AnyShape:
    """The output shape of the model, called on ``inputs`` or on its own input; raises where they do not fit."""
    entry, top, own = _table().get(name), truth(_argument(args, "include_top")), input_shape(name, args)
    if entry is None:
        return UNKNOWN
    actual = own
    if not isinstance(inputs, Unknown):
        if not isinstance(own, Unknown):
            _check_fits(own, inputs)
        actual = _meet(own, inputs)
    batch: Dim = Symbol() if isinstance(actual, Unknown) else actual[0]
    pooling = _argument(args, "pooling")
    if top is None or (not top and opaque(pooling)):
        return UNKNOWN
    if top:
        return (batch, number(_argument(args, "classes")))
    features: Dim = entry["features"] if _plain(args) else Symbol()
    if pooling in ("avg", "max"):
        return (batch, features)
    if isinstance(actual, Unknown):
        return (batch, Symbol(), Symbol(), features)
    free = not isinstance(own, Unknown) and None in own[1:3]
    rule = entry["free_spatial" if free else "spatial"] if not isinstance(own, Unknown) else None
    return (batch, *(_slide(size, rule) for size in actual[1:3]), features)


def _meet(own: AnyShape, inputs: Shape) -> Shape:
    """The input, with what the model knows of it where it is not known itself."""
    if isinstance(own, Unknown) or len(own) != len(inputs):
        return inputs
    return tuple(
        left if isinstance(right, Symbol) and known(left) else right for left, right in zip(own, inputs, strict=True)
    )


def _slide(size: Dim, rule: Mapping[str, int] | None) -> Dim:
    if size is None or rule is None or not isinstance(size, int):
        return None if size is None else Symbol()
    return (size + rule["offset"]) // rule["stride"]


def _check_fits(own: Shape, inputs: Shape) -> None:
    if len(inputs) != 4:
        raise LayerError("rank", f"expects 4 axes, got {len(inputs)}", expected=(4, 4))
    for axis in (1, 2, 3):
        if differ(own[axis], inputs[axis]):
            raise LayerError("dimension", f"expects {text(own)}, got {text(inputs)}", axis=axis)


def _plain(args: Mapping[str, object]) -> bool:
    """Whether the model has the widths of the table."""
    return all(name not in args or args[name] == default for name, default in VARIANTS.items())


def parameter_count(name: str, args: Mapping[str, object]) -> Dim:
    """The number of weights; a ``Symbol`` where not known."""
    entry, top, own = _table().get(name), truth(_argument(args, "include_top")), input_shape(name, args)
    if entry is None or top is None or isinstance(own, Unknown) or not _plain(args):
        return Symbol()
    channels, per_channel = own[3], entry["weights_per_channel"]
    extra: Dim = 0
    if channels != 3:
        extra = Symbol()
        if isinstance(channels, int) and per_channel is not None and "include_preprocessing" not in args:
            extra = per_channel * (channels - 3)
    count = total(entry["weights"], extra)
    if not top:
        return count
    classifier = entry["top"]
    positions: Dim = 0
    if classifier["per_position"]:
        positions = elements(tuple(_slide(size, entry["spatial"]) for size in own[1:3]))
    classes = number(_argument(args, "classes"))
    return total(
        count,
        classifier["constant"],
        elements((classifier["per_position"], positions)),
        elements((classifier["per_class"], classes)),
    )
