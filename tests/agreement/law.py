"""The law: of every program, static analysis and Keras say the same, or static analysis says that it does not know."""

from __future__ import annotations

import warnings
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from functools import cache
from multiprocessing import get_context
from typing import Any, Literal

import numpy
import pytest

from keraslint.dynamic.verify import SHAPE_CODES
from keraslint.linter import Options, lint_bytes
from keraslint.result import ModelShapes
from tests.agreement.programs import Sample

keras = pytest.importorskip("keras")

RAISING = frozenset({*SHAPE_CODES, "KL601", "KL603"})
"""The rules that say of a program what Keras says when it raises."""

BATCH = 11
"""Samples of a free batch axis: no axis of a stack has this length, so that nothing fits by chance."""
Verdict = Literal["agreed", "unknown", "disagreed"]


@dataclass(frozen=True, slots=True)
class Said:
    """What one side says: where it raises and how, or what each layer gives."""

    raises: str | None = None
    row: int | None = None
    layers: tuple[tuple[object, object], ...] = ()
    unknown: str | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """``row`` is that of the layer at which the two part; ``because`` says how, or what is not known."""

    verdict: Verdict
    because: str = ""
    row: int | None = None
    reached: int | None = None


@dataclass(slots=True)
class Counts:
    """How the stacks that have a layer of one class fared."""

    agreed: int = 0
    unknown: int = 0
    disagreed: int = 0

    @property
    def total(self) -> int:
        return self.agreed + self.unknown + self.disagreed

    def count(self, verdict: Verdict) -> None:
        setattr(self, verdict, getattr(self, verdict) + 1)


@dataclass(slots=True)
class Campaign:
    """Counts by class, over all, and the reasons for what is not known."""

    classes: dict[str, Counts] = field(default_factory=dict)
    stacks: Counts = field(default_factory=Counts)
    rejected: int = 0
    layers: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    disagreements: list[tuple[Sample, Comparison]] = field(default_factory=list)

    def run(self, sample: Sample) -> Comparison:
        found = compare(sample)
        self.stacks.count(found.verdict)
        self.rejected += found.reached is not None
        reached = {row: names for row, names in sample.rows.items() if found.reached is None or row <= found.reached}
        self.layers += len(reached)
        for name in {name for names in reached.values() for name in names}:
            self.classes.setdefault(name, Counts()).count(found.verdict)
        if found.verdict == "unknown":
            self.reasons[found.because] += 1
        elif found.verdict == "disagreed":
            self.disagreements.append((sample, found))
        return found


def compare(sample: Sample) -> Comparison:
    """Law: the same verdict, at the same layer where each is added by itself; the same shapes and counts of weights."""
    ours, theirs = by_us(sample), by_keras(sample)
    reached = theirs.row if sample.added else None
    if theirs.raises is not None and reached is None:
        reached = max(sample.rows)
    if ours.raises is not None:
        if theirs.raises is None:
            if fails_on_data(sample):
                return Comparison("agreed", "raises on data", ours.row, ours.row)
            return Comparison("disagreed", f"Keras accepts, we say {ours.raises}", ours.row)
        later = ours.row is not None and theirs.row is not None and ours.row > theirs.row
        if sample.added and later and ours.unknown is not None:  # a layer before it was not known
            return Comparison("unknown", ours.unknown, reached=reached)
        if sample.added and ours.row != theirs.row:
            return Comparison("disagreed", f"Keras row {theirs.row}: {theirs.raises}; we {ours.raises}", theirs.row)
        return Comparison("agreed", reached=reached)
    if theirs.raises is not None:
        if ours.unknown is not None:
            return Comparison("unknown", ours.unknown, reached=reached)
        return Comparison("disagreed", f"Keras raises {theirs.raises}, we accept", theirs.row)
    if theirs.unknown is not None and ours.unknown is None:
        return Comparison("disagreed", f"Keras has no shapes, we say {ours.layers}")
    for row, mine, real in zip(sample.rows, ours.layers, theirs.layers, strict=False):
        if not fits(mine[0], real[0]) or (mine[1] != "?" and mine[1] != real[1]):
            return Comparison("disagreed", f"Keras gives {real}, we {mine}", row)
    if theirs.unknown is None and len(ours.layers) != len(theirs.layers):
        return Comparison("disagreed", f"Keras has {len(theirs.layers)} layers, we {len(ours.layers)}")
    return Comparison("agreed") if ours.unknown is None else Comparison("unknown", ours.unknown)


