"""Batches for a stateful layer: what we say is what both Keras do."""

from __future__ import annotations

import importlib

import pytest

from keraslint.testing import lint

SIZES = [(8, "4"), (6, "4"), (2, "4"), (8, "None")]
CALLS = [
    "fit(x, y, batch_size={size}, verbose=0)",
    "evaluate(x, y, batch_size={size}, verbose=0)",
    "predict(x, batch_size={size}, verbose=0)",
    "train_on_batch(x, y)",
]
SOURCE = """\
import numpy as np
import keras
x, y = np.zeros(({samples}, 3, 1)), np.zeros(({samples}, 1))
model = keras.Sequential([keras.layers.InputLayer({shape}=(4, 3, 1)), keras.layers.LSTM(2, stateful=True)])
model.compile("sgd", "mse")
model.{call}
"""


@pytest.mark.parametrize(("package", "shape"), [("keras", "batch_shape"), ("tf_keras", "batch_input_shape")])
@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize(("samples", "size"), SIZES)
def test_keras_agrees(package: str, shape: str, call: str, samples: int, size: str) -> None:
    source = SOURCE.format(samples=samples, shape=shape, call=call.format(size=size))
    target = frozenset({3 if package == "keras" else 2})
    said = any(one.code == "KL205" for one in lint(source, target))
    program = source.replace("import keras\n", "")
    raised = False
    try:
        exec(program, {"keras": importlib.import_module(package), "__name__": "__main__"})
    except Exception:
        raised = True
    assert said == raised
