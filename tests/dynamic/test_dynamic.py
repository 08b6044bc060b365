"""The dynamic mode with real Keras: one worker process for the whole module, as in a run."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from keraslint import catalogue
from keraslint.diagnostic import Diagnostic
from keraslint.dynamic.client import Worker, WorkerError
from keraslint.dynamic.verify import Tally, differs, verify
from keraslint.linter import Options, lint_bytes
from keraslint.result import FileResult

pytest.importorskip("keras")
pytest.importorskip("tensorflow")

IMPORTS = "import keras\nfrom keras import Sequential, layers\nfrom keras.layers import *\n"
LINES = IMPORTS.count("\n")
ALL = frozenset(rule.code for rule in catalogue.load())


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker(timeout=120) as started:
        yield started


def linted(source: str, worker: Worker, codes: frozenset[str] = ALL) -> tuple[list[Diagnostic], Tally]:
    """What static and dynamic mode say together of a script with the usual imports."""
    options = Options(codes, frozenset({3}), dynamic=True)
    result = lint_bytes("x.py", (IMPORTS + source).encode(), options)
    assert not result.internal_errors
    tally = Tally()
    (verified,) = verify([result], worker, codes, tally)
    return list(verified.diagnostics), tally


def rows(found: list[Diagnostic], code: str) -> list[int]:
    return [one.span.start.row - LINES for one in found if one.code == code]


def test_a_sound_model_is_verified(worker: Worker) -> None:
    found, tally = linted("m = Sequential([Input((28, 28, 1)), Conv2D(4, 3), Flatten(), Dense(10)])", worker)
    assert (tally.verified, tally.total) == (1, 1)
    assert [one for one in found if one.code.startswith("KL8")] == []


@pytest.mark.parametrize(
    ("source", "row"),
    [
        ("m = Sequential()\nm.add(Input((8, 8, 1)))\nfor i in range(3):\n    m.add(Conv2D(2, 4))", 4),
        ("def head(m):\n    m.add(LSTM(4))\nm = Sequential([Input((7, 3)), LSTM(4)])\nhead(m)", 2),
    ],
    ids=["loop", "helper"],
)
def test_keras_rejects_a_layer_on_its_line(worker: Worker, source: str, row: int) -> None:
    found, tally = linted(source, worker, frozenset({"KL801"}))
    assert rows(found, "KL801") == [row]
    assert tally.rejected == 1
    assert "ValueError" in found[0].message


def test_one_fault_is_one_diagnostic(worker: Worker) -> None:
    found, _ = linted("m = Sequential([Input((7, 3)), LSTM(4), LSTM(4)])", worker)
    errors = [one for one in found if str(one.severity) == "error"]
    assert [one.code for one in errors] == ["KL201"]
    assert f"(confirmed by Keras {worker.keras})" in errors[0].message


def test_a_comment_suppresses_what_keras_says(worker: Worker, tmp_path: Path) -> None:
    path = tmp_path / "x.py"
    path.write_text(IMPORTS + "m = Sequential([Input((7, 3)), LSTM(4), LSTM(4)])  # noqa: KL201, KL801\n")
    options = Options(ALL, frozenset({3}), dynamic=True)
    (result,) = verify([lint_bytes(str(path), path.read_bytes(), options)], worker, ALL, Tally())
    assert [one.code for one in result.diagnostics if str(one.severity) == "error"] == []


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        (
            "class Mine(layers.Layer):\n    pass\nm = Sequential([Input((4,)), Mine()])",
            "`Mine` is a layer of this file",
        ),
        ("m = Sequential([Input((4,)), Dropout(sizes)])", "its value is not known"),
        ("m = Sequential([Input((4,)), Lambda(lambda x: x[0])])", "is code of this file"),
        ("m = Sequential([Input((4,))])\nfor n in sizes:\n    m.add(Dense(3))", "a loop whose length is not known"),
    ],
)
def test_what_cannot_be_rebuilt_says_why(worker: Worker, source: str, reason: str) -> None:
    found, tally = linted(source, worker)
    (skipped,) = [one for one in found if one.code == "KL803"]
    assert reason in skipped.message
    assert sum(tally.skipped.values()) == 1


def test_a_number_stands_in_for_a_size_that_is_not_known(worker: Worker) -> None:
    source = "n = int(input())\nm = Sequential([Input((n,)), Dense(n), Dense(int(input())), LSTM(2)])"
    found, tally = linted(source.replace(", LSTM(2)", ""), worker)
    assert (tally.verified, tally.assumed) == (1, 1)
    assert "1 of them with a number for a size that the source does not tell" in tally.summary()
    assert [one for one in found if one.code.startswith("KL8")] == []
    found, tally = linted(source, worker)
    assert (tally.verified, tally.rejected) == (0, 0)
    assert [one.code for one in found if one.code.startswith("KL8")] == ["KL803"]


def test_what_keras_refuses_of_known_arguments_is_certain(worker: Worker) -> None:
    source = "m = Sequential([Input((int(input()),)), Dense(int(input())), Dropout(25)])"
    found, tally = linted(source, worker, frozenset({"KL801"}))
    assert rows(found, "KL801") == [1]
    assert tally.rejected == 1
    found, tally = linted(source.replace("25", "int(input())"), worker)
    assert (rows(found, "KL801"), tally.rejected) == ([], 0)


@pytest.mark.parametrize(
    "layers",
    [
        "Dense(4), Dense(3)",
        "Conv2D(4, 3), MaxPooling2D(), Flatten(), Dense(3)",
        "LSTM(4, return_sequences=True), LSTM(3)",
        "Conv3D(2, 3), GlobalAveragePooling3D()",
        "RandomFlip(), RandomRotation(0.1)",
        "Embedding(100, 8), GlobalAveragePooling1D(), Dense(1)",
    ],
)
def test_a_stand_in_for_an_input_that_nobody_tells(worker: Worker, layers: str) -> None:
    found, tally = linted(f"m = Sequential([{layers}])", worker)
    assert (tally.verified, tally.chosen, tally.assumed) == (1, 1, 0)
    assert "1 of them on a stand-in for an input shape" in tally.summary()
    assert [one for one in found if one.code.startswith("KL8")] == []


@pytest.mark.parametrize(
    ("layers", "constructed", "rejected"),
    [
        ("Reshape((28, 28))", 1, 0),  # a matter of the input
        ("Conv2D(4, 3), LSTM(3)", 1, 0),  # Keras has nothing to say before it sees an input
        ("", 1, 0),
        ("Dense(4), Dropout(25)", 0, 1),  # whatever the input
        ("Reshape((28, 28)), Dropout(25)", 0, 1),
    ],
)
def test_where_no_stand_in_fits_the_layers_are_made(
    worker: Worker, layers: str, constructed: int, rejected: int
) -> None:
    found, tally = linted(f"m = Sequential([{layers}])", worker, frozenset({"KL801"}))
    assert (tally.verified, tally.constructed, tally.rejected) == (0, constructed, rejected)
    assert rows(found, "KL801") == [1] * rejected


def test_a_model_in_a_model_is_built_on_what_that_gives_it(worker: Worker) -> None:
    source = (
        "a = Sequential([Dense(4), Reshape((2, 2))])\nb = Sequential([a, LSTM(3)])\n"
        "c = Sequential([Input((7,)), b, Dense(1)])\n"
    )
    _, tally = linted(source, worker)
    assert (tally.verified, tally.chosen) == (3, 0)


def test_the_fault_of_a_nested_model_is_reported_once(worker: Worker) -> None:
    source = "a = Sequential([Dense(4), Dropout(25)])\nb = Sequential([a])\nc = Sequential([Input((7,)), b])"
    found, tally = linted(source, worker, frozenset({"KL801"}))
    assert rows(found, "KL801") == [1]
    assert tally.rejected == 3


def test_what_is_said_twice_is_no_confirmation(worker: Worker) -> None:
    source = "def f(n):\n    return Sequential([Input((n,)), Lambda(lambda x: x)])\nf(3)\nf(4)"
    found, _ = linted(source, worker)
    said = [one for one in found if one.code == "KL803"]
    assert said
    assert all(str(one.severity) == "info" and "confirmed" not in one.message for one in said)


FITS = """
import numpy as np
x, y = np.zeros((100, 4)), np.zeros((100, 3))
m = Sequential([Input((4,)), Dense({units}, activation={activation!r})])
m.compile("adam", {loss!r})
m.fit(x, {labels})
"""


@pytest.mark.parametrize(
    ("units", "activation", "loss", "labels", "codes"),
    [
        (3, "softmax", "categorical_crossentropy", "y", []),
        (5, "softmax", "categorical_crossentropy", "y", ["KL309"]),
        (1, None, "mse", "y[:, 0]", []),
        (3, "softmax", "sparse_categorical_crossentropy", "y.argmax(1)", []),
        (1, "sigmoid", "binary_crossentropy", "y[:, 0]", []),
        (1, "sigmoid", "binary_crossentropy", "y[:, :1]", []),
    ],
)
def test_the_loss_on_the_labels(
    worker: Worker, units: int, activation: str | None, loss: str, labels: str, codes: list[str]
) -> None:
    source = FITS.format(units=units, activation=activation, loss=loss, labels=labels)
    found, tally = linted(source, worker)
    assert tally.verified == 1
    errors = [one for one in found if str(one.severity) == "error"]
    assert [one.code for one in errors] == codes
    assert all("confirmed by Keras" in one.message for one in errors)
    found, _ = linted(source, worker, frozenset({"KL801"}))
    assert rows(found, "KL801") == [6] * len(codes)  # the line of the fit


@pytest.mark.parametrize("unit", ["4", "int(input())"])
def test_shapes_are_marked_as_verified(worker: Worker, unit: str) -> None:
    source = f"a = Sequential([Input((8,)), Dense({unit})])\nb = Sequential([Dense(4)])"
    options = Options(ALL, frozenset({3}), dynamic=True, shapes=True)
    (result,) = verify([lint_bytes("x.py", (IMPORTS + source).encode(), options)], worker, ALL, Tally())
    assert [model.verified for model in result.shapes] == [unit == "4", False]


def test_a_failure_that_keras_swallows_is_no_verification(worker: Worker) -> None:
    """``Sequential.build`` hides what a layer's own code raises: the functional graph is then missing."""
    plan = {
        "object": "Lambda",
        "category": "layer",
        "arguments": {"function": {"path": "keras.ops.nonexistent_or_failing"}},
        "uid": 1,
    }
    plan["arguments"] = {"function": {"path": "keras.ops.while_loop"}}  # refuses to be called on one tensor
    answer = worker.ask({"layers": [plan], "input": [None, 4], "losses": []})
    assert answer["verdict"] in ("unbuilt", "rejected")


