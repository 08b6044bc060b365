"""The command line: what it prints where, its exit statuses, and what it does not import."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from keraslint.cli import main

ROOT = Path(__file__).resolve().parent.parent
SOUND = """\
import keras

model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3, activation="softmax")])
"""
FAULTY = """\
import keras
from keras.layers import LSTM, Dense, Dropout

model = keras.Sequential()
model.add(LSTM(64, input_shape=(28, 28)))
model.add(Dropout(0.2))
model.add(LSTM(32))
model.add(Dense(10, activation="softmax"))
"""
BROKEN = "import keras\nmodel = keras.Sequential([\n"
WARNED = """\
import keras

model = keras.Sequential([keras.Input((4,)), keras.layers.Dropout(0.95), keras.layers.Dense(3)])
"""


@pytest.fixture(autouse=True)
def directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Each test runs in a directory of its own, with no settings above it."""
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def keraslint(*arguments: str, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, arguments, input=stdin, prog_name="keraslint")


def process(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    variables = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    command = [sys.executable, "-m", "keraslint", *arguments]
    return subprocess.run(command, env=variables, capture_output=True, text=True, check=False)


def write(name: str, text: str | bytes) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def codes(result: Result) -> list[str]:
    return [one["code"] for one in json.loads(result.stdout)]


# Exit statuses


def test_sound_code_passes() -> None:
    write("train.py", SOUND)
    result = keraslint("train.py")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "All checks passed!\n", "")


def test_a_finding_is_shown_with_its_flow() -> None:
    write("train.py", FAULTY)
    result = keraslint("train.py")
    assert result.exit_code == 1
    assert result.stderr == ""
    lines = result.stdout.split("\n")
    assert lines[0].startswith("train.py:7:11: KL201 error: ")
    assert "5 | model.add(LSTM(64, input_shape=(28, 28)))   # → (None, 64)" in lines
    assert lines[-2] == "Found 1 error in 1 file."


def test_module_and_command_agree() -> None:
    write("train.py", FAULTY)
    done = process("train.py")
    assert done.returncode == 1
    assert done.stdout == keraslint("train.py").stdout


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        ((), 1),
        (("--fail-on", "error"), 0),
        (("--fail-on", "info"), 1),
        (("--exit-zero",), 0),
        (("--exit-zero", "missing.py"), 2),
    ],
)
def test_exit_status_of_a_warning(arguments: tuple[str, ...], status: int) -> None:
    write("train.py", WARNED)
    result = keraslint("train.py", *arguments)
    assert result.exit_code == status
    assert "KL407 warning" in result.stdout


def test_the_current_directory_is_the_default() -> None:
    write("models/train.py", FAULTY)
    write("sound.py", SOUND)
    result = keraslint("--output-format", "concise")
    assert result.exit_code == 1
    assert result.stdout.startswith("models/train.py:7:11: KL201 error: ")


def test_nothing_to_lint_is_no_failure() -> None:
    result = keraslint()
    assert (result.exit_code, result.stdout) == (0, "All checks passed!\n")
    assert result.stderr == "keraslint: warning: no Python files and no notebooks found\n"
    assert keraslint("-q").output == ""


# Bad input: one clear line, and the other files are linted


def notebook(*cells: str) -> str:
    return json.dumps(
        {
            "nbformat": 4,
            "nbformat_minor": 5,
            "metadata": {},
            "cells": [{"cell_type": "code", "source": c} for c in cells],
        }
    )


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("bad.py", b"import keras\nx = '\xff'\n", "not UTF-8"),
        ("plain.py", b"x = '\xff'\n", "not UTF-8"),
        ("bad.ipynb", "import keras", "not a notebook"),
        ("bad.ipynb", '{"cells": 3, "x": "import keras"}', "not a notebook"),
        ("other.ipynb", "{}", "not a notebook"),
        ("bad.py", b"import keras\n\0\0", "binary"),
        ("image.png", b"\x89PNG\r\n\x1a\n\0\0\0", "binary"),
    ],
)
def test_unreadable_files(name: str, content: str | bytes, message: str) -> None:
    write(name, content)
    write("train.py", FAULTY)
    result = keraslint("train.py", name, "--output-format", "json")
    assert result.exit_code == 2
    assert codes(result) == ["KL201"]
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"keraslint: error: {name}: ")
    assert message in line


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads every file")
def test_a_file_without_permission() -> None:
    write("secret.py", SOUND).chmod(0)
    result = keraslint("secret.py")
    assert result.exit_code == 2
    assert result.stderr == "keraslint: error: secret.py: cannot read the file: permission denied\n"


