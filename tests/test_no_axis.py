"""Shapes without any axis, not even that of the samples: Keras makes tensors of them, no model that can be followed."""

from __future__ import annotations

import pytest

from keraslint import catalogue
from keraslint.linter import Options, lint_bytes

HEAD = "from keras import Input, Sequential\nfrom keras.layers import LSTM, Dense, InputLayer, Softmax\n"


@pytest.mark.parametrize(
    "text",
    [
        "Sequential([InputLayer(batch_shape=()), LSTM(3), Softmax()])",
        "Sequential([Dense(1, batch_input_shape=()), Softmax()])",
        "m = Sequential([Dense(1), Softmax()])\nm.build(())",
        "m = Sequential([Dense(1), Softmax()])\nm(Input(batch_shape=()))",
    ],
)
def test_no_axis(text: str) -> None:
    options = Options(frozenset(rule.code for rule in catalogue.load()), shapes=True, dynamic=True)
    found = lint_bytes("x.py", (HEAD + text + "\n").encode(), options)
    assert found.internal_errors == ()
    assert [one.code for one in found.diagnostics if one.code.startswith("KL2")] == []


def test_a_kernel_of_anything() -> None:
    text = "Sequential([Input((9, 9, 1)), Conv2D(2, ({}, 3)), Conv2D(2, ({1: 2}, []))])\n"
    options = Options(frozenset(rule.code for rule in catalogue.load()))
    found = lint_bytes("x.py", ("from keras.layers import Conv2D\n" + HEAD + text).encode(), options)
    assert found.internal_errors == ()
