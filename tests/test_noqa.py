"""``--add-noqa``: where the comments go, and its laws on every fixture."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from keraslint import catalogue
from keraslint.cli import main
from keraslint.linter import Options, lint_bytes
from keraslint.noqa import Added, add_noqa
from keraslint.result import FileResult

RULES = Path(__file__).parent / "rules"
SOURCES = [path for folder in ("fixtures", "false_positives") for path in sorted((RULES / folder).glob("*.*py*"))]
ALL = Options(frozenset(rule.code for rule in catalogue.load()))
HEAD = "import keras\nfrom keras import layers\n"
RANK = "keras.Sequential([keras.Input((4,)), layers.LSTM(3)])"


@pytest.fixture(autouse=True)
def directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def keraslint(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, ["--isolated", *arguments], input=stdin, prog_name="keraslint")


def lint(name: str, data: bytes) -> FileResult:
    return lint_bytes(name, data, ALL)


def add(path: Path) -> tuple[FileResult, int]:
    added = Added()
    (result,) = add_noqa([lint(str(path), path.read_bytes())], lint, added)
    return result, added.files.total()


def cells(data: bytes, name: str) -> list[str]:
    if name.endswith(".py"):
        return [data.decode()]
    return ["".join(cell["source"]) for cell in json.loads(data)["cells"] if cell["cell_type"] == "code"]


def program(text: str) -> str:
    """The syntax tree, which has no comments; what does not parse must not change at all."""
    try:
        return ast.dump(ast.parse(text))
    except SyntaxError:
        return text


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_the_laws_hold_on_every_fixture(source: Path) -> None:
    """No finding is left, the program is the same, only comments were added, and a second run has nothing to do."""
    path = Path(source.name)
    before = source.read_bytes()
    path.write_bytes(before)
    found = sum(one.code != "KL001" for one in lint(source.name, before).diagnostics)
    result, count = add(path)
    after = path.read_bytes()
    assert not result.failed
    assert {one.code for one in result.diagnostics} <= {"KL001"}
    assert count == found
    if found == 0:
        assert after == before
    for old, new in zip(cells(before, source.name), cells(after, source.name), strict=True):
        for line, longer in zip(old.split("\n"), new.split("\n"), strict=True):
            assert longer == line or ("# noqa" in longer and longer.startswith(line.partition("#")[0].rstrip()))
        assert program(old) == program(new)
    assert add(path)[1] == 0
    assert path.read_bytes() == after


@pytest.mark.parametrize(
    ("line", "after"),
    [
        (f"{RANK}", f"{RANK}  # noqa: KL201"),
        (f"{RANK}   ", f"{RANK}  # noqa: KL201   "),
        (f"{RANK}  # why", f"{RANK}  # why  # noqa: KL201"),
        (f"{RANK}  # noqa: E501", f"{RANK}  # noqa: E501, KL201"),
        (f"{RANK}  # NOQA:E501 a remark", f"{RANK}  # NOQA:E501, KL201 a remark"),
        (f"{RANK}  # type: ignore # noqa: E501 # x", f"{RANK}  # type: ignore # noqa: E501, KL201 # x"),
        (f"{RANK}  # noqa: missing-flatten", f"{RANK}  # noqa: missing-flatten, KL201"),
        (f"{RANK}  # noqa: because", f"{RANK}  # noqa: KL201  # noqa: because"),
        (
            "keras.Sequential([keras.Input((4,)), layers.Dropout(0.95), layers.LSTM(3)])",
            "keras.Sequential([keras.Input((4,)), layers.Dropout(0.95), layers.LSTM(3)])  # noqa: KL201, KL407",
        ),
        (
            'keras.Sequential([keras.Input((4,)), layers.LSTM(3, name="""a\nb""")])',
            'keras.Sequential([keras.Input((4,)), layers.LSTM(3, name="""a\nb""")])  # noqa: KL201',
        ),
        (
            "keras.Sequential([keras.Input((4,)), layers.LSTM(3, \\\n    name='#')])",
            "keras.Sequential([keras.Input((4,)), layers.LSTM(3, \\\n    name='#')])  # noqa: KL201",
        ),
        (
            "keras.Sequential([\n    keras.Input((4,)),\n    layers.LSTM(\n        3,\n    ),\n])",
            "keras.Sequential([\n    keras.Input((4,)),\n    layers.LSTM(  # noqa: KL201\n        3,\n    ),\n])",
        ),
    ],
)
def test_where_the_comment_goes(line: str, after: str) -> None:
    path = Path("a.py")
    for end in ("\n", "\r\n", ""):
        path.write_bytes((HEAD + line + end).replace("\n", "\r\n" if end == "\r\n" else "\n").encode())
        result = keraslint("--add-noqa")
        assert result.exit_code == 0, result.output
        assert result.stdout == "All checks passed!\n"
        assert path.read_bytes() == (HEAD + after + end).replace("\n", "\r\n" if end == "\r\n" else "\n").encode()


def test_what_it_says() -> None:
    Path("a.py").write_text(f"{HEAD}{RANK}\n{RANK}\n")
    Path("b.py").write_text(f"{HEAD}{RANK}\n")
    result = keraslint("--add-noqa")
    assert (result.exit_code, result.stdout) == (0, "All checks passed!\n")
    assert result.stderr == "keraslint: 3 findings suppressed by `# noqa` comments in 2 files\n"
    result = keraslint("--add-noqa")
    assert result.stderr == "keraslint: 0 findings suppressed by `# noqa` comments in 0 files\n"
    assert keraslint().exit_code == 0


def test_only_what_is_selected() -> None:
    path = Path("a.py")
    path.write_text(f"{HEAD}keras.Sequential([keras.Input((4,)), layers.Dropout(0.95), layers.LSTM(3)])\n")
    assert keraslint("--add-noqa", "--select", "KL4").exit_code == 0
    assert path.read_text().endswith("# noqa: KL407\n")
    assert keraslint("--add-noqa").exit_code == 0
    assert path.read_text().endswith("# noqa: KL407, KL201\n")


def test_known_findings_get_no_comment() -> None:
    """Though a comment changes the line, so that the known findings on it are no longer known, and get theirs."""
    rate = "keras.Sequential([keras.Input((4,)), layers.Dropout(25), layers.Dense(3)])"
    path = Path("a.py")
    path.write_text(f"{HEAD}{rate}\n")
    assert keraslint("--baseline", "b.json", "--write-baseline").exit_code == 0
    path.write_text(f"{HEAD}{rate}\n{RANK}\n")
    assert keraslint("--baseline", "b.json", "--add-noqa").exit_code == 0
    assert path.read_text() == f"{HEAD}{rate}\n{RANK}  # noqa: KL201\n"


def test_a_notebook_keeps_its_layout() -> None:
    source = [*HEAD.splitlines(keepends=True), f"{RANK}  # ü"]
    described = [
        {"cell_type": "markdown", "metadata": {}, "source": ["text"]},
        {"cell_type": "code", "execution_count": 1, "metadata": {}, "outputs": [], "source": source},
        {"cell_type": "code", "execution_count": 2, "metadata": {}, "outputs": [], "source": f"%time m = {RANK}"},
    ]
    text = json.dumps({"cells": described, "metadata": {}, "nbformat": 4}, indent=1, ensure_ascii=False) + "\n"
    path = Path("a.ipynb")
    path.write_text(text, encoding="utf-8")
    result = keraslint("--add-noqa")
    assert result.exit_code == 0, result.output
    expected = text.replace("# ü", "# ü  # noqa: KL201").replace('LSTM(3)])"\n', 'LSTM(3)])  # noqa: KL201"\n')
    assert path.read_text(encoding="utf-8") == expected


def test_another_encoding_stays() -> None:
    path = Path("a.py")
    data = f"# -*- coding: latin-1 -*-\n{HEAD}{RANK}  # é\n".encode("latin-1")
    path.write_bytes(data)
    assert keraslint("--add-noqa").exit_code == 0
    assert path.read_bytes() == data[:-1] + b"  # noqa: KL201\n"


def test_a_syntax_error_is_left() -> None:
    path = Path("a.py")
    path.write_text(f"{HEAD}{RANK}\nx = (\n")
    before = path.read_bytes()
    result = keraslint("--add-noqa")
    assert result.exit_code == 1
    assert "KL001" in result.stdout
    assert path.read_bytes() == before


def test_a_file_that_was_changed_meanwhile_is_left_alone() -> None:
    path = Path("a.py")
    path.write_text(f"{HEAD}{RANK}\n")
    first = lint("a.py", path.read_bytes())

    def meddling(name: str, data: bytes) -> FileResult:
        path.write_text("# mine\n")
        return lint(name, data)

    (result,) = add_noqa([first], meddling, Added())
    assert result.unreadable == "no `# noqa` added: it was changed on disk meanwhile"
    assert path.read_text() == "# mine\n"


@pytest.mark.parametrize("option", ["--fix", "--diff", "--show-shapes", "--dynamic", "--write-baseline", "-"])
def test_what_it_does_not_go_with(option: str) -> None:
    result = keraslint("--add-noqa", option)
    assert result.exit_code == 2
    assert "does not go with" in result.stderr or "give `--baseline FILE`" in result.stderr
