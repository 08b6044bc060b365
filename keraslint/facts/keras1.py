"""Calls that are written as Keras 1 had them and that Keras 2 and 3 read differently."""

from __future__ import annotations

from collections.abc import Mapping

from keraslint.keras_api.spec import KERAS_2_AND_3
from keraslint.program import Layer
from keraslint.shapes import known

# Canonical class → how many numbers the kernel took in Keras 1, after the number of filters.
KERNEL_AXES: Mapping[str, int] = {"Conv2D": 2, "Conv3D": 3, "SeparableConv2D": 2}
KERAS_1_NAMES = frozenset({"Convolution2D", "Convolution3D", "SeparableConvolution2D"})


def positional_kernel(layer: Layer) -> tuple[int, ...] | None:
    """The kernel that ``Convolution2D(32, 3, 3)`` meant in Keras 1; ``None`` where the call is not so written.

    Keras 2 and 3 take the second 3 as the stride. ``Conv2D(64, 3, 2)`` is present-day code (kernel 3, stride 2), and
    so is ``Conv2D(64, 4, 4)`` (patches). What tells the old meaning: an odd number given twice, the Keras 1 spelling of
    the class with a number given twice or a stride that skips over the kernel, other arguments that only Keras 1 has.
    """
    axes = KERNEL_AXES.get(layer.name)
    if axes is None or not len(layer.positional) > axes:
        return None
    numbers = tuple(argument.value for argument in layer.positional[1 : axes + 1])
    kernel = tuple(number for number in numbers if isinstance(number, int) and known(number))
    if len(kernel) != axes or kernel[1] == 1:
        return None
    twice = len(set(kernel)) == 1
    renamed = layer.written in KERAS_1_NAMES and (twice or kernel[1] > kernel[0])
    old = renamed or (twice and kernel[0] % 2 == 1) or KERAS_2_AND_3 in layer.rejected.values()
    return kernel if old else None


__all__ = ["positional_kernel"]
