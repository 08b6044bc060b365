"""numpy's types of elements by name, and what two of them give together."""

from __future__ import annotations

from typing import Final, TypeAlias

Number: TypeAlias = "bool | int | float"

_ALIASES: Final = {
    "float": "float64",
    "double": "float64",
    "float_": "float64",
    "single": "float32",
    "half": "float16",
    "int": "int64",
    "int_": "int64",
    "intp": "int64",
    "long": "int64",
    "longlong": "int64",
    "intc": "int32",
    "short": "int16",
    "byte": "int8",
    "ubyte": "uint8",
    "uint": "uint64",
    "ulong": "uint64",
    "ushort": "uint16",
    "uintc": "uint32",
    "bool_": "bool",
    "complex": "complex128",
    "complex_": "complex128",
    "str": "str",
    "str_": "str",
    "object": "object",
    "object_": "object",
}
_CODES: Final = {
    "f": "float32",
    "d": "float64",
    "e": "float16",
    "i": "int32",
    "l": "int64",
    "b": "int8",
    "B": "uint8",
    "?": "bool",
    "O": "object",
    "U": "str",
    "S": "str",
    **{f"f{size}": f"float{8 * size}" for size in (2, 4, 8)},
    **{f"i{size}": f"int{8 * size}" for size in (1, 2, 4, 8)},
    **{f"u{size}": f"uint{8 * size}" for size in (1, 2, 4, 8)},
}
NAMES: Final = frozenset(
    {"bool", "object", "str", "complex64", "complex128"}
    | {f"float{size}" for size in (16, 32, 64)}
    | {f"{sign}int{size}" for sign in ("", "u") for size in (8, 16, 32, 64)}
)


def name(written: str) -> str | None:
    """numpy's name of a type as a program spells it (``float``, ``f4``, ``uint8``); ``None`` if it is another."""
    written = written.lstrip("<>=|")
    found = _ALIASES.get(written) or _CODES.get(written) or written
    return found if found in NAMES else None


def kind(dtype: str) -> str:
    """``bool``, ``uint``, ``int``, ``float``, ``complex``, ``str`` or ``object``."""
    return dtype.rstrip("0123456789")


def size(dtype: str) -> int:
    """Bits of one element; 8 for ``bool``."""
    digits = dtype[len(kind(dtype)) :]
    return int(digits) if digits else 8


def of_number(number: Number) -> str:
    """The type of an array made of a Python number."""
    if isinstance(number, bool):
        return "bool"
    return "int64" if isinstance(number, int) else "float64"


def promote(left: str | None, right: str | None) -> str | None:
    """The type that holds both, as ``numpy.promote_types`` has it."""
    if left == right or left is None or right is None:
        return left if left == right else None
    kinds = {kind(left), kind(right)}
    if kinds & {"object", "str"}:
        return "object" if "object" in kinds else None
    if "bool" in kinds:
        return right if kind(left) == "bool" else left
    if "complex" in kinds or len(kinds) == 1:
        wider = max((left, right), key=size)
        if len(kinds) == 1:
            return wider
        other = right if kind(left) == "complex" else left
        return "complex128" if size(other) > 32 or "complex128" in (left, right) else "complex64"
    if "float" in kinds:
        float_size, whole_size = (size(one) for one in sorted((left, right), key=lambda one: kind(one) != "float"))
        needed = {8: 16, 16: 32}.get(whole_size, 64)
        return f"float{max(float_size, needed)}"
    signed, unsigned = sorted((left, right), key=lambda one: kind(one) != "int")
    if size(unsigned) < size(signed):
        return signed
    return "float64" if size(unsigned) == 64 else f"int{2 * size(unsigned)}"


def promote_number(dtype: str | None, number: Number) -> str | None:
    """The type of an array together with a Python number, which gives way to the array's type (NEP 50)."""
    if dtype is None:
        return None
    own = kind(dtype)
    if isinstance(number, bool):
        return dtype
    if isinstance(number, int):
        return "int64" if own == "bool" else dtype
    return "float64" if own in ("bool", "int", "uint") else dtype


def inexact(dtype: str | None) -> str | None:
    """The type of a mean, a quotient or a square root."""
    if dtype is None:
        return None
    return dtype if kind(dtype) in ("float", "complex") else "float64"


def summed(dtype: str | None) -> str | None:
    """The type of a sum or a product: small whole numbers are added in 64 bits."""
    if dtype is None or kind(dtype) not in ("bool", "int", "uint"):
        return dtype
    return "uint64" if kind(dtype) == "uint" else "int64"
