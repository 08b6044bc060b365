from __future__ import annotations

import pytest

from keraslint.diagnostic import Diagnostic, Location, Severity, Span, TextFix
from keraslint.source import SourceFile, read
from keraslint.suppression import noqa_row, suppress, unused_diagnostics
from tests.source.notebooks import notebook

NAMES = {
    "missing-flatten": "KL204",
    "incompatible-rank": "KL201",
    "syntax-error": "KL001",
    "vanished-dimension": "KL202",
}
ENABLED = frozenset({"KL201", "KL202", "KL204"})


def diagnostic(code: str, row: int, end: int | None = None, cell: int | None = None) -> Diagnostic:
    span = Span(cell, Location(row, 1), Location(end or row, 5))
    return Diagnostic(code, "name", Severity.ERROR, "message", "a.py", span)


def is_kept(text: str, code: str = "KL201", row: int = 1, end: int | None = None) -> bool:
    return bool(suppress([diagnostic(code, row, end)], SourceFile("a.py", text), NAMES, ENABLED).kept)


@pytest.mark.parametrize(
    "comment",
    [
        "# noqa",
        "#noqa",
        "# NOQA",
        "# noqa: KL201",
        "# noqa:KL201",
        "# noqa : KL201",
        "# noqa: kl201",
        "# noqa: E501, KL201",
        "# noqa: KL204 KL201",
        "# noqa: E501,KL201 because of reasons",
        "# noqa: incompatible-rank",
        "# noqa: KL2",
        "# type: ignore # noqa: KL201",
        "# noqa: KL201  # because",
    ],
)
def test_suppresses(comment: str) -> None:
    assert not is_kept(f"x = 1  {comment}\n")


@pytest.mark.parametrize(
    "comment",
    [
        "# noqa: KL202",
        "# noqa: E501",
        "# noqa: missing-flatten",
        "# noqa: because KL201",
        "# noqa:",
        "# noqa-something",
        "# noqaKL201",
        "# ruff: noqa",
        "# nothing",
    ],
)
def test_does_not_suppress(comment: str) -> None:
    assert is_kept(f"x = 1  {comment}\n")


def test_a_string_is_no_comment() -> None:
    assert is_kept("x = '# noqa'\n")
    assert is_kept("x = '''\n# noqa\n'''\n", row=2)


class TestRows:
    def test_first_and_last_line_of_what_is_underlined(self) -> None:
        assert not is_kept("x = f(  # noqa\n    a,\n)\n", row=1, end=3)
        assert not is_kept("x = f(\n    a,\n)  # noqa\n", row=1, end=3)

    def test_not_the_lines_between_or_after(self) -> None:
        assert is_kept("x = f(\n    a,  # noqa\n)\ny  # noqa\n", row=1, end=3)

    def test_the_end_of_a_multi_line_string(self) -> None:
        source = SourceFile("a.py", "x = f('''\na\n''', g(1))  # noqa: KL201\n")
        assert not suppress([diagnostic("KL201", 1)], source, NAMES, ENABLED).kept
        assert noqa_row(source, Span(None, Location(1, 1), Location(1, 2))) == 3

    def test_the_end_of_a_continued_line(self) -> None:
        assert not is_kept("x = 1 + \\\n  2  # noqa\n")


class TestIgnoreFile:
    @pytest.mark.parametrize(
        "comment",
        [
            "# keraslint: ignore-file",
            "#keraslint:ignore-file",
            "# keraslint: ignore-file # why",
            "# keraslint: ignore-file[KL201,KL3]",
            "# keraslint: ignore-file=KL3,KL201",
            "# keraslint: ignore-file: KL2",
            "# keraslint: ignore-file[incompatible-rank]",
        ],
    )
    def test_anywhere_in_the_file(self, comment: str) -> None:
        assert not is_kept(f"x = 1\n\ny = 2\n{comment}\n")

    @pytest.mark.parametrize(
        "line",
        [
            "# keraslint: ignore-file[KL202]",
            "# keraslint: ignore-files",
            "x = '# keraslint: ignore-file'",
            "# keraslint: ignore-file[nonsense]",
        ],
    )
    def test_not_these(self, line: str) -> None:
        assert is_kept(f"x = 1\n{line}\n")