def test_a_missing_path_hides_no_other() -> None:
    write("train.py", FAULTY)
    result = keraslint("missing.py", "train.py", "--output-format", "json")
    assert result.exit_code == 2
    assert result.stderr == "keraslint: error: missing.py: no such file or directory\n"
    assert codes(result) == ["KL201"]


@pytest.mark.parametrize("form", ["sarif", "junit", "github", "gitlab", "json", "full"])
def test_every_report_is_one_of_a_run_that_failed_where_a_path_is_missing(form: str) -> None:
    write("train.py", "import keras\n")
    result = keraslint("missing.py", "train.py", "--output-format", form)
    assert result.exit_code == 2
    assert result.stderr == "keraslint: error: missing.py: no such file or directory\n"
    if form == "sarif":
        (invocation,) = json.loads(result.stdout)["runs"][0]["invocations"]
        assert invocation["executionSuccessful"] is False
        (notification,) = invocation["toolExecutionNotifications"]
        assert notification["message"]["text"] == "missing.py: no such file or directory"
    if form in ("junit", "github"):
        assert "missing.py" in result.stdout


@pytest.mark.parametrize("option", ["--fix", "--diff", "--fix-only", "--show-shapes", "--statistics", "--add-noqa"])
def test_a_missing_path_is_said_whatever_is_done_with_the_others(option: str) -> None:
    write("train.py", "import keras\n")
    result = keraslint("missing.py", "train.py", option)
    assert result.exit_code == 2
    assert result.stderr.count("missing.py") == 1


def test_a_syntax_error_is_a_finding() -> None:
    write("broken.py", BROKEN)
    write("train.py", FAULTY)
    result = keraslint(".", "--output-format", "json")
    assert result.exit_code == 1
    assert codes(result) == ["KL001", "KL201"]
    assert keraslint("broken.py", "--ignore", "KL001").exit_code == 0


def test_a_cell_that_does_not_parse_hides_no_other() -> None:
    write("lab.ipynb", notebook("import keras\nmodel.add(# TODO\n", FAULTY))
    found = json.loads(keraslint("lab.ipynb", "--output-format", "json").stdout)
    assert [(one["code"], one["cell"]) for one in found] == [("KL001", 1), ("KL201", 2)]


@pytest.mark.parametrize("content", ["", "\n", "\ufeff"])
@pytest.mark.parametrize("name", ["empty.py", "empty.ipynb"])
def test_an_empty_file_is_sound(name: str, content: str) -> None:
    write(name, content)
    assert keraslint(name, "--assume-keras").exit_code == 0


def test_a_directory_that_contains_itself() -> None:
    write("inner/train.py", FAULTY)
    Path("inner/loop").symlink_to("..", target_is_directory=True)
    assert codes(keraslint(".", "--output-format", "json")) == ["KL201"]


def test_a_link_to_itself() -> None:
    Path("loop.py").symlink_to("loop.py")
    result = keraslint("loop.py")
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("option", ["--select", "--extend-select", "--ignore"])
def test_an_unknown_rule_names_the_nearest(option: str) -> None:
    result = keraslint(option, "KL2O1")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr == f"keraslint: error: {option}: unknown rule `KL2O1`; did you mean `KL201`?\n"


def test_an_unknown_rule_for_some_files() -> None:
    result = keraslint("--per-file-ignores", "*.py:incompatible-rnak")
    assert result.exit_code == 2
    assert "did you mean `incompatible-rank`?" in result.stderr


@pytest.mark.parametrize(
    ("config", "line", "words"),
    [
        ("[tool.keraslint]\nselect = ?\n", 2, "not valid TOML"),
        ("[tool.keraslint]\nselct = ['KL2']\n", 2, "did you mean `select`?"),
        ("[tool.keraslint]\n\nfail-on = 'never'\n", 3, "must be one of"),
        ("[tool.keraslint]\nignore = [\n  'KL201',\n  'KL2O1',\n]\n", 4, "did you mean `KL201`?"),
    ],
)
def test_a_broken_config_names_file_and_line(config: str, line: int, words: str) -> None:
    write("pyproject.toml", config)
    result = keraslint()
    assert result.exit_code == 2
    (message,) = result.stderr.splitlines()
    assert message.startswith(f"keraslint: error: pyproject.toml:{line}")
    assert words in message
    assert keraslint("--isolated").exit_code == 0


