"""Methods and attributes of models, layers and optimizers that former versions of Keras had.

What is missing is found by comparing the attributes of live objects of the installed Keras 2 and Keras 3
(``attributes`` in ``data/keras2.json`` and ``data/keras3.json``); ``data/removed_attributes.json`` completes that, one
entry a name: the present attribute (``now``) or what to do where there is none (``help``), the last version that had it
where the installed Keras 2 has it no more, or raises (``until``), and the source.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Literal

from keraslint.keras_api import tables
from keraslint.records import record

Kind = Literal["Model", "Layer", "Optimizer", "History"]


@record(eq=True)
class RemovedAttribute:
    """``now`` may lead further (``output.shape``). ``versions`` are the Keras majors without it; ``early``: former
    versions of Keras 2 had it."""

    now: str | None
    help: str | None
    source: str
    versions: frozenset[int]
    early: bool


@cache
def removed_attributes() -> Mapping[tuple[str, str], RemovedAttribute]:
    """By kind of object and name."""
    content = tables.data("removed_attributes")
    found: dict[tuple[str, str], RemovedAttribute] = {}
    for path, entry in content.items():
        kind, _, name = path.partition(".")
        until = entry.get("until")
        found[kind, name] = RemovedAttribute(
            entry.get("now"),
            entry.get("help"),
            entry["source"],
            frozenset({3}) if until is None else frozenset({2, 3}),
            until is not None and until.startswith("2."),
        )
    return found


def compared() -> Iterator[tuple[str, str]]:
    """(kind, name) of what the comparison of the installed versions yields."""
    for kind in ("Sequential", "Model", "Layer", "Optimizer", "History"):
        for name in sorted(tables.attributes(kind, 2) - tables.attributes(kind, 3)):
            yield ("Model" if kind == "Sequential" else kind), name
