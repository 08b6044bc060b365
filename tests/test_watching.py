"""``--watch``: what is linted again when, and the real thing in a process of its own."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner

from keraslint.cli import main
from keraslint.reporters import Style
from keraslint.run import Run
from keraslint.settings import ConfigError
from keraslint.watching import watch
from keraslint.work import Work

ROOT = Path(__file__).resolve().parent.parent
HEAD = "import keras\nfrom keras import layers\n"
RANK = f"{HEAD}m = keras.Sequential([keras.Input((4,)), layers.LSTM(3)])\n"
SOUND = f"{HEAD}m = keras.Sequential([keras.Input((4,)), layers.Dense(3)])\n"
PATIENCE = 120.0
"""Seconds after which a process is taken for dead: a limit, nothing that is measured."""


@pytest.fixture(autouse=True)
def directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write("pyproject.toml", "[tool.keraslint]\n")
    return tmp_path


def write(name: str, text: str) -> None:
    """At once, and with a new inode: the stamp differs, however coarse the clock is."""
    Path(f"{name}.new").write_text(text)
    Path(f"{name}.new").replace(name)


class Words:
    """An output that keeps what is said, by cycle."""

    quiet = False
    failed = False

    def __init__(self) -> None:
        self.cycles: list[list[str]] = []

    def style(self) -> Style:
        return Style()

    def clear(self) -> None:
        self.cycles.append([])

    def say(self, text: str) -> None:
        self.cycles[-1].append(text.rstrip("\n"))

    def show(self, texts: Iterable[str]) -> None:
        for text in texts:
            self.say(text)

    listing = show
    remark = say

    def fail(self, message: str) -> None:
        self.failed = True
        self.say(f"error: {message}")

    def note(self, message: str) -> None: ...

    def progress(self, done: int, total: int) -> None: ...


def session(monkeypatch: pytest.MonkeyPatch, steps: Sequence[Callable[[], object]]) -> tuple[Words, list[list[str]]]:
    """Watch the directory, doing one step before each look; what was said and what was linted in each cycle."""
    words, linted, ahead = Words(), [], list(steps)
    lint = Work.lint

    def noted(self: Work, files: Sequence[str]) -> object:
        linted.append(list(files))
        return lint(self, files)

    def wait(seconds: float) -> None:
        assert seconds >= 0.5
        if not ahead:
            raise KeyboardInterrupt
        ahead.pop(0)()

    monkeypatch.setattr(Work, "lint", noted)
    given = main.make_context("keraslint", ["--output-format", "concise", "-j", "1"]).params
    paths = given.pop("paths")
    assert watch(lambda: Run(paths, given, words), words, wait) == 0
    return words, linted


def test_only_what_changed_is_linted_again(monkeypatch: pytest.MonkeyPatch) -> None:
    write("a.py", RANK)
    write("b.py", SOUND)
    steps = [
        lambda: None,
        lambda: write("b.py", RANK),
        lambda: write("c.py", SOUND),
        lambda: Path("a.py").unlink(),
        lambda: write("c.py", "print(1)\n"),
        lambda: write("c.py", RANK),
    ]
    words, linted = session(monkeypatch, steps)
    assert linted == [["a.py", "b.py"], ["b.py"], ["c.py"], [], ["c.py"], ["c.py"]]
    shown = [[line.split(":")[0] for line in cycle if ": KL" in line] for cycle in words.cycles]
    assert shown == [["a.py"], ["a.py", "b.py"], ["a.py", "b.py"], ["b.py"], ["b.py"], ["b.py", "c.py"]]
    assert words.cycles[0][1:] == ["Found 1 error in 1 file.", "watching 2 files; Ctrl-C ends"]
    assert words.cycles[2][-1] == "watching 3 files; Ctrl-C ends"


def test_new_settings_count_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    write("a.py", RANK)
    steps = [
        lambda: write("pyproject.toml", "[tool.keraslint]\nignore = ['KL201']\n"),
        lambda: write("other.toml", ""),
        lambda: write("pyproject.toml", "[tool.keraslint]\nbaseline = 'b.json'\n"),
        lambda: None,
        lambda: None,
        lambda: write("b.json", '{"keraslint-baseline": 1, "files": {}}'),
    ]
    words, linted = session(monkeypatch, steps)
    assert linted == [["a.py"], ["a.py"], ["a.py"], []]
    assert words.cycles[1][0] == "All checks passed!"
    assert words.cycles[2] == ["error: b.json: cannot read the baseline: no such file or directory"]
    assert words.cycles[3][0].startswith("a.py:3:")


def test_broken_settings_are_one_line_and_it_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    write("a.py", RANK)
    steps = [
        lambda: write("pyproject.toml", "[tool.keraslint]\nselct = 1\n"),
        lambda: write("a.py", SOUND),
        lambda: write("pyproject.toml", "[tool.keraslint]\nignore = ['KL999']\n"),
        lambda: write("pyproject.toml", "[tool.keraslint]\n"),
    ]
    words, linted = session(monkeypatch, steps)
    assert linted == [["a.py"], ["a.py"]]
    unknown, unselected = words.cycles[0][-2:]
    assert unknown == "error: pyproject.toml:2: unknown key `selct`; did you mean `select`?"
    assert unselected.startswith("error: pyproject.toml:2: `ignore`: unknown rule `KL999`")
    assert words.cycles[1] == ["All checks passed!", "watching 1 file; Ctrl-C ends"]


def test_changed_own_rules_count_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    rule = """
from keraslint.diagnostic import Finding
from keraslint.program import Layer
from keraslint.rule import WARNING, rule
@rule("MY1", "a-dense", severity=WARNING)
def a_dense(layer: Layer):
    if layer.name == "Dense":
        yield Finding(layer.origin, "one")
