"""Rules of the user's own: the page on them, and what may be wrong with them."""

from __future__ import annotations

import json
import multiprocessing
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from keraslint import catalogue, pool
from keraslint.cli import main
from keraslint.own_rules import locate
from keraslint.settings import NONE, Selector
from keraslint.testing import check, lint

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "writing-a-rule.md").read_text(encoding="utf-8")
WIDE = "import keras\nm = keras.Sequential([keras.Input((8,)), keras.layers.Dense(1024)])\n"
RULE = '''"""Wide layers.

## What it does
Finds them.
"""
from collections.abc import Iterator
from keraslint.diagnostic import Finding
from keraslint.program import Layer
from keraslint.rule import WARNING, rule

@rule("MY101", "too-many-units", severity=WARNING)
def too_many_units(layer: Layer) -> Iterator[Finding]:
    if layer.name == "Dense" and layer.value("units") == 1024:
        yield Finding(layer.origin, "too wide")
'''


@pytest.fixture(autouse=True)
def directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def own() -> Path:
    """A project with one own rule."""
    write("pyproject.toml", "[tool.keraslint]\nrules = ['tools/own']\noutput-format = 'concise'\n")
    write("train.py", WIDE)
    return write("tools/own/wide.py", RULE)


def write(name: str, text: str) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def keraslint(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, prog_name="keraslint")


def found(result: Result) -> list[str]:
    return re.findall(r": ([A-Z]+\d+) (?:error|warning|info): ", result.stdout)


# The page


def pages() -> dict[str, str]:
    blocks = re.findall(r"^```(?:python|toml)\n# (\S+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    assert len(blocks) == 4
    return dict(blocks)


def test_the_page_does_what_it_says() -> None:
    for name, text in pages().items():
        write(name, text)
    write("train.py", WIDE)
    result = keraslint()
    assert result.exit_code == 1
    assert result.stdout.startswith("train.py:2:61: MY101 warning: a `Dense` of 1024 units is wider than the 512")
    assert "## Why is this bad?" in keraslint("--explain", "MY101").stdout
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tools"]
    variables = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, env=variables, capture_output=True, text=True, check=False)
    assert "2 passed" in done.stdout, done.stdout


def test_the_page_names_modules_that_there_are() -> None:
    named = re.findall(r"^\| `(keraslint\.\w+)` \| (.*) \|$", PAGE, re.MULTILINE)
    assert len(named) == 6
    for module, text in named:
        loaded = __import__(module, fromlist=["x"])
        for word in re.findall(r"`(\w+)`", text):
            assert hasattr(loaded, word), f"{module}.{word}"


# They are rules like the others


def test_options_know_them(own: Path) -> None:
    assert found(keraslint()) == ["MY101"]
    assert found(keraslint("--select", "MY")) == ["MY101"]
    assert found(keraslint("--select", "too-many-units")) == ["MY101"]
    assert found(keraslint("--select", "KL")) == []
    assert found(keraslint("--ignore", "MY1")) == []
    assert found(keraslint("--per-file-ignores", "train.py:MY101")) == []
    assert keraslint("--explain", "MY101").stdout.startswith("# too-many-units (MY101)\n\nSeverity: warning.\n")
    assert keraslint("--explain", "MY999").exit_code == 2
    listed = json.loads(keraslint("--list-rules", "--output-format", "json").stdout)
    assert [one["name"] for one in listed if one["code"] == "MY101"] == ["too-many-units"]
    (run,) = json.loads(keraslint("--output-format", "sarif").stdout)["runs"]
    assert run["tool"]["driver"]["rules"][run["results"][0]["ruleIndex"]]["id"] == "MY101"
    write("pyproject.toml", "[tool.keraslint]\nrules = ['tools/own/wide.py']\nseverity = { MY = 'info' }\n")
    assert keraslint().exit_code == 0
    assert keraslint("--fail-on", "info").exit_code == 1


