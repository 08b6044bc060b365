"""Keras as the oracle: one layer on symbolic inputs, its verdict, output shape and number of parameters, beside ours.

A case is a ``Spec`` and the shapes of its inputs, batch axis included. Three ways to call the layer: on one tensor, on
several as separate arguments (``Attention`` takes a list, ``MultiHeadAttention`` takes ``query, value``), see ``Case``.
"""

from __future__ import annotations

import importlib
import inspect
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import Literal

import numpy
import pytest

from keraslint.keras_api.layers import families, registry
from keraslint.keras_api.spec import LayerError, Reference, Spec
from keraslint.shapes import UNKNOWN, AnyShape, Shape, Symbol, Unknown, text

keras = pytest.importorskip("keras")
tf_keras = pytest.importorskip("tf_keras")

Call = Literal["one", "list", "separate"]
Shapes = Shape | list[Shape]


@dataclass(frozen=True, slots=True)
class Case:
    """One layer and its inputs. ``call="list"`` passes the inputs as one list, ``"separate"`` one after another."""

    spec: Spec
    inputs: tuple[Shape, ...]
    call: Call = "one"

    def __str__(self) -> str:
        return f"{describe(self.spec)} on {', '.join(map(text, self.inputs))}"


def table(
    cls: str, arguments: Iterable[Mapping[str, object]], *inputs: Shape | tuple[Shape, ...], call: Call = "one"
) -> Iterator[Case]:
    """Every set of arguments with every input; with ``call`` other than ``"one"`` an input is a tuple of shapes."""
    listed = list(inputs)
    for args in arguments:
        for shapes in listed:
            yield Case(Spec(cls, dict(args)), (shapes,) if call == "one" else shapes, call)  # type: ignore[arg-type]


