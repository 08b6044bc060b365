"""The baseline: what it hides, what it does not, and what is written."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from keraslint import catalogue
from keraslint.baseline import Baseline, Key, load, save
from keraslint.cli import main
from keraslint.fingerprints import identified
from keraslint.linter import Options, lint_bytes

FIXTURES = sorted((Path(__file__).parent / "rules" / "fixtures").glob("*.py"))
ALL = Options(frozenset(rule.code for rule in catalogue.load()))
HEAD = "import keras\nfrom keras import layers\n"
RATE = "m = keras.Sequential([keras.Input((4,)), layers.Dropout(1.5), layers.Dense(3)])\n"
RANK = "n = keras.Sequential([keras.Input((4,)), layers.LSTM(3)])\n"
WIDE = "w = keras.Sequential([\n    keras.Input((4,)),\n    layers.LSTM(\n        3,\n    ),\n])\n"


@pytest.fixture(autouse=True)
def directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("pyproject.toml").write_text('[tool.keraslint]\nbaseline = "known.json"\noutput-format = "concise"\n')
    return tmp_path


def keraslint(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, arguments, input=stdin, prog_name="keraslint")


def write(name: str, *parts: str) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join((HEAD, *parts)))
    return path


def codes(result: Result) -> list[str]:
    return re.findall(r"^\S.*?: (KL\d{3}) ", result.stdout, re.MULTILINE)


def written(*arguments: str) -> dict[Key, int]:
    result = keraslint("--write-baseline", *arguments)
    assert result.exit_code == 0, result.output
    assert result.stdout == ""
    return load("known.json")


def test_what_is_known_is_not_reported() -> None:
    write("a.py", RATE, RANK)
    result = keraslint("--write-baseline")
    assert result.stderr == "keraslint: known.json: 2 findings in 1 file (2 added, 0 removed)\n"
    result = keraslint()
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "All checks passed! 2 findings are in the baseline.\n"
    write("b.py", RANK)
    result = keraslint()
    assert result.exit_code == 1
    assert result.stdout.splitlines()[-1] == "Found 1 error in 1 file. 2 findings are in the baseline."
    assert codes(result) == ["KL201"]
    assert codes(keraslint("--baseline", "")) == ["KL407", "KL201", "KL201"]
    assert codes(keraslint("--isolated", "--output-format", "concise")) == ["KL407", "KL201", "KL201"]


def test_a_baseline_that_is_not_there() -> None:
    write("a.py", RANK)
    result = keraslint()
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "keraslint: error: known.json: cannot read the baseline: no such file or directory\n"


def test_moved_and_indented_lines_are_known() -> None:
    path = write("a.py", RANK)
    written()
    path.write_text("# moved\n\n" + HEAD + "if True:\n    " + RANK)
    assert keraslint().exit_code == 0


def test_a_changed_line_is_not_known() -> None:
    path = write("a.py", RANK)
    written()
    path.write_text(HEAD + RANK.replace("LSTM(3)", "LSTM(5)"))
    result = keraslint()
    assert codes(result) == ["KL201"]
    assert result.stderr == "keraslint: 1 entry of the baseline matches nothing; `--write-baseline` removes it\n"


def test_every_line_of_the_finding_counts() -> None:
    path = write("a.py", WIDE)
    written()
    path.write_text("\n" + HEAD + WIDE.replace("        3", "  3"))
    assert keraslint().exit_code == 0
    path.write_text(HEAD + WIDE.replace("        3", "        5"))
    assert codes(keraslint()) == ["KL201"]


def test_equal_findings_are_counted() -> None:
    path = write("a.py", RANK, RANK)
    (count,) = written().values()
    assert count == 2
    path.write_text(HEAD + RANK * 3)
    assert codes(keraslint()) == ["KL201"]
    path.write_text(HEAD + RANK)
    result = keraslint()
    assert result.exit_code == 0
    assert "1 entry of the baseline matches nothing" in result.stderr


def test_another_file_is_not_known() -> None:
    path = write("a.py", RANK)
    written()
    path.rename("b.py")
    result = keraslint()
    assert codes(result) == ["KL201"]
    assert "1 entry of the baseline matches nothing" in result.stderr


def test_idle_entries_are_removed_by_writing() -> None:
    path = write("a.py", RATE, RANK)
    write("b.py", RANK)
    assert len(written()) == 3
    path.write_text(HEAD + RANK)
    Path("b.py").unlink()
    result = keraslint()
    assert result.exit_code == 0
    assert result.stderr == "keraslint: 2 entries of the baseline match nothing; `--write-baseline` removes them\n"
    assert keraslint("-q").stderr == ""
    assert {(path, code) for path, code, _ in written()} == {("a.py", "KL201")}


def test_a_run_judges_only_what_it_looks_at() -> None:
    """Other files and other rules keep their entries, and are not called idle."""
    a, b = write("a.py", RATE, RANK), write("sub/b.py", RANK)
    whole = written()
    for path in (a, b):
        path.write_text(HEAD)
    assert keraslint("a.py", "--select", "KL4").stderr.startswith("keraslint: 1 entry of")
    assert keraslint("sub").stderr.startswith("keraslint: 1 entry of")
    assert keraslint("--ignore", "ALL").stderr == ""
    left = written("a.py", "--select", "KL4")
    assert {key for key in whole if key not in left} == {key for key in whole if key[:2] == ("a.py", "KL407")}
    assert {path for path, _, _ in written("sub")} == {"a.py"}


def test_paths_are_told_from_the_config_file(monkeypatch: pytest.MonkeyPatch) -> None:
    write("sub/deep/a.py", RANK)
    monkeypatch.chdir("sub")
    result = keraslint("--write-baseline", "deep")
    assert result.exit_code == 0
    assert Path("../known.json").exists()
    assert [path for path, _, _ in load("../known.json")] == ["sub/deep/a.py"]
    assert keraslint("deep/a.py").exit_code == 0
    monkeypatch.chdir("..")
    assert keraslint().exit_code == 0


def test_the_directory_of_the_baseline_anchors_the_paths(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever it is used from, with a config file or none, an entry is of one file only."""
    alone = ("--isolated", "--output-format", "concise", "--baseline")
    write("a.py", RATE)
    write("sub/a.py", RANK)
    assert keraslint(*alone, "known.json", "--write-baseline").exit_code == 0
    before = Path("known.json").read_text()
    assert {(path, code) for path, code, _ in load("known.json")} == {("a.py", "KL407"), ("sub/a.py", "KL201")}
    monkeypatch.chdir("sub")
    result = keraslint(*alone, "../known.json")
    assert (result.exit_code, result.stderr) == (0, "")
    assert keraslint(*alone, "../known.json", "--write-baseline").exit_code == 0
    assert Path("../known.json").read_text() == before


