"""Live models: ``keraslint.check_model``, and ``--dynamic-import`` of a user's own builders."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

import keraslint
from keraslint import catalogue
from keraslint.dynamic.builders import BuilderError, check, parse
from keraslint.dynamic.client import Worker
from keraslint.result import FileResult

KERAS = [pytest.importorskip("keras"), pytest.importorskip("tf_keras")]
pytest.importorskip("tensorflow")
RULES = [rule for rule in catalogue.load() if rule.default]
NETS = """
import functools
import keras
from keras import layers

def decorated(f):
    @functools.wraps(f)
    def inner(*a, **k):
        return f(*a, **k)
    return inner

def sound(height=28, width=28, classes=10):
    m = keras.Sequential([
        keras.Input((height, width, 1)), layers.Conv2D(8, 3, activation="relu"), layers.Flatten(),
        layers.Dense(classes, activation="softmax"),
    ])
    m.compile("adam", "sparse_categorical_crossentropy")
    return m

@decorated
def faulty(n):
    i = keras.Input((n,))
    x = layers.Dropout(0.95)(layers.Dense(8, activation="relu")(i))
    m = keras.Model(i, layers.Dense(1, activation="softmax", name="answer")(x))
    m.compile("adam", "binary_crossentropy")
    return m

def rejected():
    m = keras.Sequential([keras.Input((7, 3))])
    for _ in range(2):
        m.add(layers.LSTM(4))
    return m

def raises():
    return 1 / 0

def number():
    return 3

def online():
    import urllib.request
    urllib.request.urlopen("http://example.com")

def leaves():
    raise SystemExit(3)

def where():
    import os
    raise RuntimeError(os.getcwd())

def greedy():
    return bytearray(64 << 30)
