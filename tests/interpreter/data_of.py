"""Runs a source through the interpreter and gives back what it passes to a model's methods."""

from __future__ import annotations

from keraslint.interpreter import interpret
from keraslint.program import Event
from keraslint.shapes import Symbol
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


def fitted(setup: str, x: str = "x", y: str | None = None) -> object:
    """The plain value that ``fit`` gets for the expression ``x`` (or the pair with ``y``) after ``setup``."""
    arguments = x if y is None else f"{x}, {y}"
    found = fit(f"{setup}\nmodel.fit({arguments})")
    return found[0] if y is None else found


def loose(shape: object) -> object:
    """The shape with every symbol as ``"?"``."""
    if isinstance(shape, tuple):
        return tuple("?" if isinstance(dim, Symbol) else dim for dim in shape)
    return shape
