"""The strings in a program that stand for losses, metrics, optimizers, activations, initializers, …"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Final

from keraslint.diagnostic import Origin
from keraslint.keras_api.legacy import FORMER_NAMES
from keraslint.keras_api.spec import KERAS_2_AND_3
from keraslint.keras_api.tables import Identifiers, identifiers, nearest
from keraslint.program import Argument, Call, Plain
from keraslint.records import record

ENDINGS: Final = {
    "activation": "activation",
    "_initializer": "initializer",
    "_regularizer": "regularizer",
    "_constraint": "constraint",
}
COMPILE: Final = {"loss": "loss", "optimizer": "optimizer", "metrics": "metric", "weighted_metrics": "metric"}
MODULES: Final = {
    "activations": "activation",
    "constraints": "constraint",
    "initializers": "initializer",
    "losses": "loss",
    "metrics": "metric",
    "optimizers": "optimizer",
    "regularizers": "regularizer",
}
ALSO_LOSSES: Final = frozenset({"metric"})
"""A metric's string may name a loss."""


@record(eq=True)
class Identifier:
    """A string that Keras looks up.

    ``category`` is what it names, ``argument`` where it stands; ``place`` is the string itself, if it is written there.
    """

    text: str
    category: str
    argument: Argument
    call: Call
    place: Origin | None = None

    @property
    def unknown_to(self) -> frozenset[int]:
        """The Keras majors that do not know it."""
        return frozenset(version for version in KERAS_2_AND_3 if not self._known(version))

    def _known(self, version: int) -> bool:
        table = identifiers(self.category, version)
        return self.text in table

    @property
    def former(self) -> bool:
        """Whether an older version of Keras knew it."""
        names = FORMER_NAMES.get(self.category, {})
        losses = FORMER_NAMES.get("loss", {}) if self.category in ALSO_LOSSES else {}
        return self.text in names or self.text in losses

    @property
    def nearest(self) -> str | None:
        """The string most like it that may be meant: one that Keras 3 knows; for a string that one Keras knows, one
        that means the same there and that both know."""
        here = [identifiers(self.category, version) for version in KERAS_2_AND_3 if self._known(version)]
        if not here:
            return identifiers(self.category, 3).nearest(self.text)
        known = frozenset.intersection(*(frozenset(identifiers(self.category, version)) for version in KERAS_2_AND_3))
        return nearest(self.text, frozenset(name for name in known if all(self._is(name, table) for table in here)))

    def _is(self, name: str, table: Identifiers) -> bool:
        """Whether another string stands for the same, or is the same word in other letters."""
        meant = table.stands_for(self.text)
        return self.text.lower() == name.lower() or (meant is not None and meant == table.stands_for(name))


def identifiers_of(call: Call) -> Iterator[Identifier]:
    """The strings that the call passes for Keras to look up."""
    if call.category == "layer":
        for name, argument in call.arguments.items():
            category = next((kind for ending, kind in ENDINGS.items() if name.endswith(ending)), None)
            if category is not None and isinstance(argument.value, str):
                yield Identifier(argument.value, category, argument, call, _place(argument))
    elif call.category == "method" and call.name == "compile":
        for name, category in COMPILE.items():
            if name in call.arguments:
                argument = call.arguments[name]
                for text, place in _strings(argument.value, _place(argument), argument.items):
                    yield Identifier(text, category, argument, call, place)
    elif call.category == "function" and call.name == "get" and "identifier" in call.arguments:
        module, given = call.path.split(".")[-2], call.arguments["identifier"]
        if module in MODULES and isinstance(given.value, str):
            yield Identifier(given.value, MODULES[module], given, call, _place(given))


def no_identifiers(layer: Call) -> Iterator[tuple[str, Argument]]:
    """What should be an activation, an initializer or the like, and is a number, a list or a tuple: Keras raises."""
    foreign = {each.written for each in layer.unknown} | set(layer.rejected)
    for name, argument in layer.arguments.items():
        looked_up = name.endswith(tuple(ENDINGS)) and (argument.written or name) not in foreign
        if looked_up and isinstance(argument.value, (int, float, list, tuple)):
            yield name, argument


def _place(argument: Argument) -> Origin | None:
    return argument.origin if isinstance(argument.value, str) and argument.source is None else None


def _strings(value: Plain, place: Origin | None, items: tuple[Origin, ...]) -> Iterator[tuple[str, Origin | None]]:
    """The strings in an argument, and where they stand; ``items`` are the places of those in a list."""
    if isinstance(value, str):
        yield value, place
    elif isinstance(value, (list, tuple)):
        for item, each in zip_longest(value, items):
            yield from _strings(item, each, ())
    elif isinstance(value, dict):
        for item in value.values():
            yield from _strings(item, None, ())


def custom_objects(calls: tuple[Call, ...]) -> bool:
    """Whether the file gives names of its own to Keras."""
    return any(
        call.name in ("get_custom_objects", "custom_object_scope", "CustomObjectScope")
        for call in calls
        if call.category == "function"
    )
