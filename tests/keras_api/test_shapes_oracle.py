"""Shape functions, parameter counts and constructor checks against Keras 3 and Keras 2, over the tables in cases/."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

import pytest

from keraslint.keras_api.layers import registry
from keraslint.keras_api.spec import LayerError, Spec
from keraslint.shapes import UNKNOWN, Symbol, Unknown
from tests.keras_api import cases
from tests.keras_api.oracle import (
    Case,
    Outcome,
    compatible,
    disagreement,
    disagreement_with_keras_2,
    exists_in_keras_2,
    keras,
    refuses,
    run_keras_2,
    run_keras_3,
    run_ours,
    run_sequential,
    vague,
)

TABLES: dict[str, list[Case]] = {
    module.name: importlib.import_module(f"{cases.__name__}.{module.name}").CASES
    for module in pkgutil.iter_modules(cases.__path__)
    if hasattr(importlib.import_module(f"{cases.__name__}.{module.name}"), "CASES")
}
families = pytest.mark.parametrize("family", TABLES)


def report(problems: list[str]) -> str:
    return f"{len(problems)} problems, the first:\n" + "\n".join(problems[:20])


@families
def test_keras_3_agrees(family: str) -> None:
    found = (disagreement(case, run_ours(case), run_keras_3(case)) for case in TABLES[family])
    problems = [problem for problem in found if problem is not None]
    assert not problems, report(problems)


def is_open(case: Case) -> bool:
    """Whether the output depends on more than arguments and input shape, or Keras contradicts itself about it.

    The two contradictions: adaptive pooling of a sequence by a layer for images, and an einsum with ``...`` on the
    left, have another shape on data than the symbolic one.
    """
    cls, args = case.spec.cls, case.spec.args
    sequence = cls.startswith("Adaptive") and len(case.inputs[0]) == 3
    elided = cls == "EinsumDense" and str(args["equation"]).startswith("...")
    return cls == "Lambda" or sequence or elided


@families
def test_known_arguments_give_known_shapes(family: str) -> None:
    declared: tuple[str, ...] = getattr(importlib.import_module(f"{cases.__name__}.{family}"), "OPEN", ())
    problems = [
        f"{case}: {ours.shape} with {ours.parameters} parameters"
        for case in TABLES[family]
        if not is_open(case) and case.spec.cls not in declared and not (ours := run_ours(case)).raised and vague(ours)
    ]
    assert not problems, report(problems)


@families
def test_sequential_agrees_with_the_bare_call(family: str) -> None:
    """The oracle calls layers on tensors of their own; programs put them into a Sequential."""
    for case in TABLES[family][::25]:
        if case.call != "one" or len(case.inputs) != 1:
            continue
        bare, inside = run_keras_3(case), run_sequential(case)
        if "is part of a cycle" in str(inside.error):
            continue  # Keras 3.15 gives some layers their input as output, and then cannot order the graph
        assert (bare.stage, bare.shape, bare.parameters) == (inside.stage, inside.shape, inside.parameters), str(case)


SHARE_MISSED = 0.05


@families
def test_claims_about_keras_2(family: str) -> None:
    """What we refuse (a part of long tables), and a tenth of the rest. What only Keras 2 refuses may rarely pass."""
    problems, missed, tried = [], [], 0
    step = 1 + len(TABLES[family]) // 1000
    for index, case in enumerate(TABLES[family]):
        ours = run_ours(case)
        if not exists_in_keras_2(case.spec) or is_open(case) or index % (step if ours.raised else 10):
            continue
        theirs = run_keras_2(case)
        tried += 1
        problem = disagreement_with_keras_2(case, ours, theirs)
        if problem:
            problems.append(problem)
        if theirs.raised and not ours.raised:
            missed.append(str(case))
    assert not problems, report(problems)
    assert len(missed) <= SHARE_MISSED * tried, report(missed)


def variants(case: Case) -> Iterator[Case]:
    """The case with one argument, one element of an argument, or one dimension not known."""
    for name, value in case.spec.args.items():
        rest = {other: kept for other, kept in case.spec.args.items() if other != name}
        yield Case(Spec(case.spec.cls, rest, complete=False), case.inputs, case.call)
        values: list[object] = [UNKNOWN, Symbol()]
        if isinstance(value, (list, tuple)):
            values += [
                type(value)((*value[:index], unknown, *value[index + 1 :]))
                for index in range(len(value))
                for unknown in (UNKNOWN, Symbol())
            ]
        for changed in values:
            yield Case(Spec(case.spec.cls, {**case.spec.args, name: changed}), case.inputs, case.call)
    for position, shape in enumerate(case.inputs):
        for axis in (axis for axis, dim in enumerate(shape) if dim is not None):
            changed_shape = (*shape[:axis], Symbol(), *shape[axis + 1 :])
            inputs = (*case.inputs[:position], changed_shape, *case.inputs[position + 1 :])
            yield Case(case.spec, inputs, case.call)


@families
def test_the_unknown_creates_no_error(family: str) -> None:
    """What is accepted when all is known is accepted when part of it is not, with a result that fits."""
    problems = []
    for case in TABLES[family]:
        known = run_ours(case)
        if known.raised:
            continue
        for variant in variants(case):
            partly = run_ours(variant)
            if partly.raised:
                problems.append(f"{variant}: {partly.error}, but {case} is accepted")
            elif not fits(partly, known):
                problems.append(
                    f"{variant}: {partly.shape} {partly.parameters}, but {case}: {known.shape} {known.parameters}"
                )
    assert not problems, report(problems)


def fits(partly: Outcome, known: Outcome) -> bool:
    return compatible(partly.shape, known.shape) and (
        partly.parameters == known.parameters or isinstance(partly.parameters, Symbol)
    )


@families
def test_an_unknown_input_creates_no_error(family: str) -> None:
    for case in TABLES[family]:
        known = run_ours(case)
        if known.raised and not refuses(known, 3):
            known = run_keras_3(case)
        if known.raised:
            continue
        shape = registry.output_shape(case.spec, *(UNKNOWN for _ in case.inputs))
        assert compatible(shape, known.shape), f"{case}: {shape} from an unknown input, {known.shape} from the known"
        count = registry.parameter_count(case.spec, *(UNKNOWN for _ in case.inputs))
        assert isinstance(count, Symbol) or count == known.parameters, str(case)


# Need another library, a saved model or an object of another kind; their base classes have no behaviour of their own.
NO_SHAPE = {"Layer", "Wrapper", "TFSMLayer", "JaxLayer", "FlaxLayer", "TorchModuleWrapper"}


# Take strings, integers to look up or boxes, where the oracle has floats; and one that no model can contain.
UNTRIED = {"HashedCrossing", "Hashing", "IntegerLookup", "StringLookup", "TextVectorization", "MaxNumBoundingBoxes"}
UNTRIED |= {"Equalization"}


def lacking(names: set[str]) -> list[set[str]]:
    """The layer classes, each by all its public names, that ``names`` does not have."""
    public: dict[type, set[str]] = {}
    for name, value in vars(keras.layers).items():
        if isinstance(value, type) and issubclass(value, keras.Layer) and value.__name__ not in NO_SHAPE:
            public.setdefault(value, set()).add(name)
    assert len(public) > 130
    return [found for found in public.values() if not found & names]


def test_every_layer_class_is_covered_and_tried() -> None:
    assert lacking(set(registry.covered())) == []
    assert lacking({case.spec.cls for table in TABLES.values() for case in table} | UNTRIED) == []


def error(cls: str, *inputs: tuple[object, ...], **args: object) -> LayerError:
    outcome = run_ours(Case(Spec(cls, args), inputs))  # type: ignore[arg-type]
    assert isinstance(outcome.error, LayerError)
    return outcome.error


def test_kinds_of_errors() -> None:
    """The kind picks the rule; message and evidence are what the user sees."""
    rank = error("Conv2D", (None, 28, 28), filters=4, kernel_size=3)
    assert (rank.kind, rank.expected, rank.message) == ("rank", (4, 4), "expects 4 axes, got 3")
    assert error("BatchNormalization", (None, 8), axis=3).expected == (4, None)
    vanished = error("MaxPooling2D", (None, 28, 1, 8))
    assert (vanished.kind, vanished.axis, vanished.message) == ("vanished", 2, "a window of 2 does not fit into 1")
    assert error("Cropping1D", (None, 4, 2), cropping=2).kind == "vanished"
    reshape = error("Reshape", (None, 10, 8), target_shape=(3, 4))
    assert (reshape.kind, reshape.message) == ("reshape", "(10, 8) has 80 elements, (3, 4) has 12")
    assert error("Reshape", (None, 8), target_shape=(-1, -1)).kind == "reshape"
    groups = error("Conv2D", (None, 8, 8, 3), filters=4, kernel_size=3, groups=2)
    assert (groups.kind, groups.argument, groups.axis) == ("dimension", "groups", 3)
    assert error("Dense", (None, None), units=4).kind == "undefined"
    units = error("Dense", (None, 4), units=4.0)
    assert (units.kind, units.argument, units.versions) == ("argument", "units", frozenset({3}))
    assert error("Dropout", (None, 4), rate=25).versions == frozenset({2, 3})


def test_partly_known() -> None:
    shape = registry.output_shape(Spec("Conv2D", {"filters": UNKNOWN, "kernel_size": 3}), (None, 28, 28, 1))
    assert not isinstance(shape, Unknown)
    assert shape[:3] == (None, 26, 26)
    assert isinstance(shape[3], Symbol)
    steps = Symbol()
    same = Spec("Conv1D", {"filters": 4, "kernel_size": 3, "padding": "same"})
    assert registry.output_shape(same, (None, steps, 8)) == (None, steps, 4)
    assert registry.output_shape(Spec("Conv2D", {"filters": 4, "kernel_size": 3}), UNKNOWN)[3] == 4  # type: ignore[index]
    assert registry.output_shape(Spec("Flatten"), (None, steps)) == (None, steps)
