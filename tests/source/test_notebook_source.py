"""Cells are edited in the JSON of their notebook: what comes out is the edited cell, and nothing else changes."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keraslint.source.notebook import Replacement, cell_sources, replaced

LINES = st.text(st.sampled_from('ab(), "\\/é😀\t'), max_size=6)
CELL = st.lists(LINES, min_size=1, max_size=5).map("\n".join).filter(bool)
LAYOUTS = st.fixed_dictionaries(
    {
        "indent": st.sampled_from([None, 0, 1, 2, "\t"]),
        "ensure_ascii": st.booleans(),
        "separators": st.sampled_from([(",", ":"), (", ", ": "), (" ,  ", " :\n")]),
        "sort_keys": st.booleans(),
    }
)


def as_list(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def notebook(cells: list[Any], *, former: bool) -> dict[str, Any]:
    if former:
        return {"worksheets": [{"cells": cells[:1]}, {"cells": cells[1:]}], "nbformat": 3}
    return {"nbformat": 4, "cells": cells, "metadata": {"cells": [1]}}


@st.composite
def edits_of(draw: st.DrawFn, text: str) -> list[Replacement]:
    places = sorted(draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=6)))
    content = st.sampled_from(["", "x", "é", "x\n", "\nx", "a\nb", '"'])
    made = [Replacement(start, end, draw(content)) for start, end in pairwise(places)][::2]
    return sorted({one.start: one for one in made}.values(), key=lambda one: one.start)


@given(st.data(), CELL, CELL, LAYOUTS, st.booleans(), st.booleans())
def test_the_cell_is_edited_and_nothing_else(
    data: st.DataObject, text: str, other: str, layout: dict[str, Any], listed: bool, former: bool
) -> None:
    key = "input" if former else "source"
    cells = [{"cell_type": "code", key: as_list(text) if listed else text, "n": 1.5}, {"x": None, key: other}]
    whole = notebook(cells, former=former)
    raw = json.dumps(whole, **layout)
    edits = data.draw(edits_of(text))
    source = cell_sources(raw)[1]
    changed = json.loads(replaced(raw, source.on_json(edits)))
    found = cells_of(changed)[0][key]
    assert ("".join(found) if listed else found) == replaced(text, edits)
    cells[0][key] = found
    assert changed == whole
    if listed:
        assert all(line.endswith("\n") or line is found[-1] for line in found)
        assert all(found)
    if not edits:
        assert replaced(raw, source.on_json(edits)) == raw


def cells_of(content: dict[str, Any]) -> list[Any]:
    return (
        content["cells"] if "cells" in content else [one for sheet in content["worksheets"] for one in sheet["cells"]]
    )


@pytest.mark.parametrize(
    ("before", "edit", "after"),
    [
        ('["a\\n",\n  "b"]', Replacement(2, 2, "x\n"), '["a\\n",\n  "x\\n",\n  "b"]'),
        ('["a\\n",\n  "b"]', Replacement(3, 3, "\nx"), '["a\\n",\n  "b\\n",\n  "x"]'),
        ('["a\\n",\n  "b"]', Replacement(0, 2, ""), '["b"]'),
        ('["a\\n",\n  "b"]', Replacement(1, 2, ""), '["ab"]'),
        ('["a\\n",\n  "b"]', Replacement(2, 3, ""), '["a\\n"]'),
        ('["a"]', Replacement(1, 1, "\nx"), '["a\\n", "x"]'),
        ('[\n "a"]', Replacement(1, 1, "\nx"), '[\n "a\\n",\n "x"]'),
        ('"a\\u0062\\/"', Replacement(1, 2, "x"), '"ax\\/"'),
        ('"\\ud83d\\ude00b"', Replacement(1, 2, "é"), '"\\ud83d\\ude00\\u00e9"'),
    ],
)
def test_lines_stay_lines(before: str, edit: Replacement, after: str) -> None:
    raw = f'{{"cells": [{{"source" : {before} }}]}}'
    assert replaced(raw, cell_sources(raw)[1].on_json([edit])) == raw.replace(before, after)
