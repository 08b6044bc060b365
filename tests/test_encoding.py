"""What the rules on labels call an error, against what Keras raises: every loss family, output and label shape."""

from __future__ import annotations

import itertools
import warnings

import pytest

from keraslint.testing import lint

keras = pytest.importorskip("keras")
np = pytest.importorskip("numpy")

LOSSES = {
    "binary_crossentropy": "sigmoid",
    "categorical_crossentropy": "softmax",
    "sparse_categorical_crossentropy": "softmax",
    "mse": None,
}
OUTPUTS = ((1,), (2,), (4,), (7, 4))
LABELS = ((8,), (8, 1), (8, 2), (8, 4), (8, 7), (8, 7, 1), (8, 7, 4))
CODES = {"KL204", "KL302", "KL303", "KL308", "KL309"}

# Keras says nothing, and the model cannot learn: named by RULES.md.
NAMED = {
    ("categorical_crossentropy", (1,)): "KL303",
    ("sparse_categorical_crossentropy", (1,)): "KL303: it raises at the first label other than 0",
}
# Keras raises, and no rule says so: the labels have the steps of a sequence, or of another one, but no classes.
SILENT = {
    *itertools.product(("binary_crossentropy", "categorical_crossentropy"), ((7, 4),), ((8, 2), (8, 7, 1))),
    *itertools.product(("sparse_categorical_crossentropy",), ((7, 4),), ((8, 2), (8, 4))),
}


def source(loss: str, output: tuple[int, ...], labels: tuple[int, ...]) -> str:
    shape = (7, 3) if len(output) == 2 else (3,)
    return (
        "import numpy as np, keras\n"
        "from keras import layers\n"
        f"model = keras.Sequential([keras.Input({shape}), layers.Dense({output[-1]}, activation={LOSSES[loss]!r})])\n"
        f"model.compile('sgd', '{loss}', run_eagerly=True)\n"
        f"model.test_on_batch(np.zeros({(8, *shape)}), np.zeros({labels}))\n"
    )


@pytest.mark.parametrize("output", OUTPUTS, ids=str)
@pytest.mark.parametrize("loss", LOSSES)
def test_errors_are_what_keras_raises(loss: str, output: tuple[int, ...]) -> None:
    for labels in LABELS:
        program = source(loss, output, labels)
        errors = {d.code for d in lint(program) if d.code in CODES and str(d.severity) == "error"}
        if (loss, output) in NAMED:
            assert errors, labels
            continue
        raises = _raises(program)
        if errors:
            assert raises, (labels, errors)
        elif raises:
            assert (loss, output, labels) in SILENT or loss == "mse", labels


def _raises(program: str) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            exec(program, {})
    except Exception:
        return True
    return False
