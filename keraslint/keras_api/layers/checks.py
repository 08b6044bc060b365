"""What several constructors refuse in the same way."""

from __future__ import annotations

from keraslint.keras_api.layers.arguments import bad, opaque
from keraslint.keras_api.layers.registry import Config


def check_number(config: Config, *names: str) -> None:
    """Raise where an argument that Keras compares with a number is none."""
    for name in names:
        value = config[name]
        if not opaque(value) and not isinstance(value, (int, float)):
            raise bad(name, f"expects a number for `{name}`, got {value!r}")


def check_choice(config: Config, name: str, *choices: object) -> None:
    """Raise where the argument is none of ``choices``."""
    value = config[name]
    if not opaque(value) and value not in choices:
        raise bad(name, f"expects one of {', '.join(map(repr, choices))} for `{name}`, got {value!r}")
