"""Fixes on the nodes that the interpreter read → text edits, by way of LibCST's nodes of the same source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from keraslint.changes import Impossible
from keraslint.diagnostic import Content, Edit, Fix, Moved, Named, Operand, Origin, TextFix
from keraslint.edits import Editor
from keraslint.source import SourceFile, Unit
from keraslint.source.counterparts import Counterparts
from keraslint.source.rendered import lossless_spans


def text_fixes(fixes: Sequence[Fix], units: Sequence[Unit], source: SourceFile) -> list[TextFix | None]:
    """The fixes on the text, ``None`` for one that cannot be made."""
    counterparts = Counterparts(units)
    editor = Editor(counterparts.units, source)
    found = [_translated(fix, counterparts) for fix in fixes]
    places = lossless_spans(
        counterparts.units, {origin for fix in found if fix is not None for origin in editor.origins(fix)}
    )
    return [None if fix is None else editor.text_fix(fix, places) for fix in found]


def _translated(fix: Fix, counterparts: Counterparts) -> Fix | None:
    try:
        return replace(fix, edits=tuple(_edit(edit, counterparts) for edit in fix.edits))
    except Impossible:
        return None


def _edit(edit: Edit, counterparts: Counterparts) -> Edit:
    return replace(edit, origin=_origin(edit.origin, counterparts), content=_content(edit.content, counterparts))


def _content(content: Content, counterparts: Counterparts) -> Content:
    if isinstance(content, str):
        return content
    return tuple(_piece(piece, counterparts) for piece in content)


def _piece(
    piece: str | Origin | Moved | Operand | Named, counterparts: Counterparts
) -> str | Origin | Moved | Operand | Named:
    if isinstance(piece, Origin):
        return _origin(piece, counterparts)
    if isinstance(piece, Moved):
        return Moved(_origin(piece.origin, counterparts))
    if isinstance(piece, Operand):
        return Operand(_origin(piece.origin, counterparts))
    if isinstance(piece, Named):
        return replace(piece, like=None if piece.like is None else _origin(piece.like, counterparts))
    return piece


def _origin(origin: Origin, counterparts: Counterparts) -> Origin:
    node = counterparts.of(origin.node)
    if node is None:
        raise Impossible
    return Origin(node)
