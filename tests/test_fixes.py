"""Fixes: the edits themselves, and their laws on every fixture."""

from __future__ import annotations

import contextlib
import json
import os
import posixpath
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from click.testing import CliRunner

from keraslint import files, fixing
from keraslint.cli import main
from keraslint.diagnostic import Edit, Fix
from keraslint.files import replace_bytes
from keraslint.linter import Options, lint_bytes
from keraslint.program import Argument
from keraslint.testing import target_of
from tests.fixes_on import ALL, outcome

FOLDER = Path(__file__).parent / "rules" / "fixtures"
FIXTURES = sorted(path for path in FOLDER.iterdir() if path.suffix in (".py", ".ipynb"))
IMPORTS = "import keras\nfrom keras import layers\nfrom keras.layers import *\n"


HEAD = "import keras\nfrom keras.layers import *\n"
MODEL = """\
m = keras.Sequential()
m.add(Input((9, 3)))
m.add(LSTM(4))
m.add(LSTM(2))
"""
SHAPES = {
    "plain": HEAD + MODEL,
    "no newline at the end": HEAD + MODEL.rstrip("\n"),
    "carriage returns and newlines": (HEAD + MODEL).replace("\n", "\r\n"),
    "carriage returns": (HEAD + MODEL).replace("\n", "\r"),
    "both kinds": HEAD.replace("\n", "\r\n") + MODEL,
    "a mark of the byte order": "\ufeff" + HEAD + MODEL,
    "other letters": HEAD + "# é 😀 \u2028 \x0c\n" + MODEL,
    "form feeds": HEAD + "\x0c\n" + MODEL,
    "tabs": HEAD + "if True:\n" + "".join(f"\t{row}\n" for row in MODEL.splitlines()),
    "one line": HEAD + MODEL.replace("\n", " ; "),
    "semicolons": HEAD + MODEL.replace(")\n", ");\n"),
    "continued": HEAD + MODEL.replace("m.add(", "m \\\n  .add("),
    "comments in the call": HEAD + MODEL.replace("LSTM(4)", "LSTM(  # units, (4)\n    4  # four\n)"),
    "brackets": HEAD + MODEL.replace("LSTM(4)", "((LSTM)((4)))"),
    "an f-string": HEAD + MODEL.replace("LSTM(4)", "LSTM(4, name=f'a{1}, {\"(\"}')"),
    "decorated": HEAD
    + "@decorated\ndef f():\n"
    + "".join(f"    {row}\n" for row in MODEL.splitlines())
    + "    return m\n",
    "a trailing comma": HEAD + MODEL.replace("LSTM(4)", "LSTM(4,)"),
}


@pytest.mark.parametrize("text", SHAPES.values(), ids=SHAPES.keys())
def test_every_other_byte_stays(text: str, tmp_path: Path) -> None:
    path = tmp_path / "x.py"
    path.write_bytes(text.encode())
    done = CliRunner().invoke(main, ["--isolated", "--select", "KL2", "--fix", "--unsafe-fixes", str(path)])
    assert done.exit_code == 0, done.output
    after = path.read_bytes().decode()
    assert text in {after.replace(f"{comma} return_sequences=True", "") for comma in (",", "")}
    assert path.read_bytes() != text.encode()


def test_a_file_in_another_encoding_stays_in_it(tmp_path: Path) -> None:
    path = tmp_path / "x.py"
    text = "# -*- coding: latin-1 -*-\r\n# \xe9\r\n" + (HEAD + MODEL).replace("\n", "\r\n")
    path.write_bytes(text.encode("latin-1"))
    CliRunner().invoke(main, ["--isolated", "--fix", "--unsafe-fixes", str(path)])
    assert path.read_bytes() == text.replace("LSTM(4)", "LSTM(4, return_sequences=True)").encode("latin-1")