def test_weights_cost_nothing(worker: Worker) -> None:
    _, tally = linted("m = Sequential([Input((10**6,)), Dense(10**6), Dense(10)])", worker)
    assert tally.verified == 1


def test_a_layer_is_looked_at_where_it_stands(worker: Worker) -> None:
    """Not as it was built before, or stands elsewhere."""
    source = (
        "d = Dense(4)\nm = Sequential([Input((9, 4)), d, MaxPooling1D(), d])\n"
        "a = Sequential([Input((None, 4)), ReLU()])\nb = Sequential([Input(batch_shape=(2, 9, 4)), a])"
    )
    found, tally = linted(source, worker)
    assert tally.verified == 3
    assert [one for one in found if one.code.startswith("KL8")] == []


def test_stateful_layers_are_built_plainly(worker: Worker) -> None:
    _, tally = linted("m = Sequential([Input(batch_shape=(2, 7, 3)), LSTM(4, stateful=True), Dense(1)])", worker)
    assert tally.verified == 1


def test_applications_never_download(worker: Worker) -> None:
    source = (
        "b = keras.applications.MobileNetV2(include_top=False, input_shape=(96, 96, 3))\nm = Sequential([b, Flatten()])"
    )
    _, tally = linted(source, worker)
    assert tally.verified == 1


