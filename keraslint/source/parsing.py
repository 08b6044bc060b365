"""Source files to LibCST modules, one per script or code cell."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from keraslint.diagnostic import Location, Span
from keraslint.source.extremes import is_extreme, suspect
from keraslint.source.file import Cell, SourceFile, split_lines
from keraslint.source.magics import cell_code, names_in, strip_magics

if TYPE_CHECKING:
    import libcst


@dataclass(frozen=True, slots=True)
class Problem:
    """A place that does not parse (KL001). What is ``ours`` Python takes, and only keraslint does not."""

    span: Span
    message: str
    ours: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Unit:
    """One LibCST module: a script, or one code cell of a notebook.

    ``program`` tells the programs of a file apart: 0 is the script or the notebook itself, every file that a
    ``%%writefile`` cell starts is another. ``lost`` holds the names that occur in a cell which could not be read (it
    does not parse, or is in another language); its ``module`` is empty, and after it nothing is known of them.
    ``rows_above`` lines of the module stand before the text (an indented cell is put into a block).
    """

    module: libcst.Module = field(repr=False)
    text: str = field(repr=False)
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
    with _trusting_the_parser():
        if source.cells is not None:
            return _parse_notebook(source.cells)
        module = _parse_text(source.text, None)
    if isinstance(module, Problem):
        return _parsed([], [module])
    return Parsed((Unit(module, source.text),), ())


def _parsed(units: list[Unit], problems: list[Problem]) -> Parsed:
    limits = (
        f"{one.message} to be followed" + ("" if one.span.cell is None else f" (cell {one.span.cell})")
        for one in problems
        if one.ours
    )
    return Parsed(tuple(units), tuple(one for one in problems if not one.ours), tuple(limits))


_SOUND: Final = (
    *("SimpleWhitespace", "TrailingWhitespace", "EmptyLine", "Newline", "Comment", "ParenthesizedWhitespace"),
    *("Name", "Integer", "Float", "Attribute", "Dot", "Comma", "AssignEqual", "Element", "LeftParen", "RightParen"),
)


@contextmanager
def _trusting_the_parser() -> Iterator[None]:
    """Do not have every comma checked again that LibCST's own parser made: that is a tenth of its time.

    What is not of these kinds is checked: LibCST leaves some rules of the grammar to that.
    """
    import libcst

    kinds: list[Any] = [getattr(libcst, name) for name in _SOUND]
    for kind in kinds:
        kind.__post_init__ = _nothing
    try:
        yield
    finally:
        for kind in kinds:
            del kind.__post_init__


def _nothing(node: object) -> None:
    pass


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
        parsed = (_empty(), 0) if code.python is None else _parse_cell(code.python, cell.index)
        if isinstance(parsed, Problem):
            lost = names_in(cell.text)
            if not code.appends:  # an appended piece need not be a module on its own
                problems.append(parsed)
            parsed = (_empty(), 0)
        module, rows_above = parsed
        if module.body or lost:
            units.append(Unit(module, cell.text, cell.index, program, lost, rows_above))
    return _parsed(units, problems)


def _parse_cell(text: str, index: int) -> tuple[libcst.Module, int] | Problem:
    """The module and the number of lines put before the text.

    The raw text comes first, for a line that starts with ``%`` may continue a modulo.
    """
    result = _parse_text(text, index)
    for candidate, above in _without_ipython(text):
        if not isinstance(result, Problem):
            break
        result = _moved(_parse_text(candidate, index), -above)
        if not isinstance(result, Problem):
            return result, above
    return result if isinstance(result, Problem) else (result, 0)


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


def _moved(result: libcst.Module | Problem, rows: int) -> libcst.Module | Problem:
    if not isinstance(result, Problem):
        return result
    start, end = (Location(max(1, at.row + rows), at.column) for at in (result.span.start, result.span.end))
    return replace(result, span=Span(result.span.cell, start, end))


def _empty() -> libcst.Module:
    import libcst

    return libcst.Module(body=(), has_trailing_newline=False)


def _parse_text(text: str, cell: int | None) -> libcst.Module | Problem:
    import libcst

    if suspect(text) and (problem := _python_problem(text, cell)):
        return problem
    try:
        return libcst.parse_module(text)
    except libcst.ParserSyntaxError as error:
        problem = _python_problem(text, cell)
        if problem is None and (expanded := _expand_tabs(text)) != text:
            return _parse_text(expanded, cell)
        return problem or _libcst_problem(text, error, cell)
    except (libcst.CSTValidationError, libcst.CSTLogicError) as error:
        problem = _python_problem(text, cell)
        return problem or Problem(_point(cell, 1, 1), str(error).partition("\n")[0])
    except RecursionError:
        return Problem(_point(cell, 1, 1), TOO_DEEP, ours=True)
    except UnicodeEncodeError as error:  # half a character, from a notebook's JSON
        return Problem(_point(cell, 1, 1), f"no text: {error.reason}")


TOO_DEEP: Final = "the code is nested too deeply"
_INDENTATION: Final = re.compile(r"^[ \t\f]*\t[ \t\f]*", re.MULTILINE)


def _expand_tabs(text: str) -> str:
    """Indentation without tabs: LibCST refuses some mixtures with spaces that Python takes. ``spans`` maps back."""
    return _INDENTATION.sub(lambda found: found[0].replace("\f", "").expandtabs(8), text)


def _python_problem(text: str, cell: int | None) -> Problem | None:
    """What Python itself says about the text: its messages are clear, LibCST's list the tokens that it expected."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            tree = ast.parse(text)
        except SyntaxError as error:
            row, column = max(error.lineno or 1, 1), max(error.offset or 1, 1)
            start = Location(row, column)
            end = Location(error.end_lineno or row, error.end_offset or column)
            return Problem(Span(cell, start, max(start, end)), error.msg)
        except ValueError as error:
            return Problem(_point(cell, 1, 1), str(error))
        except (RecursionError, MemoryError):
            return Problem(_point(cell, 1, 1), TOO_DEEP)
    return Problem(_point(cell, 1, 1), TOO_DEEP, ours=True) if is_extreme(text, tree) else None


_AT: Final = re.compile(r"error at (\d+):(\d+)")


def _libcst_problem(text: str, error: libcst.ParserSyntaxError, cell: int | None) -> Problem:
    found = _AT.search(error.message)
    row, column = (int(found[1]), int(found[2])) if found else (error.raw_line, error.raw_column + 1)
    rows = len(split_lines(text))
    return Problem(_point(cell, min(row, rows), max(column, 1)), error.message.partition(": expected one of")[0])


def _point(cell: int | None, row: int, column: int) -> Span:
    return Span(cell, Location(row, column), Location(row, column))
