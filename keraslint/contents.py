"""What an edit writes: text, pieces of the source again, and names as the file spells them, with their imports."""

from __future__ import annotations

from typing import Final

import libcst as cst

from keraslint.changes import Change, Impossible, Text, brackets, node_of
from keraslint.diagnostic import Edit, Moved, Named, Operand, Origin
from keraslint.moving import means_the_same
from keraslint.source import layout
from keraslint.source.file import split_lines
from keraslint.source.tree import Tree
from keraslint.spelling import Import, spell


def written(edit: Edit, text: Text, tree: Tree) -> tuple[str, list[Change]]:
    """The new text, and the imports that it needs.

    Raises:
        Impossible: the file has no name for what is named, no place for an import, or what is moved would mean
            something else.
    """
    if isinstance(edit.content, str):
        return edit.content, []
    parts: list[str] = []
    imports: list[Change] = []
    for piece in edit.content:
        if isinstance(piece, Moved):
            if not _may_move(node_of(piece.origin), node_of(edit.origin), tree):
                raise Impossible
            piece = piece.origin
        if isinstance(piece, Origin):
            cell, start, end = text.with_brackets(piece.node)
            parts.append("\n".join(split_lines(text.of(cell)[start:end])))
        elif isinstance(piece, Operand):
            node = operand_of(piece)
            cell, start, end = text.with_brackets(node)
            operand = "\n".join(split_lines(text.of(cell)[start:end]))
            parts.append(operand if brackets(node) or isinstance(node, _TIGHT) else f"({operand})")
        elif isinstance(piece, Named):
            spelling = spell(piece, node_of(edit.origin), tree)
            if spelling is None:
                raise Impossible
            parts.append(spelling.text)
            imports += [_imported(one, text) for one in spelling.imports]
        else:
            parts.append(piece)
    return "".join(parts), imports


_TIGHT: Final = (cst.Name, cst.Attribute, cst.Call, cst.Subscript, cst.Integer)


def operand_of(operand: Operand) -> object:
    """The node of the expression alone."""
    node = operand.origin.node
    return node.value if isinstance(node, cst.Arg) else node


def _may_move(node: cst.CSTNode, at: cst.CSTNode, tree: Tree) -> bool:
    """Whether the expression means the same at another place: in its own statement, or by what its names are."""
    above = (at, *tree.ancestors(at))
    last = next((one for one in above if isinstance(one, (cst.BaseSmallStatement, cst.BaseCompoundStatement))), None)
    return last in tree.ancestors(node) or means_the_same(node, at, tree)


def imports_of(named: Named, edit: Edit, tree: Tree) -> tuple[Import, ...]:
    """The imports that a name would need."""
    spelling = spell(named, edit.origin.node, tree) if isinstance(edit.origin.node, cst.CSTNode) else None
    return () if spelling is None else spelling.imports


def _imported(one: Import, text: Text) -> Change:
    cell, start, end = text.at(one.node)
    if one.kind == "alias":
        return Change(cell, end, end, f", {one.text}", shared=True)
    rows = text.of(cell)
    if not layout.own_row(rows, start, end):  # the row may end in another statement, or in its string
        raise Impossible
    row_end = layout.row_end(rows, end)
    return Change(cell, row_end, row_end, f"\n{layout.indent(rows, start)}{one.text}", shared=True)