REVEALED = {
    # A name that Keras knows is one that the other rules know.
    ("unknown_identifier.py", True): {"KL303", "KL405"},
    # An activation that has moved into its layer is a layer's, and so is a normalisation that is made.
    ("lost_argument.py", False): {"KL406"},
    ("lost_argument.py", True): {"KL406"},
    ("not_a_layer.py", False): {"KL702"},
}
"""Which rules speak of a fixture only after its fixes."""


@pytest.mark.parametrize("unsafe", [False, True], ids=["safe", "unsafe"])
@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.name)
def test_the_laws_hold_on_every_fixture(path: Path, unsafe: bool) -> None:
    """What is fixed parses, is a fixed point, says no more what was fixed, and nothing else has changed."""
    data = path.read_bytes()
    found = outcome(path.name, data, Options(ALL, target_of(data.decode())), unsafe=unsafe)
    assert not found.broken
    assert {said[:5] for said in found.revealed} == REVEALED.get((path.name, unsafe), set())


X, Y = "x, y = np.zeros((60, 8)), np.array([0, 1, 2] * 20)\n", "y = keras.utils.to_categorical([0, 1, 2] * 20)\n"
SOFT = "m = keras.Sequential([Input((8,)), Dense(3, activation='softmax')])\n"
LINEAR = "m = keras.Sequential([Input((8,)), Dense(3)])\n"
SPARSE, DENSE = "keras.losses.SparseCategoricalCrossentropy", "keras.losses.CategoricalCrossentropy"
FIT = "\nm.fit(x, y)\n"
TRAIN = "m.compile('sgd', 'mse')" + FIT
MONITOR = "m.fit(x, y, validation_split=0.1, callbacks=[keras.callbacks.EarlyStopping('val_acc')])"


def stack(layers: str, shape: str = "(8,)") -> str:
    return f"m = keras.Sequential([Input({shape}), {layers}])\n"


def compiled(loss: str, metrics: str = "") -> str:
    return f"m.compile('adam', {loss}{f', metrics=[{metrics}]' if metrics else ''})"


