"""The same source twice: interpreted, and run by the real libraries. What the interpreter says of ``x`` and ``y`` of a
``fit`` must hold for what the real ``fit`` would get."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from keraslint.arrays import Array, Dataset
from keraslint.shapes import UNKNOWN, Symbol
from tests.interpreter.data_of import HEAD, fit

STEPS = 3


class Recorder:
    """Stands for the model while the source runs for real."""

    def fit(self, x: Any = None, y: Any = None, **_: Any) -> None:
        self.x, self.y = x, y


def run(source: str, head: str = HEAD) -> tuple[Any, Any]:
    """What ``fit`` gets when the source runs."""
    recorder = Recorder()
    names: dict[str, Any] = {}
    exec(head.replace("model = ", "unused = "), names)
    names["model"] = recorder
    exec(source, names)
    return recorder.x, recorder.y


def disagreements(source: str) -> list[str]:
    """Where the interpreter claims something of ``x`` or ``y`` that is not so."""
    found = fit(source)
    real = run(source)
    return [
        f"{name}: {problem}"
        for name, claim, value in zip("xy", found, real, strict=True)
        for problem in problems(claim, value)
    ]


def problems(claim: object, real: Any) -> list[str]:
    if claim is UNKNOWN or isinstance(claim, Symbol):
        return []
    if isinstance(claim, Dataset):
        return list(_of_dataset(claim, real))
    if isinstance(claim, Array):
        return list(_of_array(claim, real))
    if isinstance(claim, (tuple, list)):
        if not isinstance(real, (tuple, list)) or len(real) != len(claim):
            return [f"{claim} is not {type(real).__name__}"]
        return [problem for one, other in zip(claim, real, strict=True) for problem in problems(one, other)]
    if isinstance(claim, Mapping):
        if set(claim) != set(real):
            return [f"{list(claim)} are not the keys {list(real)}"]
        return [problem for key in claim for problem in problems(claim[key], real[key])]
    return [] if claim == real else [f"{claim!r} is not {real!r}"]


def _of_array(claim: Array, real: Any) -> list[str]:
    value = np.asarray(real)
    found: list[str] = []
    if isinstance(claim.shape, tuple) and not _fits(claim.shape, value.shape):
        found.append(f"shape {claim.shape} is not {value.shape}")
    if claim.dtype is not None and claim.dtype != _dtype(value.dtype):
        found.append(f"dtype {claim.dtype} is not {value.dtype}")
    return found + _facts(claim, value) + _occurring(claim, value)


def _occurring(claim: Array, value: Any) -> list[str]:
    occurring = claim.occurring
    if occurring is None or value.dtype.kind not in "biuf" or (occurring.everywhere and value.size < 100):
        return []
    near = 0.2 * (occurring.high - occurring.low) + 1e-5
    if value.min() <= occurring.low + near and value.max() >= occurring.high - near:
        return []
    return [f"{occurring} does not occur in {value.min()} … {value.max()}"]


def _fits(shape: tuple[object, ...], real: tuple[int | None, ...]) -> bool:
    return len(shape) == len(real) and all(
        isinstance(dim, Symbol) or dim is None or dim == other for dim, other in zip(shape, real, strict=True)
    )


def _dtype(dtype: Any) -> str:
    name = getattr(dtype, "name", str(dtype))
    return "str" if name.startswith(("str", "object", "bytes")) else name


def _facts(claim: Array, value: Any) -> list[str]:
    if value.dtype.kind not in "biuf" or not value.size:
        return []
    found: list[str] = []
    slack = 1e-5 * max(1.0, abs(float(value.max())))
    if claim.low is not None and value.min() < claim.low - slack:
        found.append(f"{value.min()} is below {claim.low}")
    if claim.high is not None and value.max() > claim.high + slack:
        found.append(f"{value.max()} is above {claim.high}")
    whole = np.array_equal(value, np.round(value))
    if claim.meaning == "one-hot" and claim.high not in (None, 1):  # scaled
        return found
    if claim.meaning in ("classes", "binary", "one-hot", "multi-hot") and not whole:
        found.append(f"{claim.meaning} but not whole")
    if claim.meaning == "one-hot" and not np.array_equal(value.sum(-1), np.ones(value.shape[:-1])):
        found.append("not one-hot")
    if isinstance(claim.classes, int) and claim.meaning == "classes" and value.max() >= claim.classes:
        found.append(f"{value.max()} is not below {claim.classes}")
    return found


def _of_dataset(claim: Dataset, real: Any) -> list[str]:
    found: list[str] = []
    if hasattr(real, "element_spec"):
        found += _of_spec(claim.element, real.element_spec)
        size = int(real.cardinality())
        if isinstance(claim.batches, int) and claim.batches != size:
            found.append(f"{claim.batches} steps are not {size}")
        if (claim.endless and size >= 0) or (not claim.endless and size == -1):  # -2: TensorFlow cannot tell
            found.append(f"endless: {claim.endless}, but the cardinality is {size}")
        real = real.as_numpy_iterator()
    for element in itertools.islice(iter(real), STEPS):
        found += _of_element(claim.element, element)
    return found


def _of_spec(claim: object, spec: Any) -> list[str]:
    if isinstance(claim, Array):
        shape = spec.shape.as_list() if spec.shape.rank is not None else None
        if isinstance(claim.shape, tuple) and (shape is None or not _exactly(claim.shape, shape)):
            return [f"{claim.shape} is not {spec}"]
        wrong = claim.dtype is not None and claim.dtype != {"string": "str"}.get(spec.dtype.name, spec.dtype.name)
        return [f"{claim.dtype} is not {spec}"] if wrong else []
    if isinstance(claim, tuple):
        if not isinstance(spec, tuple) or len(spec) != len(claim):
            return [f"{claim} is not {spec}"]
        return [problem for one, other in zip(claim, spec, strict=True) for problem in _of_spec(one, other)]
    if isinstance(claim, Mapping):
        return [problem for key in claim for problem in _of_spec(claim[key], spec[key])]
    return []


def _exactly(shape: tuple[object, ...], spec: list[int | None]) -> bool:
    return len(shape) == len(spec) and all(
        isinstance(dim, Symbol) or dim == other for dim, other in zip(shape, spec, strict=True)
    )


def _of_element(claim: object, real: Any) -> list[str]:
    if isinstance(claim, Array):
        return _of_array(replace(claim, occurs=None), real)
    if isinstance(claim, tuple):
        return [problem for one, other in zip(claim, real, strict=True) for problem in _of_element(one, other)]
    if isinstance(claim, Mapping):
        return [problem for key in claim for problem in _of_element(claim[key], real[key])]
    return []