def test_a_model_without_a_shape_is_built_from_its_data(worker: Worker) -> None:
    source = (
        "import numpy as np\nm = Sequential([Dense(4), LSTM(3)])\nm.compile('sgd', 'mse')\nm.fit(np.zeros((8, 3)), y)"
    )
    found, tally = linted(source, worker, frozenset({"KL801"}))
    assert tally.rejected == 1
    assert rows(found, "KL801") == [2]


def test_a_model_is_verified_once(worker: Worker) -> None:
    _, tally = linted("def f():\n    return Sequential([Input((4,)), Dense(1)])\nfor _ in range(3):\n    f()", worker)
    assert tally.total == 1


def test_shapes_contradict_only_where_both_are_known() -> None:
    assert not differs("?", (None, 3))
    assert not differs((None, "?"), (None, 3))
    assert differs((None, 4), (None, 3))
    assert differs((None, 3, 1), (None, 3))


def test_a_killed_worker_is_replaced() -> None:
    request: dict[str, Any] = {"layers": [], "input": [None, 4], "losses": []}
    with Worker(timeout=120) as mortal:
        mortal.start()
        assert mortal._process is not None
        os.kill(mortal._process.pid, signal.SIGKILL)
        mortal._process.wait()
        with pytest.raises(WorkerError, match="killed by signal 9"):
            mortal.ask(request)
        assert mortal.ask(request)["verdict"] in ("built", "unbuilt")


def test_a_time_out() -> None:
    with Worker(timeout=0.01) as hasty, pytest.raises(WorkerError, match=r"longer than 0\.01 s"):
        hasty.start()


