"""How layers and functions that only scale or move pixels change the bounds of an array."""

from __future__ import annotations

from functools import cache
from typing import Literal

from keraslint.arrays import Array
from keraslint.keras_api import names
from keraslint.records import replace

# What ``preprocess_input`` of each application does, by ``keras.src.applications`` (the ``mode`` that it passes to
# ``imagenet_utils``): to -1 … 1, minus the mean of each channel, by mean and deviation, or nothing.
Mode = Literal["tf", "caffe", "torch", "none"]
MODES: dict[str, Mode] = {
    "xception": "tf",
    "inception_v3": "tf",
    "inception_resnet_v2": "tf",
    "mobilenet": "tf",
    "mobilenet_v2": "tf",
    "nasnet": "tf",
    "resnet_v2": "tf",
    "vgg16": "caffe",
    "vgg19": "caffe",
    "resnet": "caffe",
    "resnet50": "caffe",
    "imagenet_utils": "caffe",
    "densenet": "torch",
    "efficientnet": "none",
    "efficientnet_v2": "none",
    "mobilenet_v3": "none",
    "convnext": "none",
}


@cache
def mode_of(path: str) -> Mode | None:
    """What the function at the path does, if it is a ``preprocess_input`` of Keras."""
    name = names.resolve(path)
    if name is None or name.canonical != "preprocess_input":
        return None
    return MODES.get(name.canonical_path.split(".")[-2])


def preprocess_input(path: str, images: Array, mode: str | None = None) -> Array | None:
    """The images after a ``preprocess_input`` of ``keras.applications``; ``None`` for any other function."""
    found = mode_of(path)
    if found is None:
        return None
    if found == "caffe" and mode in ("tf", "torch"):  # of imagenet_utils, whose mode can be chosen
        found = "tf" if mode == "tf" else "torch"
    if found == "none":  # the model scales by itself: there is nothing left to say of the bounds
        return replace(images, low=None, high=None, by_column=None)
    images = replace(images, dtype="float32" if images.dtype is None or images.integral else images.dtype)
    if found == "tf":
        pixels = images.low == 0.0 and images.high == 255.0
        return replace(images, low=-1.0 if pixels else None, high=1.0 if pixels else None, by_column=None)
    return replace(images, low=None, high=None, standardised=found == "torch", by_column=None)