def test_a_baseline_beside_the_code_is_told_upwards(tmp_path: Path) -> None:
    write("src/a.py", RANK)
    Path("ci").mkdir()
    assert keraslint("--baseline", "ci/known.json", "--write-baseline", str(tmp_path)).exit_code == 0
    assert [path for path, _, _ in load("ci/known.json")] == ["../src/a.py"]
    assert keraslint("--baseline", "ci/known.json").exit_code == 0
    write("src/a.py")
    assert "1 entry of the baseline matches nothing" in keraslint("--baseline", "ci/known.json").stderr


@pytest.mark.parametrize(
    ("code", "arguments", "judged"),
    [
        ("KL201", (), True),
        ("KL201", ("--ignore", "KL2"), False),
        ("KL201", ("--per-file-ignores", "a.py:KL2"), False),
        ("KL999", (), True),  # of another version
        ("MY101", (), False),  # own, and not loaded
        ("KL801", (), False),  # Keras was not asked
        ("KL601", (), False),  # silent where the code may run on Keras 2
        ("KL601", ("--target", "keras3"), True),
        ("KL601", ("--extend-select", "KL6"), True),
        ("KL601", ("--extend-select", "KL6", "--target", "keras2"), False),
    ],
)
def test_a_rule_that_did_not_run_does_not_judge(code: str, arguments: tuple[str, ...], judged: bool) -> None:
    """Neither the entries of the baseline nor the comments in the source."""
    write("a.py", f"x = 1  # noqa: {code}\n")
    save("known.json", {("a.py", code, "0"): 1})
    result = keraslint(*arguments)
    assert ("1 entry of the baseline matches nothing" in result.stderr) is judged
    assert (len(written(*arguments)) == 0) is judged
    assert (codes(keraslint(*arguments, "--extend-select", "KL002")) == ["KL002"]) is judged


def test_notebook_cells() -> None:
    def notebook(*cells: str) -> None:
        described = [{"cell_type": "code", "source": cell} for cell in cells]
        Path("a.ipynb").write_text(json.dumps({"cells": described, "metadata": {}, "nbformat": 4}))

    notebook(HEAD, RANK)
    written()
    notebook(HEAD, "print(1)", "\n" + RANK)
    assert keraslint().exit_code == 0
    notebook(HEAD, RANK, RANK)
    assert codes(keraslint()) == ["KL201"]


def test_infos_are_known_too() -> None:
    write("a.py", "m = keras.Sequential([layers.Dense(3)])\nm.compile('sgd', 'mse')\nm.fit(x, y)\n")
    assert " info: " in keraslint("--baseline", "").stdout
    written()
    assert codes(keraslint("--fail-on", "info")) == []


