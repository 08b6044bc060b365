"""What keraslint spends a line, by phase, and how that grows: ``python -m tests.benchmarks.phases TREE``.

Growth is CPU time a unit, relative to that of the smallest size; 1.0 all along is linear.
"""

from __future__ import annotations

import argparse
import gc
import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from keraslint import catalogue
from keraslint.evaluate import evaluate
from keraslint.gate import ReadError, load, worth_linting
from keraslint.interpreter import interpret
from keraslint.linter import Options, lint_bytes
from keraslint.reporters import Style, reporter
from keraslint.result import FileResult
from keraslint.runner import collected_afterwards, prepare
from keraslint.source import SourceFile, parse, read
from keraslint.summaries import summaries
from tests.benchmarks.measuring import table

BOTH = frozenset({2, 3})
FACTORS = (1, 2, 4, 8, 16, 32)
HEAD = "import numpy as np\nimport keras\nfrom keras import layers\n"
MODEL = (
    "model_{0} = keras.Sequential([keras.Input((28, 28, 1)), layers.Conv2D(8, 3), layers.Flatten()])\n"
    "model_{0}.add(layers.Dense(10))\n"
    "model_{0}.compile('adam', 'sparse_categorical_crossentropy')\n"
    "x_{0} = np.zeros((100, 28, 28, 1)) / 255\n"
)
LINES = (
    "    a_{0} = f(b, {0}) + x[{0}]\n    c_{0} = {{'k': a_{0}, 'm': [a_{0}, {0}]}}\n"
    "    print('step', c_{0}, flush=True)\n"
)


class Clock:
    """CPU seconds by phase."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def __call__(self, phase: str) -> Iterator[None]:
        start = time.process_time()
        yield
        self.seconds[phase] = self.seconds.get(phase, 0.0) + time.process_time() - start


def files_of(tree: Path) -> list[str]:
    return sorted(str(path) for path in tree.rglob("*") if path.suffix in (".py", ".ipynb") and path.is_file())


def lines_in(source: SourceFile) -> int:
    """Lines of code: those of a notebook's cells, not of its JSON."""
    texts = [source.text] if source.cells is None else [cell.text for cell in source.cells]
    return sum(text.count("\n") + 1 for text in texts)


def phases(tree: Path) -> tuple[int, dict[str, float]]:
    """How many lines are linted, and the seconds by phase."""
    rules = [rule for rule in catalogue.load() if rule.default]
    codes = frozenset(rule.code for rule in rules)
    clock, lines = Clock(), 0
    results: list[FileResult] = []
    for name in files_of(tree):
        with clock("gate"):
            data = load(name)
            passes = worth_linting(name, data, assume_keras=False)
        if not passes:
            continue
        try:
            with clock("read"):
                source = read(name, data)
        except ReadError:
            continue
        lines += lines_in(source)
        with clock("parse"):
            parsed = parse(source)
        with clock("interpret"):
            programs = [interpret(units, name) for units in parsed.programs]
        with clock("shapes"):
            summaries(programs, parsed.units, name)
        with clock("rules"):
            for program in programs:
                evaluate(program, rules, BOTH)
        results.append(lint_bytes(name, data, Options(codes)))
    with clock("report"):
        for _ in reporter("full")(results, Style()):
            pass
    return lines, clock.seconds


def block(count: int) -> str:
    return HEAD + "".join(MODEL.format(number) for number in range(count))


def function(count: int) -> str:
    return HEAD + "def work(b, x, f):\n" + "".join(LINES.format(number) for number in range(count)) + "    return a_0\n"


def nest(count: int) -> str:
    loops = "for i in range(3):\n for j in y:\n  for k in range(2):\n"
    body = "".join(LINES.format(number) for number in range(count))
    return HEAD + loops + body


def chain(count: int) -> str:
    arms = "".join(f"elif mode == {number}:\n    n = {number}\n" for number in range(1, count))
    return HEAD + "mode = read()\nif mode == 0:\n    n = 0\n" + arms + "else:\n    n = 1\nlayers.Dense(n)\n"


def tests(count: int) -> str:
    return HEAD + "".join(f"if flags[{number}]:\n    n_{number} = {number}\n" for number in range(count))


def stack(count: int) -> str:
    return (
        HEAD
        + "m = keras.Sequential()\nm.add(keras.Input((8,)))\n"
        + "m.add(layers.Dense(8, activation='relu'))\n" * count
    )


def classes(count: int) -> str:
    body = (
        "class A{0}:\n    def __init__(self, other):\n        self.other = other\n"
        "    def f(self, x):\n        return A{0}(self).g(x)\n"
        "    def g(self, x):\n        if x:\n            return self.f(x)\n        return self.other.g(x)\n"
    )
    return HEAD + "".join(body.format(number) for number in range(count))


