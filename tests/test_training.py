"""Which `compile` a `fit` runs under, what it is given, and what of that is known."""

from __future__ import annotations

import pytest

from keraslint.arrays import Array
from keraslint.facts.decisions import DECIDED, decisions, summary
from keraslint.facts.losses import loss_of
from keraslint.facts.objective import Objective, objectives
from keraslint.facts.training import Training, trainings
from tests.interpreter.programs import one, program

HEAD = """
import numpy as np, tensorflow as tf
x, y = np.zeros((8, 4)), np.zeros((8, 1))
model = Sequential([Input((4,)), Dense(1)])
"""


def loss(training: Training) -> str | None:
    found = loss_of(training.compiled)
    return None if found is None else found.written


def objective(source: str) -> Objective:
    (found,) = objectives(one(HEAD + source))
    return found


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("model.compile('sgd', 'mse'); model.fit(x, y)", [("mse", "fit")]),
        ("model.fit(x, y)", [(None, "fit")]),
        (
            "model.compile('sgd', 'mse'); model.fit(x, y); model.compile('sgd', 'mae'); model.evaluate(x, y)",
            [("mse", "fit"), ("mae", "evaluate")],
        ),
        ("model.compile('sgd', 'mse'); model.compile('sgd', 'mae'); model.fit(x, y)", [("mae", "fit")]),
        ("model.compile('sgd', 'mse')", [("mse", None)]),
        ("model.compile('sgd', 'mse'); model.compile('sgd', 'mae')", [("mse", None), ("mae", None)]),
        ("model.compile('sgd', 'mse'); model.predict(x)", []),
        ("model.compile('sgd', 'mse'); other = Sequential([model])", []),
        ("model.compile('sgd', 'mse'); model.summary(); model.save('a.keras')", [("mse", None)]),
        ("model.compile('sgd', 'mse')\nfor i in range(3): model.train_on_batch(x, y)", [("mse", "train_on_batch")] * 3),
    ],
)
def test_each_fit_goes_with_the_compile_before_it(source: str, expected: list[object]) -> None:
    model = program(HEAD + source).models[0]
    found = [(loss(each), each.event.kind if each.event else None) for each in trainings(model)]
    assert found == expected


def test_data_of_arrays_and_datasets() -> None:
    arrays = objective("model.compile('sgd', 'mse'); model.fit(x, y)")
    assert arrays.labels is not None
    assert arrays.labels.shape == (8, 1)
    dataset = objective("model.compile('sgd', 'mse'); model.fit(tf.data.Dataset.from_tensor_slices((x, y)).batch(4))")
    assert dataset.training.data is not None
    assert isinstance(dataset.training.data.x, Array)
    assert dataset.labels is not None
    assert dataset.labels.shape == (None, 1)


def test_the_labels_of_an_autoencoder_are_its_inputs() -> None:
    found = objective("model.compile('sgd', 'mse'); model.fit(x, x)")
    assert found.labels is not None
    assert found.labels.inputs


def test_validation_data_are_an_objective_of_their_own() -> None:
    first, second = objectives(one(HEAD + "model.compile('sgd', 'mse'); model.fit(x, y, validation_data=(x, y[:, 0]))"))
    assert first.labels is not None
    assert second.labels is not None
    assert (first.labels.rank, second.labels.rank) == (2, 1)


@pytest.mark.parametrize(
    ("layers", "activation", "units"),
    [
        ("Dense(3, activation='softmax')", "softmax", 3),
        ("Dense(3), Activation('softmax'), Dropout(0.1)", "softmax", 3),
        ("Dense(6, activation='relu'), Reshape((2, 3)), Flatten()", "relu", 6),
        ("Dense(3), Sequential([Softmax()])", "softmax", 3),
        ("Dense(3)", "linear", 3),
        ("Dense(3), Lambda(lambda t: t)", None, None),
        ("Dense(3), BatchNormalization()", None, 3),
        ("Reshape((4, 1)), LSTM(2)", "tanh", 2),
        ("Reshape((4, 1)), Conv1D(2, 1, activation='sigmoid'), GlobalMaxPooling1D()", "sigmoid", 2),
    ],
)
def test_the_output_is_seen_through_layers_that_leave_values_alone(
    layers: str, activation: str | None, units: int | None
) -> None:
    source = f"model = Sequential([Input((4,)), {layers}])\nmodel.compile('sgd', 'mse')"
    (found,) = (found for model in program(source).models for found in objectives(model))
    assert found.output.activation == activation
    assert units is None or found.output.units == units


def test_the_data_tell_the_shape_where_no_layer_does() -> None:
    source = "model = Sequential([Flatten(), Dense(3)])\nmodel.compile('sgd', 'mse')\nmodel.fit(np.zeros((8, 5, 5)), y)"
    found = next(each for model in program(HEAD + source).models[1:] for each in objectives(model))
    assert found.output.shape == (None, 3)


def test_decisions_are_counted_with_reasons() -> None:
    source = """
from project import load
a, b = load()
labels = np.random.randint(0, 3, 8)
for target in (labels, b):
    model = Sequential([Input((4,)), Dense(3, activation="softmax")])
    model.compile("sgd", "sparse_categorical_crossentropy")
    model.fit(x, target)
model.fit(x, b)
"""
    counts = decisions([program(HEAD + source)])
    assert counts == {DECIDED: 1, "the labels are not known": 1}
    assert summary(counts).startswith("loss against labels: decided for 1 of 2 classification fits; undecided: the lab")
