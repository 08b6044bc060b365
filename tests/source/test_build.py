"""The nodes that are made of Python's own tree are those that LibCST has, at the places that LibCST says."""

from __future__ import annotations

import sys
from pathlib import Path

import libcst
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keraslint import catalogue
from keraslint.diagnostic import Origin
from keraslint.linter import Options, lint_bytes
from keraslint.result import FileResult
from keraslint.source import SourceFile, Unit, parse, spans, syntax
from keraslint.source.adopt import adopt
from keraslint.source.walk import FIELDS, descend
from tests.source.pieces import PIECES

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "keraslint").rglob("*.py"))[::4]

PLACED = (
    *(syntax.Name, syntax.Attribute, syntax.Call, syntax.Subscript, syntax.Lambda, syntax.Dict, syntax.List),
    *(syntax.SimpleString, syntax.FormattedString, syntax.Integer, syntax.Float, syntax.BinaryOperation),
    *(syntax.Comparison, syntax.ImportAlias, syntax.Import, syntax.ImportFrom, syntax.Expr, syntax.Assign),
    *(syntax.Return, syntax.AugAssign, syntax.SimpleStatementLine, syntax.FunctionDef, syntax.If, syntax.For),
)
"""What diagnostics point at, and more. A tuple, and an argument in brackets, is placed with its brackets."""


LOST = (syntax.Name,)
"""Some names have no place: `except E as name`."""


def both(text: str) -> tuple[syntax.Module, syntax.Module]:
    """As built, and as adopted from LibCST."""
    parsed = parse(SourceFile("a.py", text))
    assert parsed.problems == ()
    return parsed.units[0].module, adopt(libcst.parse_module(text), text)


def shape(node: object) -> object:
    """What the tree says, without places."""
    if isinstance(node, list):
        return [shape(each) for each in node]
    if not isinstance(node, syntax.Node):
        return node
    return type(node).__name__, [shape(getattr(node, name)) for name in FIELDS[type(node)]]


