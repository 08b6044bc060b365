"""keraslint beside other linters: ``python -m tests.benchmarks.compare TREE [--rounds N] [--environments DIR]``.

Installs flake8, pylint, Fixit, ruff and this checkout into environments of their own (thrown away afterwards, unless
``--environments`` names where to keep them), runs them in turn on the Python files below TREE, and prints the medians.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import venv
from collections.abc import Sequence
from pathlib import Path

from keraslint.gate import load, worth_linting
from tests.benchmarks.measuring import Cost, cost_of, middle, python_files, table

ROOT = Path(__file__).resolve().parent.parent.parent
OTHERS = ("flake8", "pylint", "fixit", "ruff")
ON_THE_TREE = ("keraslint, cold", "keraslint, warm", "flake8", "pylint", "Fixit", "ruff")
SCRIPT = """\
import keras
from keras import layers

model = keras.Sequential([keras.Input((28, 28, 1)), layers.Conv2D(32, 3), layers.Flatten(), layers.Dense(10)])
model.compile("adam", "mse")
"""


def install(where: Path) -> dict[str, Path]:
    """The executables, each in an environment of its own that is made if it is not there."""
    found = {}
    for name in (*OTHERS, "keraslint"):
        directory = where / name
        executable = directory / "bin" / name
        if not executable.exists():
            print(f"installing {name}", file=sys.stderr)
            venv.create(directory, with_pip=True)
            what = str(ROOT) if name == "keraslint" else name
            pip = [str(directory / "bin" / "pip"), "install", "--quiet", "--disable-pip-version-check", what]
            subprocess.run(pip, check=True)
        found[name] = executable
    return found


def commands(tools: dict[str, Path], files: Sequence[str], work: Path, plain: Path) -> dict[str, list[str]]:
    """What is run, by what it is called in the table."""
    keraslint = str(tools["keraslint"])
    alone = [keraslint, "--isolated", "-j", "1"]
    cold = [*alone, "--no-cache"]
    return {
        "keraslint, cold": [*cold, *files],
        "keraslint, warm": [*alone, "--cache-dir", str(work / "cache"), *files],
        "keraslint, one script": [*cold, str(work / "script.py")],
        "keraslint, nothing to do": [*alone, str(work / "empty")],
        "keraslint, no Keras in it": [*alone, str(plain)],
        "keraslint --version": [keraslint, "--version"],
        "click alone": [str(tools["keraslint"].parent / "python"), "-c", "import click"],
        "flake8": [str(tools["flake8"]), "--isolated", "-j", "1", *files],
        "pylint": [str(tools["pylint"]), "--rcfile=/dev/null", "-j", "1", "--persistent=n", *files],
        "Fixit": [str(tools["fixit"]), "lint", *files],
        "ruff": [str(tools["ruff"]), "check", "--isolated", "--no-cache", *files],
    }


def lines_of(files: Sequence[Path]) -> int:
    return sum(load(str(path)).count(b"\n") for path in files)


def rows(costs: dict[str, Cost], lines: int, tree: Sequence[str]) -> list[list[str]]:
    cold = costs["keraslint, cold"].cpu
    return [
        [
            name,
            f"{cost.cpu:.3f}",
            f"{cost.wall:.3f}",
            f"{cost.peak:.0f}",
            f"{cost.cpu / lines * 1e6:.0f}" if name in tree else "",
            f"{cold / cost.cpu:.2f}" if name in tree else "",
        ]
        for name, cost in costs.items()
    ]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.compare")
    parser.add_argument("tree", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--environments", type=Path)
    asked = parser.parse_args()
    files = python_files(asked.tree.resolve())
    linted = [path for path in files if worth_linting(str(path), load(str(path)), assume_keras=False)]
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        tools = install(asked.environments or work / "environments")
        (work / "empty").mkdir()
        (work / "script.py").write_text(SCRIPT)
        plain = next((tools["flake8"].parent.parent / "lib").glob("python*/site-packages/pip"))
        every = commands(tools, [str(path) for path in linted], work, plain)
        cost_of(every["keraslint, warm"], work)  # fills the cache
        measured: dict[str, list[Cost]] = {name: [] for name in every}
        for turn in range(asked.rounds + 1):
            for name, command in every.items():
                cost = cost_of(command, work)
                if turn:  # the first one fills the disk's caches and Python's
                    measured[name].append(cost)
    lines = lines_of(linted)
    print(f"{len(linted)} files with {lines} lines of Keras; medians of {asked.rounds} runs, in turn\n")
    tree = [
        name for name in every if name in ("keraslint, cold", "keraslint, warm", "flake8", "pylint", "Fixit", "ruff")
    ]
    head = ["", "CPU s", "wall s", "peak MB", "µs CPU a line", "cold keraslint ÷ it"]
    print(table(head, rows({name: middle(costs) for name, costs in measured.items()}, lines, tree)))


if __name__ == "__main__":
    main()