@pytest.mark.parametrize(
    "arguments", [("--bogus",), ("--fail-on", "never"), ("--jobs", "0"), ("-", "train.py"), ("--config",)]
)
def test_a_wrong_command_line_is_one_line(arguments: tuple[str, ...]) -> None:
    result = keraslint(*arguments)
    assert result.exit_code == 2
    (line,) = result.stderr.splitlines()
    assert line.startswith("keraslint: error: ")


# Settings


def test_the_config_file_and_the_command_line_on_top() -> None:
    write("pyproject.toml", "[tool.keraslint]\nignore = ['KL201']\noutput-format = 'json'\nfail-on = 'info'\n")
    write("train.py", FAULTY)
    assert codes(keraslint()) == []
    assert codes(keraslint("--select", "KL2")) == ["KL201"]
    assert codes(keraslint("--isolated", "--output-format", "json")) == ["KL201"]
    other = write("other/pyproject.toml", "[tool.keraslint]\noutput-format = 'concise'\n")
    assert keraslint("--config", str(other)).stdout.startswith("train.py:7:11: KL201")


def test_selection_on_the_command_line() -> None:
    write("train.py", FAULTY)
    for arguments, expected in [
        (("--select", "KL4"), []),
        (("--select", "KL4,KL201"), ["KL201"]),
        (("--select", "incompatible-rank"), ["KL201"]),
        (("--ignore", "KL2"), []),
        (("--ignore", "ALL"), []),
        (("--select", "KL1", "--extend-select", "KL2"), ["KL201"]),
        (("--per-file-ignores", "train.py:KL201"), []),
        (("--per-file-ignores", "other.py:KL201"), ["KL201"]),
    ]:
        assert codes(keraslint("train.py", "--output-format", "json", *arguments)) == expected, arguments


def test_the_targeted_keras() -> None:
    """``Dense(4.0)`` raises on Keras 3 only (KERAS_FACTS.md)."""
    text = "import keras\nmodel = keras.Sequential([keras.Input((4,)), keras.layers.Dense(4.0)])\n"
    write("train.py", text)
    write("old.py", text.replace("import keras", "import tf_keras as keras"))

    def found(*arguments: str) -> list[tuple[str, str]]:
        result = keraslint("--output-format", "json", *arguments)
        return [(Path(one["filename"]).name, one["severity"]) for one in json.loads(result.stdout)]

    assert found() == [("train.py", "warning")]
    assert found("--target", "keras3") == [("old.py", "error"), ("train.py", "error")]
    assert found("--target", "keras2") == []
    write("project/requirements.txt", "keras>=3\n")
    write("project/new.py", text)
    assert found("project") == [("new.py", "error")]


def test_noqa() -> None:
    write("train.py", FAULTY.replace("LSTM(32))", "LSTM(32))  # noqa: KL201"))
    write("whole.py", "# keraslint: ignore-file\n" + FAULTY)
    write("unused.py", SOUND.replace("import keras\n", "import keras  # noqa: KL201\n"))
    assert codes(keraslint(".", "--output-format", "json")) == []
    assert codes(keraslint(".", "--output-format", "json", "--extend-select", "KL002")) == ["KL002"]