def nested(count: int) -> str:
    inner = "    def f_{0}(y):\n        return y + x\n    z = f_{0}(x)\n"
    return HEAD + "def work(x):\n" + "".join(inner.format(number) for number in range(count)) + "    return z\n"


def open_tests(count: int) -> str:
    asked = "".join(f"        if i[{number}]:\n            n_{number} = {number}\n" for number in range(6))
    return HEAD + "def work(x):\n    for i in x:\n" + asked + "    return x\n" + "work(read())\n" * count


def ways_out(count: int) -> str:
    leave = "    f_0(x)\n    if x == {0}:\n        return {0}\n"
    helper = "def f_0(x):\n    a = x[0]\n    return a\n"
    return HEAD + helper + "def work(x):\n" + "".join(leave.format(number) for number in range(count))


def literal(count: int) -> str:
    return HEAD + "d = {" + ", ".join(f"'k{number}': [{number}, f({number})]" for number in range(count)) + "}\n"


def calls_on_calls(count: int) -> str:
    return HEAD + ("x = a" + ".b(1).c(x)" * 20 + "\n") * count


def models(count: int) -> str:
    loop = "for n in f({0}):\n    m = keras.Sequential([keras.Input((4,)), layers.Dense(n)])\n"
    loop += "    m.compile('adam', 'mse')\n"
    return HEAD + "".join(loop.format(number) for number in range(count))


def helper(count: int) -> str:
    body = "    m = keras.Sequential([keras.Input((4,))])\n    if n:\n        m.add(layers.Dense(n))\n    return m\n"
    return HEAD + "def made(n):\n" + body + "made(3).compile('adam', 'mse')\n" * count


def notebook(count: int) -> str:
    cells = [HEAD, *(MODEL.format(number) for number in range(count))]
    shown = [{"cell_type": "code", "source": cell, "metadata": {}, "outputs": []} for cell in cells]
    return json.dumps({"cells": shown, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


GROWING: dict[str, tuple[int, Callable[[int], str]]] = {
    "length of a file": (20, block),
    "length of a function": (20, function),
    "length of a loop nest": (10, nest),
    "arms of an if-chain": (4, chain),
    "unknown tests in a row": (20, tests),
    "layers of a model": (20, stack),
    "classes that call each other": (10, classes),
    "functions in a function": (20, nested),
    "calls of open tests in a loop": (5, open_tests),
    "ways out of a function": (10, ways_out),
    "items of a literal": (50, literal),
    "calls on calls": (5, calls_on_calls),
    "models in loops": (10, models),
    "models of a helper": (10, helper),
    "cells of a notebook": (10, notebook),
}


def seconds_for(texts: Sequence[str], repeats: int) -> float:
    """CPU seconds of linting these texts, the least of several times."""
    options = Options(frozenset(rule.code for rule in catalogue.load() if rule.default))
    best = float("inf")
    for _ in range(repeats):
        gc.collect()
        start = time.process_time()
        for text in texts:
            with collected_afterwards():
                name = "x.ipynb" if text.startswith("{") else "x.py"
                assert not lint_bytes(name, text.encode(), options).failed
        best = min(best, time.process_time() - start)
    return best


def growth(texts_of: Callable[[int], Sequence[str]], repeats: int) -> list[float]:
    """Seconds a unit for each factor, relative to the first."""
    seconds_for(texts_of(FACTORS[0]), 1)  # what is loaded and remembered the first time
    each = [seconds_for(texts_of(factor), repeats) / factor for factor in FACTORS]
    return [one / each[0] for one in each]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.phases")
    parser.add_argument("tree", type=Path)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--no-growth", action="store_true")
    asked = parser.parse_args()
    prepare()
    with collected_afterwards():
        lines, seconds = phases(asked.tree)
    print(f"{lines} lines of code with Keras\n")
    shown = [[phase, f"{spent:.2f}", f"{spent / lines * 1e6:.1f}"] for phase, spent in seconds.items()]
    total = sum(seconds.values())
    print(table(["phase", "CPU s", "µs a line"], [*shown, ["all", f"{total:.2f}", f"{total / lines * 1e6:.1f}"]]))
    if asked.no_growth:
        return
    rows = [["number of files", *(f"{one:.2f}" for one in growth(lambda factor: [block(5)] * factor, asked.repeats))]]
    for name, (start, make) in GROWING.items():
        found = growth(lambda factor, start=start, make=make: [make(start * factor)], asked.repeats)  # type: ignore[misc]
        rows.append([name, *(f"{one:.2f}" for one in found)])
    print()
    print(table(["growth", *(f"{factor}×" for factor in FACTORS)], rows))


if __name__ == "__main__":
    main()
