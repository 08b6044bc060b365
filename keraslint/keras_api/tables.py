"""The generated tables: what a Keras class, function or method takes, and which strings it knows, in Keras 3 and 2.

The tables are JSON, written by ``generate.py`` from installed versions, and are read only when first asked for.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from typing import Any, Literal

from keraslint.keras_api.spec import Reference
from keraslint.records import record
from keraslint.shapes import UNKNOWN

_DATA = os.path.join(os.path.dirname(__file__), "data")
VERSIONS = (3, 2)

Kind = Literal["positional", "keyword", "var_positional", "var_keyword"]
Namespace = Literal["keras", "tf.keras", "tf_keras"]


class Required:
    """The type of ``REQUIRED``; there is one instance."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "REQUIRED"


REQUIRED = Required()


@record(eq=True)
class Parameter:
    """``default`` is ``REQUIRED``, or ``UNKNOWN`` where it is an object that has no constant."""

    name: str
    default: object
    kind: Kind

    @property
    def required(self) -> bool:
        return isinstance(self.default, Required)


@record(eq=True, slots=False)
class KerasClass:
    """A public class, function or method of one Keras version.

    ``path`` is its canonical public path (``keras.layers.Dense``), ``parameters`` are without ``self`` and without
    ``*args``/``**kwargs``; ``keywords`` are further keywords that ``**kwargs`` takes; with ``any_keyword`` it takes
    all, with ``any_positional`` any number of positional arguments. ``older`` classes stand in ``tf.keras`` but not in
    ``keras`` (Keras 3), in ``tf.compat.v1.keras`` but not in ``tf.keras`` (Keras 2).
    """

    name: str
    category: str
    path: str
    parameters: tuple[Parameter, ...]
    keywords: frozenset[str]
    any_keyword: bool
    any_positional: bool
    function: bool = False
    older: bool = False

    def parameter(self, name: str) -> Parameter | None:
        return self._by_name.get(name)

    @cached_property
    def _by_name(self) -> Mapping[str, Parameter]:
        return {parameter.name: parameter for parameter in self.parameters}

    @cached_property
    def positional(self) -> tuple[str, ...]:
        """The parameters that can be given by position, in order."""
        return tuple(parameter.name for parameter in self.parameters if parameter.kind == "positional")

    @cached_property
    def accepted(self) -> frozenset[str]:
        """Every keyword known to be taken."""
        return self.keywords.union(self._by_name)

    def takes(self, keyword: str) -> bool:
        return self.any_keyword or keyword in self.accepted


@record(eq=True)
class Identifiers:
    """The strings that stand for an object of one category (``"mse"``), in one Keras version.

    ``meaning`` gives the name of the class or function that each stands for; None where that depends on the model
    (``"accuracy"``) or where the class cannot be made without arguments (the metric ``"IoU"``).
    """

    meaning: Mapping[str, str | None]
    any_case: bool

    def _key(self, identifier: str) -> str:
        return identifier.lower() if self.any_case else identifier

    def __contains__(self, identifier: str) -> bool:
        return self._key(identifier) in self.meaning

    def __iter__(self) -> Iterator[str]:
        return iter(self.meaning)

    def __len__(self) -> int:
        return len(self.meaning)

    def stands_for(self, identifier: str) -> str | None:
        """The name of what ``identifier`` means."""
        return self.meaning.get(self._key(identifier))

    def nearest(self, identifier: str) -> str | None:
        """The known string most like ``identifier``, if any is."""
        return nearest(self._key(identifier), self.meaning)


def nearest(name: str, known: Mapping[str, object] | frozenset[str]) -> str | None:
    """The one of ``known`` most like ``name``, whatever the case; None where none is alike.

    Of several that differ in case only, a name in lower case gets one in lower case.
    """
    folded: dict[str, str] = {}
    for candidate in sorted(known, key=lambda one: (one.islower() != name.islower(), one)):
        folded.setdefault(candidate.lower(), candidate)
    import difflib

    found = difflib.get_close_matches(name.lower(), folded, n=1)
    return folded[found[0]] if found else None


def versions() -> dict[int, str]:
    """Keras major version → the exact version that its table was generated from."""
    return {major: _table(major)["versions"]["keras"] for major in VERSIONS}


@cache
def default_of(cls: str, name: str) -> object:
    """Keras 3's default of the parameter ``name`` of the layer ``cls``; Keras 2's where Keras 3 requires it.

    ``UNKNOWN`` where there is no such parameter, both require it, or its default is no constant.
    """
    now = keras_class(cls, "layer") or keras_class(cls, "layer", 2)
    found = now.parameter(name) if now is not None else None
    if found is not None and found.required:
        before = keras_class(cls, "layer", 2)
        found = before.parameter(name) if before is not None else None
    return UNKNOWN if found is None or found.required else found.default