def test_severities_of_the_config() -> None:
    """They replace what the rule says, whatever it is, before anything is counted."""
    write("train.py", WARNED + "keras.Sequential([keras.Input((4,)), keras.layers.LSTM(3)])\n")
    write("broken.py", BROKEN)

    def found(table: str, *arguments: str) -> tuple[int, list[tuple[str, str]]]:
        write("pyproject.toml", f"[tool.keraslint.severity]\n{table}\n")
        result = keraslint("--output-format", "json", *arguments)
        return result.exit_code, [(one["code"], one["severity"]) for one in json.loads(result.stdout)]

    assert found("") == (1, [("KL001", "error"), ("KL407", "warning"), ("KL201", "error")])
    assert found("ALL = 'info'") == (0, [("KL001", "info"), ("KL407", "info"), ("KL201", "info")])
    assert found("ALL = 'info'", "--fail-on", "info")[0] == 1
    table = "KL4 = 'error'\nincompatible-rank = 'warning'\nKL001 = 'info'"
    assert found(table, "--fail-on", "error") == (1, [("KL001", "info"), ("KL407", "error"), ("KL201", "warning")])
    assert found(table, "--fail-on", "error", "--ignore", "KL4")[0] == 0
    listed = json.loads(keraslint("--list-rules", "--output-format", "json").stdout)
    assert {one["code"]: one["severity"] for one in listed}["KL201"] == "warning"
    write("pyproject.toml", "[tool.keraslint.severity]\nKL2O1 = 'info'\n")
    result = keraslint()
    assert result.exit_code == 2
    assert result.stderr == (
        "keraslint: error: pyproject.toml:2: `severity`: unknown rule `KL2O1`; did you mean `KL201`?\n"
    )


# Standard input


def test_standard_input() -> None:
    result = keraslint("-", "--output-format", "concise", stdin=FAULTY)
    assert result.exit_code == 1
    assert result.stdout.startswith("-:7:11: KL201 error: ")


def test_standard_input_has_a_name() -> None:
    result = keraslint("-", "--stdin-filename", "sub/lab.ipynb", "--output-format", "json", stdin=notebook("", FAULTY))
    (found,) = json.loads(result.stdout)
    assert (found["filename"], found["cell"]) == (os.path.abspath("sub/lab.ipynb"), 2)
    named = keraslint("-", "--stdin-filename", "a.py", "--per-file-ignores", "a.py:ALL", stdin=FAULTY)
    assert named.exit_code == 0


def test_a_notebook_on_standard_input_needs_no_name() -> None:
    for text in (notebook("", FAULTY), "\ufeff\n" + notebook("", FAULTY)):
        result = keraslint("-", "--output-format", "concise", stdin=text.encode())
        assert result.exit_code == 1, result.output
        assert result.stdout.startswith("-:cell 2:7:11: KL201 error: ")
    script = '{"cells": [1]}; ' + FAULTY
    assert "\n-:7:11: KL201" in "\n" + keraslint("-", "--output-format", "concise", stdin=script).stdout


UNFIXED = """\
import keras
from keras.layers import *

m = keras.Sequential([Input((3,)), Dense(4, activation="relu"), Dense(2, input_shape=(4,))])
n = keras.Sequential([Input((4,)), LSTM(3)])
"""
FIXED = UNFIXED.replace(", input_shape=(4,)", "")


def test_fixing_standard_input() -> None:
    result = keraslint("--fix", "--output-format", "concise", "-", stdin=UNFIXED)
    assert (result.exit_code, result.stdout) == (1, FIXED)
    assert result.stderr.startswith("-:5:36: KL201 error: ")
    assert result.stderr.endswith("\nFound 1 error in 1 file.\nkeraslint: 1 finding fixed\n")
    result = keraslint("--fix-only", "-q", "-", stdin=UNFIXED.replace("\n", "\r\n"))
    assert (result.exit_code, result.stdout_bytes.decode(), result.stderr) == (0, FIXED.replace("\n", "\r\n"), "")
    result = keraslint("--diff", "-", "-q", stdin=UNFIXED)
    assert result.exit_code == 1
    assert result.stdout.startswith("--- -\n+++ -\n")
    assert '\n+m = keras.Sequential([Input((3,)), Dense(4, activation="relu"), Dense(2)])\n' in result.stdout
    book = keraslint("--fix-only", "-", stdin=notebook("", UNFIXED))
    assert json.loads(book.stdout) == json.loads(notebook("", FIXED))


@pytest.mark.parametrize("text", ["", "print(1)\n", "import keras\nm = (\n", SOUND, "import keras\nx = '\udcff'\n"])
def test_what_needs_no_fix_or_has_none_comes_back_as_it_is(text: str) -> None:
    data = text.encode(errors="surrogateescape")
    assert keraslint("--fix", "-", stdin=data).stdout_bytes == data


def test_unreadable_standard_input() -> None:
    result = keraslint("-", stdin=b"import keras\nx = '\xff'\n")
    assert result.exit_code == 2
    assert "not UTF-8" in result.stderr


