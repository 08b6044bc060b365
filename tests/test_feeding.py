"""Which data a model takes, against both Keras: a table of first layers, input shapes and data."""

from __future__ import annotations

from typing import Any

import pytest

from keraslint.diagnostic import Origin
from keraslint.facts.feeding import fits_functional, refused
from keraslint.program import Argument, Element, Layer
from keraslint.shapes import UNKNOWN, Symbol

ORIGIN = Origin(object())

STACKS: dict[str, tuple[tuple[str, dict[str, object]], ...]] = {
    "Dense": (("Dense", {"units": 2}),),
    "Flatten": (("Flatten", {}), ("Dense", {"units": 2})),
    "Conv2D": (("Conv2D", {"filters": 2, "kernel_size": 3}), ("GlobalAveragePooling2D", {})),
    "Conv1D": (("Conv1D", {"filters": 2, "kernel_size": 3}), ("GlobalAveragePooling1D", {})),
    "LSTM": (("LSTM", {"units": 2}),),
    "Embedding": (("Embedding", {"input_dim": 10, "output_dim": 3}), ("GlobalAveragePooling1D", {})),
    "Rescaling": (("Rescaling", {"scale": 0.5}), ("Flatten", {}), ("Dense", {"units": 2})),
}
INPUTS: tuple[tuple[str, tuple[int | None, ...] | None], ...] = (
    ("Dense", (4,)),
    ("Dense", (1,)),
    ("Dense", (7, 4)),
    ("Dense", (None, 4)),
    ("Dense", (28, 28, 1)),
    ("Flatten", (28, 28)),
    ("Flatten", (28, 28, 1)),
    ("Conv2D", (28, 28, 1)),
    ("Conv2D", (28, 28, 3)),
    ("Conv2D", (None, None, 3)),
    ("Conv1D", (20, 4)),
    ("LSTM", (20, 1)),
    ("LSTM", (None, 4)),
    ("Embedding", (20,)),
    ("Rescaling", (28, 28, 1)),
    ("Dense", None),
    ("Conv2D", None),
    ("LSTM", None),
)
DATA = (
    (8, 1), (8, 4), (8, 5), (8, 20), (8, 784), (28, 28), (20, 4), (8, 20, 1), (8, 20, 4), (8, 19, 4), (8, 20, 5),
    (8, 7, 4), (8, 1, 4), (8, 4, 1), (8, 28, 28), (28, 28, 1), (8, 28, 28, 1), (8, 28, 28, 3), (8, 32, 32, 3),
    (8, 7, 4, 1), (8, 28, 28, 1, 1),
)  # fmt: skip


def layer(uid: int, name: str, arguments: dict[str, object]) -> Layer:
    given = {key: Argument(value, ORIGIN, ORIGIN, key) for key, value in arguments.items()}
    return Layer(uid, "layer", name, name, ORIGIN, ORIGIN, given)


def stack(first: str, shape: object) -> tuple[Element, ...]:
    start = () if shape is None else (layer(0, "InputLayer", {"shape": shape}),)
    return (*start, *(layer(uid, *written) for uid, written in enumerate(STACKS[first], 1)))


@pytest.fixture(scope="module", params=[3, 2])
def keras(request: pytest.FixtureRequest) -> tuple[int, Any]:
    return request.param, pytest.importorskip("keras" if request.param == 3 else "tf_keras")


def runs(model: Any, data: tuple[int, ...]) -> bool:
    np = pytest.importorskip("numpy")
    try:
        model(np.zeros(data, "float32"))
    except Exception:  # Keras raises many kinds
        return False
    return True


@pytest.mark.parametrize(("first", "shape"), INPUTS, ids=str)
def test_data_are_refused_where_keras_raises(keras: tuple[int, Any], first: str, shape: Any) -> None:
    version, library = keras
    surplus: list[tuple[int, ...]] = []
    missed: list[tuple[int, ...]] = []
    for data in DATA:
        start = [] if shape is None else [library.Input(shape)]
        model = library.Sequential([*start, *(getattr(library.layers, name)(**args) for name, args in STACKS[first])])
        found = refused(stack(first, shape), UNKNOWN if shape is None else (None, *shape), data)
        says = found is None or version not in found[1]
        really = runs(model, data)
        if says != really:
            (surplus if really else missed).append(data)
    assert not surplus
    assert not missed or shape is None  # axes that only Keras 3 counts, in Keras 2


@pytest.mark.parametrize("shape", [(4,), (28, 28, 1), (28, 28, 3), (None, 4)], ids=str)
def test_a_functional_model_compares_shapes(keras: tuple[int, Any], shape: Any) -> None:
    version, library = keras
    for data in DATA:
        start = library.Input(shape)
        model = library.Model(start, library.layers.Activation("relu")(start))
        found = fits_functional((None, *shape), data)
        says = found is None or version not in found[1]
        assert says == runs(model, data), data


def test_sizes_that_are_not_known_fit() -> None:
    size = Symbol()
    assert refused(stack("Dense", (4,)), (None, 4), (Symbol(), size)) is None
    assert refused(stack("Dense", (4,)), (None, size), (8, 5)) is None
    assert refused(stack("Flatten", (28, 28)), (None, 28, 28), (8, 28, 28, size)) is None
