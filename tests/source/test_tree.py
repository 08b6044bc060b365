"""The tree of a file, as fixes see it."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst
import pytest

from keraslint import catalogue
from keraslint.linter import Options, lint_bytes
from keraslint.source import SourceFile, parse, tree
from keraslint.source.lossless import lossless
from keraslint.source.tree import Tree

HEAD = "import keras\nfrom keras import layers\n"
IMAGES = "m_{0} = keras.Sequential([keras.Input((9, 9, 1)), layers.Conv2D(8, 3)])\nm_{0}.add(layers.Dense(10))\n"
FIT = "m_{0}.compile('adam', 'sparse_categorical_crossentropy')\n"


def test_many_fixes_walk_the_tree_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every fix asks what the file imports and binds; each asking anew made a file of 80 models 25 times as dear."""
    walks: list[cst.CSTNode] = []
    walk = tree._all_nodes

    def counted(top: cst.CSTNode) -> Iterator[cst.CSTNode]:
        walks.append(top)
        return walk(top)

    monkeypatch.setattr(tree, "_all_nodes", counted)
    text = HEAD + "".join((IMAGES + FIT).format(number) for number in range(12))
    options = Options(frozenset(rule.code for rule in catalogue.load() if rule.default))
    found = lint_bytes("x.py", text.encode(), options)
    assert sum(one.fix is not None for one in found.diagnostics) >= 12
    assert len(walks) == 1


def test_a_question_is_asked_once() -> None:
    units = lossless(parse(SourceFile("x.py", "a = 1\nb = a\n")).units)
    found, asked = Tree(units), []

    def names(nodes: object) -> list[str]:
        asked.append(nodes)
        return [node.value for node in nodes if isinstance(node, cst.Name)]  # type: ignore[attr-defined]

    assert found.about(units[0], names) == found.about(units[0], names) == ["a", "b", "a"]
    assert len(asked) == 1
