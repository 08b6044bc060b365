"""LibCST's view of the source: every character is in its tree, so it can say how a piece may be rewritten.

Only a file that has something to fix is read this way.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from keraslint.source.chunks import ROWS, chunks, joined
from keraslint.source.extremes import is_extreme, suspect
from keraslint.source.magics import names_in

if TYPE_CHECKING:
    import libcst

    from keraslint.source.parsing import Unit


@dataclass(frozen=True, slots=True, eq=False)
class LosslessUnit:
    """A ``Unit`` as LibCST reads it; one that it does not read is ``lost``."""

    module: libcst.Module = field(repr=False)
    text: str = field(repr=False)
    cell: int | None = None
    program: int = 0
    lost: frozenset[str] = frozenset()
    rows_above: int = 0


def lossless(units: Sequence[Unit]) -> tuple[LosslessUnit, ...]:
    """The units as LibCST reads them."""
    return tuple(map(_lossless, units))


def _lossless(unit: Unit) -> LosslessUnit:
    import libcst

    try:
        module, lost = _parsed(unit.code), unit.lost
    except (libcst.ParserSyntaxError, libcst.CSTValidationError, libcst.CSTLogicError, RecursionError, SyntaxError):
        module, lost = libcst.Module(body=()), unit.lost | names_in(unit.code)
    return LosslessUnit(module, unit.text, unit.cell, unit.program, lost, unit.rows_above)


def _parsed(text: str) -> libcst.Module:
    long, doubtful = text.count("\n") > 2 * ROWS, suspect(text)
    if not long and not doubtful:
        return parse_module(text)
    with warnings.catch_warnings():  # of the code that is read
        warnings.simplefilter("ignore")
        tree = ast.parse(text)
    if doubtful and is_extreme(text, tree):
        raise RecursionError
    return parse_in_pieces(text, tree) if long else parse_module(text)


def parse_in_pieces(text: str, tree: ast.Module) -> libcst.Module:
    """As ``parse_module``."""
    modules = [parse_module(piece) for piece in chunks(text, tree)]
    usual = {(module.default_indent, module.default_newline) for module in modules}
    return joined(modules) if len(usual) == 1 else parse_module(text)


def parse_module(text: str) -> libcst.Module:
    """The text as LibCST reads it, with or without the tabs that it is indented by.

    Raises:
        libcst.ParserSyntaxError: it is not Python.
        libcst.CSTValidationError: LibCST makes a tree of it that it does not allow.
        libcst.CSTLogicError: likewise.
        RecursionError: it is nested too deeply.
        UnicodeEncodeError: it has half a character, from a notebook's JSON.
    """
    import libcst

    with _trusting_the_parser():
        try:
            return libcst.parse_module(text)
        except libcst.ParserSyntaxError:
            if (expanded := _expand_tabs(text)) == text:
                raise
            return libcst.parse_module(expanded)


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


_INDENTATION: Final = re.compile(r"^[ \t\f]*\t[ \t\f]*", re.MULTILINE)


def _expand_tabs(text: str) -> str:
    """Indentation without tabs: LibCST refuses some mixtures with spaces that Python takes. ``rendered`` maps back."""
    return _INDENTATION.sub(lambda found: found[0].replace("\f", "").expandtabs(8), text)