def test_notebooks_count_per_cell() -> None:
    source = read("a.ipynb", notebook("x = 1  # noqa: KL201", "x = 1"))
    found = [diagnostic("KL201", 1, cell=1), diagnostic("KL201", 1, cell=2)]
    assert suppress(found, source, NAMES, ENABLED).kept == (found[1],)


def test_a_notebook_is_ignored_from_any_cell() -> None:
    source = read("a.ipynb", notebook("x = 1", "# keraslint: ignore-file"))
    assert suppress([diagnostic("KL201", 1, cell=1)], source, NAMES, ENABLED).kept == ()


def unused(text: str, *found: Diagnostic, enabled: frozenset[str] = ENABLED) -> list[str]:
    source = SourceFile("a.py", text)
    result = suppress(found, source, NAMES, enabled)
    return [code.text for one in result.unused for code in one.codes]


class TestUnused:
    @pytest.mark.parametrize(
        ("comment", "expected"),
        [
            ("# noqa: KL201", ["KL201"]),
            ("# noqa: missing-flatten", ["missing-flatten"]),
            ("# noqa: KL2", ["KL2"]),
            ("# noqa: KL999", ["KL999"]),
            ("# noqa: E501,KL201", ["KL201"]),
            ("# noqa: E501", []),
            ("# noqa", []),
            ("# noqa: KL001", []),  # did not run
            ("# noqa: KL201, KL002", []),
            ("# keraslint: ignore-file[KL201]", []),
        ],
    )
    def test_nothing_found(self, comment: str, expected: list[str]) -> None:
        assert unused(f"x = 1  {comment}\n") == expected

    def test_used(self) -> None:
        assert unused("x = 1  # noqa: KL201, KL202\n", diagnostic("KL201", 1)) == ["KL202"]
        assert unused("x = 1  # noqa: KL2\n", diagnostic("KL201", 1)) == []

    def test_used_though_the_file_is_ignored(self) -> None:
        assert unused("# keraslint: ignore-file\nx = 1  # noqa: KL201\n", diagnostic("KL201", 2)) == []


def apply(text: str, fix: TextFix) -> str:
    lines = text.split("\n")
    for edit in fix.edits:
        row = edit.span.start.row - 1
        assert edit.span.end.row == edit.span.start.row
        line = lines[row]
        lines[row] = line[: edit.span.start.column - 1] + edit.content + line[edit.span.end.column - 1 :]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("line", "fixed"),
    [
        ("x = 1  # noqa: KL201", "x = 1"),
        ("x = 1  # noqa: KL201   ", "x = 1"),
        ("x = 1  # noqa: KL201  # why", "x = 1  # why"),
        ("x = 1  # noqa: KL201 for a reason", "x = 1  # for a reason"),
        ("x = 1  # type: ignore  # noqa: KL201", "x = 1  # type: ignore"),
        ("x = 1  # noqa: E501, KL201", "x = 1  # noqa: E501"),
        ("x = 1  # noqa: KL201,E501 # why", "x = 1  # noqa: E501 # why"),
        ("    # noqa: KL201", ""),
        ("é = 1  # noqa: KL201", "é = 1"),
    ],
)
def test_fix(line: str, fixed: str) -> None:
    text = f"a\n{line}\nb\n"
    source = SourceFile("a.py", text)
    (found,) = unused_diagnostics(suppress([], source, NAMES, ENABLED).unused, source)
    assert (found.code, found.name, found.severity) == ("KL002", "unused-suppression", Severity.WARNING)
    assert found.span.start.row == found.noqa_row == 2
    assert "KL201" in found.message
    assert found.fix is not None
    assert found.fix.safe
    assert apply(text, found.fix) == f"a\n{fixed}\nb\n"
