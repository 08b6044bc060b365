"""Twice the program, twice the work: lines of ours that are run, which say the same on every machine."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from keraslint import catalogue
from keraslint.linter import Options, lint_bytes
from tests.benchmarks.phases import notebook
from tests.fuzz.hostile import program

OPTIONS = Options(frozenset(rule.code for rule in catalogue.load()), shapes=True, dynamic=True)
SIZES = (2, 40, 80, 160)
"""The first is for what is read and imported once."""
BEND = 0.12
"""How much of the work for the longest program may be more than in proportion."""

STACK = "model.add(Input((3,)))\n"
LAYER = "model.add(Dense(3))\n"
HELPER = "def h(x):\n  a = x[0]\n  b = x[1]\n  c = x[2]\n  return b\n"
RECURSION = "def f(x):\n  for y in x:\n    f(y).append(1)\n"
DATA = "x = np.random.rand(9, 4)\ny0 = np.load('a.npy')\ny1 = y0 + y0\n"
PROGRAMS: dict[str, Callable[[int], str]] = {
    "layers": lambda n: STACK + LAYER * n,
    "fits": lambda n: (
        STACK + LAYER * n + "model.compile('adam', 'mse')\nx = np.zeros((9, 3))\n" + "model.fit(x, x)\n" * n
    ),
    "predictions": lambda n: STACK + LAYER * n + "x = np.zeros((9, 3))\n" + "x = model.predict(x)\n" * n,
    "compiles": lambda n: STACK + "model.compile('adam', 'mse')\nmodel.fit(x, y)\n" * 4 * n,
    "outputs": lambda n: STACK + LAYER * n + "Dense(3)(model.output)\n" * n,
    "pops": lambda n: STACK + "model.add(Dense(3))\nmodel.add(Dense(4))\nmodel.pop()\n" * 4 * n,
    "models": lambda n: "Sequential([Input((3,)), Dense(1, 'softmax')]).compile('adam', 'mse')\n" * n,
    "functions": lambda n: "".join(f"def f{i}(x):\n  return Sequential([Dense(x)])\n" for i in range(n)),
    "callers": lambda n: "def f(x):\n  return Sequential([Input((x,)), Dense(x)])\n" + "f(3)\n" * n,
    "classes": lambda n: "".join(f"class A{i}:\n  def g(self): self.a = 1\n" for i in range(6 * n)),
    "methods": lambda n: "class A:\n" + "".join(f"  def g{i}(self): self.a{i} = {i}\n" for i in range(n)),
    "returns behind calls": lambda n: (
        HELPER + "def g(x):\n" + "".join(f"  h(x[{i}])\n  if x == {i}: return {i}\n" for i in range(n))
    ),
    "breaks": lambda n: "while q():\n" + "".join(f"  if q({i}): break\n" for i in range(n)),
    "recursions": lambda n: RECURSION + "f(q)\n" * n,
    "files": lambda n: "".join(f"model.save('a{i}.h5')\nkeras.models.load_model('a{i}.h5')\n" for i in range(3 * n)),
    "suppressions": lambda n: "x = 1  # noqa: KL101\n" * n,
    "codes of a suppression": lambda n: f"x = 1  # noqa: {', '.join(['KL101'] * n)}\n",
    "tests of data": lambda n: sums(n) + "".join(f"if x.max() > {i}: z = y{i} / 255\n" for i in range(n)),
    "tests of data that exclude each other": lambda n: (
        sums(n) + "if x.max() > 999: z = y0\n" + "".join(f"elif x.max() > {i}: z = y{i} / 255\n" for i in range(n))
    ),
    "names": lambda n: "".join(f"a{i} = Sequential()\n" for i in range(n)),
}


def sums(n: int) -> str:
    """Data that are made of each other, none of them of ``x``."""
    return DATA + "".join(f"y{i} = y{i - 1} + y{i - 2}\n" for i in range(2, n))


def work(text: str, filename: str = "growing.py") -> int:
    lines = 0

    def trace(frame: FrameType, event: str, _: object) -> Callable[..., Any]:
        nonlocal lines
        lines += event == "line"
        return trace

    former = sys.gettrace()
    sys.settrace(trace)
    try:
        lint_bytes(filename, text.encode(), OPTIONS)
    finally:
        sys.settrace(former)
    return lines


@pytest.mark.parametrize("name", PROGRAMS)
def test_work_grows_with_the_program(name: str) -> None:
    write = PROGRAMS[name]
    assert_straight([work(program(write(size))) for size in SIZES])


def test_work_grows_with_the_cells() -> None:
    """Findings, their places and their fixes included."""
    assert_straight([work(notebook(size), "growing.ipynb") for size in SIZES], bend=0.02)


def assert_straight(spent: list[int], bend: float = BEND) -> None:
    _, small, middle, large = spent
    assert small < middle < large
    assert (large - middle) - 2 * (middle - small) < bend * large
