"""Edits of the source as rules ask for them → text edits on rows and columns.

Rules know what is to be changed, not how it is written. Here is found what stands around it: the argument's comma, the
list or the ``add`` that puts a layer into its stack.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final, TypeAlias

import libcst as cst

from keraslint.changes import Change, Impossible, Text, brackets, disjoint, node_of
from keraslint.contents import imports_of, operand_of, written
from keraslint.diagnostic import Content, Edit, Fix, Moved, Named, Operand, Origin, Span, TextFix
from keraslint.source import layout
from keraslint.source.file import SourceFile
from keraslint.source.lossless import LosslessUnit
from keraslint.source.tree import Tree

_WORD: Final = re.compile(r'"\w+"')
_BRACKETED: Final = re.compile(r"[(\[{\"']|[\w.]+(?:\(|$)")

_Line: TypeAlias = cst.SimpleStatementLine | cst.SimpleStatementSuite
"""A row of statements."""


class Editor:
    """The edits of one file. ``places`` has to hold the spans of the ``origins`` that a fix speaks of."""

    def __init__(self, units: Sequence[LosslessUnit], source: SourceFile) -> None:
        self._tree = Tree(units)
        self._text = Text(source)

    def origins(self, fix: Fix) -> Iterator[Origin]:
        """What has to be placed before the fix can be made: the nodes that are changed and what stands around them."""
        for edit in fix.edits:
            node = edit.origin.node
            yield edit.origin
            for above in self._tree.ancestors(node):
                yield from map(Origin, (above, *_items(above)))
                if isinstance(above, cst.Call):
                    yield Origin(above.func)
                if isinstance(above, (cst.SimpleStatementLine, cst.SimpleStatementSuite)):
                    break
            if isinstance(node, cst.CSTNode):
                yield from map(Origin, (*_items(node), *brackets(node)))
            if isinstance(node, cst.Attribute):
                yield Origin(node.attr)
            for piece in edit.content if isinstance(edit.content, tuple) else ():
                if isinstance(piece, Moved):
                    piece = piece.origin
                elif isinstance(piece, Operand):
                    piece = Origin(operand_of(piece))
                if isinstance(piece, Origin):
                    yield from map(Origin, (piece.node, *brackets(piece.node)))
                elif isinstance(piece, Named):
                    yield from (Origin(one.node) for one in imports_of(piece, edit, self._tree))

    def text_fix(self, fix: Fix, places: Mapping[Origin, Span]) -> TextFix | None:
        """The fix on the text; it stands or falls as a whole."""
        self._text.places = places
        try:
            if any(self._is_spread(origin.node) for edit in fix.edits for origin in _written_there(edit)):
                raise Impossible
            changes = [change for edit in fix.edits for change in self._changes(edit)]
            changes += self._removed(node_of(edit.origin) for edit in fix.edits if self._removes_item(edit))
            return TextFix(tuple(self._text.edit(change) for change in disjoint(changes)), fix.safe, fix.message)
        except Impossible:
            return None

    def _is_spread(self, node: object) -> bool:
        """Whether it is ``*sequence`` or ``**mapping``: more than the one argument that comes out of it."""
        above = self._tree.ancestors(node)[:1]
        return any(isinstance(one, cst.Arg) and one.star != "" for one in (node, *above))

    def _removes_item(self, edit: Edit) -> bool:
        return edit.kind == "remove" or (edit.kind == "drop" and self._adding(node_of(edit.origin)) is None)

    def _changes(self, edit: Edit) -> Iterator[Change]:
        content, imports = written(edit, self._text, self._tree)
        yield from imports
        node = node_of(edit.origin)
        if edit.kind == "replace":
            yield self._replaced(node, content)
        elif edit.kind == "rename":
            cell, start, end = self._text.at(node.attr if isinstance(node, cst.Attribute) else node)
            yield Change(cell, start, end, content)
        elif edit.kind == "append":
            yield self._appended(node, content)
        elif edit.kind == "end":
            yield self._ending(node, edit.content)
        elif edit.kind == "drop":
            if (line := self._adding(node)) is not None:
                yield self._dropped(*line)
        elif edit.kind != "remove":  # what is removed from one call is removed together
            yield from self._beside(node, content, before=edit.kind == "before")

    def _replaced(self, node: cst.CSTNode, content: str) -> Change:
        """In its brackets, if it has any, unless the new text has no need of them."""
        cell, start, end = self._text.at(node)
        text = self._text.of(cell)
        if text.startswith("'", start) and _WORD.fullmatch(content):
            content = f"'{content[1:-1]}'"
        _, first, last = self._text.with_brackets(node)
        if _BRACKETED.match(content) and not (text[first:start] + text[end:last]).strip("() \t"):
            start, end = first, last
        return Change(cell, start, end, content)

    def _ending(self, node: cst.CSTNode, content: Content) -> Change:
        """The end of the string that the expression ends in."""
        cell, start, end = self._text.at(node)
        former, now = content if isinstance(content, tuple) else ("", content)
        assert isinstance(former, str)
        assert isinstance(now, str)
        found = re.search(re.escape(former) + r"""(?=(?:"+|'+)[\s)]*\Z)""", self._text.of(cell)[start:end])
        if found is None or not found.start():
            raise Impossible
        return Change(cell, start + found.start(), start + found.end(), now)

    def _appended(self, call: cst.CSTNode, argument: str) -> Change:
        """``argument`` behind the last argument of the call."""
        if not isinstance(call, cst.Call):
            raise Impossible
        cell, _, end = self._text.at(call)
        text = self._text.of(cell)
        if not call.args:
            behind = end - 1
            return Change(cell, behind, behind, argument)
        _, _, behind = self._text.at(call.args[-1])
        comma = layout.comma(text, behind)
        return (
            Change(cell, behind, behind, f", {argument}")
            if comma is None
            else Change(cell, comma + 1, comma + 1, f" {argument}")
        )

    def _in_sequence(self, node: cst.CSTNode) -> tuple[cst.CSTNode, Sequence[cst.CSTNode]]:
        """The argument or item that the node is or is the value of, and all those beside it."""
        chain = (node, *self._tree.ancestors(node)[:2])
        for item, holder in pairwise(chain):
            if item in _items(holder):
                return item, _items(holder)
        raise Impossible

    def _removed(self, nodes: Iterable[cst.CSTNode]) -> Iterator[Change]:
        """Without these arguments or items and their commas."""
        sequences: dict[int, tuple[Sequence[cst.CSTNode], set[int]]] = {}
        for node in nodes:
            item, items = self._in_sequence(node)
            sequences.setdefault(id(items[0]), (items, set()))[1].add(items.index(item))
        for items, gone in sequences.values():
            left = [item for index, item in enumerate(items) if index not in gone]
            moved = [index for index, item in enumerate(items) if index not in gone and _by_position(item)]
            if any(_by_position(items[index]) for index in gone) and moved and max(moved) > min(gone):
                raise Impossible  # those behind would take its place
            if len(left) < 2 and isinstance(self._tree.ancestors(items[0])[0], cst.Tuple):
                yield from self._comma_kept(left, items)
            first = len(items)  # of those that are gone at the end
            while first - 1 in gone:
                first -= 1
            for index in sorted(gone):
                if index < first:
                    yield from self._without(items[index])
            if first < len(items):
                yield from self._without_last(items, first)

    def _comma_kept(self, left: Sequence[cst.CSTNode], items: Sequence[cst.CSTNode]) -> Iterator[Change]:
        """What keeps a tuple of which the last item is left."""
        if not left or left[0] is not items[-1]:
            raise Impossible
        cell, _, end = self._text.at(left[0])
        if layout.comma(self._text.of(cell), end) is None:
            yield Change(cell, end, end, ",")

    def _without(self, item: cst.CSTNode) -> Iterator[Change]:
        """Without an item and the comma behind it; comments stay."""
        cell, start, end = self._text.at(item)
        text = self._text.of(cell)
        comma = layout.comma(text, end)
        if comma is None or "#" in text[end:comma]:
            yield Change(cell, start, end, "")
            if comma is not None:
                yield Change(cell, comma, comma + 1, "")
            return
        after = comma + 1 + layout.blanks(text, comma + 1)
        if layout.own_row(text, start, comma + 1):
            if text.startswith("#", after):
                yield Change(cell, start, after, "")
            else:
                yield Change(cell, layout.row_start(text, start), layout.next_row(text, comma), "")
        elif after < layout.row_end(text, after) and text[after] != "#":
            yield Change(cell, start, after, "")
        else:
            row = text[layout.row_start(text, start) : start]
            yield Change(cell, start - len(row) + len(row.rstrip()), comma + 1, "")

    def _without_last(self, items: Sequence[cst.CSTNode], first: int) -> Iterator[Change]:
        """Without the items from ``first`` on and, where no comment is in the way, the comma before them."""
        cell, _, _ = self._text.at(items[first])
        _, begin, end = self._text.at(items[-1])
        text = self._text.of(cell)
        comma = layout.comma(text, end)
        ends = [self._text.at(item)[2] for item in items[max(first - 1, 0) :]]
        starts = [self._text.at(item)[1] for item in items[first:]]
        gaps = zip(ends, starts if first else starts[1:], strict=False)
        commented = any("#" in text[before:behind] for before, behind in gaps)
        own_row = comma is not None and layout.own_row(text, begin, comma + 1)
        if first == 0 or commented or own_row:
            for item in items[first:]:
                yield from self._without(item)
        else:
            before = layout.comma(text, ends[0])
            assert before is not None
            yield Change(cell, before, end, "")

    def _dropped(self, statement: cst.BaseSmallStatement, holder: _Line) -> Change:
        """Without a statement; a block has to keep one."""
        cell, start, end = self._text.at(statement)
        text = self._text.of(cell)
        if len(holder.body) > 1:
            behind = layout.code_after(text, end)
            if text.startswith(";", behind):
                after = behind + 1
                return Change(cell, start, after + layout.blanks(text, after), "")
            before = text.rindex(";", 0, start)
            return Change(cell, before, end, "")
        block = self._tree.ancestors(holder)
        alone = isinstance(holder, cst.SimpleStatementSuite) or (
            bool(block) and isinstance(block[0], cst.IndentedBlock) and len(block[0].body) == 1
        )
        if alone or not layout.own_row(text, start, end):
            return Change(cell, start, end, "pass")
        return Change(cell, layout.row_start(text, start), layout.next_row(text, end), "")

    def _beside(self, node: cst.CSTNode, content: str, *, before: bool) -> Iterator[Change]:
        """A layer before or after the one that the node puts into a stack."""
        line = self._adding(node)
        if line is None:
            yield from self._item_beside(self._item(node)[0], content, before=before)
            return
        statement, holder = line
        cell, start, end = self._text.at(statement)
        text = self._text.of(cell)
        new = content
        if isinstance(statement, cst.Expr) and isinstance(call := statement.value, cst.Call):
            _, first, last = self._text.at(call.func)
            new = f"{text[first:last]}({content})"
        if len(holder.body) == 1 and layout.own_row(text, start, end):
            indent = layout.indent(text, start)
            new = new.replace("\n", f"\n{indent}") if statement is node else new
            if before:
                yield Change(cell, start, start, f"{new}\n{indent}")
            else:
                row_end = layout.row_end(text, end)
                yield Change(cell, row_end, row_end, f"\n{indent}{new}")
        elif before:
            yield Change(cell, start, start, f"{new}; ")
        else:
            yield Change(cell, end, end, f"; {new}")

    def _item(self, node: cst.CSTNode) -> tuple[cst.CSTNode, Sequence[cst.CSTNode]]:
        item, items = self._in_sequence(node)
        if not isinstance(item, cst.Element):
            raise Impossible
        return item, items

    def _item_beside(self, item: cst.CSTNode, content: str, *, before: bool) -> Iterator[Change]:
        cell, start, end = self._text.at(item)
        text = self._text.of(cell)
        comma = layout.comma(text, end)
        behind = end if comma is None else comma + 1
        rows = layout.own_row(text, start, behind)
        if before:
            yield Change(cell, start, start, f"{content},\n{layout.indent(text, start)}" if rows else f"{content}, ")
        elif not rows:
            yield Change(cell, end, end, f", {content}")
        else:
            row_end, new = layout.row_end(text, behind), f"\n{layout.indent(text, start)}{content}"
            if comma is not None:
                yield Change(cell, row_end, row_end, f"{new},")
            elif row_end == end:
                yield Change(cell, end, end, f",{new}")
            else:
                yield Change(cell, end, end, ",")
                yield Change(cell, row_end, row_end, new)

    def _adding(self, node: cst.CSTNode) -> tuple[cst.BaseSmallStatement, _Line] | None:
        """The statement ``stack.add(node)``, or the node if it is itself a statement, and the line that holds it."""
        above = self._tree.ancestors(node)
        if isinstance(node, cst.BaseSmallStatement):
            line = above[0]
            return (node, line) if isinstance(line, (cst.SimpleStatementLine, cst.SimpleStatementSuite)) else None
        if len(above) < 4:
            return None
        argument, call, statement, line = above[:4]
        if not isinstance(argument, cst.Arg) or not isinstance(call, cst.Call) or call.args[0] is not argument:
            return None
        if isinstance(statement, cst.Expr) and isinstance(line, (cst.SimpleStatementLine, cst.SimpleStatementSuite)):
            return (statement, line) if isinstance(call.func, cst.Attribute) else None
        return None


def _written_there(edit: Edit) -> Iterator[Origin]:
    """What the edit takes for one expression: what it replaces or removes, and what it writes again."""
    if edit.kind in ("replace", "remove", "end"):
        yield edit.origin
    for piece in edit.content if isinstance(edit.content, tuple) else ():
        if isinstance(piece, (Moved, Operand)):
            yield piece.origin
        elif isinstance(piece, Origin):
            yield piece


def _by_position(item: cst.CSTNode) -> bool:
    return isinstance(item, cst.Arg) and item.keyword is None and item.star != "**"


def _items(node: cst.CSTNode) -> Sequence[cst.CSTNode]:
    """The arguments of a call, the items of a list or tuple, the names of an import."""
    if isinstance(node, cst.Call):
        return node.args
    if isinstance(node, (cst.Import, cst.ImportFrom)):
        return () if isinstance(node.names, cst.ImportStar) else node.names
    return node.elements if isinstance(node, (cst.List, cst.Tuple)) else ()