def describe(value: object) -> str:
    if isinstance(value, Spec):
        arguments = [f"{name}={describe(arg)}" for name, arg in value.args.items()]
        return f"{value.cls}({', '.join(arguments if value.complete else [*arguments, '...'])})"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(describe, value))}]" if isinstance(value, list) else repr(value)
    return value.path if isinstance(value, Reference) else repr(value)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What happened: where it raised, if it did, or the output shape and the number of weights.

    ``stage`` is ``"undecided"`` where Keras itself cannot infer a shape and goes on without one (``Lambda``).
    """

    stage: Literal["constructor", "call", "fine", "undecided"]
    shape: AnyShape | list[AnyShape] | None = None
    parameters: object = None
    error: BaseException | None = None

    @property
    def raised(self) -> bool:
        return self.error is not None


# Keras 2 spells these arguments differently.
KERAS_2_NAMES = {
    ("LeakyReLU", "negative_slope"): "alpha",
    ("InputLayer", "shape"): "input_shape",
    ("InputLayer", "batch_shape"): "batch_input_shape",
}


def real(value: object, module: ModuleType) -> object:
    """The object of ``module`` (keras or tf_keras) that ``value`` describes."""
    if isinstance(value, Spec):
        arguments = {name: real(arg, module) for name, arg in value.args.items()}
        if value.cls == "Sequential":
            return module.Sequential(arguments["layers"])
        if module is tf_keras:
            arguments = {KERAS_2_NAMES.get((value.cls, name), name): arg for name, arg in arguments.items()}
        return _find(module, value.cls)(**arguments)
    if isinstance(value, Reference):
        path = value.path.split(".")
        found: object = module if path[0] == "keras" else importlib.import_module(path[0])
        for name in path[1:]:
            found = getattr(found, name)
        return found
    if isinstance(value, (list, tuple)):
        return type(value)(real(item, module) for item in value)
    return value


def _find(module: ModuleType, cls: str) -> Callable[..., object]:
    for home in (module.layers, module.initializers, module.regularizers, module.applications):
        if hasattr(home, cls):
            found: Callable[..., object] = getattr(home, cls)
            return found
    raise LookupError(f"{module.__name__} has no {cls}")


def run_keras_3(case: Case) -> Outcome:
    """Construct and call the layer on symbolic tensors; no weight is allocated, but by a stateful RNN."""
    with _scope(case.spec):
        return _run(case, keras, keras.KerasTensor)


def _scope(spec: Spec) -> AbstractContextManager[object]:
    """A stateful RNN creates its states when called, which a stateless scope forbids."""
    return nullcontext() if _stateful(spec) else keras.StatelessScope(initialize_variables=False)


def _stateful(value: object) -> bool:
    if isinstance(value, (list, tuple)):
        return any(map(_stateful, value))
    return isinstance(value, Spec) and (bool(value.args.get("stateful")) or any(map(_stateful, value.args.values())))


def run_keras_2(case: Case) -> Outcome:
    return _run(case, tf_keras, lambda shape: tf_keras.Input(batch_shape=shape))


def run_sequential(case: Case) -> Outcome:
    """The same as ``run_keras_3`` for a layer on one input, the way a program does it: inside a ``Sequential``."""
    with _scope(case.spec), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            layer = real(case.spec, keras)
        except Exception as error:
            return Outcome("constructor", error=error)
        try:
            model = keras.Sequential([keras.Input(batch_shape=case.inputs[0]), layer])
        except Exception as error:
            return Outcome("call", error=error)
        if model._functional is None:
            return Outcome("undecided")
        outputs = model.outputs
        return Outcome("fine", _shapes(outputs if len(outputs) > 1 else outputs[0]), model.count_params())


def _run(case: Case, module: ModuleType, tensor: Callable[[Shape], object]) -> Outcome:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            layer = real(case.spec, module)
        except Exception as error:  # Keras raises whatever it likes, TypeError and ZeroDivisionError among them
            return Outcome("constructor", error=error)
        if not case.inputs:
            return Outcome("fine", _shapes(layer.output), 0)  # type: ignore[attr-defined]
        tensors = [tensor(shape) for shape in case.inputs]
        assert callable(layer)
        try:
            outputs = layer(tensors) if case.call == "list" else layer(*tensors)
        except NotImplementedError:
            return Outcome("undecided")
        except Exception as error:
            return Outcome("call", error=error)
        return Outcome("fine", _shapes(outputs), layer.count_params())  # type: ignore[attr-defined]


def fails_on_data(case: Case, version: int = 3) -> bool:
    """Whether the layer raises when it runs: on zeros, with 2 for every free dimension."""
    module = keras if version == 3 else tf_keras
    arrays: list[object] = [
        numpy.zeros([2 if dim is None else dim for dim in shape], "float32") for shape in case.inputs
    ]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            layer = real(case.spec, module)
            assert callable(layer)
            layer(arrays) if case.call == "list" else layer(*arrays)
        except Exception:
            return True
    return False


def _shapes(outputs: object) -> AnyShape | list[AnyShape]:
    if isinstance(outputs, (list, tuple)):
        return [tuple(output.shape) for output in outputs]
    shape = outputs.shape  # type: ignore[attr-defined]
    return UNKNOWN if getattr(shape, "rank", 0) is None else tuple(shape)


def run_ours(case: Case) -> Outcome:
    try:
        check(case.spec)
    except LayerError as error:
        return Outcome("constructor", error=error)
    try:
        shape = registry.output_shape(case.spec, *case.inputs)
    except LayerError as error:
        return Outcome("call", error=error)
    return Outcome("fine", shape, registry.parameter_count(case.spec, *case.inputs))


def check(value: object) -> None:
    """Check the layer after those in its arguments, which Python constructs first."""
    if isinstance(value, (list, tuple)):
        for item in value:
            check(item)
    elif isinstance(value, Spec):
        for argument in value.args.values():
            check(argument)
        registry.check(value)


@cache
def _keras_2_parameters(cls: str) -> frozenset[str] | None:
    try:
        layer = _find(tf_keras, cls)
    except LookupError:
        return None
    names: set[str] = set()
    for base in inspect.getmro(layer):  # type: ignore[arg-type]
        names |= set(inspect.signature(base.__init__).parameters)  # type: ignore[misc]
    return frozenset(names)


def exists_in_keras_2(spec: Spec) -> bool:
    """Whether Keras 2 has the class (and those inside it) with the arguments that the case gives."""
    parameters = _keras_2_parameters(spec.cls) if spec.cls != "Sequential" else frozenset({"layers"})
    if parameters is None or not {KERAS_2_NAMES.get((spec.cls, name), name) for name in spec.args} <= parameters:
        return False
    inner = [item for value in spec.args.values() for item in (value if isinstance(value, (list, tuple)) else [value])]
    return all(exists_in_keras_2(item) for item in inner if isinstance(item, Spec))


def disagreement(case: Case, ours: Outcome, theirs: Outcome) -> str | None:
    """How our outcome contradicts Keras 3's, or ``None``. Not knowing contradicts nothing, see ``vague``.

    Laws: the same verdict, at the same stage; the same shape; the same number of parameters. An error may also be one
    that Keras raises only when data arrives.
    """
    if refuses(ours, 3):
        if not theirs.raised and not (ours.stage == "call" and fails_on_data(case)):
            return f"{case}: Keras {_verdict(theirs)}, we say {_verdict(ours)}"
        if theirs.raised and theirs.stage != ours.stage:
            return f"{case}: Keras raises in the {theirs.stage}, we in the {ours.stage}: {theirs.error}"
        return None
    if ours.raised:
        return None  # a claim about Keras 2 only, which ends what we say
    if theirs.raised:
        return f"{case}: Keras {_verdict(theirs)}, we say {_verdict(ours)}"
    if theirs.stage == "undecided":
        return None if isinstance(ours.shape, Unknown) else f"{case}: Keras has no shape, we say {ours.shape}"
    if not compatible(ours.shape, theirs.shape):
        return f"{case}: Keras makes {theirs.shape}, we {ours.shape}"
    if ours.parameters != theirs.parameters and not isinstance(ours.parameters, Symbol):
        return f"{case}: Keras counts {theirs.parameters} parameters, we {ours.parameters}"
    return None


def disagreement_with_keras_2(case: Case, ours: Outcome, theirs: Outcome) -> str | None:
    """What ``LayerError.versions`` claims of Keras 2 must be so, and its shapes must fit ours, but for lost sizes."""
    if refuses(ours, 2):
        if not theirs.raised and not fails_on_data(case, 2):
            return f"{case}: Keras 2 {_verdict(theirs)}, we say {_verdict(ours)}"
    elif theirs.stage == "fine" and not ours.raised and not compatible(ours.shape, theirs.shape, free_fits_all=True):
        return f"{case}: Keras 2 makes {theirs.shape}, we {ours.shape}"
    return None


def refuses(outcome: Outcome, version: int) -> bool:
    return isinstance(outcome.error, LayerError) and version in outcome.error.versions


def vague(outcome: Outcome) -> bool:
    """Whether part of the outcome is not known."""
    shapes = outcome.shape if isinstance(outcome.shape, list) else [outcome.shape]
    return isinstance(outcome.parameters, Symbol) or any(
        isinstance(shape, Unknown) or (shape is not None and any(isinstance(dim, Symbol) for dim in shape))
        for shape in shapes
    )


def compatible(ours: object, theirs: object, *, free_fits_all: bool = False) -> bool:
    """Whether every known dimension of ``ours`` is that of ``theirs``."""
    if isinstance(ours, Unknown) or isinstance(theirs, Unknown):
        return True
    if isinstance(ours, list) or isinstance(theirs, list):
        if not isinstance(ours, list) or not isinstance(theirs, list) or len(ours) != len(theirs):
            return False
        return all(compatible(a, b, free_fits_all=free_fits_all) for a, b in zip(ours, theirs, strict=True))
    if not isinstance(ours, tuple) or not isinstance(theirs, tuple) or len(ours) != len(theirs):
        return False
    return all(
        a == b or isinstance(a, Symbol) or isinstance(b, Symbol) or (free_fits_all and (a is None or b is None))
        for a, b in zip(ours, theirs, strict=True)
    )


def _verdict(outcome: Outcome) -> str:
    if outcome.error is None:
        return f"accepts it as {outcome.shape}"
    message = " ".join(str(outcome.error).split())[:300]
    extra = f" {sorted(outcome.error.versions)}" if isinstance(outcome.error, LayerError) else ""
    return f"raises {type(outcome.error).__name__}{extra} in the {outcome.stage}: {message}"


__all__ = [
    "Case",
    "Outcome",
    "compatible",
    "disagreement",
    "disagreement_with_keras_2",
    "exists_in_keras_2",
    "families",
    "keras",
    "run_keras_2",
    "run_keras_3",
    "run_ours",
    "run_sequential",
    "table",
    "tf_keras",
    "vague",
]