WHAT = [
    (
        "KL601",
        f"{X}n = Normalization(input_shape=x.shape[1:])\nn.adapt(x)\nm = keras.Sequential([n])\n",
        "input_shape=x.shape[1:])\nn.adapt(x)\nm = keras.Sequential([",
        ")\nn.adapt(x)\nm = keras.Sequential([Input(shape=x.shape[1:]), ",
    ),
    (
        "KL601",
        "n = 3\ndef f():\n    return Dense(4, input_dim=n)\nm = keras.Sequential([f()])\n",
        ", input_dim=n)\nm = keras.Sequential([",
        ")\nm = keras.Sequential([Input(shape=(n,)), ",
    ),
    (
        "KL601",
        "def f():\n    return Dense(4, input_shape=(3,))\nm = keras.Sequential([f()])\n",
        ", input_shape=(3,))\nm = keras.Sequential([",
        ")\nm = keras.Sequential([Input(shape=(3,)), ",
    ),
    ("KL105", stack("Dense(4), Input((8,))"), ", Input((8,))]", "]"),
    (
        "KL105",
        "m = keras.Sequential()\nm.add(Dense(4))\nm.add(Input((8,)))\n",
        "m.add(Dense(4))\nm.add(Input((8,)))\n",
        "m.add(Input((8,)))\nm.add(Dense(4))\n",
    ),
    ("KL304", stack("Dense(3, activation='sigmoid')") + compiled("'categorical_crossentropy'"), "sigmoid", "softmax"),
    ("KL307", stack("Dense(3, activation='relu')") + compiled("'categorical_crossentropy'"), "relu", "softmax"),
    ("KL307", stack("Dense(1), Activation('relu')") + compiled("'binary_crossentropy'"), "relu", "sigmoid"),
    ("KL404", stack("Dense(3, name='a'), Dense(4, name='a')"), "4, name='a'", "4"),
    ("KL409", stack("Dense(6 / 2)"), "6 / 2", "int(6 / 2)"),
    ("KL103", stack("Dense(4), Dense(2, input_shape=(4,))"), ", input_shape=(4,)", ""),
    ("KL104", "m = keras.Sequential([Dense(4, input_shape=(784))])", "(784)", "(784,)"),
    ("KL104", "m = keras.Sequential([Dense(4, input_shape=784)])", "784", "(784,)"),
    ("KL104", "n = 784\nm = keras.Sequential([Dense(4, input_shape=n)])", "=n)", "=(n,))"),
    ("KL104", f"{X}m = keras.Sequential([Dense(1, input_shape=x.shape)])\n{TRAIN}", "x.shape", "x.shape[1:]"),
    ("KL104", f"{X}m = keras.Sequential([Dense(1, input_shape=(60, 8))])\n{TRAIN}", "=(60, 8)", "=(8,)"),
    ("KL201", stack("LSTM(4), LSTM(2)", "(7, 3)"), "LSTM(4)", "LSTM(4, return_sequences=True)"),
    ("KL201", stack("LSTM(4, return_sequences=False), LSTM(2)", "(7, 3)"), "False", "True"),
    ("KL201", stack("Conv1D(4, 3), RepeatVector(2)", "(7, 3)"), "RepeatV", "Flatten(), RepeatV"),
    ("KL201", stack("GRU(4, return_sequences=True), RepeatVector(2)", "(7, 3)"), ", return_sequences=True", ""),
    (
        "KL204",
        "m = keras.Sequential()\nm.add(Dense(64, input_shape=(28, 28)))\nm.add(Dense(9, activation='softmax'))",
        "m.add(Dense(64, input_shape=(28, 28)))",
        "m.add(Flatten(input_shape=(28, 28)))\nm.add(Dense(64))",
    ),
    ("KL301", stack("Dense(1, activation='softmax')"), "softmax", "sigmoid"),
    ("KL301", stack("Dense(1), Activation('softmax')"), "softmax", "sigmoid"),
    ("KL301", stack("Dense(1), Softmax()"), "Softmax()", 'Activation("sigmoid")'),
    ("KL301", stack("Dense(1, activation=keras.activations.softmax)"), "keras.activations.softmax", '"sigmoid"'),
    ("KL302", SOFT + compiled("'binary_crossentropy'"), "binary", "categorical"),
    ("KL302", X + SOFT + compiled("'binary_crossentropy'") + FIT, "binary", "sparse_categorical"),
    ("KL303", stack("Dense(1, 'sigmoid')") + compiled("'categorical_crossentropy'"), "categorical", "binary"),
    (
        "KL305",
        LINEAR + compiled("'categorical_crossentropy'"),
        "'categorical_crossentropy'",
        f"{DENSE}(from_logits=True)",
    ),
    ("KL305", LINEAR + compiled(f"{SPARSE}()"), "py()", "py(from_logits=True)"),
    ("KL305", LINEAR + compiled(f"{SPARSE}(from_logits=False)"), "False", "True"),
    ("KL305", stack("Dense(1)") + compiled("'binary_crossentropy'"), "Dense(1", 'Dense(1, activation="sigmoid"'),
    ("KL306", SOFT + compiled(f"{SPARSE}(from_logits=True)"), "from_logits=True", ""),
    ("KL306", SOFT + compiled(f"{SPARSE}(True, name='l')"), "True", "False"),
    (
        "KL308",
        X + SOFT + compiled("'categorical_crossentropy'", "'categorical_accuracy'") + FIT,
        "'categorical_",
        "'sparse_categorical_",
    ),
    ("KL308", X + Y + SOFT + compiled("'sparse_categorical_crossentropy'", "'accuracy'") + FIT, "sparse_", ""),
    ("KL308", X + Y + SOFT + compiled(f"{SPARSE}()") + FIT, SPARSE, DENSE),
    ("KL311", SOFT + compiled("'categorical_crossentropy'", "'sparse_categorical_accuracy'"), "sparse_", ""),
    ("KL311", stack("Dense(1)") + compiled("'mse'", "'accuracy'"), "accuracy", "mae"),
    (
        "KL314",
        "keras.mixed_precision.set_dtype_policy('mixed_float16')\n" + SOFT,
        "'softmax'",
        "'softmax', dtype=\"float32\"",
    ),
    ("KL403", stack("Flatten, Dense(1)", "(3, 3)"), "Flatten", "Flatten()"),
    ("KL403", stack("Dense(1), 'relu'"), "'relu'", "Activation('relu')"),
    ("KL405", stack("Dense(1, activation='relu'), ReLU()"), ", ReLU()", ""),
    ("KL405", stack("Dense(4, activation='relu'), Softmax()"), ", activation='relu'", ""),
    ("KL407", stack("Dropout(25), Dense(1)"), "25", "0.25"),
    ("KL408", SOFT + "m.add(Dropout(0.5))\n", "m.add(Dropout(0.5))\n", ""),
    ("KL410", stack("Dense(unitz=4)"), "unitz", "units"),
    ("KL412", LINEAR + "m.add(Dense(3), Dense(4))", ", Dense(4))", ")\nm.add(Dense(4))"),
    ("KL412", LINEAR + "m.add(Dense(3), activation='relu')", "), activation='relu')", ", activation='relu'))"),
    ("KL412", "m = keras.Sequential(Dense(3), Dense(4))", "Dense(3), Dense(4)", "[Dense(3), Dense(4)]"),
    ("KL502", stack("Dense(4, activation='reluu')"), "reluu", "relu"),
    ("KL502", SOFT + compiled("'mse'", "'mae', 'acuracy'"), "acuracy", "accuracy"),
    ("KL503", X + Y + SOFT + compiled("'mse'", "'accuracy'") + "\n" + MONITOR, "val_acc", "val_accuracy"),
    (
        "KL511",
        SOFT + "m.save_weights('a.weights.h5')\nkeras.models.load_model('a.weights.h5')",
        "save_weights",
        "save",
    ),
]