@cache
def keras_class(name: str, category: str, version: int = 3) -> KerasClass | None:
    """The class or function ``name`` (canonical or an alias: ``MaxPool2D``) of ``category``, if that version has it.

    A method (``category="method"``) is named ``Sequential.fit``, or ``fit``, which means ``Sequential``'s.
    """
    if category == "method":
        cls, _, short = name.rpartition(".")
        return method(short, version, cls or "Sequential")
    path = _paths(version).get((category, name))
    return None if path is None else at_path(path, version)


@cache
def at_path(path: str, version: int = 3) -> KerasClass | None:
    """The class or function at a public path (``keras.layers.MaxPool2D``), if that version has it."""
    path = aliases(version).get(path, path)
    entry = _table(version)["signatures"].get(path)
    if entry is None:
        return None
    return _signature(
        path,
        entry["category"],
        entry["parameters"],
        entry.get("keywords"),
        function=entry.get("function", False),
        older=entry.get("older", False),
    )


@cache
def method(name: str, version: int = 3, cls: str = "Sequential") -> KerasClass | None:
    """The method ``name`` of ``Sequential``, ``Model``, ``Layer``, ``ImageDataGenerator`` or ``Tokenizer``."""
    for home in ("models", "layers", "preprocessing.image", "preprocessing.text"):
        path = f"keras.{home}.{cls}.{name}"
        encoded = _table(version)["methods"].get(path)
        if encoded is not None:
            return _signature(path, "method", encoded, _table(version)["method_keywords"].get(name), function=True)
    return None


@cache
def identifiers(category: str, version: int = 3) -> Identifiers:
    """The strings that stand for a ``loss``, ``metric``, ``optimizer``, ``initializer``, ``regularizer``,
    ``constraint`` or ``activation``, in ``compile`` and in arguments of layers."""
    entry = _table(version)["identifiers"][category]
    return Identifiers(entry["names"], entry["any_case"])


@cache
def attributes(cls: str, version: int = 3) -> frozenset[str]:
    """The public attributes of a compiled and trained ``Sequential`` or ``Model``, of a built ``Layer``, of an
    ``Optimizer``, of the ``History`` that ``fit`` returns."""
    return frozenset(_table(version)["attributes"][cls].split())


@cache
def namespace(root: Namespace) -> Mapping[str, frozenset[str]]:
    """Module path (``keras.layers``) → its public names, sub-modules included.

    ``root`` is the namespace: ``keras`` and ``tf.keras`` are Keras 3 and differ, ``tf_keras`` is Keras 2. The paths
    begin with ``keras`` in all three.
    """
    return {path: frozenset(names.split()) for path, names in data("names")[root].items()}


@cache
def aliases(version: int = 3) -> Mapping[str, str]:
    """Other public path → canonical path: ``keras.layers.MaxPool2D`` → ``keras.layers.MaxPooling2D``."""
    entries = _table(version)["signatures"]
    return {alias: path for path, entry in entries.items() for alias in entry.get("aliases", ())}


@cache
def paths(version: int = 3) -> Mapping[str, str]:
    """Canonical path → category, of every class and function in the table."""
    return {path: entry["category"] for path, entry in _table(version)["signatures"].items()}


@cache
def data(name: str) -> dict[str, Any]:
    """The content of a generated file."""
    with open(os.path.join(_DATA, f"{name}.json"), encoding="utf-8") as file:
        content: dict[str, Any] = json.load(file)
    return content


def _table(version: int) -> dict[str, Any]:
    return data(f"keras{version}")


@cache
def _paths(version: int) -> Mapping[tuple[str, str], str]:
    """(category, name) → canonical path; canonical names win over aliases, shallow paths over deep ones."""
    found: dict[tuple[str, str], str] = {}
    entries: list[tuple[str, dict[str, Any]]] = list(_table(version)["signatures"].items())
    entries.sort(key=lambda item: item[0].count("."))
    for path, entry in entries:
        found.setdefault((entry["category"], path.rpartition(".")[2]), path)
    for path, entry in entries:
        for alias in (*entry.get("aliases", ()), entry.get("class", path)):
            found.setdefault((entry["category"], alias.rpartition(".")[2]), path)
    return found


def _signature(
    path: str, category: str, encoded: list[Any], keywords: str | None, *, function: bool, older: bool = False
) -> KerasClass:
    listed = _parameters(encoded)
    kinds = {parameter.kind for parameter in listed}
    return KerasClass(
        name=path.rpartition(".")[2],
        category=category,
        path=path,
        parameters=tuple(parameter for parameter in listed if parameter.kind in ("positional", "keyword")),
        keywords=frozenset((keywords or "").split()),
        any_keyword=keywords is None and "var_keyword" in kinds,
        any_positional="var_positional" in kinds,
        function=function,
        older=older,
    )


def _parameters(encoded: list[Any]) -> list[Parameter]:
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
