"""Reading arguments and input shapes the way Keras does, where any part of them may be unknown.

What Keras calls a tuple of sizes is read by ``sizes`` (``keras.src.utils.argument_validation.standardize_tuple``), a
data format by ``channels_first``, a switch by ``truth``. They raise ``LayerError`` where Keras raises, and never on a
value that is not known.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from keraslint.keras_api.layers.registry import Config
from keraslint.keras_api.spec import KERAS_2_AND_3, LayerError
from keraslint.shapes import Dim, Shape, Symbol, unknown_shape

CONSTANTS = (int, float, str, bytes, list, tuple, dict, type(None))


def opaque(value: object) -> bool:
    """Whether the type of the value is not known: ``UNKNOWN``, a ``Symbol``, an object that only has a name."""
    return not isinstance(value, CONSTANTS)


def bad(argument: str, message: str, versions: frozenset[int] = KERAS_2_AND_3) -> LayerError:
    """The error for an argument that Keras refuses."""
    return LayerError("argument", message, argument=argument, versions=versions)


def truth(value: object) -> bool | None:
    """The truth value of a switch (``use_bias``), or ``None`` where it is not known."""
    return None if opaque(value) else bool(value)


def number(value: object) -> Dim:
    """The value of a checked integer argument as a dimension."""
    if isinstance(value, Symbol):
        return value
    return int(value) if isinstance(value, int) or (isinstance(value, float) and value.is_integer()) else Symbol()


def sizes(config: Config, name: str, count: int, *, allow_zero: bool = False) -> Shape:
    """The argument ``name`` as ``count`` sizes, from one int or that many; symbols where it is not known."""
    return pair_up(config[name], name, count, allow_zero=allow_zero)


def pair_up(value: object, name: str, count: int, *, allow_zero: bool = False) -> Shape:
    """``sizes`` for a value that is part of an argument."""
    items: Sequence[object]
    if isinstance(value, (int, Symbol)):
        items = (value,) * count
    elif opaque(value):
        return unknown_shape(count)
    elif isinstance(value, (list, tuple)) and len(value) == count:
        items = value
    else:
        raise bad(name, f"`{name}` takes an int or {count} ints, got {value!r}")
    for item in items:
        if opaque(item):
            continue
        if not isinstance(item, (int, float)):
            raise bad(name, f"`{name}` takes ints, got {item!r}")
        if item < 0 or (item == 0 and not allow_zero):
            raise bad(name, f"`{name}` must be {'at least' if allow_zero else 'above'} 0, got {item!r}")
    return tuple(map(number, items))


def fractional(value: object) -> bool:
    """Whether the argument is, or holds, a float."""
    return isinstance(value, float) or (isinstance(value, (list, tuple)) and any(map(fractional, value)))


def channels_first(config: Config) -> bool | None:
    """The argument ``data_format``; ``None`` where it is not known. Keras's own default is channels last."""
    value = config["data_format"]
    if value is None:
        return False
    if opaque(value):
        return None
    text = str(value).lower()
    if text not in ("channels_first", "channels_last"):
        raise bad("data_format", f"`data_format` is 'channels_last' or 'channels_first', got {value!r}")
    return text == "channels_first"


def expect_rank(
    shape: Shape, lowest: int, highest: int | None, versions: frozenset[int] = KERAS_2_AND_3, reason: str = ""
) -> None:
    """Raise unless the shape has from ``lowest`` to ``highest`` axes (``None``: no limit)."""
    rank = len(shape)
    if rank < lowest or (highest is not None and rank > highest):
        wanted = f"{lowest}" if lowest == highest else f"at least {lowest}"
        if highest is not None and lowest != highest:
            wanted = f"{lowest} to {highest}"
        axes = "axis" if wanted == "1" else "axes"
        raise LayerError(
            "rank", f"expects {wanted} {axes}{reason}, got {rank}", versions=versions, expected=(lowest, highest)
        )


def expect_axis(shape: Shape, axis: int) -> None:
    """Raise unless the input has the axis ``axis``, counted as Python does."""
    expect_rank(shape, axis + 1 if axis >= 0 else -axis, None, reason=f" for axis {axis}")


def defined(shape: Shape, axis: int, what: str = "the last axis") -> Dim:
    """The dimension ``axis`` of an input, which a weight needs as a number."""
    dim = shape[axis]
    if dim is None:
        raise LayerError("undefined", f"needs {what} to be a number, got None", axis=axis % len(shape))
    return dim


def elements(dims: Iterable[Dim]) -> Dim:
    """The product of dimensions; free where one is free. A single unknown one keeps its identity."""
    known, unknown = 1, []
    for dim in dims:
        if dim is None:
            return None
        if isinstance(dim, Symbol):
            unknown.append(dim)
        else:
            known *= dim
    if not unknown or known == 0:
        return known
    return unknown[0] if known == 1 and len(unknown) == 1 else Symbol()


def total(*counts: Dim) -> Dim:
    """The sum; a symbol where a term is not a number."""
    result = 0
    for count in counts:
        if not isinstance(count, int):
            return Symbol()
        result += count
    return result


def weight(shape: Iterable[Dim], when: bool | None = True) -> Dim:
    """The number of elements of a weight that exists if ``when`` (``None``: not known)."""
    if when is None:
        return Symbol()
    return elements(shape) if when else 0


def with_lora(config: Config, kernel: Shape) -> Dim:
    """The elements of a kernel and, with ``lora_rank``, of the two low-rank factors beside it."""
    rank = config.keyword("lora_rank")
    if opaque(rank):
        return Symbol()
    if not rank:
        return elements(kernel)
    return total(elements(kernel), elements((*kernel[:-1], number(rank))), elements((number(rank), kernel[-1])))