@pytest.mark.parametrize(("text", "old", "new"), [case[1:] for case in WHAT])
def test_what_is_fixed_runs(text: str, old: str, new: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keras = pytest.importorskip("keras")
    monkeypatch.chdir(tmp_path)
    head = "import numpy as np\nimport keras\nfrom keras import Input\nfrom keras.layers import *\n"
    policy = keras.mixed_precision.dtype_policy()
    try:
        exec(head + text.replace(old, new), {"__name__": "__main__"})
    finally:
        keras.mixed_precision.set_dtype_policy(policy)


@pytest.mark.parametrize(("code", "text", "old", "new"), WHAT)
def test_what_a_rule_fixes(code: str, text: str, old: str, new: str, tmp_path: Path) -> None:
    path = tmp_path / "x.py"
    head = "import numpy as np\nimport keras\nfrom keras import Input\nfrom keras.layers import *\n"
    path.write_text(head + text)
    arguments = ["--isolated", "--select", code, "--target", "keras3", str(path)]
    assert CliRunner().invoke(main, arguments).exit_code == 1
    done = CliRunner().invoke(main, ["--fix", "--unsafe-fixes", *arguments])
    assert done.exit_code == 0, done.output
    assert path.read_text() == head + text.replace(old, new)


# An input shape on a layer that is put into its model elsewhere, written in names that mean something else there.
NOT_MOVED = (
    "n = 3\nd = Dense(4, input_shape=(n,))\nn = 5\nm = keras.Sequential([d])",
    "n = [3]\nd = Dense(4, input_shape=n)\nn[0] = 5\nm = keras.Sequential([d])",
    "n = [3]\nd = Dense(4, input_shape=n)\nn.append(5)\nm = keras.Sequential([d])",
    "def f(n):\n    return Dense(4, input_shape=(n,))\nm = keras.Sequential([f(3)])",
    "ds = []\nfor n in (3, 5):\n    ds.append(Dense(4, input_shape=(n,)))\nm = keras.Sequential([ds[0]])",
    "d = Dense(4, input_shape=np.zeros((5, 3)).shape[1:])\nm = keras.Sequential([d])",
)


def shared(activation: str, *calls: str) -> str:
    """Models that one function makes."""
    layers = f"[Input((8,)), Dense(units, activation={activation!r})]"
    body = f"    m = keras.Sequential({layers})\n    m.compile('adam', loss)\n    return m"
    return f"def made(units, loss):\n{body}\n" + "".join(f"made{call}\n" for call in calls)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("KL301", shared("softmax", "(1, 'mse')", "(1, 'mae')")),
        ("KL304", shared("sigmoid", "(3, 'categorical_crossentropy')", "(4, 'sparse_categorical_crossentropy')")),
    ],
)
def test_what_all_models_of_some_code_ask_for_is_fixed(code: str, text: str) -> None:
    head = "import keras\nfrom keras import Input\nfrom keras.layers import *\n"
    (found,) = lint_bytes("x.py", (head + text).encode(), Options(frozenset({code}))).diagnostics
    assert found.fix is not None