def test_writing_again_changes_no_byte_and_diffs_are_lines() -> None:
    write("a.py", RANK)
    write("b.py", RATE, RANK)
    written()
    before = Path("known.json").read_text()
    written()
    assert Path("known.json").read_text() == before
    write("c.py", RANK)
    written()
    added = set(Path("known.json").read_text().splitlines()) - set(before.splitlines())
    assert [line.strip()[:6] for line in added if "c.py" in line] == ['"c.py"']
    assert list(json.loads(before)["files"]) == ["a.py", "b.py"]
    assert {path.name for path in Path().iterdir()} == {"a.py", "b.py", "c.py", "known.json", "pyproject.toml"}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{", "known.json:1: the baseline is not valid JSON"),
        ("{\n<<<<<<< HEAD\n", "known.json:2: the baseline is not valid JSON"),
        (b"\xff", "not valid JSON"),
        ("[]", "not a baseline of keraslint"),
        ('{"results": []}', "not a baseline of keraslint"),
        ('{"keraslint-baseline": 99, "files": {}}', "another version"),
        ('{"keraslint-baseline": 1, "files": []}', "damaged"),
        ('{"keraslint-baseline": 1}', "damaged"),
        ('{"keraslint-baseline": 1, "files": {"a.py": {"KL201": {"x": "1"}}}}', "damaged"),
        ('{"keraslint-baseline": 1, "files": {"a.py": {"KL201": {"x": true}}}}', "damaged"),
        ('{"keraslint-baseline": 1, "files": {"a.py": ["KL201"]}}', "damaged"),
    ],
)
def test_a_foreign_file_is_one_line_and_stays(content: str | bytes, words: str) -> None:
    write("a.py", RANK)
    path = Path("known.json")
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    before = path.read_bytes()
    for arguments in ((), ("--write-baseline",)):
        result = keraslint(*arguments)
        assert (result.exit_code, result.stdout) == (2, "")
        (line,) = result.stderr.splitlines()
        assert line.startswith("keraslint: error: known.json")
        assert words in line
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--isolated",), "give `--baseline FILE`"),
        (("--fix",), "does not go with --fix"),
        (("--show-shapes",), "does not go with --show-shapes"),
        (("-",), "does not go with standard input"),
    ],
)
def test_what_cannot_be_written(arguments: tuple[str, ...], words: str) -> None:
    result = keraslint("--write-baseline", *arguments)
    assert result.exit_code == 2
    assert words in result.stderr
    assert not Path("known.json").exists()


def test_a_directory_that_is_not_there() -> None:
    write("a.py", RANK)
    result = keraslint("--write-baseline", "--baseline", "none/known.json")
    assert result.exit_code == 2
    assert result.stderr == "keraslint: error: none/known.json: cannot be written: no such file or directory\n"


def test_nothing_is_forgotten_where_something_failed() -> None:
    path = write("a.py", RANK)
    write("b.py", RANK)
    written()
    path.write_bytes(b"import keras\n\xff\n")
    result = keraslint()
    assert (result.exit_code, codes(result)) == (2, [])
    assert "match" not in result.stderr
    assert keraslint("--write-baseline").exit_code == 2
    assert {path for path, _, _ in load("known.json")} == {"a.py", "b.py"}


def test_fixes_leave_known_findings_alone() -> None:
    """A fix of a known finding would be no more asked for than its report."""
    known = "m = keras.Sequential([keras.Input((4,)), layers.Dropout(25), layers.Dense(3)])\n"
    path = write("a.py", known)
    written()
    path.write_text(HEAD + known + known.replace("m = ", "n = "))
    result = keraslint("--fix", "--unsafe-fixes")
    assert result.exit_code == 0, result.output
    assert path.read_text() == HEAD + known + known.replace("m = ", "n = ").replace("(25)", "(0.25)")


def test_standard_input_of_a_file() -> None:
    path = write("a.py", RANK)
    written()
    assert keraslint("--stdin-filename", "a.py", stdin=path.read_text()).exit_code == 0
    result = keraslint("--stdin-filename", "a.py", stdin=HEAD + RATE)
    assert codes(result) == ["KL407"]
    assert result.stderr == ""


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.name)
def test_what_is_known_stays_known_wherever_it_moves(path: Path) -> None:
    """A law on every fixture: rows above hide nothing and bring nothing back, and every entry still matches."""
    text = path.read_bytes()
    before = Baseline(".", {})
    (first,) = before.watched([lint_bytes(path.name, text, ALL)])
    assert sum(before.found.values()) == len(first.diagnostics)
    after = Baseline(".", before.found)
    (second,) = after.watched([lint_bytes(path.name, b"# moved\n\n\n" + text, ALL)])
    assert second.diagnostics == ()
    assert not after.idle(lambda path, code: True)
    prints = [identity.fingerprint for _, identity in identified(first)]
    assert len(set(prints)) == len(prints)


keys = st.tuples(st.text(max_size=5), st.sampled_from(["KL101", "KL201"]), st.text(max_size=5))


@given(st.dictionaries(keys, st.integers(1, 9)))
def test_what_is_saved_is_loaded(tmp_path_factory: pytest.TempPathFactory, entries: dict[Key, int]) -> None:
    filename = str(tmp_path_factory.mktemp("x") / "b.json")
    save(filename, entries)
    assert load(filename) == entries
