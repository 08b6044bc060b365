"""What the interpreter does not follow to its end, and what is known all the same."""

from __future__ import annotations

import pytest

from keraslint.shapes import UNKNOWN
from tests.interpreter.programs import models_of, one, program, units

WORK = "    a = f(b) + g(c)\n" * 20


def test_an_idle_loop_is_not_followed_to_its_end() -> None:
    found = program(f"n = 0\nfor epoch in range(128):\n{WORK}    n += 1\nk = 2\nDense(n)\nDense(k)")
    assert found.limits == ()
    assert [call.arguments["units"].value for call in found.calls] == [UNKNOWN, 2]


def test_a_short_idle_loop_is() -> None:
    found = program("n = 0\nfor turn in range(50):\n    n += 1\nDense(n)")
    assert found.calls[0].arguments["units"].value == 50


def test_a_loop_that_builds_is_followed_however_much_it_does_besides() -> None:
    model = one(f"m = Sequential()\nfor n in range(60):\n{WORK}    m.add(Dense(n + 1))")
    assert model.open_because is None
    assert units(model) == list(range(1, 61))


def test_a_model_that_grows_after_an_idle_start_is_open() -> None:
    models = models_of(
        f"m = Sequential([Dense(1)])\nfor n in range(60):\n{WORK}    if n == 50:\n        m.add(Dense(2))"
    )
    assert models
    assert all(model.open_because is not None for model in models)


@pytest.mark.parametrize(
    "statement",
    [
        "() * N",
        "[] * -N",
        "'' * N",
        "b'' * N",
        "[1].insert(N, 2)",
        "[1].insert(-N, 2)",
        "[1][N]",
        "'abc'[N:]",
        "range(N)",
    ],
)
def test_numbers_that_python_itself_cannot_count_with(statement: str) -> None:
    found = program(f"N = 2**70\nx = {statement}\nDense(3)")
    assert found.faults == ()
    assert [call.arguments["units"].value for call in found.calls] == [3]


@pytest.mark.parametrize(
    "array",
    [
        "np.array([1.5, 2]) * N",
        "np.array([N, 1]) / 255.0",
        "np.array([N, 1]) // 7.5",
        "np.linspace(-N, N, 10)",
        "np.random.uniform(-N, N, 3)",
        "np.round(np.array([N, 1.5]))",
        "np.concatenate([np.array([N, 1]), np.array([1.5, 2])])",
    ],
)
def test_numbers_that_no_array_can_hold(array: str) -> None:
    found = program(f"import numpy as np\nN = 10**400\nx = {array}\nDense(3)")
    assert found.faults == ()
    assert [call.arguments["units"].value for call in found.calls if call.name == "Dense"] == [3]


def test_models_take_steps() -> None:
    made = "def f():\n    for i in range(100):\n        for j in range(100):\n            m = Sequential([])\n"
    assert 0 < len(program(made + "f()\n" * 20).models) < 3000