# Whichever crossentropy it is, it is wrong for one of them.
TWO_FITS = "m.fit(np.zeros((6, 8)), np.zeros((6, 5)))\nm.fit(np.zeros((6, 8)), np.random.randint(0, 9, 6))"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("KL410", "Dense(4, unitz=4)"),
        ("KL410", "Dense(units=4, unitz=4)"),
        ("KL104", "keras.Sequential([Dense(4, input_shape=-3)])"),
        ("KL104", "Input(28, 28)"),
        ("KL301", "act = 'softmax'\nDense(1, activation=act)"),
        ("KL305", LINEAR + "loss = 'categorical_crossentropy'\nm.compile('adam', loss)"),
        ("KL306", SOFT + f"loss = {SPARSE}(from_logits=True)\nm.compile('adam', loss)"),
        ("KL403", "m = keras.Sequential([Input((3,)), Dense])"),
        *(("KL601", text) for text in NOT_MOVED),
        ("KL301", "m = keras.Sequential([Dense(1 if x else 3, activation='softmax')])"),
        ("KL301", shared("softmax", "(1, 'mse')", "(3, 'mse')")),
        ("KL304", shared("sigmoid", "(3, 'categorical_crossentropy')", "(1, 'binary_crossentropy')")),
        ("KL308", SOFT + "m.compile('adam', 'sparse_categorical_crossentropy')\n" + TWO_FITS),
        ("KL308", SOFT + "m.compile('adam', 'categorical_crossentropy')\n" + TWO_FITS),
        ("KL405", LINEAR + "for _ in range(2):\n    m.add(ReLU())\nm.add(Dense(1))"),
    ],
)
def test_what_is_made_elsewhere_or_not_certain_is_left_alone(code: str, text: str) -> None:
    head = "import numpy as np\nimport keras\nfrom keras import Input\nfrom keras.layers import *\n"
    result = lint_bytes("x.py", (head + text).encode(), Options(frozenset({code}), frozenset({3})))
    assert result.diagnostics
    assert all(one.fix is None for one in result.diagnostics)


def test_unsafe_fixes_are_left_alone_unless_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "x.py"
    path.write_text(IMPORTS + "m = keras.Sequential([Input((3,)), Dropout(25), Dense(1)])\n")
    before = path.read_bytes()
    done = CliRunner().invoke(main, ["--isolated", "--fix", str(path)])
    assert done.exit_code == 1
    assert "[fixable with --fix --unsafe-fixes]" in done.stdout
    assert path.read_bytes() == before


def test_diff_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "x.py"
    path.write_text(IMPORTS + "m = keras.Sequential([Input((3,)), Dense(4), Dense(2, input_shape=(4,))])\n")
    before = path.read_bytes()
    done = CliRunner().invoke(main, ["--isolated", "--diff", str(path)])
    assert done.exit_code == 1
    assert "-m = keras.Sequential([Input((3,)), Dense(4), Dense(2, input_shape=(4,))])\n" in done.stdout
    assert "+m = keras.Sequential([Input((3,)), Dense(4), Dense(2)])\n" in done.stdout
    assert path.read_bytes() == before