def test_comments_and_the_baseline_know_them(own: Path) -> None:
    assert keraslint("--baseline", "b.json", "--write-baseline").exit_code == 0
    assert found(keraslint("--baseline", "b.json")) == []
    assert keraslint("--add-noqa").exit_code == 0
    assert Path("train.py").read_text().endswith("# noqa: MY101\n")
    own.write_text(RULE.replace("1024", "2048"))
    assert found(keraslint("--extend-select", "KL002")) == ["KL002"]


def test_where_they_are_not_loaded_the_baseline_keeps_their_entries(own: Path) -> None:
    assert keraslint("--baseline", "b.json", "--write-baseline").exit_code == 0
    before = Path("b.json").read_text()
    assert keraslint("--isolated", "--baseline", "b.json").stderr == ""
    assert keraslint("--isolated", "--baseline", "b.json", "--write-baseline").exit_code == 0
    assert Path("b.json").read_text() == before


def test_isolated_never_runs_them(own: Path) -> None:
    own.write_text("raise SystemExit('loaded')\n")
    assert keraslint("--isolated").exit_code == 0
    assert keraslint("--isolated", "--list-rules").exit_code == 0
    assert keraslint("--isolated", "--explain", "MY101").exit_code == 2
    assert keraslint("--explain", "KL201").exit_code == 0
    assert "cannot be loaded: SystemExit: loaded" in keraslint().stderr


def test_they_end_with_the_run(own: Path) -> None:
    assert found(keraslint()) == ["MY101"]
    assert found(keraslint("--isolated")) == []
    assert all(rule.code.startswith("KL") for rule in catalogue.load())


def test_changed_rules_are_other_rules(own: Path) -> None:
    assert found(keraslint()) == ["MY101"]
    own.write_text(RULE.replace("MY101", "MY102"))
    assert found(keraslint()) == ["MY102"]


