from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

from keraslint.diagnostic import Location, Origin
from keraslint.source import Parsed, SourceFile, parse, read, spans
from tests.source.notebooks import cell, notebook


def parse_script(text: str) -> Parsed:
    return parse(SourceFile("a.py", text))


def parse_notebook(*cells: str) -> Parsed:
    return parse(read("a.ipynb", notebook(*cells)))


def code(parsed: Parsed) -> list[str]:
    return [unit.code for unit in parsed.units]


@pytest.mark.parametrize("text", ["", "\n", "x = 1", "x = 1\r\n\x0c\r\ny = 2\r\n", "# only a comment", "é = 'λ'\n"])
def test_a_script_is_one_unit(text: str) -> None:
    parsed = parse_script(text)
    assert code(parsed) == [text]
    assert parsed.problems == ()
    assert (parsed.units[0].cell, parsed.units[0].program) == (None, 0)


@pytest.mark.parametrize(
    ("text", "row", "column"),
    [
        ("x = 1\nprint 'python 2'\n", 2, 1),
        ("x = (1,\ny = 2\n", 1, 5),
        ("x = 1\n  y = 2\n", 2, 1),
        ("é = (1, é é)\n", 1, 9),
        ("x = `a`\n", 1, 5),
        ("x = 1\r\ny = 'abc\r\n", 2, 5),
    ],
)
def test_a_syntax_error_has_a_place_and_one_line(text: str, row: int, column: int) -> None:
    parsed = parse_script(text)
    assert parsed.units == ()
    (problem,) = parsed.problems
    assert problem.span.start.row == row
    assert problem.span.start.column in (column, column + 1)  # Pythons differ by one
    assert problem.span.end >= problem.span.start
    assert problem.message
    assert "\n" not in problem.message
    assert "expected one of" not in problem.message


@pytest.mark.parametrize(
    "text",
    [
        "(" * 50_000 + "1" + ")" * 50_000,
        "[" * 300 + "]" * 300,
        "x = " + "not " * 40_000 + "1\n",
        "x = " + "-" * 60_000 + "1\n",
        "x = " + "+".join(["1"] * 30_000),
        "if a: pass\n" + "elif a: pass\n" * 30_000,
        "x = '" + "(" * 300 + "'\ny = (",
    ],
    ids=["brackets", "lists", "not", "minus", "sum", "elif", "brackets-in-string"],
)
def test_extreme_nesting_is_a_problem_not_a_crash(text: str) -> None:
    """In a process of its own: LibCST's native parser overflows its stack on some of these."""
    script = (
        "import sys; from keraslint.source import SourceFile, parse\n"
        "(problem,) = parse(SourceFile('a.py', sys.stdin.read())).problems\n"
        "assert problem.message and '\\n' not in problem.message"
    )
    subprocess.run([sys.executable, "-c", script], input=text.encode(), check=True, timeout=120)


def test_tabs_mixed_with_spaces_as_python_takes_them() -> None:
    parsed = parse_script("def f():\n \tif a:\n         \tb\n \tc\n")
    assert parsed.problems == ()
    body: Any = parsed.units[0].module.body
    statement = body[0].body.body[-1].body[0].value
    assert spans(parsed.units, [Origin(statement)])[Origin(statement)].start == Location(4, 3)


def test_brackets_in_strings_are_no_nesting() -> None:
    assert code(parse_script("x = '" + "(" * 300 + "'\n")) == ["x = '" + "(" * 300 + "'\n"]


def test_the_cells_of_a_notebook() -> None:
    source = read("a.ipynb", notebook(cell("text", "markdown"), "x = 1", "", "y = 2\n"))
    parsed = parse(source)
    assert [(unit.cell, unit.code) for unit in parsed.units] == [(2, "x = 1"), (4, "y = 2\n")]


def test_a_cell_that_does_not_parse_leaves_the_others() -> None:
    parsed = parse_notebook("a = 1", "model.add(# TODO\n", "b = 2")
    assert [problem.span.cell for problem in parsed.problems] == [2]
    assert [(unit.cell, unit.code) for unit in parsed.units] == [(1, "a = 1"), (2, ""), (3, "b = 2")]
    assert parsed.units[1].lost >= {"model"}
    assert not parsed.units[0].lost


def test_magics_do_not_move_the_code() -> None:
    parsed = parse_notebook(
        "%matplotlib inline\n!pip install x\nmodel?\nif a:\n    %time b = c(d)\nfiles = !ls\ne = f(g)"
    )
    assert parsed.problems == ()
    (unit,) = parsed.units
    statements: Any = unit.module.body
    timed = statements[3].body.body[0].body.body[0].value
    last = statements[-1].body[0].value
    places = spans(parsed.units, [Origin(timed), Origin(last)])
    assert places[Origin(timed)].start == Location(5, 15)
    assert (places[Origin(last)].cell, places[Origin(last)].start) == (1, Location(7, 5))


def test_the_raw_cell_comes_first() -> None:
    text = "x = (a\n%b)\n"
    assert code(parse_notebook(text)) == [text]


def test_a_timed_loop_is_no_syntax_error() -> None:
    parsed = parse_notebook("%time for i in x: pass\ny = 1")
    assert code(parsed) == ["pass\ny = 1"]


def test_an_indented_cell() -> None:
    parsed = parse_notebook("  # note\n  x = f(a)\n\n  !ls\n  y = 2\n", "  x = (\n")
    (unit, _) = parsed.units
    body: Any = unit.module.body
    value = body[0].body.body[0].body[0].value
    assert spans(parsed.units, [Origin(value)])[Origin(value)].start == Location(2, 7)
    assert [(one.span.cell, one.span.start.row) for one in parsed.problems] == [(2, 1)]


def test_the_problem_is_the_one_that_magics_do_not_explain() -> None:
    (problem,) = parse_notebook("%matplotlib inline\nx = 1\ny = = 2\n").problems
    assert problem.span.start.row == 3


def test_written_files_are_programs_of_their_own() -> None:
    parsed = parse_notebook(
        "a = 1",
        "%%writefile model.py\nb = 2",
        "c = 3",
        "%%writefile -a model.py\nd = 4",
        "%%writefile model.py\ne = 5",
        "%%writefile -a model.py\n    x = (",
        "%%writefile other.py\n)",
    )
    assert [[unit.cell for unit in program] for program in parsed.programs] == [[1, 3], [2, 4], [5, 6], [7]]
    assert [problem.span.cell for problem in parsed.problems] == [7]


def test_importing_the_package_does_not_import_libcst() -> None:
    script = "import sys, keraslint.source; assert 'libcst' not in sys.modules"
    subprocess.run([sys.executable, "-c", script], check=True)