@pytest.mark.parametrize("others", [("--show-shapes",), ("--dynamic",), ("--dynamic-import", "a:b")])
@pytest.mark.parametrize("option", ["--fix", "--diff", "--fix-only"])
def test_what_they_do_not_go_with(option: str, others: tuple[str, ...], tmp_path: Path) -> None:
    path = tmp_path / "x.py"
    path.write_text(HEAD + MODEL)
    done = CliRunner().invoke(main, ["--isolated", option, "--unsafe-fixes", *others, str(path)])
    assert (done.exit_code, done.stdout) == (2, "")
    assert f"{option} does not go with {others[0]}" in done.stderr
    assert path.read_text() == HEAD + MODEL


@pytest.mark.parametrize(("others", "status"), [((), 1), (("--exit-zero",), 0)])
def test_the_status_of_a_diff(others: tuple[str, ...], status: int, tmp_path: Path) -> None:
    path = tmp_path / "x.py"
    path.write_text(HEAD + MODEL)
    done = CliRunner().invoke(main, ["--isolated", "--diff", "--unsafe-fixes", *others, str(path)])
    assert (done.exit_code, "return_sequences" in done.stdout) == (status, True)


CELLS = {
    "lines": HEAD + MODEL,
    "a line magic": "%matplotlib inline\n" + HEAD + "!pip list\n" + MODEL,
    "a cell magic": "%%time\n" + HEAD + MODEL,
    "a timed line": HEAD + MODEL.replace("m.add(LSTM(4))", "%time m.add(LSTM(4))"),
    "a written file": "%%writefile x.py\n" + HEAD + MODEL,
    "indented": "".join(f"  {row}\n" for row in (HEAD + MODEL).splitlines()),
}


@pytest.mark.parametrize("listed", [False, True], ids=["string", "list"])
@pytest.mark.parametrize("text", CELLS.values(), ids=CELLS.keys())
def test_a_notebook_keeps_its_layout(text: str, listed: bool, tmp_path: Path) -> None:
    source = text.splitlines(keepends=True) if listed else text
    cells = [
        {"cell_type": "markdown", "metadata": {}, "source": ["text é"]},
        {"cell_type": "code", "execution_count": 1, "metadata": {}, "outputs": [], "source": source},
    ]
    notebook = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    path = tmp_path / "x.ipynb"
    raw = json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"
    path.write_text(raw, encoding="utf-8")
    done = CliRunner().invoke(main, ["--isolated", "--select", "KL2", "--fix", "--unsafe-fixes", str(path)])
    assert done.exit_code == 0, done.output
    assert path.read_text(encoding="utf-8") == raw.replace("LSTM(4)", "LSTM(4, return_sequences=True)")


def test_a_notebook_of_any_layout_keeps_it(tmp_path: Path) -> None:
    source = IMPORTS + "m = keras.Sequential([Input((3,)), Dropout(25), Dense(1)])"
    text = '\ufeff{"cells":  [{"cell_type": "code","metadata": {}, "outputs": [], "source": '
    text += json.dumps(source).replace("/", "\\/").replace("Input", "\\u0049nput") + ', "more": 1.0e0}]}'
    path = tmp_path / "x.ipynb"
    path.write_text(text, encoding="utf-8")
    done = CliRunner().invoke(main, ["--isolated", "--fix", "--unsafe-fixes", str(path)])
    assert done.exit_code == 0, done.output
    assert path.read_text(encoding="utf-8") == text.replace("Dropout(25)", "Dropout(0.25)")


