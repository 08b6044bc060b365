"""Fixes: the edits themselves, and their laws on every fixture."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from keraslint import catalogue
from keraslint.cli import main
from keraslint.diagnostic import Location, Span, TextEdit
from keraslint.fixer import edited, fix
from keraslint.linter import Options, lint_bytes

FOLDER = Path(__file__).parent / "rules" / "fixtures"
FIXTURES = sorted(path for path in FOLDER.glob("*.py") if path.name != "syntax_error.py")
ALL = Options(frozenset(rule.code for rule in catalogue.load()))
IMPORTS = "import keras\nfrom keras import layers\nfrom keras.layers import *\n"


def test_line_ends_and_encodings_stay() -> None:
    text = "# -*- coding: latin-1 -*-\r\nx = f(a)  # \xe9\r\n"
    edit = TextEdit(Span(None, Location(2, 7), Location(2, 8)), "b")
    assert edited("x.py", text.encode("latin-1"), [edit]) == text.replace("(a)", "(b)").encode("latin-1")
    edit = TextEdit(Span(None, Location(1, 5), Location(1, 6)), "2")
    assert edited("x.py", b"\xef\xbb\xbfx = 1\n", [edit]) == b"\xef\xbb\xbfx = 2\n"


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.name)
def test_the_laws_hold_on_every_fixture(path: Path) -> None:
    """What comes out parses, is a fixed point, no fix was dropped, and lines without a fix are unchanged."""
    data = path.read_bytes()
    result = lint_bytes(path.name, data, ALL)
    fixed = fix(path.name, data, result, lambda changed: lint_bytes(path.name, changed, ALL), unsafe=True)
    assert not fixed.result.internal_errors
    ast.parse(fixed.data)
    again = fix(path.name, fixed.data, fixed.result, lambda d: lint_bytes(path.name, d, ALL), unsafe=True)
    assert again.data == fixed.data
    assert not any(one.fix for one in fixed.result.diagnostics)
    if not fixed.applied:
        assert fixed.data == data


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


def test_a_notebook_keeps_its_layout(tmp_path: Path) -> None:
    source = [*IMPORTS.splitlines(keepends=True), "m = keras.Sequential([Input((3,)), Dropout(25), Dense(1)])  # ü"]
    cells = [
        {"cell_type": "markdown", "metadata": {}, "source": ["text"]},
        {"cell_type": "code", "execution_count": 1, "metadata": {}, "outputs": [], "source": source},
    ]
    notebook = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    path = tmp_path / "x.ipynb"
    text = json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"
    path.write_text(text, encoding="utf-8")
    CliRunner().invoke(main, ["--isolated", "--fix", "--unsafe-fixes", str(path)])
    assert path.read_text(encoding="utf-8") == text.replace("Dropout(25)", "Dropout(0.25)")


def test_a_notebook_of_another_layout_is_left_alone(tmp_path: Path) -> None:
    source = IMPORTS + "m = keras.Sequential([Input((3,)), Dropout(25), Dense(1)])"
    text = '{"cells":  [{"cell_type": "code","metadata": {}, "outputs": [], "source": ' + json.dumps(source) + "}]}"
    path = tmp_path / "x.ipynb"
    path.write_text(text)
    done = CliRunner().invoke(main, ["--isolated", "--fix", "--unsafe-fixes", str(path)])
    assert done.exit_code == 2
    assert "could not be kept" in done.stderr
    assert path.read_text() == text
