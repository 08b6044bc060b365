"""Reading the arguments of a layer without claiming more than is known."""

from __future__ import annotations

from keraslint.keras_api.layers.registry import Config
from keraslint.keras_api.spec import LayerError, Reference, Spec
from keraslint.shapes import Dim, Symbol, Unknown


def constant(value: object) -> bool:
    """Whether ``value`` is a plain Python value (``None`` included): nothing unknown, no layer, no library object."""
    return not isinstance(value, (Unknown, Symbol, Spec, Reference))


def flag(config: Config, name: str) -> bool | None:
    """Whether the argument is true, as Keras tests it; ``None`` where that is not known."""
    value = config[name]
    return bool(value) if constant(value) else None


def integer(config: Config, name: str) -> int | Symbol:
    """The argument as a number; a new symbol where it is not known or no integer."""
    value = config[name]
    return int(value) if isinstance(value, int) else value if isinstance(value, Symbol) else Symbol()


def times(*factors: Dim) -> Dim:
    """The product of sizes of which one number is made: a symbol unless every one of them is a number."""
    result = 1
    for factor in factors:
        if not isinstance(factor, int):
            return Symbol()
        result *= factor
    return result


def plus(*terms: Dim) -> Dim:
    """The sum of sizes of which one number is made: a symbol unless every one of them is a number."""
    result = 0
    for term in terms:
        if not isinstance(term, int):
            return Symbol()
        result += term
    return result


def check_number(config: Config, *names: str) -> None:
    """Raise where an argument that Keras compares with a number is none."""
    for name in names:
        value = config[name]
        if constant(value) and not isinstance(value, (int, float)):
            raise LayerError("argument", f"expects a number for `{name}`, got {value!r}", argument=name)


def check_choice(config: Config, name: str, *choices: object) -> None:
    """Raise where the argument is none of ``choices``."""
    value = config[name]
    if constant(value) and value not in choices:
        listed = ", ".join(map(repr, choices))
        raise LayerError("argument", f"expects one of {listed} for `{name}`, got {value!r}", argument=name)
