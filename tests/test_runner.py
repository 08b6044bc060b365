"""Many files: the gate, the processes, the order, and what happens when something is killed or closed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from keraslint import runner
from keraslint.gate import Gated, Job, gate
from keraslint.linter import Options
from keraslint.result import FileResult
from keraslint.runner import run, work

ROOT = Path(__file__).resolve().parent.parent
OPTIONS = Options(frozenset({"KL001", "KL201"}))
FAULTY = """\
import keras
from keras.layers import LSTM, Dense

model = keras.Sequential([LSTM(64, input_shape=(28, 28)), LSTM(32), Dense(10)])
"""


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    """Faulty files of very different sizes."""
    paths = [tmp_path / f"model_{number}.py" for number in range(6)]
    for number, path in enumerate(paths):
        path.write_text(FAULTY + "# a long remark\n" * (number % 3) * 1000)
    return list(map(str, paths))


def options_of(filename: str) -> Options:
    return OPTIONS


def silent(done: int, total: int) -> None:
    pass


def test_the_gate_lets_only_keras_pass(tmp_path: Path, files: list[str]) -> None:
    other = tmp_path / "other.py"
    other.write_text("import torch\n")
    gated = gate([files[0], str(other)], options_of)
    assert gated.entries == (Job(files[0], OPTIONS, len(FAULTY)),)
    assert gated.skipped == (str(other),)
    assert gate([str(other)], options_of, assume_keras=True).skipped == ()


def test_the_gate_asks_for_options_only_where_it_must(tmp_path: Path) -> None:
    other = tmp_path / "other.py"
    other.write_text("import torch\n")

    def never(filename: str) -> Options:
        raise AssertionError(filename)

    assert gate([str(other)], never).entries == ()


def test_only_what_is_named_must_be_readable(tmp_path: Path) -> None:
    binary = tmp_path / "image.py"
    binary.write_bytes(b"\0")
    assert gate([str(binary)], options_of).entries == ()
    (entry,) = gate([str(binary)], options_of, named=[str(binary)]).entries
    assert isinstance(entry, FileResult)
    assert entry.unreadable is not None
    assert "binary" in entry.unreadable


def test_a_file_that_vanishes_is_reported(files: list[str]) -> None:
    gated = gate(files[:2], options_of)
    Path(files[0]).unlink()
    first, second = run(gated, 1, silent)
    assert first.unreadable == "cannot read the file: no such file or directory"
    assert len(second.diagnostics) == 1
    (gone,) = gate(files[:1], options_of).entries
    assert isinstance(gone, FileResult)


@pytest.fixture
def small_jobs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Several processes even for little work."""
    monkeypatch.setattr(runner, "BYTES_PER_PROCESS", 1)


@pytest.mark.usefixtures("small_jobs")
def test_processes_agree_with_none_and_keep_the_order(files: list[str], tmp_path: Path) -> None:
    missing = str(tmp_path / "missing.py")
    gated = gate([*files[:3], missing, *files[3:]], options_of)
    alone = [replace(result, seconds={}) for result in run(gated, 1, silent)]
    together = [replace(result, seconds={}) for result in run(gated, 3, silent)]
    assert [result.filename for result in together] == [*files[:3], missing, *files[3:]]
    assert together == alone
    assert all(len(result.diagnostics) == 1 for result in together if result.filename != missing)


def die_on_one(job: Job) -> FileResult:
    if job.filename.endswith("model_2.py"):
        os.kill(os.getpid(), signal.SIGKILL)
    return work(job)


@pytest.mark.usefixtures("small_jobs")
@pytest.mark.skipif(sys.platform != "linux", reason="the patched function reaches forked processes only")
def test_a_killed_worker_costs_its_own_file_only(files: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "work", die_on_one)
    results = list(run(gate(files, options_of), 2, silent))
    assert [len(result.diagnostics) for result in results] == [1, 1, 0, 1, 1, 1]
    (fault,) = results[2].internal_errors
    assert fault.exception == "the process was killed by SIGKILL"


@pytest.mark.usefixtures("small_jobs")
def test_progress_counts_the_files(files: list[str]) -> None:
    told: list[tuple[int, int]] = []
    list(run(gate(files, options_of), 2, lambda done, total: told.append((done, total))))
    assert told == [(done, 6) for done in range(1, 7)]


def test_no_files() -> None:
    assert list(run(Gated((), ()), 4, silent)) == []


# Real processes


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """Enough work for several processes and some seconds."""
    block = FAULTY.partition("\n\n")[2].replace("model", "model_{0}")
    for number in range(40):
        text = FAULTY + "".join(block.format(index) for index in range(150))
        (tmp_path / f"model_{number}.py").write_text(text)
    return tmp_path


@pytest.fixture
def linting(many: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A run in the middle of its work: the first findings are out."""
    command = [sys.executable, "-m", "keraslint", "-j", "2", "--output-format", "concise", str(many)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, start_new_session=True
    ) as process:
        assert process.stdout is not None
        assert b"KL201" in process.stdout.readline()
        yield process
        process.kill()


def members(group: int) -> list[int]:
    """The living processes of a process group."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(") ")[2].split()
        except OSError:
            continue
        if int(fields[2]) == group and fields[0] != "Z":
            found.append(int(stat.parent.name))
    return found


def gone(group: int) -> bool:
    """Whether the group is empty, or becomes so before long."""
    deadline = time.monotonic() + 60
    while members(group) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not members(group)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("to_all", [True, False])
def test_an_interrupted_run_leaves_no_process(linting: subprocess.Popen[bytes], number: int, to_all: bool) -> None:
    assert len(members(linting.pid)) > 1
    (os.killpg if to_all else os.kill)(linting.pid, number)
    _, errors = linting.communicate()
    assert linting.returncode == 2
    assert errors.decode().strip() == "keraslint: error: interrupted"
    assert gone(linting.pid)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_killed_run_leaves_no_process(linting: subprocess.Popen[bytes]) -> None:
    linting.kill()
    linting.wait()
    assert gone(linting.pid)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_closed_pipe_ends_the_run_silently(linting: subprocess.Popen[bytes]) -> None:
    assert linting.stdout is not None
    assert linting.stderr is not None
    linting.stdout.close()
    errors = linting.stderr.read()
    linting.wait()
    assert errors == b""
    assert gone(linting.pid)
