from __future__ import annotations

import json
import os
from dataclasses import replace
from typing import Any

from keraslint.diagnostic import TextEdit, TextFix
from keraslint.reporters import Style, concise, json_format
from tests.reporters.build import LSTM, SOURCE, diagnostic, note, result, span

RUFF_FIELDS = {
    "cell",
    "code",
    "end_location",
    "filename",
    "fix",
    "location",
    "message",
    "name",
    "noqa_row",
    "severity",
    "url",
}


def test_concise_is_one_line_each() -> None:
    two = result(SOURCE, LSTM, replace(LSTM, message="a\nb"))
    assert "".join(concise.report([two], Style())).split("\n") == [
        "train.py:7:11: KL201 error: `LSTM` needs a 3-D input (batch, timesteps, features) but gets (None, 64)",
        "train.py:7:11: KL201 error: a b",
        "",
    ]


def load(*results: object) -> list[dict[str, Any]]:
    return json.loads("".join(json_format.report(results, Style())))  # type: ignore[arg-type,no-any-return]


def test_no_diagnostics_is_an_empty_list() -> None:
    assert load() == []
    assert load(result(SOURCE)) == []


def test_json_fields() -> None:
    finding = diagnostic(span(7, 11, 19, cell=2), related=(note(5, 1, 4, "cause", cell=1),), noqa_row=7, help="remedy")
    (item,) = load(result(SOURCE, finding))
    assert set(item) == RUFF_FIELDS | {"help", "related"}
    assert item["code"] == "KL201"
    assert item["name"] == "incompatible-rank"
    assert item["severity"] == "error"
    assert item["filename"] == os.path.abspath("train.py")
    assert item["cell"] == 2
    assert item["location"] == {"row": 7, "column": 11}
    assert item["end_location"] == {"row": 7, "column": 19}
    assert item["noqa_row"] == 7
    assert item["help"] == "remedy"
    assert item["fix"] is None
    assert item["url"] is None
    (related,) = item["related"]
    assert related == {
        "message": "cause",
        "filename": os.path.abspath("train.py"),
        "cell": 1,
        "location": {"row": 5, "column": 1},
        "end_location": {"row": 5, "column": 4},
    }


def test_json_has_the_flow_after_the_causes() -> None:
    (item,) = load(result(SOURCE, replace(LSTM, related=(note(1, 1, 4, "cause"),))))
    assert [related["message"] for related in item["related"]] == [
        "cause",
        "output shape (None, 64)",
        "output shape (None, 64)",
    ]


def test_json_fix_has_ruffs_shape() -> None:
    fix = TextFix((TextEdit(span(7, 11, 15), "GRU"),), safe=False, message="use GRU")
    (item,) = load(result(SOURCE, replace(LSTM, fix=fix)))
    assert item["fix"] == {
        "applicability": "unsafe",
        "message": "use GRU",
        "edits": [
            {
                "content": "GRU",
                "cell": None,
                "location": {"row": 7, "column": 11},
                "end_location": {"row": 7, "column": 15},
            }
        ],
    }


def test_json_survives_any_name_and_keeps_stdin() -> None:
    one, two = load(result(SOURCE, replace(LSTM, filename="-"), replace(LSTM, message="\udcff é →")))
    assert one["filename"] == "-"
    assert two["message"] == "\udcff é →"
    assert "".join(json_format.report([result(SOURCE, replace(LSTM, message="é"))], Style())).isascii()
