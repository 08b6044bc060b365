"""A long module in pieces: LibCST's parser takes half as long again for each line of a file of some thousand lines."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from keraslint.source.file import NEWLINE

if TYPE_CHECKING:
    import libcst

ROWS: Final = 250
"""A piece has as many rows at least."""


def chunks(text: str, tree: ast.Module) -> list[str]:
    """The text in pieces of whole statements of the module, whose tree this is."""
    ends = [0, *(end.end() for end in NEWLINE.finditer(text))]
    cuts = [0, *(ends[row - 1] for row in _cuts(tree) if not text[: ends[row - 1]].rstrip("\r\n").endswith("\\"))]
    return [text[start:end] for start, end in pairwise([*dict.fromkeys(cuts), len(text)])]


def _cuts(tree: ast.Module) -> Iterator[int]:
    """The rows that pieces begin with: those behind a statement. Blank lines and comments go with the statement below
    them, for LibCST may lose some behind the last one."""
    last = 1
    for statement, following in pairwise(tree.body):
        row = (statement.end_lineno or statement.lineno) + 1
        if row - last >= ROWS and following.lineno >= row:
            yield row
            last = row


def joined(modules: Sequence[libcst.Module]) -> libcst.Module:
    """One module of those that the pieces are, which have to agree on the usual indentation and line end; what stands
    behind the last statement of a piece then stands before the first of the next."""
    first, *others = modules
    body: list[Any] = list(first.body)
    between = list(first.footer)
    for module in others:
        head, *rest = module.body
        above = [*between, *module.header, *head.leading_lines]
        body += [head.with_changes(leading_lines=above), *rest]
        between = list(module.footer)
    last = others[-1] if others else first
    return first.with_changes(body=body, footer=between, has_trailing_newline=last.has_trailing_newline)