def run(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    root = str(Path(__file__).parent.parent.parent)
    paths = os.pathsep.join(filter(None, (environment.pop("PYTHONPATH", ""), root)))
    return subprocess.run(
        [sys.executable, "-m", "keraslint", "--isolated", "--dynamic", *arguments],
        capture_output=True,
        text=True,
        cwd=cwd,
        env={**os.environ, **environment, "PYTHONPATH": paths},
        check=False,
    )


def test_a_missing_keras_is_one_clear_line(tmp_path: Path) -> None:
    hidden = tmp_path / "hidden"
    hidden.mkdir()
    for name in ("tensorflow", "jax", "torch", "keras"):
        (hidden / f"{name}.py").write_text(f"raise ImportError('no {name} here')\n")
    (tmp_path / "m.py").write_text(IMPORTS + "m = Sequential([Input((7, 3)), LSTM(4), LSTM(4)])\n")
    done = run("--output-format", "concise", "m.py", cwd=tmp_path, PYTHONPATH=str(hidden))
    assert done.returncode == 2
    assert "KL201" in done.stdout
    (line,) = done.stderr.splitlines()
    assert "pip install keras tensorflow" in line


def test_a_backend_that_is_not_there_is_one_clear_line(tmp_path: Path) -> None:
    hidden = tmp_path / "hidden"
    hidden.mkdir()
    (hidden / "jax.py").write_text("raise ImportError('no jax here')\n")
    (tmp_path / "m.py").write_text(IMPORTS + "m = Sequential([Input((7, 3)), LSTM(4), LSTM(4)])\n")
    done = run("--output-format", "concise", "m.py", cwd=tmp_path, PYTHONPATH=str(hidden), KERAS_BACKEND="jax")
    assert done.returncode == 2
    assert "KL201" in done.stdout
    (line,) = done.stderr.splitlines()
    assert "no jax here" in line


def test_keras_2(tmp_path: Path) -> None:
    pytest.importorskip("tf_keras")
    source = (
        "m = Sequential([Input((7, 3)), LSTM(4), LeakyReLU(0.2), Dense(1)])\n"
        "n = Sequential([Input((7, 3)), LSTM(4), LSTM(4)])\n"
        "p = Sequential([Dense(4, activation=PReLU())])\n"
        "q = Sequential([Input((7,)), p, Dense(2)])\n"
    )
    (tmp_path / "m.py").write_text(IMPORTS + source)
    done = run("--output-format", "concise", "m.py", cwd=tmp_path, TF_USE_LEGACY_KERAS="1")
    assert done.returncode == 1
    assert "3 of 4 models verified by Keras 2." in done.stderr
    assert "KL80" not in done.stdout
    assert "(confirmed by Keras 2." in done.stdout


def test_the_command_line_ends_with_the_tally(tmp_path: Path) -> None:
    (tmp_path / "m.py").write_text(IMPORTS + "m = Sequential([Input((7, 3)), LSTM(4), Dense(1)])\n")
    done = run("m.py", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "1 of 1 model verified by Keras" in done.stderr


@pytest.mark.parametrize("source", ["import keras\n", "x = 1\n"])
def test_a_file_without_models(tmp_path: Path, source: str) -> None:
    (tmp_path / "m.py").write_text(source)
    done = run("m.py", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "keraslint: no models to verify\n")


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="asks Linux for a process's children")
def test_an_interrupt_leaves_no_worker_behind(tmp_path: Path) -> None:
    (tmp_path / "m.py").write_text(IMPORTS + "m = Sequential([Input((7, 3)), LSTM(4)])\n")
    root = str(Path(__file__).parent.parent.parent)
    with subprocess.Popen(
        [sys.executable, "-m", "keraslint", "--isolated", "--dynamic", "m.py"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": root},
        stderr=subprocess.PIPE,
    ) as process:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        while not (started := children.read_text().split()):
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert process.returncode == 2
    assert b"interrupted" in said
    patience = time.monotonic() + 60
    while any(map(_running, started)) and time.monotonic() < patience:
        time.sleep(0.05)
    assert not any(map(_running, started))


def _running(process: str) -> bool:
    """Whether it lives; one that has ended may wait for whoever is its parent now to ask for its status."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def test_a_fault_of_ours_is_reported_and_hides_nothing() -> None:
    class Mad(Worker):
        def ask(self, request: dict[str, Any]) -> dict[str, Any]:
            return {}

    options = Options(ALL, frozenset({3}), dynamic=True)
    result = lint_bytes("x.py", (IMPORTS + "m = Sequential([Input((7, 3)), LSTM(4), LSTM(4)])").encode(), options)
    (verified,) = verify([result], Mad(), ALL, Tally())
    assert verified.diagnostics == result.diagnostics
    assert [fault.during for fault in verified.internal_errors] == ["verifying with Keras"]


def test_results_pass_unchanged_without_keras() -> None:
    class Never(Worker):
        def ask(self, request: dict[str, Any]) -> dict[str, Any]:
            raise WorkerError("no Keras")

    options = Options(ALL, frozenset({3}), dynamic=True)
    result = lint_bytes("x.py", (IMPORTS + "m = Sequential([Input((7, 3)), LSTM(4), LSTM(4)])").encode(), options)
    tally = Tally()
    passed: list[FileResult] = list(verify([result, result], Never(), ALL, tally))
    assert passed == [result, result]
    assert tally.failure == "no Keras"