def test_snippets_without_imports_only_when_asked() -> None:
    snippet = "model = Sequential()\nmodel.add(Dense(3, input_shape=(4,)))\nmodel.add(LSTM(3))\n"
    assert codes(keraslint("-", "--output-format", "json", stdin=snippet)) == []
    assert codes(keraslint("-", "--output-format", "json", "--assume-keras", stdin=snippet)) == ["KL201"]


# Other things to show


def test_statistics() -> None:
    write("a.py", FAULTY)
    write("b.py", FAULTY)
    write("c.py", WARNED)
    result = keraslint("--statistics")
    assert result.exit_code == 1
    assert result.stdout == (
        "2  KL201  error    incompatible-rank\n1  KL407  warning  dropout-rate\nFound 2 errors, 1 warning in 3 files.\n"
    )
    counted = json.loads(keraslint("--statistics", "--output-format", "json").stdout)
    rank = {"code": "KL201", "name": "incompatible-rank", "severity": "error", "count": 2}
    assert counted[0] == {**rank, "fixable": False, "fixable_count": 0}
    (counted, *_) = json.loads(keraslint("--statistics", "--output-format", "json", "--unsafe-fixes").stdout)
    assert counted == {**rank, "fixable": True, "fixable_count": 2}


def test_list_rules() -> None:
    lines = keraslint("--list-rules", "--ignore", "KL201").stdout.splitlines()
    assert lines[0].split() == ["code", "name", "severity", "on", "summary"]
    listed = {line.split()[0]: line.split()[1:4] for line in lines[1:]}
    assert listed["KL201"] == ["incompatible-rank", "error", "no"]
    assert listed["KL202"] == ["vanished-dimension", "error", "yes"]
    assert listed["KL002"] == ["unused-suppression", "warning", "no"]
    rules = json.loads(keraslint("--list-rules", "--output-format", "json").stdout)
    assert [rule["code"] for rule in rules] == list(listed)


@pytest.mark.parametrize("wanted", ["KL201", "kl201", "incompatible-rank"])
def test_explain(wanted: str) -> None:
    result = keraslint("--explain", wanted)
    assert result.exit_code == 0
    assert result.stdout.startswith("# incompatible-rank (KL201)\n\nSeverity: error.\n")
    assert "## What it does\n" in result.stdout
    page = json.loads(keraslint("--explain", wanted, "--output-format", "json").stdout)
    assert page["explanation"] in result.stdout


def test_explain_an_unknown_rule() -> None:
    result = keraslint("--explain", "KL2O1")
    assert result.exit_code == 2
    assert "did you mean `KL201`" in result.stderr


def test_show_shapes() -> None:
    write("train.py", SOUND)
    result = keraslint("--show-shapes")
    assert result.exit_code == 0
    assert "  Dense   (None, 3)          15\n" in result.stdout
    (model,) = json.loads(keraslint("--show-shapes", "--output-format", "json").stdout)
    assert (model["line"], model["kind"], model["complete"]) == (3, "sequential", True)
    assert model["input_shape"] == [None, 4]
    assert model["layers"] == [{"class": "Dense", "name": None, "line": 3, "output_shape": [None, 3], "params": 15}]
    assert model["total_params"] == 15


def test_show_shapes_says_that_there_is_nothing_to_show() -> None:
    write("train.py", "import keras\nclass M(keras.Model):\n    pass\nm = M()\n")
    result = keraslint("--show-shapes")
    assert (result.stdout, result.stderr) == ("", "keraslint: no models whose layers are followed\n")
    assert keraslint("--show-shapes", "-q").stderr == ""


def test_verbose_says_which_models_are_not_followed() -> None:
    model = "i = keras.Input((3,))\nf = keras.Model(i, keras.layers.Dense(4)(i))\n"
    write("one.py", f"import keras\n{model}")
    write("two.py", f"import keras\n{model}{model}")
    lines = keraslint("-v").stderr.splitlines()
    assert "keraslint: one.py: 1 functional model: the shapes between its layers are not followed" in lines
    assert "keraslint: two.py: 2 functional models: the shapes between their layers are not followed" in lines
    assert "functional" not in keraslint().stderr


