"""The formats that programs read: each is read by the standard library or by its own consumer."""

from __future__ import annotations

import json
import os
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from keraslint import fingerprints
from keraslint.cli import main
from keraslint.reporters import Style, reporter
from tests.reporters.build import diagnostic, result, span

FAULTY = """import keras
from keras import layers

model = keras.Sequential([
    keras.Input((28, 28)),
    layers.LSTM(8),
    layers.LSTM(4),  # <&">: %
])
"""
FORMATS = ["grouped", "json", "json-lines", "sarif", "github", "gitlab", "junit", "pylint", "rdjson"]


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a b.py").write_text(FAULTY, encoding="utf-8")
    (tmp_path / "sound.py").write_text(FAULTY.replace("LSTM(8)", "LSTM(8, return_sequences=True)"), encoding="utf-8")
    return tmp_path


def run(form: str, *more: str) -> str:
    done = CliRunner().invoke(main, ["--isolated", "--output-format", form, *more, "."])
    assert done.exit_code == 1, done.output
    return done.stdout


def test_json_lines(written: Path) -> None:
    (line,) = run("json-lines").splitlines()
    assert json.loads(line)["code"] == "KL201"


def test_grouped(written: Path) -> None:
    text = run("grouped")
    assert text.startswith("a b.py:\n  7:5 KL201 error: ")
    assert "sound.py" not in text


def test_sarif(written: Path) -> None:
    (one_run,) = json.loads(run("sarif"))["runs"]
    (found,) = one_run["results"]
    rule = one_run["tool"]["driver"]["rules"][found["ruleIndex"]]
    assert (found["ruleId"], rule["id"], found["level"]) == ("KL201", "KL201", "error")
    place = found["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "a%20b.py", "uriBaseId": "SRCROOT"}
    assert place["region"] == {"startLine": 7, "startColumn": 5, "endLine": 7, "endColumn": 19}
    assert "## What it does" in rule["help"]["markdown"]
    assert found["relatedLocations"]
    assert one_run["invocations"] == [{"executionSuccessful": True, "toolExecutionNotifications": []}]


@pytest.mark.parametrize("form", ["sarif", "gitlab"])
def test_fingerprints_survive_moved_lines(written: Path, form: str) -> None:
    def prints() -> list[str]:
        document = json.loads(run(form))
        if form == "gitlab":
            return [issue["fingerprint"] for issue in document]
        return [found["partialFingerprints"]["keraslint/v1"] for found in document["runs"][0]["results"]]

    before = prints()
    path = written / "a b.py"
    path.write_text("# moved\n\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert prints() == before
    path.write_text(path.read_text(encoding="utf-8") + "other = keras.Sequential([keras.Input(()), layers.LSTM(4)])\n")
    assert len(set(prints())) == 2


@pytest.mark.parametrize("form", ["sarif", "gitlab"])
def test_many_findings_on_a_long_line_cost_no_more_than_their_number(
    form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is known of the file and of the line is found out once."""
    asked: list[object] = []

    def counted(function: Callable[..., object]) -> Callable[..., object]:
        return lambda *given: asked.append(given) or function(*given)

    monkeypatch.setattr("os.path.relpath", counted(os.path.relpath))
    monkeypatch.setattr(fingerprints, "_text", counted(fingerprints._text))
    many = result("a" * 100, *(diagnostic(span(1, start, start + 1)) for start in range(1, 100)))
    assert "".join(reporter(form)([many], Style())).count("KL201:" if form == "gitlab" else '"ruleId": "KL201"') == 99
    assert len(asked) == (2 if form == "sarif" else 1)


def test_github(written: Path) -> None:
    line = run("github").splitlines()[0]
    assert line.startswith("::error file=a b.py,line=7,endLine=7,col=5,endColumn=19,title=keraslint (KL201)::KL201 ")


def test_gitlab(written: Path) -> None:
    (issue,) = json.loads(run("gitlab"))
    assert issue["severity"] == "major"
    assert issue["location"]["positions"]["begin"] == {"line": 7, "column": 5}


def test_junit(written: Path) -> None:
    root = ET.fromstring(run("junit"))
    cases = {suite.get("name"): suite.findall("testcase") for suite in root}
    assert cases["a b.py"][0].find("failure") is not None
    assert cases["sound.py"][0].find("failure") is None


def test_pylint(written: Path) -> None:
    assert run("pylint").startswith("a b.py:7: [KL201(incompatible-rank)] ")


def test_rdjson(written: Path) -> None:
    document = json.loads(run("rdjson"))
    assert document["diagnostics"][0]["location"]["range"]["start"] == {"line": 7, "column": 5}


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_gets_what_the_terminal_would(written: Path, form: str) -> None:
    expected = run(form)
    assert run(form, "--output-file", "report.txt") in ("", "Found 1 error in 1 file.\n")
    text = (written / "report.txt").read_text(encoding="utf-8")
    assert expected.startswith(text)
    assert [path.name for path in written.iterdir() if path.name.startswith(".")] == []


def test_a_file_that_cannot_be_written(written: Path) -> None:
    result = CliRunner().invoke(main, ["--isolated", "--output-file", "no/such/report.txt", "."])
    assert result.exit_code == 2
    assert "no/such/report.txt: cannot be written" in result.stderr