def test_the_cache_tells_them_apart(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KERASLINT_NO_CACHE")
    for _ in range(2):
        assert found(keraslint()) == ["MY101"]
        assert found(keraslint("--isolated")) == []
    own.write_text(RULE.replace("MY101", "MY102"))
    for _ in range(2):
        assert found(keraslint()) == ["MY102"]
    own.write_text("x = (\n")
    assert keraslint().exit_code == 2
    write("tools/own/_size.py", "SIZE = 2048\n")
    own.write_text("from ._size import SIZE\n" + RULE.replace("== 1024", "== SIZE"))
    assert found(keraslint()) == []
    write("tools/own/_size.py", "SIZE = 1024\n")
    assert found(keraslint()) == ["MY101"]


def test_the_cache_sees_what_they_may_read(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KERASLINT_NO_CACHE")
    limits = write("tools/own/data/limits.json", "1024")
    reading = "from pathlib import Path\nLIMIT = int(Path(__file__).parent.joinpath('data/limits.json').read_text())"
    own.write_text(RULE.replace("@rule", f"{reading}\n@rule").replace("== 1024", "== LIMIT"))
    assert found(keraslint()) == found(keraslint()) == ["MY101"]
    digest = locate([Selector("tools/own", "")]).digest
    write("tools/own/__pycache__/wide.cpython-311.pyc", "x")
    assert locate([Selector("tools/own", "")]).digest == digest
    limits.write_text("2048")
    assert found(keraslint()) == []


def test_a_crash_is_an_internal_error(own: Path) -> None:
    write("tools/own/crash.py", RULE.replace("MY101", "MY102").replace("too-many", "no").replace('"too wide"', "1 / 0"))
    result = keraslint()
    assert result.exit_code == 2
    assert found(result) == ["MY101"]
    line = next(n for n, text in enumerate(Path("tools/own/crash.py").read_text().splitlines(), 1) if "1 / 0" in text)
    place = Path("tools/own/crash.py")
    expected = f"train.py: internal error (MY102 at {place}:{line}): ZeroDivisionError: division by zero"
    assert result.stderr == f"keraslint: error: {expected}\n"
    assert "Traceback (most recent call last)" in keraslint("-v").stderr


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_they_run_in_every_process(own: Path, method: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if method not in multiprocessing.get_all_start_methods():
        pytest.skip(f"no {method} here")
    for number in range(4):
        write(f"{number}.py", WIDE + "# filler\n" * 8000)
    started = []

    def context() -> object:
        started.append(method)
        return multiprocessing.get_context(method)

    monkeypatch.setattr(pool, "_context", context)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    assert found(keraslint("-j", "2")) == ["MY101"] * 5
    assert started == [method]


# Directories


def test_modules_of_a_directory_can_import_each_other() -> None:
    write("pyproject.toml", "[tool.keraslint]\nrules = ['own']\n")
    write("train.py", WIDE)
    write("own/__init__.py", "SIZE = 1024\n")
    write("own/_limits.py", "from . import SIZE\n")
    write("own/deep/wide.py", "from .._limits import SIZE\n" + RULE.replace("== 1024", "== SIZE"))
    write("own/test_wide.py", "raise RuntimeError\n")
    write("own/not a module.py", "raise RuntimeError\n")
    for name in ("conftest.py", "tests/conftest.py", "tests/wide.py", "deep/tests/x.py", "test_deep/x.py", "_old/x.py"):
        write(f"own/{name}", "raise RuntimeError\n")
    result = keraslint("--output-format", "concise", "train.py")
    assert found(result) == ["MY101"], result.output
    assert not list(Path("own").rglob("__pycache__"))


def test_the_settings_tell_from_where(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("tools")
    assert found(keraslint("..")) == ["MY101"]


# What may be wrong: one line that names the place


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "import nothing_like_this\n",
            ":1: cannot be loaded: ModuleNotFoundError: No module named 'nothing_like_this'",
        ),
        ("x = (\n", ":1: cannot be loaded: SyntaxError: '(' was never closed"),
        ("\n\n1 / 0\n", ":3: cannot be loaded: ZeroDivisionError: division by zero"),
        ("raise ValueError('two\\nlines')\n", ":1: cannot be loaded: ValueError: two lines"),
        ("import sys\nsys.exit()\n", ":2: cannot be loaded: SystemExit"),
        (RULE.replace("(layer: Layer)", "(layer: Layer, x)"), "ValueError: the rule MY101 must take one parameter"),
        (RULE.replace("(layer: Layer)", "(layer: int)"), ":11: the parameter of MY101 is not annotated with one of "),
        (RULE.replace("(layer: Layer)", "(layer)"), ":11: the parameter of MY101 is not annotated with one of "),
        (RULE.replace("WARNING)", "'warning')"), ":11: the severity of MY101 is not ERROR, WARNING or INFO"),
        (RULE.replace("MY101", "KL201"), ":11: the code `KL201` begins with KL, as keraslint's own do"),
        (RULE.replace("MY101", "KLX1"), ":11: the code `KLX1` begins with KL"),
        (RULE.replace("MY101", "my101"), ":11: the code `my101` is not capital letters and digits, as `MY101`"),
        (RULE.replace("MY101", "MY-1"), ":11: the code `MY-1` is not capital letters and digits"),
        (RULE.replace("too-many-units", "Too many"), ":11: the name `Too many` is not small words joined by hyphens"),
        (RULE.replace("too-many-units", "all"), ":11: the name `all` is not small words"),
        (
            RULE.replace("too-many-units", "missing-flatten"),
            ":11: `missing-flatten` is the rule KL204 ",
        ),
        (RULE.replace("too-many-units", "kl3"), ":11: the name `kl3` is how the code KL301 begins"),
        (RULE.replace("too-many-units", "kl"), ":11: the name `kl` is how the code KL001 begins"),
        (RULE.replace("too-many-units", "my1"), ":11: the name `my1` is how the code MY101 begins"),
        (RULE + RULE.replace("def too_", "def also_"), "ValueError: two rules are called MY101"),
        ("x = 1\n", "registers no rule"),
    ],
)
def test_a_rule_that_cannot_be_used(own: Path, text: str, message: str) -> None:
    own.write_text(text)
    for arguments in ((), ("nothing.py",), ("--list-rules",), ("--explain", "MY101")):
        result = keraslint(*arguments)
        assert (result.exit_code, result.stdout) == (2, "")
        (line,) = result.stderr.splitlines()
        assert line.startswith("keraslint: error: tools/own")
        assert message in line


def test_two_rules_of_one_code(own: Path) -> None:
    write("tools/own/another.py", RULE.replace("too-many", "far-too-many"))
    line = keraslint().stderr  # of the decorator or, on Python 3.10, of the function
    assert re.search(r"tools/own/wide\.py:1[12]: cannot be loaded: ValueError: two rules are called MY101$", line)
    write("tools/own/another.py", RULE.replace("MY101", "MY102"))
    assert (
        "tools/own/wide.py:11: `too-many-units` is the rule MY102 (too-many-units) in tools/own/another.py"
        in keraslint().stderr
    )


def test_a_module_that_is_mended_is_loaded_again(own: Path) -> None:
    """Also where what was wrong stands elsewhere, so that the files are the same."""
    write("tools/own/a.py", RULE.replace("MY101", "MY100").replace("too-many", "many"))
    own.write_text("from pathlib import Path\nPath('there').read_text()\n" + RULE)
    assert "wide.py:2: cannot be loaded: FileNotFoundError" in keraslint().stderr
    write("there", "")
    assert found(keraslint()) == ["MY100", "MY101"]


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ("rules = 'tools'", "pyproject.toml:2: `rules` must be a list of strings"),
        ("rules = [\n  'nowhere',\n]", "pyproject.toml:3: `rules`: `nowhere`: no such file or directory"),
        ("rules = ['empty']", "pyproject.toml:2: `rules`: `empty`: no module in it"),
    ],
)
def test_paths_where_there_is_nothing(setting: str, message: str) -> None:
    Path("empty").mkdir()
    write("pyproject.toml", f"[tool.keraslint]\n{setting}\n")
    result = keraslint()
    assert result.exit_code == 2
    assert result.stderr == f"keraslint: error: {message}\n"


