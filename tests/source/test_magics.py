from __future__ import annotations

import ast

import pytest

from keraslint.source.magics import cell_code, strip_magics


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("%matplotlib inline", "pass"),
        ("    %matplotlib inline", "    pass"),
        ("\t!ls -l", "\tpass"),
        ("!pip install 'keras>=3", "pass"),
        ("!!ls", "pass"),
        ("model?", "pass"),
        ("model.fit??", "pass"),
        ("?model.fit", "pass"),
        ("np.*load*?", "pass"),
        ("%%time", "pass"),
        ("pip install keras", "pass"),
        ("files = !ls", "files = get_ipython()"),
        ("    a, b = %system ls", "    a, b = get_ipython()"),
        ("x = a % b", "x = a % b"),
        ("x = 'what?'  # really?", "x = 'what?'  # really?"),
        ("%time model.fit(x, y)", "if 1 :model.fit(x, y)"),
        ("  %timeit -n 10 -q f()", "  if 1            :f()"),
    ],
)
def test_one_line(line: str, expected: str) -> None:
    assert strip_magics(line + "\n", keep_timed=True) == expected + "\n"


@pytest.mark.parametrize("line", ["%time x = f()", "%timeit -n 3 -r2 x = f()"])
def test_a_timed_statement_stays_in_its_column(line: str) -> None:
    stripped = strip_magics(line, keep_timed=True)
    assert stripped.index("x = f()") == line.index("x = f()")
    ast.parse(stripped)
    assert strip_magics(line, keep_timed=False) == "pass"


def test_a_modulo_that_continues_survives() -> None:
    text = "!ls\nx = (a\n%b)\ny = a \\\n%b\nz = '''\n%b\n!c\nd?\n'''\n"
    assert strip_magics(text, keep_timed=True) == text.replace("!ls", "pass")


def test_brackets_and_quotes_in_strings_and_comments_do_not_count() -> None:
    text = "x = '(' # ( '''\n%a\ny = \"it's # [\"\n%b\nz = r'\\' + '\\\n'\n%c\n"
    assert strip_magics(text, keep_timed=True).count("pass") == 3


def test_a_command_over_several_lines() -> None:
    text = "!pip install \\\n   keras \\\n   numpy\nx = 1\n"
    assert strip_magics(text, keep_timed=True) == "pass\n\n\nx = 1\n"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_are_kept(end: str) -> None:
    assert strip_magics(f"!a{end}x{end}%b{end}", keep_timed=True) == f"pass{end}x{end}pass{end}"


@pytest.mark.parametrize("magic", ["%%time", "%%capture out --no-stderr", "%%timeit -n 1", "\n  \n# note\n%%time"])
def test_magics_around_python(magic: str) -> None:
    code = cell_code(f"{magic}\nx = 1\n")
    assert code.python is not None
    assert code.writes is None
    assert ast.parse(code.python).body[0].lineno == magic.count("\n") + 2


@pytest.mark.parametrize("magic", ["%%bash", "%%html", "%%javascript", "%%sh", "%%!", "%%writefile notes.txt"])
def test_other_languages_are_dropped(magic: str) -> None:
    code = cell_code(f"{magic}\nmodel here\n")
    assert code.python is None
    assert "model" not in code.lost


def test_an_unknown_cell_magic_may_bind_any_name() -> None:
    code = cell_code("%%strange a\nb = 1")
    assert code.python is None
    assert {"a", "b"} <= code.lost


def test_a_foreign_cell_may_bind_the_names_of_its_first_line() -> None:
    assert cell_code("%%bash --out listing\nls").lost >= {"listing"}


@pytest.mark.parametrize(
    ("magic", "target", "appends"),
    [
        ("%%writefile a.py", "a.py", False),
        ("%%file 'src/a.py'", "src/a.py", False),
        ("%%writefile -a a.py", "a.py", True),
        ("%%writefile --append a.py", "a.py", True),
        ("%%python3", "python3", False),
    ],
)
def test_programs_of_their_own(magic: str, target: str, appends: bool) -> None:
    code = cell_code(f"{magic}\nx = 1\n")
    assert (code.writes, code.appends) == (target, appends)
    assert code.python == "\nx = 1\n"
