"""Runs a source through the interpreter and gives back what it passes to a model's methods."""

from __future__ import annotations

from collections.abc import Mapping

from keraslint.arrays import Array, Dataset
from keraslint.interpreter import interpret
from keraslint.program import Event
from keraslint.shapes import Symbol, text
from keraslint.source import parse, read

HEAD = """
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers
model = keras.Sequential([layers.Dense(1)])
"""


def events(source: str, *kinds: str) -> list[Event]:
    """The events of these kinds on the models of the source, ``HEAD`` before it."""
    parsed = parse(read("example.py", (HEAD + source).encode()))
    assert not parsed.problems
    programs = [interpret(units, "example.py") for units in parsed.programs]
    found = [event for program in programs for model in program.models for event in model.occurrences(*kinds)]
    return sorted(found, key=lambda event: event.order)


def fit(source: str) -> tuple[object, object]:
    """The plain values of ``x`` and ``y`` of the only ``fit``."""
    (event,) = events(source, "fit")
    assert event.call is not None
    return event.call.value("x", None), event.call.value("y", None)


def brief(value: object) -> str:
    """An array as ``(?, 28, 28) uint8 0..255`` or ``(?,) int32 classes/10 0..9``; a dataset by its element."""
    if isinstance(value, Array):
        parts = [text(value.shape), value.dtype or "?"]
        if value.meaning is not None:
            count = value.classes
            shown = "" if count is None else "/?" if isinstance(count, Symbol) else f"/{count}"
            parts.append(value.meaning + shown)
        if value.low is not None or value.high is not None:
            parts.append("..".join("" if bound is None else f"{bound:g}" for bound in (value.low, value.high)))
        return " ".join(parts + ["standardised"] * value.standardised)
    if isinstance(value, Dataset):
        steps = "" if value.batches is None else f" x{value.batches}"
        kind = value.kind + ("" if value.batched is None else " of batches" if value.batched else " of samples")
        return f"{kind}: {brief(value.element)}{steps}{' endless' * value.endless}"
    if isinstance(value, (tuple, list)):
        return " | ".join(map(brief, value))
    if isinstance(value, Mapping):
        return " | ".join(f"{key}={brief(part)}" for key, part in value.items())
    return "?" if isinstance(value, Symbol) else repr(value)


def loose(shape: object) -> object:
    """The shape with every symbol as ``"?"``."""
    if isinstance(shape, tuple):
        return tuple("?" if isinstance(dim, Symbol) else dim for dim in shape)
    return shape
