"""Edits of random calls and lists give the text that Python's own parser agrees with."""

from __future__ import annotations

import ast

from hypothesis import given
from hypothesis import strategies as st

from keraslint.diagnostic import Edit, Origin
from tests.editing import Source

VALUES = st.sampled_from(
    ["1", "'a, b'", "(1)", "( (x) )", "[1, 2]", "(1, 2)", "g(1, b=2)", "f'{a}, {b}'", "x[1, 2]", "-1"]
)
SPACES = st.sampled_from(["", " ", "  ", "\n    ", " # why, (so\n    ", "\n\n    # more ]\n    "])
KEYWORDS = [f"k{number}" for number in range(5)]


@st.composite
def sequences(draw: st.DrawFn, opening: str, closing: str, *, keywords: bool) -> tuple[str, list[str]]:
    """A call or list in any layout, and its items."""
    values = draw(st.lists(VALUES, min_size=1, max_size=4))
    first_keyword = draw(st.integers(0, len(values))) if keywords else len(values)
    items = [
        value if index < first_keyword else f"{KEYWORDS[index]}{draw(st.sampled_from(['=', ' = ']))}{value}"
        for index, value in enumerate(values)
    ]
    text = opening
    for index, item in enumerate(items):
        last = index == len(items) - 1
        comma = draw(st.sampled_from(["", ","])) if last else ","
        text += f"{draw(SPACES)}{item}{draw(SPACES)}{comma}"
    return f"{text}{draw(SPACES)}{closing}", items


def call(text: str) -> ast.Call:
    node = ast.parse(text).body[0]
    assert isinstance(node, ast.Expr)
    assert isinstance(node.value, ast.Call)
    return node.value


def parts(node: ast.Call) -> list[str]:
    return [ast.dump(one) for one in (*node.args, *node.keywords)]


def items(text: str) -> list[str]:
    node = ast.parse(text).body[0]
    assert isinstance(node, ast.Assign)
    assert isinstance(node.value, ast.List)
    return [ast.dump(one) for one in node.value.elts]


def comments(text: str) -> int:
    return text.count("#")


@given(sequences("f(", ")", keywords=True), st.data())
def test_arguments_are_removed(made: tuple[str, list[str]], data: st.DataObject) -> None:
    text, written = made
    source = Source(text + "\n")
    arguments = source.origin(text).node.args  # type: ignore[attr-defined]
    gone = data.draw(st.sets(st.sampled_from(range(len(written))), min_size=1))
    fixed = source.fixed(*(Edit(Origin(arguments[index]), "", "remove") for index in gone))
    before = parts(call(text))
    by_position = len(call(text).args)
    takes_its_place = any(
        index < by_position and index not in gone and index > min(gone) for index in range(by_position)
    )
    assert (fixed is None) == takes_its_place
    if fixed is not None:
        assert parts(call(fixed)) == [part for index, part in enumerate(before) if index not in gone]
        assert comments(fixed) == comments(text)


@given(sequences("f(", ")", keywords=True))
def test_an_argument_is_appended(made: tuple[str, list[str]]) -> None:
    text, _ = made
    source = Source(text + "\n")
    fixed = source.fixed(Edit(source.origin(text), "new=1", "append"))
    assert fixed is not None
    assert parts(call(fixed)) == [*parts(call(text)), *parts(call("f(new=1)"))]
    assert comments(fixed) == comments(text)


@given(sequences("s = [", "]", keywords=False), st.data())
def test_items_are_put_beside_others_replaced_and_dropped(made: tuple[str, list[str]], data: st.DataObject) -> None:
    text, written = made
    source = Source(text + "\n")
    elements = source.origin(text.removeprefix("s = ")).node.elements  # type: ignore[attr-defined]
    index = data.draw(st.integers(0, len(written) - 1))
    kind = data.draw(st.sampled_from(["before", "after", "drop", "remove", "replace"]))
    fixed = source.fixed(Edit(Origin(elements[index].value), "new()", kind))  # type: ignore[arg-type]
    assert fixed is not None
    wanted, new = items(text), items("s = [new()]")
    place = {"before": (index, index), "after": (index + 1, index + 1)}.get(kind, (index, index + 1))
    wanted[slice(*place)] = [] if kind in ("drop", "remove") else new
    assert items(fixed) == wanted
    assert comments(fixed) == comments(text)