def misplaced(built: syntax.Module, adopted: syntax.Module, text: str) -> list[str]:
    """The nodes that stand elsewhere. A name that no diagnostic points at (`except E as name`) has no place."""
    pairs = [
        (one, other) for one, other in zip(descend(built), descend(adopted), strict=True) if isinstance(one, PLACED)
    ]
    ours = spans([Unit(built, text, text)], [Origin(one) for one, _ in pairs])
    theirs = spans([Unit(adopted, text, text)], [Origin(other) for _, other in pairs])
    found = ((type(one), ours.get(Origin(one)), theirs[Origin(other)]) for one, other in pairs)
    return [
        f"{kind}: {here}, not {there}" for kind, here, there in found if here != there and (here or kind not in LOST)
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_files(path: Path) -> None:
    built, adopted = both(path.read_text(encoding="utf-8"))
    assert shape(built) == shape(adopted)


@given(st.lists(st.sampled_from(PIECES), max_size=6), st.sampled_from(["\n", "\r\n", "\r"]), st.booleans())
@settings(max_examples=150)
def test_constructs(pieces: list[str], newline: str, ends: bool) -> None:
    text = "".join(pieces).replace("\f", "")  # of which LibCST loses count
    text = (text if ends else text.rstrip("\n")).replace("\n", newline)
    built, adopted = both(text)
    assert shape(built) == shape(adopted)
    assert misplaced(built, adopted, text) == []


@pytest.mark.parametrize(
    "before", ["", "\f", "\f\f", "x\n\f\n", "\f# note\n\f", "if x:\n\f  y\n\f", "'é'; ", "('''\nλ'''), "]
)
def test_columns_count_characters_of_the_text(before: str) -> None:
    text = before + "here(1)\n"
    (unit,) = parse(SourceFile("a.py", text)).units
    (call,) = (node for node in descend(unit.module) if isinstance(node, syntax.Call))
    (span,) = spans([unit], [Origin(call)]).values()
    assert text.split("\n")[span.start.row - 1][span.start.column - 1 : span.end.column - 1] == "here(1)"


def test_brackets_belong_to_a_tuple() -> None:
    text = "f((1, 2), x=(3,))\n"
    (unit,) = parse(SourceFile("a.py", text)).units
    tuples = [node for node in descend(unit.module) if isinstance(node, syntax.Tuple)]
    found = spans([unit], map(Origin, tuples))
    columns = [(found[Origin(one)].start.column, found[Origin(one)].end.column) for one in tuples]
    assert [text[start - 1 : end - 1] for start, end in columns] == ["(1, 2)", "(3,)"]


def test_what_stands_in_no_unit_is_left_out() -> None:
    first, second = (parse(SourceFile("a.py", text)).units[0] for text in ("a\n", "\nb\n"))
    nodes = [Origin(unit.module.body[0]) for unit in (first, second)]
    stranger = Origin(syntax.Name((1, 0, 1, 1), "c"))
    found = spans([first, second], [*nodes, stranger])
    assert [found[node].start.row for node in nodes] == [1, 2]
    assert stranger not in found


@pytest.mark.parametrize(
    "text",
    [
        "type A = int\n",
        "x = f'{d['k']}'\n",
        "def f[T](x: T) -> T: return x\n",
        "try:\n    a\nexcept* E:\n    b\n",
        "x = 1_0 + 0x1F + 1e3 + 2j, b'a' b'\\x00', r'\\n' '\\n' f'{a=}{{}}\\t'\n",
    ],
)
def test_syntax_that_may_be_newer_than_python(text: str) -> None:
    """LibCST reads what Python may not."""
    parsed = parse(SourceFile("a.py", text))
    assert parsed.problems == ()
    assert any(isinstance(node, syntax.Name) for node in descend(parsed.units[0].module))


@pytest.mark.skipif(sys.version_info < (3, 11), reason="not yet in the grammar")
@pytest.mark.parametrize("text", ["def f(*a: *T): pass\n", "x[*a, 1:2]\n", "x[*a,]\n", "x[*a, b] = 1\n"])
def test_stars_where_they_came_late(text: str) -> None:
    parsed = parse(SourceFile("a.py", text))
    assert parsed.problems == ()
    assert "a" in {node.value for node in descend(parsed.units[0].module) if isinstance(node, syntax.Name)}


P = "from keras import Sequential, Input\nfrom keras.layers import Dense\n"
M = "m = Sequential([Input((4,)), Dense(1, activation='softmax')])\n"


def linted(text: str) -> FileResult:
    return lint_bytes("x.py", text.encode(), Options(frozenset(rule.code for rule in catalogue.load())))


def found_at(text: str) -> list[tuple[str, str, bool]]:
    """What is found, the text that it is found at, and whether it can be fixed."""
    result = linted(text)
    assert result.internal_errors == ()
    return [
        (one.code, text.split("\n")[one.span.start.row - 1][one.span.start.column - 1 :][:8], one.fix is not None)
        for one in result.diagnostics
        if one.code in ("KL001", "KL301", "KL602")
    ]


@pytest.mark.parametrize(
    "before",
    [
        "type X = int\nif 1:\n        x = 1\n\t",  # LibCST reads the tab otherwise
        "type X = int\n\f",
        "type X = int\ny = rf'C:\\Users\\me\\{x}'\n",
        "a = 1; \\\nb = 2\n",
        "if 1: \\\n   ",
        "x = '\\d'" + " " * 90 + "\n",
    ],
)
def test_what_is_found_and_fixed_behind(before: str) -> None:
    assert found_at(P + before + M) == [("KL301", "'softmax", True)]


@pytest.mark.parametrize(
    "text",
    [
        "if 1:\n        x=1\n\ty=2\n",
        "x = 'C:\\Users\\me'\n",
        "x = b'é'\n",
        "x = f'C:\\Users\\me\\{x}'\n",
        "f(a=1, 2)\n",
    ],
)
def test_what_no_python_takes_is_a_syntax_error(text: str) -> None:
    assert [code for code, _, _ in found_at(P + text)] == ["KL001"]


@pytest.mark.parametrize("name", ["keras.utils.np_utils", "keras . utils . np_utils", "keras.utils .np_utils"])
@pytest.mark.parametrize("gap", [" ", " \\\n    "])
def test_the_module_of_an_import_is_found_however_it_is_written(name: str, gap: str) -> None:
    ((code, _, fixed),) = found_at(f"from{gap}{name} import to_categorical\n")
    assert (code, fixed) == ("KL602", True)


def test_a_node_without_a_place_is_placed_in_linear_time() -> None:
    """Twice the time for each operand, once."""
    tests = " and ".join(f"os.x{number}()" for number in range(200))
    result = linted(f"import os\n{P}m = Sequential([Input((4,)), {tests} and False and 1])\n")
    assert "KL403" in {one.code for one in result.diagnostics}


def test_what_goes_wrong_with_a_fix_costs_no_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ValueError("no fix")

    monkeypatch.setattr("keraslint.editing.text_fixes", fail)
    result = linted(P + M)
    assert [(one.code, one.fix) for one in result.diagnostics] == [("KL301", None)]
    assert [fault.during for fault in result.internal_errors] == ["fixing"]
