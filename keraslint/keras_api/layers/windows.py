"""How many positions a sliding window has along one axis, for convolutions and pooling."""

from __future__ import annotations

from collections.abc import Callable

from keraslint.keras_api.layers.arguments import bad, opaque
from keraslint.keras_api.layers.registry import Config
from keraslint.keras_api.spec import LayerError
from keraslint.shapes import Dim, Shape, Symbol, unknown_shape


def read_padding(config: Config, *also: str, versions_of: Callable[[str], frozenset[int]]) -> str | None:
    """``padding`` in lower case, or ``None`` where it is not known; a list is Keras's to refuse when it is built."""
    value = config["padding"]
    if opaque(value):
        return None
    if isinstance(value, (list, tuple)):
        return "list"
    allowed = ("valid", "same", *also)
    padding = value.lower() if isinstance(value, str) else None
    if padding in allowed:
        return padding
    choice = ", ".join(map(repr, allowed[:-1])) + f" or {allowed[-1]!r}"
    raise bad("padding", f"`padding` is {choice}, got {value!r}", versions_of(str(padding)))


def slide(size: Dim, window: Dim, stride: Dim, dilation: Dim, padding: str | None, axis: int) -> Dim:
    """The output size along ``axis`` of an input of ``size`` (``compute_conv_output_shape`` of Keras 3).

    Raises where a window, spread by its dilation, does not fit. ``padding=None`` is one that is not known.
    """
    if size is None or window is None or stride is None or dilation is None:
        return None if size is None else Symbol()
    if padding is None:
        return Symbol()
    if padding != "valid":
        if stride == 1:
            return size
        return Symbol() if isinstance(size, Symbol) or isinstance(stride, Symbol) else (size - 1) // stride + 1
    if window == 1:
        dilation = 1
    if isinstance(window, Symbol) or isinstance(dilation, Symbol):
        return Symbol()
    reach = dilation * (window - 1) + 1
    if isinstance(size, Symbol):
        return size if reach == 1 and stride == 1 else Symbol()
    if reach > size:
        spread = f" spread over {reach} by its dilation" if reach != window else ""
        raise LayerError("vanished", f"a window of {window}{spread} does not fit into {size}", axis=axis)
    return Symbol() if isinstance(stride, Symbol) else (size - reach) // stride + 1


def stretch(size: Dim, window: Dim, stride: Dim, dilation: Dim, padding: str | None, extra: Dim) -> Dim:
    """The output size of a transposed convolution; ``extra`` is its output padding, ``None`` for Keras's own choice.

    From ``_get_output_shape_given_tf_padding`` of Keras 3.
    """
    if size is None:
        return None
    if padding == "same" and extra is None:
        return size if stride == 1 else _times(size, stride)
    if not isinstance(size, int) or not isinstance(window, int) or not isinstance(stride, int) or padding is None:
        return Symbol()
    if not isinstance(dilation, int) or isinstance(extra, Symbol):
        return Symbol()
    reach = (window - 1) * dilation + 1
    if padding == "same":
        return (size - 1) * stride + reach % 2 + (extra or 0)
    return (size - 1) * stride + reach + (max(reach, stride) - reach if extra is None else extra)


def _times(left: Dim, right: Dim) -> Dim:
    return left * right if isinstance(left, int) and isinstance(right, int) else Symbol()


def spatial_axes(count: int, channels_first: bool) -> range:
    """The indices of the spatial axes of an input with ``count`` of them."""
    return range(2, count + 2) if channels_first else range(1, count + 1)


def rebuild(shape: Shape, channels_first: bool | None, spatial: Shape, channels: Dim) -> Shape:
    """An output shape from its parts; with the layout not known, only the batch and the number of axes are."""
    if channels_first is None:
        return (shape[0], *unknown_shape(len(spatial) + 1))
    return (shape[0], channels, *spatial) if channels_first else (shape[0], *spatial, channels)