def fits(mine: object, real: object) -> bool:
    """Whether every dimension that we know is Keras's."""
    if mine == "?" or real == "?":
        return True
    assert isinstance(mine, tuple)
    assert isinstance(real, tuple)
    return len(mine) == len(real) and all(ours in ("?", theirs) for ours, theirs in zip(mine, real, strict=True))


def by_us(sample: Sample) -> Said:
    result = lint_bytes("program.py", sample.text.encode(), Options(RAISING, frozenset({3}), shapes=True))
    assert not result.failed, (sample.text, result.internal_errors)
    errors = [one for one in result.diagnostics if str(one.severity) == "error" and not silent(one.message)]
    (model,) = [model for model in result.shapes if model.name == "model"]
    if errors:
        row = errors[0].span.start.row
        before = replace(model, layers=tuple(layer for layer in model.layers if layer.line < row))
        return Said(f"{errors[0].code}: {errors[0].message}", row, unknown=not_known(before))
    return Said(layers=tuple((layer.output_shape, layer.params) for layer in model.layers), unknown=not_known(model))


def silent(message: str) -> bool:
    """Errors that Keras does not raise: a dropout rate of 1, a dimension of size 0."""
    return "drops every unit" in message or "holds no data" in message


def not_known(model: ModelShapes) -> str | None:
    if model.incomplete_because is not None:
        return model.incomplete_because
    for layer in model.layers:
        if layer.output_shape == "?" or "?" in layer.output_shape:
            return f"the output shape of {layer.class_name} with such arguments"
        if layer.params == "?":
            return f"the number of weights of {layer.class_name} with such arguments"
    return None


def by_keras(sample: Sample) -> Said:
    namespace: dict[str, Any] = {}
    code = compile(sample.text, "<program>", "exec")
    with scope(sample.text), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            exec(code, namespace)
        except Exception as error:
            return Said(f"{type(error).__name__}: {' '.join(str(error).split())[:200]}", row_of(error))
        model = namespace["model"]
        if model._functional is None:
            return Said(unknown="Keras cannot infer a shape")
        layers = [layer for layer in model.layers if type(layer).__name__ != "InputLayer"]
        return Said(layers=tuple((output(layer), layer.count_params()) for layer in layers))


def output(layer: Any) -> object:
    """What the layer gave when the stack was built; ``"?"`` for several tensors."""
    outputs = layer._inbound_nodes[-1].outputs
    return tuple(outputs[0].shape) if len(outputs) == 1 and isinstance(outputs[0].shape, tuple) else "?"


def scope(text: str) -> AbstractContextManager[object]:
    """No weights are made; a stateful RNN needs its states."""
    return nullcontext() if "stateful=True" in text else keras.StatelessScope(initialize_variables=False)


def row_of(error: BaseException) -> int | None:
    trace, row = error.__traceback__, None
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<program>":
            row = trace.tb_lineno
        trace = trace.tb_next
    return row


@cache
def runner() -> ProcessPoolExecutor:
    return ProcessPoolExecutor(1, get_context("spawn"))


def fails_on_data(sample: Sample) -> bool:
    """Whether the model, accepted so far, raises when it runs: on zeros, with 2 for every free dimension but the batch.

    In a process of its own: TensorFlow divides by a stride of zero, which ends the process.
    """
    try:
        return runner().submit(run_on_zeros, sample).result()
    except BrokenProcessPool:
        runner.cache_clear()
        return True


def run_on_zeros(sample: Sample) -> bool:
    if sample.shape is None:
        return False
    namespace: dict[str, Any] = {}
    batch, *dims = sample.shape
    shape = [BATCH if batch is None else batch, *(2 if dim is None else dim for dim in dims)]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            exec(compile(sample.text, "<program>", "exec"), namespace)
            namespace["model"](numpy.zeros(shape, "float32"))
        except Exception:
            return True
    return False
