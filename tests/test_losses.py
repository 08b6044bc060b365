"""Losses and metrics by any of their names, against installed Keras."""

from __future__ import annotations

import pytest

from keraslint.facts.losses import loss_of, metrics_of
from keraslint.keras_api.tables import identifiers
from tests.interpreter.programs import one

keras = pytest.importorskip("keras")

FAMILIES = {
    "BinaryCrossentropy": "binary",
    "BinaryFocalCrossentropy": "binary",
    "CategoricalCrossentropy": "categorical",
    "CategoricalFocalCrossentropy": "categorical",
    "SparseCategoricalCrossentropy": "sparse",
    "MeanSquaredError": "regression",
    "MeanAbsoluteError": "regression",
    "MeanAbsolutePercentageError": "regression",
    "MeanSquaredLogarithmicError": "regression",
    "Huber": "regression",
    "LogCosh": "regression",
    "KLDivergence": None,
    "Poisson": None,
    "Hinge": None,
    "CosineSimilarity": None,
}


def compiled(arguments: str) -> object:
    model = one(f"model = Sequential([Input((4,)), Dense(1)])\nmodel.compile('sgd', {arguments})")
    return next(model.occurrences("compile"))


@pytest.mark.parametrize("name", FAMILIES)
def test_every_spelling_of_a_loss_is_one_loss(name: str) -> None:
    function = next(
        meaning
        for meaning in identifiers("loss").meaning.values()
        if meaning and "_" in meaning + "_" and meaning.replace("_", "").lower() == name.lower()
    )
    strings = [key for key in identifiers("loss") if _same(key, name)]
    assert strings
    spellings = [f"{key!r}" for key in strings] + [f"keras.losses.{name}()", f"[keras.losses.{name}()]"]
    if hasattr(keras.losses, function):
        spellings.append(f"keras.losses.{function}")
    for spelling in spellings:
        found = loss_of(compiled(spelling))  # type: ignore[arg-type]
        assert found is not None, spelling
        assert (found.family, found.name) == (FAMILIES[name], name.lower()), spelling


def _same(identifier: str, name: str) -> bool:
    """Whether Keras takes the string for the loss class or its function."""
    try:
        found = keras.losses.get(identifier)
    except Exception:
        return False
    own = getattr(found, "__name__", type(found).__name__)
    return own.replace("_", "").lower() == name.lower()


@pytest.mark.parametrize(
    "arguments",
    [
        "my_loss",
        "lambda t, p: 0",
        "['mse', 'mae']",
        "{'a': 'mse', 'b': 'mae'}",
        "None",
        "'crossentropy'",
        "'no_such_loss'",
        "metrics=['mae']",
    ],
)
def test_what_is_no_single_loss_of_keras(arguments: str) -> None:
    assert loss_of(compiled(arguments)) is None  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("'mse'", False),
        ("keras.losses.BinaryCrossentropy()", False),
        ("keras.losses.BinaryCrossentropy(True)", True),
        ("keras.losses.BinaryCrossentropy(from_logits=True)", True),
        ("keras.losses.BinaryCrossentropy(from_logits=unknown)", None),
        ("keras.losses.BinaryCrossentropy(**unknown)", None),
    ],
)
def test_from_logits(arguments: str, expected: bool | None) -> None:
    found = loss_of(compiled(arguments))  # type: ignore[arg-type]
    assert found is not None
    assert found.from_logits is expected


def test_metrics() -> None:
    listed = "metrics=['Accuracy', 'mae', keras.metrics.Accuracy(), keras.metrics.AUC(), unknown, my_metric]"
    found = metrics_of(compiled(listed))  # type: ignore[arg-type]
    assert [metric.name for metric in found] == ["accuracy", "meanabsoluteerror", "Accuracy", "auc"]