def test_only_the_fix_that_does_not_parse_is_dropped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("keraslint.rules.structure.dropout_rate._percent", _broken)
    path = tmp_path / "x.py"
    path.write_text(HEAD + MODEL + "m.add(Dropout(25))\nm.add(Dropout(30))\n")
    done = CliRunner().invoke(main, ["--isolated", "--fix", "--unsafe-fixes", str(path)])
    assert done.exit_code == 2
    assert done.stderr.count("a fix of KL407 does not parse") == 2
    fixed = (HEAD + MODEL).replace("LSTM(4)", "LSTM(4, return_sequences=True)")
    assert path.read_text() == fixed + "m.add(Dropout(25))\nm.add(Dropout(30))\n"


def _broken(argument: Argument, rate: float) -> Fix:
    return Fix((Edit(argument.origin, "0.("),), safe=False, message="")


def test_fixes_that_undo_each_other_come_to_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def other(argument: Argument, rate: float) -> Fix:
        return Fix((Edit(argument.origin, str(55 - rate)),), safe=False, message="")

    monkeypatch.setattr("keraslint.rules.structure.dropout_rate._percent", other)
    path = tmp_path / "x.py"
    path.write_text(HEAD + "m = keras.Sequential([Input((3,)), Dropout(25)])\n")
    done = CliRunner().invoke(main, ["--isolated", "--fix", "--unsafe-fixes", str(path)])
    assert done.exit_code == 2
    assert "the fixes of KL407 have no end" in done.stderr


@pytest.fixture
def fixable(tmp_path: Path) -> Path:
    path = tmp_path / "x.py"
    path.write_text(HEAD + MODEL)
    return path


ARGUMENTS = ("--isolated", "--fix", "--unsafe-fixes")


def test_links_and_modes_stay(fixable: Path, tmp_path: Path) -> None:
    fixable.chmod(0o754)
    link = tmp_path / "links" / "y.py"
    link.parent.mkdir()
    link.symlink_to(fixable)
    CliRunner().invoke(main, [*ARGUMENTS, str(link)])
    assert link.is_symlink()
    assert "return_sequences" in fixable.read_text()
    assert fixable.stat().st_mode & 0o7777 == 0o754
    assert sorted(one.name for one in tmp_path.iterdir()) == ["links", "x.py"]