def test_a_family_is_listed() -> None:
    result = keraslint("--explain", "kl20")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0].split()[:2] == ["KL201", "incompatible-rank"]
    assert all(line.startswith("KL20") for line in result.stdout.splitlines())
    listed = json.loads(keraslint("--explain", "KL2", "--output-format", "json").stdout)
    assert [one["code"] for one in listed] == sorted(one["code"] for one in listed)
    assert {one["code"][:3] for one in listed} == {"KL2"}


def test_show_shapes_tells_what_does_not_parse() -> None:
    write("broken.py", BROKEN)
    write("train.py", SOUND)
    result = keraslint("--show-shapes", "--output-format", "json")
    assert result.exit_code == 1
    assert len(json.loads(result.stdout)) == 1
    assert result.stderr.startswith("broken.py:2:")


def test_quiet_shows_the_findings_and_nothing_else() -> None:
    write("train.py", FAULTY)
    result = keraslint("-q", "--output-format", "concise")
    assert len(result.stdout.splitlines()) == 1
    write("train.py", SOUND)
    assert keraslint("-q").output == ""


def test_verbose_says_what_was_skipped() -> None:
    write("other.py", "import torch\n")
    write("train.py", SOUND)
    result = keraslint("-v")
    assert result.stdout == "All checks passed!\n"
    assert "keraslint: other.py: skipped" in result.stderr
    assert re.search(r"^keraslint: parse: \d+\.\d+ s$", result.stderr, re.MULTILINE)


def test_version_and_help() -> None:
    from keraslint import __version__

    assert keraslint("--version").stdout == f"keraslint {__version__}\n"
    text = keraslint("--help").stdout
    for option in ("--select", "--show-shapes", "--explain", "--stdin-filename", "--no-cache"):
        assert option in text


# Terminals


def test_colours_by_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    write("train.py", FAULTY)
    runner = CliRunner()

    def colored(**environment: str) -> bool:
        return "\x1b[" in runner.invoke(main, ["train.py"], env=environment, color=True).stdout

    assert not colored()
    assert colored(FORCE_COLOR="1")
    assert not colored(FORCE_COLOR="0")
    assert not colored(FORCE_COLOR="1", NO_COLOR="1")


def test_a_terminal_without_unicode() -> None:
    write("train.py", FAULTY + "# é\n")
    done = process("train.py", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 1
    assert "# -> (None, 64)" in done.stdout
    assert done.stderr == ""


@pytest.mark.skipif(sys.platform != "linux", reason="names of any bytes")
def test_a_file_name_that_is_no_text() -> None:
    write(os.fsdecode(b"tr\xffin.py"), FAULTY)
    done = process(".", "--output-format", "concise")
    assert done.returncode == 1
    assert ".py:7:11: KL201" in done.stdout
    assert json.loads(process(".", "--output-format", "json").stdout)[0]["code"] == "KL201"


@pytest.mark.skipif(os.name != "posix", reason="pseudo-terminals")
def test_colours_on_a_terminal() -> None:
    import pty

    write("train.py", FAULTY)
    ours, theirs = pty.openpty()
    variables = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", "COLUMNS": "50"}
    command = [sys.executable, "-m", "keraslint", "train.py"]
    done = subprocess.run(command, env=variables, stdout=theirs, stderr=subprocess.PIPE, check=False)
    os.close(theirs)
    shown = b""
    try:
        while chunk := os.read(ours, 65536):
            shown += chunk
    except OSError:  # the other end is closed
        pass
    os.close(ours)
    assert done.returncode == 1
    assert b"\x1b[31m" in shown


# What is not imported


@pytest.mark.parametrize(
    "statement",
    [
        "import keraslint.cli",
        "from keraslint.cli import main; main(['--version'], standalone_mode=False)",
        "from keraslint.cli import main; main(['--help'], standalone_mode=False)",
        "from keraslint.cli import main; main(['.'], standalone_mode=False)",
    ],
)
def test_nothing_to_do_imports_nothing_heavy(statement: str) -> None:
    write("other.py", "import torch\n")
    program = f"{statement}\nimport sys; print(sorted(sys.modules), file=sys.stderr)"
    variables = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, env=variables, capture_output=True, text=True, check=True)
    modules = set(re.findall(r"'([\w.]+)'", done.stderr))
    assert "keraslint.cli" in modules
    heavy = ("libcst", "pathspec", "keraslint.rules", "keraslint.interpreter", "keraslint.keras_api", "multiprocessing")
    assert not {name for name in modules if name.startswith(heavy)}
