"""What sort of thing a value is: known, or open where it may be another."""

from __future__ import annotations

import pytest

from tests.interpreter.programs import program

IMPORTS = "import keras, numpy as np, pandas as pd, tensorflow as tf\nfrom keras import layers\n"
BEFORE = "x = np.zeros((50, 4)); rows = x.tolist(); g = layers.Dense(3)\n"


CHOICE = "if {}:\n    layers.Dense(1)\nelse:\n    layers.Dense(2)\n"


def _branches(test: str) -> set[bool]:
    """How the test can come out: which of two layers are made."""
    found = program(f"{BEFORE}{CHOICE.format(test)}", IMPORTS)
    assert not found.limits
    units = {call.value("units") for call in found.calls if call.name == "Dense"}
    return {number == 1 for number in units - {3}}


@pytest.mark.parametrize(
    ("test", "outcome"),
    [
        ("isinstance(x, np.ndarray)", True),
        ("isinstance(x, (list, tuple))", False),
        ("isinstance(rows, list)", True),
        ("isinstance(rows, np.ndarray)", False),
        ("isinstance(np.array(rows), list)", False),
        ("isinstance(np.log(pd.DataFrame(x)), pd.DataFrame)", True),
        ("isinstance(np.sqrt(pd.DataFrame(x)[0]), pd.Series)", True),
        ("isinstance(np.array(pd.DataFrame(x)), pd.DataFrame)", False),
        ("isinstance(x, layers.Layer)", False),
        ("isinstance(x, str)", False),
        ("callable(layers)", False),
        ("callable(layers.Dense)", True),
        ("type(g) is layers.Dense", True),
        ("type(g) is layers.LSTM", False),
        ("type(3) in (int, float)", True),
        ("type(g) in (layers.LSTM, layers.Dense)", True),
        ("type(g) not in [layers.LSTM, layers.Dense]", False),
    ],
)
def test_what_is_known_of_the_sort_of_a_value(test: str, outcome: bool) -> None:
    assert _branches(test) == {outcome}


@pytest.mark.parametrize(
    "test",
    [
        "isinstance(np.float64(3), float)",
        "isinstance(np.int64(3), int)",
        "isinstance(np.float64(3) * 2, float)",
        "type(np.float64(3)) is float",
        "isinstance(rows + rows, list)",
        "isinstance(rows[:2], list)",
        "isinstance(rows[0], list)",
        "isinstance(x - x, pd.DataFrame)",
        "type(g) is tf.keras.layers.Dense",
        "type(g) == tf.keras.layers.Dense",
        "type(g) in (tf.keras.layers.Dense,)",
    ],
)
def test_what_is_not_known_of_it(test: str) -> None:
    """Neither branch is taken for the only one."""
    assert _branches(test) == {True, False}
