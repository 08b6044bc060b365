"""How plain data is declared where very much of it is made: frozen for the type checker, ordinary for Python.

Python's frozen dataclasses set every field through ``object.__setattr__``, which makes them four times as dear.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from typing_extensions import dataclass_transform

    T = TypeVar("T")

    @dataclass_transform(frozen_default=True, eq_default=False)
    def record(cls: type[T]) -> type[T]:
        """A frozen dataclass with slots, compared by identity."""
        return dataclass(frozen=True, slots=True, eq=False)(cls)

else:
    record = dataclass(slots=True, eq=False)