@pytest.mark.skipif(not hasattr(os, "chown"), reason="owners")
def test_the_owner_stays(fixable: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = fixable.stat()
    given: list[tuple[int, int]] = []

    def refuse(_: str, user: int, group: int) -> None:
        given.append((user, group))
        raise PermissionError

    monkeypatch.setattr("os.chown", refuse)
    replace_bytes(str(fixable), b"new")
    assert given == [(-1, found.st_gid), (found.st_uid, -1)]
    assert fixable.read_bytes() == b"new"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
def test_the_owner_stays_where_root_fixes(fixable: Path) -> None:
    fixable.chmod(0o4750)
    os.chown(fixable, 12, 34)
    fixable.chmod(0o4750)
    CliRunner().invoke(main, [*ARGUMENTS, str(fixable)])
    found = fixable.stat()
    assert (found.st_uid, found.st_gid, found.st_mode & 0o7777) == (12, 34, 0o4750)
    assert "return_sequences" in fixable.read_text()


@pytest.mark.parametrize("arguments", [ARGUMENTS, ("--isolated", "--add-noqa")])
def test_what_is_read_only_stays(arguments: tuple[str, ...], fixable: Path) -> None:
    fixable.chmod(0o444)
    before = fixable.read_bytes()
    done = CliRunner().invoke(main, [*arguments, str(fixable)])
    assert done.exit_code == 2
    (line,) = [line for line in done.stderr.splitlines() if "error" in line]
    assert line.endswith(": it is read-only")
    assert fixable.read_bytes() == before


@pytest.mark.parametrize("moment", ["before it is read again", "while it is fixed"])
def test_a_file_that_changes_meanwhile_is_left_alone(
    moment: str, fixable: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = "load" if moment == "before it is read again" else "rewrite"
    real = getattr(fixing, step)

    def meddling(*arguments: object) -> object:
        fixable.write_text("x = 1\n")
        return real(*arguments)

    monkeypatch.setattr(fixing, step, meddling)
    done = CliRunner().invoke(main, [*ARGUMENTS, str(fixable)])
    assert done.exit_code == 2
    assert done.stderr.count("changed on disk meanwhile") == 1
    assert fixable.read_text() == "x = 1\n"


@pytest.mark.parametrize(
    "step",
    ["os.urandom", "os.open", "os.fsync", "os.stat", "os.chmod", "os.replace"],
)
def test_a_fault_at_any_step_loses_nothing(step: str, fixable: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = fixable.read_bytes()

    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    data = before.replace(b"4", b"5")
    with monkeypatch.context() as patch:
        patch.setattr(step, fail)
        with pytest.raises(OSError, match="No space left"):
            replace_bytes(str(fixable), data)
    assert fixable.read_bytes() == before
    assert [one.name for one in fixable.parent.iterdir()] == ["x.py"]


def interrupted(moment: int, work: Callable[[], None]) -> bool:
    """Do the work with a signal before our bytecode instruction of that number; whether there was such a one."""
    left = moment

    def trace(frame: FrameType, event: str, _: object) -> Callable[..., Any] | None:
        nonlocal left
        if frame.f_code.co_filename not in (files.__file__, contextlib.__file__, posixpath.__file__):
            return None  # a garbage collection may run anything
        frame.f_trace_opcodes = True
        if event == "opcode":
            left -= 1
            if left < 0:
                sys.settrace(None)
                raise KeyboardInterrupt
        return trace

    former = sys.gettrace()
    try:
        sys.settrace(trace)
        work()
    except KeyboardInterrupt:
        return True
    finally:
        sys.settrace(former)
    return False


@pytest.mark.parametrize("exists", [True, False])
def test_a_signal_at_any_moment_leaves_the_old_file_or_the_new(exists: bool, fixable: Path) -> None:
    before, moment, contents = fixable.read_bytes(), 0, set[bytes | None]()

    def work() -> None:
        replace_bytes(str(fixable), b"new")

    while True:
        if exists:
            fixable.write_bytes(before)
        else:
            fixable.unlink(missing_ok=True)
        if not interrupted(moment, work):
            break
        moment += 1
        assert {one.name for one in fixable.parent.iterdir()} <= {"x.py"}
        contents.add(fixable.read_bytes() if fixable.exists() else None)
    assert moment > 100
    assert contents == {before if exists else None, b"new"}


def test_a_long_name_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / ("é" * 127)
    replace_bytes(str(path), b"old")
    replace_bytes(str(path), b"new")
    assert path.read_bytes() == b"new"


def test_a_process_that_dies_before_the_rename_loses_nothing(fixable: Path) -> None:
    before = fixable.read_bytes()
    code = (
        "import os, keraslint.files as f\n"
        "os.replace = lambda *a: os._exit(9)\n"
        f"f.replace_bytes({str(fixable)!r}, b'new')"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 9
    assert fixable.read_bytes() == before


def test_a_file_that_cannot_be_written_is_one_line(fixable: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("keraslint.files._opened_by_us", fail)  # as in a directory that is not ours
    before = fixable.read_bytes()
    done = CliRunner().invoke(main, [*ARGUMENTS, str(fixable)])
    assert done.exit_code == 2
    assert [line for line in done.stderr.splitlines() if "not fixed" in line] == [
        f"keraslint: error: {fixable}: not fixed: permission denied"
    ]
    assert "Traceback" not in done.output
    assert fixable.read_bytes() == before


def test_weights_that_are_found_by_name_keep_their_file() -> None:
    """Only the former format has names; Keras 3 refuses `by_name` with another."""
    text = (
        "import keras\nm = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1)])\n"
        "m.save_weights('w.h5')\nm.load_weights('w.h5', by_name=True)\n"
    )
    options = Options(frozenset({"KL605"}), target=frozenset({3}))
    (found,) = lint_bytes("x.py", text.encode(), options).diagnostics
    assert found.fix is None
