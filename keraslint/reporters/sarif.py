"""SARIF 2.1.0, which code scanning services read."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final, TypeAlias
from urllib.parse import quote

from keraslint import __version__, catalogue
from keraslint.diagnostic import Diagnostic, Span, TextFix
from keraslint.fingerprints import identified
from keraslint.reporters import Style
from keraslint.result import FileResult
from keraslint.rule import Rule
from keraslint.severity import Severity

SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_Artifact: TypeAlias = dict[str, str]
LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def report(results: Iterable[FileResult], style: Style) -> Iterator[str]:
    kept = list(results)
    rules = catalogue.load()
    index = {rule.code: number for number, rule in enumerate(rules)}
    run = {
        "tool": {
            "driver": {
                "name": "keraslint",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": [_rule(rule) for rule in rules],
            }
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"SRCROOT": {"uri": Path.cwd().as_uri() + "/"}},
        "results": [
            _result(one, identity.fingerprint, index, artifact)
            for result in kept
            for artifact in [_artifact(result.filename)]
            for one, identity in identified(result)
        ],
        "invocations": [_invocation(kept)],
    }
    yield json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": "".join(part.capitalize() for part in rule.name.split("-")),
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.summary},
        "help": {"text": rule.page, "markdown": rule.page},
        "defaultConfiguration": {"level": LEVELS[rule.severity], "enabled": rule.default},
        "properties": {"tags": ["keras"], "problem.severity": _problem(rule.severity)},
    }


def _problem(severity: Severity) -> str:
    return "recommendation" if severity is Severity.INFO else str(severity)


def _result(one: Diagnostic, fingerprint: str, index: dict[str, int], artifact: _Artifact) -> dict[str, Any]:
    text = one.message + (f"\n{one.help}" if one.help else "")
    found: dict[str, Any] = {
        "ruleId": one.code,
        "level": LEVELS[one.severity],
        "message": {"text": text},
        "locations": [_location(artifact, one.span)],
        "partialFingerprints": {"keraslint/v1": fingerprint},
    }
    if one.code in index:
        found["ruleIndex"] = index[one.code]
    related = [*one.related, *one.flow]
    if related:
        found["relatedLocations"] = [
            {"id": number, **_location(artifact, note.span), "message": {"text": note.message}}
            for number, note in enumerate(related, 1)
        ]
    if one.fix is not None:
        found["fixes"] = [_fix(artifact, one.fix)]
    return found


def _artifact(filename: str) -> _Artifact:
    """A path below the working directory is relative to it, another one absolute."""
    relative = os.path.relpath(filename)
    if relative.startswith(".."):
        return {"uri": Path(filename).absolute().as_uri()}
    return {"uri": quote(os.fsencode(relative.replace(os.sep, "/"))), "uriBaseId": "SRCROOT"}


def _location(artifact: _Artifact, span: Span) -> dict[str, Any]:
    """In a notebook the region counts inside the cell, which the logical location names."""
    location: dict[str, Any] = {"physicalLocation": {"artifactLocation": artifact, "region": _region(span)}}
    if span.cell is not None:
        location["logicalLocations"] = [{"name": f"cell {span.cell}", "kind": "module"}]
    return location


def _region(span: Span) -> dict[str, int]:
    return {
        "startLine": span.start.row,
        "startColumn": span.start.column,
        "endLine": span.end.row,
        "endColumn": span.end.column,
    }


def _fix(artifact: _Artifact, fix: TextFix) -> dict[str, Any]:
    replacements = [
        {"deletedRegion": _region(edit.span), "insertedContent": {"text": edit.content}} for edit in fix.edits
    ]
    return {
        "description": {"text": fix.message},
        "artifactChanges": [{"artifactLocation": artifact, "replacements": replacements}],
    }


def _invocation(results: Iterable[FileResult]) -> dict[str, Any]:
    failures = [
        {"level": "error", "message": {"text": f"{result.filename}: {what}"}}
        for result in results
        for what in (
            *([result.unreadable] if result.unreadable is not None else []),
            *(fault.exception for fault in result.internal_errors),
        )
    ]
    return {"executionSuccessful": not failures, "toolExecutionNotifications": failures}
