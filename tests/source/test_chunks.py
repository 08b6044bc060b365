"""A long module read in pieces is the same module."""

from __future__ import annotations

import ast
from pathlib import Path

import libcst
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keraslint.source import SourceFile, chunks, parse
from keraslint.source.lossless import lossless, parse_in_pieces
from tests.source.pieces import PIECES

ROOT = Path(__file__).parents[2]
LONG = [path for path in sorted((ROOT / "tests").rglob("*.py")) if path.read_text(encoding="utf-8").count("\n") > 500]


@given(st.lists(st.sampled_from(PIECES), max_size=12), st.sampled_from(["\n", "\r\n", "\r"]), st.booleans())
@settings(max_examples=150)
def test_the_text_is_kept(pieces: list[str], newline: str, ends: bool) -> None:
    text = "".join(pieces).replace("\f", "")
    text = (text if ends else text.rstrip("\n")).replace("\n", newline)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chunks, "ROWS", 2)
        tree = ast.parse(text)
        assert "".join(chunks.chunks(text, tree)) == text
        module = parse_in_pieces(text, tree)
    whole = libcst.parse_module(text)
    assert module.code == whole.code  # which is not always the text: LibCST may lose blank lines at the end
    assert [type(one) for one in module.body] == [type(one) for one in whole.body]


def test_there_are_long_files() -> None:
    assert len(LONG) > 2


@pytest.mark.parametrize("path", LONG, ids=lambda path: str(path.relative_to(ROOT)))
def test_files(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    (unit,) = lossless(parse(SourceFile("a.py", text)).units)
    assert unit.module.code == text
    assert len(unit.module.body) == len(libcst.parse_module(text).body)