"""
    write("own.py", rule)
    write("pyproject.toml", "[tool.keraslint]\nrules = ['own.py']\n")
    write("a.py", SOUND)
    steps = [
        lambda: write("own.py", rule.replace('"one"', '"two"')),
        lambda: write("own.py", "x = (\n"),
        lambda: write("own.py", rule),
    ]
    words, linted = session(monkeypatch, steps)
    assert linted == [["a.py", "own.py"]] * 3
    assert [cycle[0].split(": ")[-1] for cycle in words.cycles] == ["one", "two", "one"]
    assert words.cycles[1][-1] == "error: own.py:1: cannot be loaded: SyntaxError: '(' was never closed"


def test_changed_requirements_count_for_those_whose_keras_they_change(monkeypatch: pytest.MonkeyPatch) -> None:
    old = (
        "from keras.models import Sequential\nfrom keras.layers import Dense\nm = Sequential([Dense(3, input_dim=4)])\n"
    )
    write("pyproject.toml", "[tool.keraslint]\n")
    for name in ("a", "b"):
        Path(name).mkdir()
        write(f"{name}/x.py", old)
    steps = [
        lambda: write("a/requirements.txt", "keras>=3\n"),
        lambda: write("a/requirements.txt", "numpy\nkeras>=3\n"),
        lambda: None,
        lambda: write("a/requirements.txt", "keras<3\n"),
        lambda: Path("a/requirements.txt").unlink(),
    ]
    words, linted = session(monkeypatch, steps)
    a, b = "a/x.py", "b/x.py"
    assert linted == [[a, b], [a], [], [a], [a]]
    shown = [[line.split(":")[0] for line in cycle if ": KL601" in line] for cycle in words.cycles]
    assert shown == [[], [a], [a], [], []]


def test_settings_that_are_broken_to_begin_with(monkeypatch: pytest.MonkeyPatch) -> None:
    write("pyproject.toml", "[tool.keraslint]\nselct = 1\n")
    with pytest.raises(ConfigError, match="unknown key"):
        session(monkeypatch, [])


def test_a_failure_is_not_carried_over(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.py").write_bytes(b"import keras\n\xff")
    words, _ = session(monkeypatch, [lambda: write("a.py", SOUND)])
    assert words.cycles[0][0].startswith("error: a.py: not UTF-8")
    assert words.cycles[1][0] == "All checks passed!"


@pytest.mark.parametrize(
    "option", ["--fix", "--diff", "--add-noqa", "--write-baseline", "--list-rules", "--dynamic", "-"]
)
def test_what_it_does_not_go_with(option: str) -> None:
    result = CliRunner().invoke(main, ["--isolated", "--watch", option])
    assert result.exit_code == 2
    assert "--watch does not go with" in result.stderr


@pytest.mark.skipif(os.name != "posix", reason="signals")
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_the_real_thing(ending: signal.Signals) -> None:
    write("a.py", RANK)
    command = [sys.executable, "-m", "keraslint", "--watch", "--output-format", "concise", "."]
    variables = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, env=variables, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        lines: queue.Queue[str | None] = queue.Queue()

        def read() -> None:
            assert process.stdout is not None
            for line in process.stdout:
                lines.put(line.rstrip("\n"))
            lines.put(None)

        def until(wanted: str) -> list[str]:
            passed: list[str] = []
            while not passed or wanted not in passed[-1]:
                line = lines.get(timeout=PATIENCE)
                assert line is not None, passed
                passed.append(line)
            return passed

        reader = threading.Thread(target=read)
        reader.start()
        try:
            assert until("Ctrl-C")[0].startswith("a.py:3:")
            write("a.py", SOUND)
            assert "All checks passed!" in until("watching 1 file; Ctrl-C ends")
            write("pyproject.toml", "[tool.keraslint]\nselct = 1\n")
            until("error: pyproject.toml:2: unknown key `selct`")
            write("pyproject.toml", "[tool.keraslint]\n")
            until("watching 1 file")
            write("b.py", RANK)
            assert any(": KL201 " in line for line in until("watching 2 files"))
            Path("b.py").unlink()
            until("watching 1 file")
            process.send_signal(ending)
            assert process.wait(PATIENCE) == 0
        finally:
            process.kill()
            reader.join()
        left = [line for line in iter(lines.get, None) if line]
        assert left == []
