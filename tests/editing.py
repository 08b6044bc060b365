"""Edits on a text, as a rule would ask for them: the piece of source is named by its text."""

from __future__ import annotations

from keraslint.diagnostic import Content, Edit, EditKind, Fix, Location, Origin, Span
from keraslint.edits import Editor
from keraslint.fixer import apply
from keraslint.source import parse, read
from keraslint.source.lossless import LosslessUnit, lossless
from keraslint.source.rendered import lossless_spans
from keraslint.source.tree import Tree


def span_of(text: str, part: str) -> Span:
    """Where ``part`` stands first in the text."""
    start = text.index(part)

    def place(offset: int) -> Location:
        row = text.count("\n", 0, offset) + 1
        return Location(row, offset - (text.rfind("\n", 0, offset) + 1) + 1)

    return Span(None, place(start), place(start + len(part)))


class Source:
    """A script whose pieces can be edited."""

    def __init__(self, text: str) -> None:
        self.source = read("x.py", text.encode())
        self.units: tuple[LosslessUnit, ...] = lossless(parse(self.source).units)
        tree = Tree(self.units)
        self._nodes = [Origin(node) for unit in self.units for node in tree.nodes(unit)]
        self._spans = lossless_spans(self.units, self._nodes)

    def origin(self, part: str) -> Origin:
        """The innermost piece of the syntax with this text, the first where there are several."""
        span = span_of(self.source.text.replace("\r\n", "\n"), part)
        return [node for node in self._nodes if self._spans.get(node) == span][-1]

    def fixed(self, *edits: Edit) -> str | None:
        """The text with the edits made, as one fix; ``None`` where they cannot be."""
        editor = Editor(self.units, self.source)
        fix = Fix(edits, True, "")
        made = editor.text_fix(fix, lossless_spans(self.units, set(editor.origins(fix))))
        return None if made is None else apply(self.source.text, made.edits)


def change(text: str, part: str, kind: EditKind, content: Content = "") -> str | None:
    source = Source(text)
    return source.fixed(Edit(source.origin(part), content, kind))


__all__ = ["Source", "change", "span_of"]
