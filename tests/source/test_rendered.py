"""``PositionProvider`` is the oracle: the product never imports it."""

from __future__ import annotations

from pathlib import Path

import libcst
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from libcst.metadata import MetadataWrapper, PositionProvider

from keraslint.diagnostic import Location, Origin
from keraslint.source import SourceFile, parse
from keraslint.source.lossless import LosslessUnit, lossless
from keraslint.source.rendered import lossless_spans, positions
from tests.source.pieces import PIECES

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "keraslint").rglob("*.py"))


def units_of(text: str) -> tuple[LosslessUnit, ...]:
    return lossless(parse(SourceFile("a.py", text)).units)


def disagreements(text: str) -> list[str]:
    module = libcst.parse_module(text)
    expected = MetadataWrapper(module, unsafe_skip_copy=True).resolve(PositionProvider)
    found = positions(module, expected)
    assert len(found) == len(expected)
    return [
        f"{type(node).__name__}: {found[id(node)]}, not {where}"
        for node, where in expected.items()
        if found[id(node)]
        != (Location(where.start.line, where.start.column + 1), Location(where.end.line, where.end.column + 1))
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_files(path: Path) -> None:
    assert disagreements(path.read_text(encoding="utf-8")) == []


@given(st.lists(st.sampled_from(PIECES), max_size=6), st.sampled_from(["\n", "\r\n", "\r"]), st.booleans())
@settings(max_examples=150)
def test_constructs(pieces: list[str], newline: str, ends: bool) -> None:
    text = "".join(pieces)
    text = text if ends else text.rstrip("\n")
    assert disagreements(text.replace("\n", newline)) == []


@given(st.data())
@settings(max_examples=50)
def test_any_choice_of_nodes_gets_the_same_answer(data: st.DataObject) -> None:
    """A border inside a wanted node need not be wanted itself."""
    module = libcst.parse_module("".join(PIECES))
    expected = MetadataWrapper(module, unsafe_skip_copy=True).resolve(PositionProvider)
    chosen = data.draw(st.lists(st.sampled_from(list(expected)), max_size=4))
    found = positions(module, chosen)
    assert found.keys() == {id(node) for node in chosen}
    for node in chosen:
        start = expected[node].start
        assert found[id(node)][0] == Location(start.line, start.column + 1)


def test_long_chains_are_deep_trees() -> None:
    units = units_of("x = " + " + ".join(["'a'"] * 900) + "\n")
    value = units[0].module.body[0].body[0].value  # type: ignore[index, union-attr]
    (span,) = lossless_spans(units, [Origin(value)]).values()
    assert (span.start, span.end) == (Location(1, 5), Location(1, 5 + 900 * 6 - 3))


def test_origins_of_several_units_and_of_none() -> None:
    first, second = (units_of(text)[0] for text in ("a\n", "\nb\n"))
    nodes = [Origin(unit.module.body[0]) for unit in (first, second)]
    stranger = Origin(libcst.Name("c"))
    found = lossless_spans([first, second], [*nodes, stranger])
    assert [found[node].start.row for node in nodes] == [1, 2]
    assert stranger not in found


@pytest.mark.parametrize("before", ["", "\f", "\f\f", "x\n\f\n", "\f# note\n\f", "if x:\n\f  y\n\f"])
def test_form_feeds(before: str) -> None:
    """LibCST does not render all of them, so here the text is the oracle."""
    text = before + "here(1)\n"
    (unit,) = units_of(text)
    origin = Origin(unit.module.body[-1].body[0].value)  # type: ignore[index, union-attr]
    span = lossless_spans([unit], [origin])[origin]
    assert text.split("\n")[span.start.row - 1][span.start.column - 1 : span.end.column - 1] == "here(1)"
