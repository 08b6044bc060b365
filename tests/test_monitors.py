"""What `fit` logs, against both Keras: a callback may watch the names that it logs, and no others."""

from __future__ import annotations

from typing import Any

import pytest

from keraslint.testing import lint

METRICS = (
    "'accuracy'",
    "'acc'",
    "'mse'",
    "'MSE'",
    "'mean_squared_error'",
    "'AUC'",
    "'Precision'",
    "'binary_accuracy'",
    "keras.metrics.BinaryAccuracy()",
    "keras.metrics.BinaryAccuracy(name='right')",
    "keras.metrics.RootMeanSquaredError()",
    "keras.metrics.AUC()",
    "keras.metrics.AUC(), keras.metrics.AUC()",
    "keras.metrics.binary_accuracy",
    "keras.losses.mean_squared_error",
    "distance",
)
SOURCE = """\
import numpy as np
import {library} as keras


def distance(truth, guess):
    return abs(truth - guess)


model = keras.Sequential([keras.layers.Input((3,)), keras.layers.Dense(1, activation="sigmoid")])
model.compile("adam", "binary_crossentropy", metrics=[{metrics}])
x, y = np.random.rand(8, 3), np.random.randint(0, 2, (8, 1)).astype("float32")
stop = keras.callbacks.EarlyStopping(monitor="{monitor}", mode="min")
history = model.fit(x, y, validation_split={split}, callbacks=[stop], verbose=0).history
"""


def unavailable(source: str, version: int) -> bool:
    return any(found.code == "KL503" for found in lint(source, frozenset({version})))


@pytest.fixture(scope="module", params=[(3, "keras"), (2, "tf_keras")], ids=["keras3", "keras2"])
def library(request: pytest.FixtureRequest) -> tuple[int, str]:
    pytest.importorskip(request.param[1])
    found: tuple[int, str] = request.param
    return found


@pytest.mark.parametrize("metrics", METRICS)
@pytest.mark.filterwarnings("ignore")
def test_names_that_fit_logs_can_be_watched(library: tuple[int, str], metrics: str) -> None:
    version, name = library
    spaces: dict[str, Any] = {}
    source = SOURCE.format(library=name, metrics=metrics, monitor="val_loss", split=0.5)
    exec(compile(source, "monitors.py", "exec"), spaces)
    for key in spaces["history"]:
        assert not unavailable(SOURCE.format(library=name, metrics=metrics, monitor=key, split=0.5), version), key
        without = SOURCE.format(library=name, metrics=metrics, monitor=key, split=0.0)
        assert unavailable(without, version) is key.startswith("val_"), key
    assert unavailable(SOURCE.format(library=name, metrics=metrics, monitor="val_nothing", split=0.5), version)
