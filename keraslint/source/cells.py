"""The code cells of a notebook to syntax trees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from keraslint.diagnostic import Location, Span
from keraslint.source import syntax
from keraslint.source.file import Cell
from keraslint.source.magics import cell_code, names_in, strip_magics
from keraslint.source.parsing import Parsed, Problem, Unit, may_be_newer, parse_newer, parse_text, parsed


def parse_notebook(cells: tuple[Cell, ...]) -> Parsed:
    """One unit for each cell that holds code. What does not parse becomes a problem; the other cells are kept."""
    units: list[Unit] = []
    problems: list[Problem] = []
    written: dict[str, int] = {}
    programs = 0
    for cell in cells:
        code = cell_code(cell.text)
        program = 0
        if code.writes is not None:
            if code.writes not in written or not code.appends:
                programs += 1
                written[code.writes] = programs
            program = written[code.writes]
        lost = code.lost
        found = _NOTHING if code.python is None else _parse_cell(code.python, cell.index)
        if isinstance(found, Problem):
            lost = names_in(cell.text)
            if not code.appends:  # an appended piece need not be a module on its own
                problems.append(found)
            found = _NOTHING
        if found.module.body or lost:
            units.append(Unit(found.module, cell.text, found.code, cell.index, program, lost, found.rows_above))
    return parsed(units, problems)


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell's module and what it was parsed from, with so many rows before the text."""

    module: syntax.Module
    code: str
    rows_above: int = 0


_NOTHING: Final = _Cell(syntax.Module(None, []), "")


def _parse_cell(text: str, index: int) -> _Cell | Problem:
    """The raw text comes first, for a line that starts with ``%`` may continue a modulo.

    LibCST is asked last: what is not Python is a magic far more often than it is too new.
    """
    problem = parse_text(text, index)
    if isinstance(problem, syntax.Module):
        return _Cell(problem, text)
    candidates = list(_without_ipython(text))
    for code, above in candidates:
        result = parse_text(code, index)
        if isinstance(result, syntax.Module):
            return _Cell(result, code, above)
        problem = _moved(result, -above)
    for code, above in [(text, 0), *candidates] if may_be_newer(problem) else ():
        newer = parse_newer(code, index)
        if isinstance(newer, syntax.Module):
            return _Cell(newer, code, above)
    return problem


_INDENTED: Final = re.compile(r"(?:[ \t\f]*(?:#[^\r\n]*)?(?:\r\n?|\n))*[ \t]+[^\s#]")


def _without_ipython(text: str) -> Iterator[tuple[str, int]]:
    """The text without magics, as Python that keeps its columns, and the number of lines put before it.

    IPython takes away the indentation that a whole cell shares; here a block holds it.
    """
    above = "if 1:\n" if _INDENTED.match(text) else ""
    candidates = [strip_magics(text, keep_timed=True), strip_magics(text, keep_timed=False)]
    for candidate in dict.fromkeys(above + candidate for candidate in candidates):
        if candidate != text:
            yield candidate, 1 if above else 0


def _moved(problem: Problem, rows: int) -> Problem:
    start, end = (Location(max(1, at.row + rows), at.column) for at in (problem.span.start, problem.span.end))
    return replace(problem, span=Span(problem.span.cell, start, end))
