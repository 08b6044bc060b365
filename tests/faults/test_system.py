"""What the system can do to a run: streams that are closed or full, odd paths, files that come and go, signals."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from random import Random
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from keraslint import linter
from keraslint.cli import main
from keraslint.formats import FORMATS
from keraslint.gate import gate
from keraslint.linter import Options
from keraslint.result import FileResult
from keraslint.runner import run
from keraslint.source import SourceFile
from tests.test_runner import gone

ROOT = Path(__file__).resolve().parent.parent.parent
OPTIONS = Options(frozenset({"KL001", "KL201"}))
FAULTY = """\
import keras
from keras.layers import LSTM, Dense

model = keras.Sequential([LSTM(64, input_shape=(28, 28)), LSTM(32), Dense(10)])
"""
NAMES = (b"a b.py", b"a\nb.py", b"\xff\xfe.py", "é☃.py".encode(), b"a:1:2.py", b"%41.py", b"]]>.py", b"'\"`.py")

linux = pytest.mark.skipif(sys.platform != "linux", reason="as Linux names and limits things")


def keraslint(command: str, cwd: Path, **environment: str | None) -> subprocess.CompletedProcess[bytes]:
    """Run it from a shell; ``keraslint`` in the command is this one."""
    changed = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    return subprocess.run(
        ["sh", "-c", command.replace("keraslint ", f"{sys.executable} -m keraslint --isolated --no-cache ", 1)],
        cwd=cwd,
        capture_output=True,
        env={name: value for name, value in changed.items() if value is not None},
        timeout=600,
        check=False,
    )


def one_line(text: bytes) -> bool:
    return text.count(b"\n") == 1 and text.startswith(b"keraslint: error: ")


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    (tmp_path / "faulty.py").write_text(FAULTY)
    return tmp_path


# Streams


@linux
@pytest.mark.parametrize(
    ("command", "status"),
    [
        ("keraslint faulty.py >&-", 1),
        ("keraslint faulty.py >&- 2>&- <&-", 1),
        ("keraslint faulty.py 2>/dev/full", 1),
        ("keraslint - <&-", 2),
        ("keraslint faulty.py >/dev/full", 2),
        ("keraslint faulty.py >/dev/full 2>&1", 2),
        ("keraslint --list-rules >/dev/full", 2),
        ("keraslint --version >/dev/full", 2),
        ("keraslint faulty.py -o /dev/full", 2),
        ("keraslint faulty.py -q -o /dev/stdout", 1),
    ],
)
def test_streams_that_are_closed_or_full(faulty: Path, command: str, status: int) -> None:
    done = keraslint(command, faulty)
    assert done.returncode == status
    assert b"Traceback" not in done.stderr
    assert b"ignored" not in done.stderr
    assert status == 1 or one_line(done.stderr) or command.endswith("2>&1")
    assert "stdout" not in command or b"KL201" in done.stdout


@linux
def test_nobody_reads_to_the_end(faulty: Path) -> None:
    (faulty / "faulty.py").write_text(FAULTY + "model.add(LSTM(3))\n" * 300)
    done = keraslint("keraslint faulty.py --output-format json | head -c 1", faulty)
    assert (done.stdout, done.stderr) == (b"[", b"")


# Surroundings


@linux
@pytest.mark.parametrize(
    "environment",
    [
        {"HOME": None, "USER": None, "LOGNAME": None},
        {"HOME": "/nonexistent"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"},
        {"LC_ALL": "xx_YY.none"},
    ],
    ids=["nobody", "homeless", "ascii", "no-locale"],
)
def test_poor_surroundings(faulty: Path, environment: dict[str, str | None]) -> None:
    (faulty / "é☃.py").write_text(FAULTY)
    done = keraslint("keraslint .", faulty, **environment)
    assert (done.returncode, done.stdout.count(b"KL201"), done.stderr) == (1, 2, b"")


@linux
def test_the_working_directory_is_gone(faulty: Path) -> None:
    done = keraslint("mkdir d; cd d; rmdir ../d; keraslint .", faulty)
    assert done.returncode in (0, 2)
    assert b"Traceback" not in done.stderr


# Paths


@linux
@pytest.mark.parametrize("form", FORMATS)
def test_odd_names_in_every_format(tmp_path: Path, form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in NAMES:
        Path(os.fsdecode(name)).write_text(FAULTY)
    result = CliRunner().invoke(main, ["--isolated", "--no-cache", "--output-format", form, "."])
    assert result.exit_code == 1, result.exception
    assert result.stderr == ""
    if form in ("json", "sarif", "gitlab", "rdjson"):
        json.loads(result.stdout)
    elif form == "json-lines":
        assert len([json.loads(line) for line in result.stdout.splitlines()]) == len(NAMES)
    elif form == "junit":
        ElementTree.fromstring(result.stdout)
    elif form in ("concise", "github", "pylint"):
        assert len([line for line in result.stdout.splitlines() if "KL201" in line]) == len(NAMES)


@linux
def test_paths_that_are_no_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """None of them is opened: reading a pipe would wait for ever."""
    monkeypatch.chdir(tmp_path)
    os.mkfifo("pipe.py")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket.py")
        Path("loop.py").symlink_to("loop.py")
        Path("inside").mkdir()
        Path("inside/above").symlink_to(tmp_path)
        paths = ["pipe.py", "socket.py", "loop.py", "/dev/zero", "x" * 300 + ".py", "y/" * 3000 + "a.py", "none.py", ""]
        Path("faulty.py").write_text(FAULTY)
        result = CliRunner().invoke(main, ["--isolated", "--no-cache", *paths, "."])
    assert result.exit_code == 2
    assert result.stdout.count("KL201") == 1
    lines = result.stderr.splitlines()
    assert len(lines) == len(paths)
    assert all(line.startswith("keraslint: error: ") for line in lines)


# Files that change between being found and being read


def options_of(filename: str) -> Options:
    return OPTIONS


@pytest.mark.parametrize("change", ["vanishes", "grows", "becomes a directory", "becomes binary"])
def test_a_file_that_changes_costs_no_other(tmp_path: Path, change: str) -> None:
    paths = [tmp_path / f"{name}.py" for name in "abc"]
    for path in paths:
        path.write_text(FAULTY)
    gated = gate(list(map(str, paths)), options_of)
    middle = paths[1]
    if change == "grows":
        middle.write_text(FAULTY + "model.add(LSTM(2))\n" * 10)
    elif change == "becomes binary":
        middle.write_bytes(b"\0")
    else:
        middle.unlink()
        if change == "becomes a directory":
            middle.mkdir()
    results = list(run(gated, 1, lambda done, total: None))
    assert [len(result.diagnostics) for result in results] in ([1, 0, 1], [1, 1, 1])
    assert (results[1].unreadable is None) == (change == "grows")


def test_too_much_code_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "big.py").write_text(FAULTY + "x = 12345\n" * 500_000)
    (tmp_path / "small.py").write_text(FAULTY)
    output = {"output_type": "stream", "name": "stdout", "text": ["x" * 5_000_000]}
    cell = {"cell_type": "code", "execution_count": 1, "metadata": {}, "outputs": [output], "source": [FAULTY]}
    notebook = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (tmp_path / "pictures.ipynb").write_text(json.dumps(notebook))
    done = CliRunner().invoke(main, ["--isolated", "--no-cache", "-q", "--output-format", "concise", str(tmp_path)])
    assert done.exit_code == 2
    assert done.stderr == f"keraslint: error: {tmp_path / 'big.py'}: it has more than 5 million characters of code\n"
    assert [line.split(":")[0].rpartition("/")[2] for line in done.stdout.splitlines()] == [
        "pictures.ipynb",
        "small.py",
    ]


def test_a_file_that_takes_all_memory_costs_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lint = linter.lint_source

    def lint_source(source: SourceFile, options: Options) -> FileResult:
        if source.filename.endswith("b.py"):
            raise MemoryError
        return lint(source, options)

    monkeypatch.setattr(linter, "lint_source", lint_source)
    paths = [tmp_path / f"{name}.py" for name in "abc"]
    for path in paths:
        path.write_text(FAULTY)
    results = list(run(gate(list(map(str, paths)), options_of), 1, lambda done, total: None))
    assert [len(result.diagnostics) for result in results] == [1, 0, 1]
    assert results[1].internal_errors[0].exception == "MemoryError"


# Signals


@linux
@pytest.mark.parametrize("seed", range(6))
def test_a_signal_at_any_moment(tmp_path: Path, seed: int) -> None:
    """While it starts, lints, fixes and ends: no half-written file, no orphan, a documented exit status, one line."""
    random = Random(seed)
    head, _, body = FAULTY.partition("\n\n")
    before = head + "\n\n" + body * 60
    for number in range(12):
        (tmp_path / f"m{number}.py").write_text(before)
    command = [sys.executable, "-m", "keraslint", "--isolated", "-j", "2", "-q", "--fix", "--unsafe-fixes", "."]
    with subprocess.Popen(
        command,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        if seed:  # the first one at once, while Python itself starts
            time.sleep(0.3 + random.uniform(0, 3))
        process.send_signal(random.choice((signal.SIGINT, signal.SIGTERM)))
        errors = process.communicate(timeout=600)[1]
    if b"import site" not in errors and process.returncode > 0:  # otherwise Python had not begun with us
        assert process.returncode in (1, 2)
        assert errors.strip() in (b"", b"keraslint: error: interrupted")
        assert (process.returncode == 2) == bool(errors)
    assert gone(process.pid)
    texts = {path.read_text() for path in tmp_path.glob("m*.py")}
    assert len(texts) <= 2
    assert all(text == before or "return_sequences=True" in text for text in texts)
    assert {path.name for path in tmp_path.iterdir()} - {".keraslint_cache"} == {
        f"m{number}.py" for number in range(12)
    }
