"""Source files to syntax trees, one per script or code cell."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from keraslint.diagnostic import Location, Span
from keraslint.source import syntax
from keraslint.source.build import build
from keraslint.source.extremes import suspect
from keraslint.source.file import Cell, SourceFile
from keraslint.source.magics import cell_code, names_in, strip_magics


@dataclass(frozen=True, slots=True)
class Problem:
    """A place that does not parse (KL001). What is ``ours`` Python takes, and only keraslint does not."""

    span: Span
    message: str
    ours: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Unit:
    """One module: a script, or one code cell of a notebook.

    ``program`` tells the programs of a file apart: 0 is the script or the notebook itself, every file that a
    ``%%writefile`` cell starts is another. ``lost`` holds the names that occur in a cell which could not be read (it
    does not parse, or is in another language); its ``module`` is empty, and after it nothing is known of them.
    ``code`` is the text without the magics of a cell, which has the rows and columns of the text, except for
    ``rows_above`` rows that stand before it (an indented cell is put into a block).
    """

    module: syntax.Module = field(repr=False)
    text: str = field(repr=False)
    code: str = field(repr=False)
    cell: int | None = None
    program: int = 0
    lost: frozenset[str] = frozenset()
    rows_above: int = 0


@dataclass(frozen=True, slots=True)
class Parsed:
    """``limits`` say what is valid Python and was passed over all the same."""

    units: tuple[Unit, ...]
    problems: tuple[Problem, ...]
    limits: tuple[str, ...] = ()

    @property
    def programs(self) -> tuple[tuple[Unit, ...], ...]:
        """The units of each program, in order."""
        numbers = dict.fromkeys(unit.program for unit in self.units)
        return tuple(tuple(unit for unit in self.units if unit.program == number) for number in numbers)


def parse(source: SourceFile) -> Parsed:
    """Parse a file. What does not parse becomes a problem; the other cells of a notebook are kept."""
    with warnings.catch_warnings():  # of the code that is read
        warnings.simplefilter("ignore")
        if source.cells is not None:
            return _parse_notebook(source.cells)
        module = _parse_text(source.text, None)
    if isinstance(module, Problem):
        return _parsed([], [module])
    return Parsed((Unit(module, source.text, source.text),), ())


def _parsed(units: list[Unit], problems: list[Problem]) -> Parsed:
    limits = (
        f"{one.message} to be followed" + ("" if one.span.cell is None else f" (cell {one.span.cell})")
        for one in problems
        if one.ours
    )
    return Parsed(tuple(units), tuple(one for one in problems if not one.ours), tuple(limits))


def _parse_notebook(cells: tuple[Cell, ...]) -> Parsed:
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
        parsed = _NOTHING if code.python is None else _parse_cell(code.python, cell.index)
        if isinstance(parsed, Problem):
            lost = names_in(cell.text)
            if not code.appends:  # an appended piece need not be a module on its own
                problems.append(parsed)
            parsed = _NOTHING
        if parsed.module.body or lost:
            units.append(Unit(parsed.module, cell.text, parsed.code, cell.index, program, lost, parsed.rows_above))
    return _parsed(units, problems)


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell's module and what it was parsed from, with so many rows before the text."""

    module: syntax.Module
    code: str
    rows_above: int = 0


_NOTHING: Final = _Cell(syntax.Module(None, []), "")


def _parse_cell(text: str, index: int) -> _Cell | Problem:
    """The raw text comes first, for a line that starts with ``%`` may continue a modulo."""
    code, above = text, 0
    result = _parse_text(text, index)
    candidates = _without_ipython(text)
    while isinstance(result, Problem):
        candidate = next(candidates, None)
        if candidate is None:
            return result
        code, above = candidate
        result = _moved(_parse_text(code, index), -above)
    return _Cell(result, code, above)


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


def _moved(result: syntax.Module | Problem, rows: int) -> syntax.Module | Problem:
    if not isinstance(result, Problem):
        return result
    start, end = (Location(max(1, at.row + rows), at.column) for at in (result.span.start, result.span.end))
    return replace(result, span=Span(result.span.cell, start, end))


def _parse_text(text: str, cell: int | None) -> syntax.Module | Problem:
    tree = _python_tree(text, cell)
    if isinstance(tree, Problem):
        return _newer(text, cell) or tree
    try:
        return build(tree, text)
    except RecursionError:
        return Problem(_point(cell, 1, 1), TOO_DEEP, ours=True)


TOO_DEEP: Final = "the code is nested too deeply"


def _python_tree(text: str, cell: int | None) -> ast.Module | Problem:
    """What Python itself makes of the text, or says about it."""
    try:
        return ast.parse(text)
    except SyntaxError as error:
        row, column = max(error.lineno or 1, 1), max(error.offset or 1, 1)
        start = Location(row, column)
        end = Location(error.end_lineno or row, error.end_offset or column)
        return Problem(Span(cell, start, max(start, end)), error.msg)
    except UnicodeEncodeError as error:  # half a character, from a notebook's JSON
        return Problem(_point(cell, 1, 1), f"no text: {error.reason}")
    except ValueError as error:
        return Problem(_point(cell, 1, 1), str(error))
    except (RecursionError, MemoryError):
        return Problem(_point(cell, 1, 1), TOO_DEEP)


def _newer(text: str, cell: int | None) -> syntax.Module | Problem | None:
    """Syntax that is newer than this Python, as far as LibCST knows it; ``None`` where it does not."""
    if suspect(text):  # and no tree tells whether rightly
        return None
    import libcst

    from keraslint.source.adopt import adopt
    from keraslint.source.lossless import parse_module

    try:
        return adopt(parse_module(text), text)
    except (libcst.ParserSyntaxError, libcst.CSTValidationError, libcst.CSTLogicError, UnicodeEncodeError):
        return None
    except RecursionError:
        return Problem(_point(cell, 1, 1), TOO_DEEP, ours=True)


def _point(cell: int | None, row: int, column: int) -> Span:
    return Span(cell, Location(row, column), Location(row, column))
