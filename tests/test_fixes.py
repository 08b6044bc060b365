"""Fixes: the edits themselves, and their laws on every fixture."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from keraslint import fixing
from keraslint.cli import main
from keraslint.diagnostic import Edit, Fix
from keraslint.files import replace_bytes
from keraslint.linter import Options
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


@pytest.mark.parametrize(
    ("line", "code", "after"),
    [
        ("m = keras.Sequential([Input((7, 3)), LSTM(4), LSTM(2)])", "KL201", "LSTM(4, return_sequences=True), LSTM(2)"),
        ("m = keras.Sequential([Input((3,)), Dense(4), Dense(2, input_shape=(4,))])", "KL103", "Dense(4), Dense(2)])"),
        ("m = keras.Sequential([Input((3,)), Dropout(25), Dense(1)])", "KL407", "Dropout(0.25)"),
        ("m = keras.Sequential([Input((3,)), Dense(1, activation='softmax')])", "KL301", 'activation="sigmoid"'),
        ("m = keras.Sequential([Input((3,)), Dense(unitz=4)])", "KL410", "Dense(units=4)"),
        ("m = keras.Sequential([Input((3,)), Dense(4, activation='reluu')])", "KL502", 'activation="relu"'),
    ],
)
def test_what_a_rule_fixes(line: str, code: str, after: str, tmp_path: Path) -> None:
    path = tmp_path / "x.py"
    path.write_text(IMPORTS + line + "\n")
    arguments = ["--isolated", "--select", code, "--target", "keras3", str(path)]
    assert CliRunner().invoke(main, arguments).exit_code == 1
    done = CliRunner().invoke(main, ["--fix", "--unsafe-fixes", *arguments])
    assert done.exit_code == 0, done.output
    assert after in path.read_text()
    assert path.read_text().startswith(IMPORTS)


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


@pytest.mark.parametrize("moment", ["before it is read again", "while it is fixed"])
def test_a_file_that_changes_meanwhile_is_left_alone(
    moment: str, fixable: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, reads = fixing.load, []

    def load(filename: str) -> bytes:
        reads.append(filename)
        if len(reads) == (1 if moment == "before it is read again" else 2):
            fixable.write_text("x = 1\n")
        return real(filename)

    monkeypatch.setattr("keraslint.fixing.load", load)
    done = CliRunner().invoke(main, [*ARGUMENTS, str(fixable)])
    assert done.exit_code == 2
    assert done.stderr.count("changed on disk meanwhile") == 1
    assert fixable.read_text() == "x = 1\n"


@pytest.mark.parametrize(
    "step",
    ["tempfile.mkstemp", "os.fdopen", "os.fsync", "pathlib.Path.stat", "pathlib.Path.chmod", "pathlib.Path.replace"],
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


def test_a_process_that_dies_before_the_rename_loses_nothing(fixable: Path) -> None:
    before = fixable.read_bytes()
    code = (
        "import os, pathlib, keraslint.files as f\n"
        "pathlib.Path.replace = lambda *a: os._exit(9)\n"
        f"f.replace_bytes({str(fixable)!r}, b'new')"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 9
    assert fixable.read_bytes() == before


def test_a_file_that_cannot_be_written_is_one_line(fixable: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.mkstemp", fail)  # as in a directory that is not ours
    before = fixable.read_bytes()
    done = CliRunner().invoke(main, [*ARGUMENTS, str(fixable)])
    assert done.exit_code == 2
    assert [line for line in done.stderr.splitlines() if "not fixed" in line] == [
        f"keraslint: error: {fixable}: not fixed: permission denied"
    ]
    assert "Traceback" not in done.output
    assert fixable.read_bytes() == before