"""


@pytest.fixture(scope="module", params=KERAS, ids=["keras", "tf_keras"])
def keras(request: pytest.FixtureRequest) -> ModuleType:
    module: ModuleType = request.param
    return module


def codes(model: object) -> list[str]:
    return [one.code for one in keraslint.check_model(model)]


def test_a_sound_model(keras: ModuleType) -> None:
    layers = keras.layers
    model = keras.Sequential([
        layers.Input((28, 28, 1)), layers.Conv2D(8, 3, activation="relu"), layers.Flatten(), layers.Dropout(0.5),
        layers.Dense(10, activation="softmax"),
    ])  # fmt: skip
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    assert codes(model) == []


def test_output_against_loss(keras: ModuleType) -> None:
    layers = keras.layers
    model = keras.Sequential([layers.Input((4,)), layers.Dense(1, activation="softmax", name="answer")])
    model.compile(keras.optimizers.Adam(), keras.losses.BinaryCrossentropy())
    (found,) = keraslint.check_model(model)
    assert found.code == "KL301"
    assert found.message.startswith("layer `answer`: ")


def test_a_functional_chain(keras: ModuleType) -> None:
    layers = keras.layers
    start = keras.Input((10,))
    model = keras.Model(start, layers.Dense(3)(layers.Dense(4, activation="relu")(start)))
    model.compile("adam", keras.losses.CategoricalCrossentropy())
    assert codes(model) == ["KL305"]


def test_the_end_of_a_graph(keras: ModuleType) -> None:
    layers = keras.layers
    start = keras.Input((10,))
    sides = [layers.Dense(4, activation="relu")(start) for _ in range(2)]
    end = layers.Dense(10, activation="sigmoid")(layers.Dropout(0.95)(layers.Add()(sides)))
    model = keras.Model(start, end)
    model.compile("adam", keras.losses.categorical_crossentropy)
    assert sorted(codes(model)) == ["KL304", "KL407"]


@pytest.mark.parametrize(
    "name", ["Bidirectional", "TimeDistributed", "nested", "unbuilt", "several outputs", "custom", "uncompiled"]
)
def test_models_that_nothing_is_said_of(keras: ModuleType, name: str) -> None:
    layers = keras.layers

    class Custom(layers.Layer):  # type: ignore[misc, name-defined]
        def call(self, x: object) -> object:
            return x

    start = keras.Input((7, 3))
    models = {
        "Bidirectional": [start, layers.Bidirectional(layers.LSTM(4)), layers.Dense(1)],
        "TimeDistributed": [start, layers.TimeDistributed(layers.Dense(4)), layers.GRU(4), layers.Dense(1)],
        "nested": [start, keras.Sequential([layers.Flatten(), layers.Dense(4)]), layers.ReLU(), layers.Dense(1)],
        "unbuilt": [layers.Dense(4, activation="relu"), layers.Dense(1)],
        "custom": [start, Custom(), layers.Dense(1)],
        "uncompiled": [start, layers.Flatten(), layers.Dense(1)],
    }
    if name == "several outputs":
        model = keras.Model(start, [layers.Dense(1)(start), layers.Dense(2)(start)])
    else:
        elements = models[name]
        first = [layers.InputLayer(input_shape=(7, 3)) if keras is KERAS[1] else start] if elements[0] is start else []
        model = keras.Sequential([*first, *(one for one in elements if one is not start)])
    if name != "uncompiled":
        model.compile("sgd", "mse")
    assert codes(model) == []


def test_no_model() -> None:
    with pytest.raises(TypeError, match="a Keras model was expected, not int"):
        keraslint.check_model(3)


def test_importing_keraslint_stays_light() -> None:
    code = "import sys, keraslint; print([m for m in sys.modules if m.startswith(('keraslint.', 'libcst'))])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("written", "positional", "keywords"),
    [
        ("a.b:f", (), {}),
        ("a:f()", (), {}),
        ("a.b:C.f(28, (1, -2.5), classes=[10], name='x: y')", (28, (1, -2.5)), {"classes": [10], "name": "x: y"}),
        ("a:f({'k': None})", ({"k": None},), {}),
    ],
)
def test_what_is_asked_for(written: str, positional: tuple[object, ...], keywords: dict[str, object]) -> None:
    builder = parse(written)
    assert (builder.positional, builder.keywords) == (positional, keywords)


@pytest.mark.parametrize(
    "written", ["a", "a:", ":f", "a/b:f", "a:f(", "a:1", "a:f(x)", "a:f(*[1])", "a:f(**{})", "a:f({1})"]
)
def test_what_cannot_be_asked_for(written: str) -> None:
    with pytest.raises(BuilderError):
        parse(written)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("user")
    (path / "nets.py").write_text(NETS)
    return path


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker(timeout=120) as started:
        yield started


@pytest.fixture
def here(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(folder)
    return folder


def built(written: str, worker: Worker) -> FileResult:
    return check(parse(written), worker, RULES)


def test_a_sound_builder(here: Path, worker: Worker) -> None:
    result = built("nets:sound(20, classes=4)", worker)
    assert result.diagnostics == ()
    (shapes,) = result.shapes
    assert shapes.input_shape == (None, 20, 28, 1)
    assert shapes.layers[-1].output_shape == (None, 4)
    assert shapes.verified


def test_a_faulty_builder(here: Path, worker: Worker) -> None:
    result = built("nets:faulty(10)", worker)
    row = NETS.splitlines().index("def faulty(n):") + 1
    assert [(one.code, one.span.start.row, one.filename) for one in result.diagnostics] == [
        ("KL301", row, "nets.py"),
        ("KL407", row, "nets.py"),
    ]
    assert result.lines[None, row] == "def faulty(n):"


def test_a_builder_that_keras_rejects(here: Path, worker: Worker) -> None:
    (found,) = built("nets:rejected", worker).diagnostics
    assert found.code == "KL801"
    assert found.span.start.row == NETS.splitlines().index("        m.add(layers.LSTM(4))") + 1


@pytest.mark.parametrize(
    ("function", "said"),
    [
        ("raises", "`raises` raises ZeroDivisionError: division by zero"),
        ("number", "`number` returns a int, not a Keras model"),
        ("nothing", "`nets` has no function `nothing`"),
        ("online", "no network"),
        ("leaves", "SystemExit: 3"),
        ("greedy", "MemoryError"),
    ],
)
def test_what_could_not_be_done(here: Path, worker: Worker, function: str, said: str) -> None:
    with pytest.raises(BuilderError, match=said) as error:
        built(f"nets:{function}", worker)
    assert "\n" not in str(error.value)


def test_the_worker_stands_in_a_folder_of_its_own(here: Path, worker: Worker) -> None:
    with pytest.raises(BuilderError) as error:
        built("nets:where", worker)
    assert "keraslint-" in str(error.value)
    assert str(here) not in str(error.value)


def test_a_module_that_is_not_there(here: Path, worker: Worker) -> None:
    with pytest.raises(BuilderError, match=r"there is no module `nix`"):
        built("nix.deep:f", worker)


def test_the_command_line(folder: Path) -> None:
    root = str(Path(__file__).parent.parent.parent)
    command = [sys.executable, "-m", "keraslint", "--isolated", "--dynamic-import", "nets:faulty(10)"]
    command += ["--dynamic-import", "nets:raises", "--output-format", "concise"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=folder, env=environment(root), check=False)
    assert done.returncode == 2
    assert "nets.py:21:1: KL301" in done.stdout
    (line,) = done.stderr.splitlines()
    assert line == "keraslint: error: --dynamic-import nets:raises: `raises` raises ZeroDivisionError: division by zero"


def environment(root: str) -> dict[str, str]:
    import os

    return {**os.environ, "PYTHONPATH": root}
