"""The generated signature tables: what parameters a Keras class or function has, in Keras 3 and in Keras 2.

The tables are JSON, written by ``generate.py`` from installed versions, and are read only when first asked for.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from keraslint.keras_api.spec import Reference
from keraslint.shapes import UNKNOWN, Unknown

DATA = Path(__file__).parent / "data"

Kind = Literal["positional", "keyword", "var_positional", "var_keyword"]


class Required:
    """The type of ``REQUIRED``; there is one instance."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "REQUIRED"


REQUIRED = Required()


@dataclass(frozen=True, slots=True)
class Parameter:
    """``default`` is ``REQUIRED``, or ``UNKNOWN`` where it is an object that has no constant."""

    name: str
    default: object
    kind: Kind


@dataclass(frozen=True, slots=True)
class KerasClass:
    """A public class or function.

    ``path`` is its canonical public path (``keras.layers.Dense``), ``parameters`` are without ``self`` and without
    ``*args``/``**kwargs``; ``keywords`` are further keywords that ``**kwargs`` takes; with ``any_keyword`` it takes
    all, with ``any_positional`` any number of positional arguments.
    """

    name: str
    category: str
    path: str
    parameters: tuple[Parameter, ...]
    keywords: frozenset[str]
    any_keyword: bool
    any_positional: bool
    function: bool

    def parameter(self, name: str) -> Parameter | None:
        return next((parameter for parameter in self.parameters if parameter.name == name), None)


def versions() -> dict[int, str]:
    """Keras major version → the exact version that its table was generated from."""
    return {major: _table(major)["versions"]["keras"] for major in (3, 2)}


def default_of(cls: str, name: str) -> object:
    """Keras 3's default of the parameter ``name`` of the layer ``cls``.

    ``UNKNOWN`` where there is no such parameter, it is required, or its default is no constant.
    """
    found = _defaults(cls).get(name, UNKNOWN)
    return UNKNOWN if isinstance(found, Required) else found


@cache
def _defaults(cls: str) -> Mapping[str, object]:
    entry = keras_class(cls, "layer")
    return {parameter.name: parameter.default for parameter in entry.parameters} if entry else {}


@cache
def keras_class(name: str, category: str, version: int = 3) -> KerasClass | None:
    """The class or function ``name`` (canonical or an alias: ``MaxPool2D``) of ``category``, if that version has it."""
    path = _paths(version).get((category, name))
    return None if path is None else _read(path, _table(version)["signatures"][path])


@cache
def _table(version: int) -> dict[str, Any]:
    table: dict[str, Any] = json.loads((DATA / f"keras{version}.json").read_text(encoding="utf-8"))
    return table


@cache
def _paths(version: int) -> Mapping[tuple[str, str], str]:
    """(category, name) → canonical path; canonical names win over aliases."""
    found: dict[tuple[str, str], str] = {}
    entries = _table(version)["signatures"]
    for path, entry in entries.items():
        found.setdefault((entry["category"], path.rpartition(".")[2]), path)
    for path, entry in entries.items():
        for alias in (*entry.get("aliases", ()), entry.get("class", path)):
            found.setdefault((entry["category"], alias.rpartition(".")[2]), path)
    return found


def _read(path: str, entry: Mapping[str, Any]) -> KerasClass:
    listed = read_parameters(entry["parameters"])
    open_ended = "keywords" not in entry and any(parameter.kind == "var_keyword" for parameter in listed)
    return KerasClass(
        name=path.rpartition(".")[2],
        category=entry["category"],
        path=path,
        parameters=tuple(parameter for parameter in listed if parameter.kind in ("positional", "keyword")),
        keywords=frozenset(entry.get("keywords", ())),
        any_keyword=open_ended,
        any_positional=any(parameter.kind == "var_positional" for parameter in listed),
        function=entry.get("function", False),
    )


def read_parameters(encoded: list[Any]) -> list[Parameter]:
    """The parameters as ``generate.parameters`` wrote them."""
    result: list[Parameter] = []
    kind: Kind = "positional"
    for item in encoded:
        if isinstance(item, list):
            result.append(Parameter(item[0], _decode(item[1]), kind))
        elif item.startswith("**"):
            result.append(Parameter(item[2:], REQUIRED, "var_keyword"))
        elif item.startswith("*"):
            if item != "*":
                result.append(Parameter(item[1:], REQUIRED, "var_positional"))
            kind = "keyword"
        else:
            result.append(Parameter(item, REQUIRED, kind))
    return result


def _decode(value: Any) -> object:
    if isinstance(value, list):
        return [_decode(item) for item in value]
    if not isinstance(value, dict):
        return value
    ((kind, content),) = value.items()
    if kind == "tuple":
        return tuple(map(_decode, content))
    if kind == "dict":
        return {key: _decode(item) for key, item in content.items()}
    if kind == "float":
        return float(content)
    if kind == "path":
        return Reference(content)
    return UNKNOWN


__all__ = ["REQUIRED", "KerasClass", "Parameter", "Required", "Unknown", "default_of", "keras_class", "versions"]