# keraslint.testing


def test_check_wants_exactly_the_marks(own: Path) -> None:
    check(WIDE.replace("])", "])  # MY101"), rules=own)
    check(WIDE.replace("])", "])  # KL999, MY101:warning, MY101"), rules=[own])
    with pytest.raises(AssertionError, match="unexpected: row 2 MY101 warning: too wide"):
        check(WIDE, rules=own)
    with pytest.raises(AssertionError, match=r"missing: .*row=2, code='MY101', severity='error'"):
        check(WIDE.replace("])", "])  # MY101:error"), rules="tools/own")
    with pytest.raises(AssertionError, match=r"missing: .*row=1"):
        check(WIDE.replace("\n", "  # MY101\n"), rules="tools/own")
    own.write_text(RULE.replace("WARNING", "INFO"))
    with pytest.raises(AssertionError, match="unexpected: row 2 MY101 info"):
        check(WIDE, rules=own)


def test_check_of_notebooks_and_of_our_rules(own: Path) -> None:
    cells = [{"cell_type": "code", "source": text} for text in ("import keras", WIDE.replace("])", "])  # MY101"))]
    check(json.dumps({"cells": cells, "nbformat": 4}), "a.ipynb", rules=own)
    text = "import keras\nm = keras.Sequential([keras.Input((4,)), keras.layers.Dense(4.0)])"
    check(f"# target: keras3\n{text}  # KL409:error\n")
    check(f"# target: keras2\n{text}\n")


def test_a_crash_fails_a_test(own: Path) -> None:
    own.write_text(RULE.replace('"too wide"', "1 / 0"))
    with pytest.raises(AssertionError, match="ZeroDivisionError"):
        lint(WIDE, rules=own)
    assert catalogue._own == NONE
