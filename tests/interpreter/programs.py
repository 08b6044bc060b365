"""Source text to the Program that the interpreter makes of it, and short descriptions of its models."""

from __future__ import annotations

import textwrap

from keraslint.interpreter import interpret
from keraslint.program import Layer, Misfit, Model, Nested, Opaque, Program
from keraslint.shapes import text
from keraslint.source import parse, read

IMPORTS = """
import keras
from keras import layers, models
from keras.models import Sequential
from keras.layers import *
"""


def program(source: str, imports: str = IMPORTS, *, filename: str = "x.py", assume_keras: bool = False) -> Program:
    """The Program of a script with the usual imports in front."""
    code = imports + textwrap.dedent(source)
    parsed = parse(read(filename, code.encode()))
    assert not parsed.problems, parsed.problems
    return interpret(parsed.units, filename, assume_keras=assume_keras)


def models_of(source: str, imports: str = IMPORTS) -> list[Model]:
    """The Sequential models of a script."""
    return [model for model in program(source, imports).models if model.kind == "sequential"]


def one(source: str, imports: str = IMPORTS) -> Model:
    """The only Sequential model of a script, on its only path."""
    (model,) = models_of(source, imports)
    return model


def stack(model: Model) -> list[str]:
    """The classes of the layers in order; what is not a known layer in brackets."""
    names: list[str] = []
    for element in model.elements:
        if isinstance(element, Layer):
            names.append(element.name)
        elif isinstance(element, Nested):
            names.append(f"[{element.model.kind}]")
        elif isinstance(element, (Opaque, Misfit)):
            names.append("[?]" if isinstance(element, Opaque) else f"[{element.kind}]")
    return names


def shapes(model: Model) -> list[str]:
    """The output shapes in order."""
    return [text(step.output) for step in model.flow.steps]


def units(model: Model) -> list[object]:
    """The ``units`` of the Dense layers in order."""
    return [e.value("units") for e in model.elements if isinstance(e, Layer) and e.name == "Dense"]


def events(model: Model, *without: str) -> list[str]:
    """The kinds of the model's events in order, uses by their name; ``add`` and what is named left out."""
    kinds = [event.name if event.kind == "use" else event.kind for event in model.events]
    return [kind for kind in kinds if kind != "add" and kind not in without]
