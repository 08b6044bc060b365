"""Source files to syntax trees, one per script or code cell."""

from __future__ import annotations

import ast
import re
import sys
import warnings
from dataclasses import dataclass, field
from typing import Final

from keraslint.diagnostic import Location, Span
from keraslint.source import syntax
from keraslint.source.build import build
from keraslint.source.file import SourceFile


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
            from keraslint.source.cells import parse_notebook

            return parse_notebook(source.cells)
        module = parse_text(source.text, None)
        if isinstance(module, Problem) and may_be_newer(module):
            module = parse_newer(source.text, None) or module
    if isinstance(module, Problem):
        return parsed([], [module])
    return Parsed((Unit(module, source.text, source.text),), ())


def parsed(units: list[Unit], problems: list[Problem]) -> Parsed:
    limits = (
        f"{one.message} to be followed" + ("" if one.span.cell is None else f" (cell {one.span.cell})")
        for one in problems
        if one.ours
    )
    return Parsed(tuple(units), tuple(one for one in problems if not one.ours), tuple(limits))


def parse_text(text: str, cell: int | None) -> syntax.Module | Problem:
    """The module, as far as Python itself can read it."""
    tree = _python_tree(text, cell)
    if isinstance(tree, Problem):
        return tree
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


_NEVER_NEWER: Final = re.compile(
    r"unindent|indent|inconsistent use of tabs|\((?:unicode|value) error\)|default 'except:' must be last"
    r"|bytes can only contain ASCII|null bytes|too many nested|no text"
)


def may_be_newer(problem: Problem) -> bool:
    """Whether what Python says may be due to its age."""
    return not problem.ours and _NEVER_NEWER.search(problem.message) is None


def parse_newer(text: str, cell: int | None) -> syntax.Module | Problem | None:
    """Syntax that is newer than this Python, as far as LibCST knows it; ``None`` where it does not."""
    from keraslint.source.extremes import suspect

    if suspect(text):  # and no tree tells whether rightly
        return None
    import libcst

    from keraslint.source.adopt import adopt, newness
    from keraslint.source.lossless import parse_module

    try:
        module = parse_module(text)
        return adopt(module, text) if newness(module) > sys.version_info[:2] else None
    except (libcst.ParserSyntaxError, libcst.CSTValidationError, libcst.CSTLogicError, UnicodeEncodeError):
        return None
    except RecursionError:
        return Problem(_point(cell, 1, 1), TOO_DEEP, ours=True)


def _point(cell: int | None, row: int, column: int) -> Span:
    return Span(cell, Location(row, column), Location(row, column))
