"""From LibCST's nodes to those of ``source.syntax``: for syntax that is newer than the Python that keraslint runs on.

It is also what ``source.build`` is tested against.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

import libcst as cst

from keraslint.source import rendered, syntax
from keraslint.source.file import split_lines
from keraslint.source.lossless import LosslessUnit
from keraslint.source.tree import below
from keraslint.source.walk import FIELDS


def adopt(module: cst.Module, text: str) -> syntax.Module:
    """The module, which was parsed from ``text``."""
    places = rendered.places(LosslessUnit(module, text), _every(module))
    return _Adopter(places, text).module(module)


def newness(module: cst.Module) -> tuple[int, int]:
    """The first Python that may have all the syntax in the module, as far as it can be told: f-strings may have been
    as they are before 3.12."""
    return max((_SINCE[name] for node in _every(module) for name in _news(node)), default=(3, 0))


def _every(module: cst.Module) -> list[cst.CSTNode]:
    every: list[cst.CSTNode] = [module]
    for node in every:
        every += below(node)
    return every


def _news(node: cst.CSTNode) -> Iterator[str]:
    kind = type(node).__name__
    if kind in _SINCE:
        yield kind
    if getattr(node, "type_parameters", None) is not None:
        yield "TypeAlias"
    starred = isinstance(node, cst.Index) and node.star is not None
    if starred or (isinstance(node, cst.Annotation) and isinstance(node.annotation, cst.StarredElement)):
        yield "TryStar"


_SINCE: Final = {
    "Match": (3, 10),
    "TryStar": (3, 11),
    "TypeAlias": (3, 12),
    "FormattedStringExpression": (3, 12),
    "TemplatedString": (3, 14),
}


class _Adopter:
    def __init__(self, places: Mapping[int, tuple[Any, Any]], text: str) -> None:
        self._places = places
        self._rows = split_lines(text)

    def module(self, node: cst.Module) -> syntax.Module:
        return syntax.Module(None, [self.adopted(each) for each in node.body])

    def adopted(self, node: Any) -> Any:
        """The node, or what else a field holds."""
        if isinstance(node, (list, tuple)):
            return [self.adopted(each) for each in node]
        if not isinstance(node, cst.CSTNode):
            return node
        special = _SPECIAL.get(type(node).__name__)
        if special is not None:
            return special(self, node)
        kind = getattr(syntax, _RENAMED.get(type(node).__name__, type(node).__name__), None)
        if kind is None:  # too new for keraslint: nothing is known of it
            return syntax.Ellipsis(self.place(node))
        if issubclass(kind, syntax.Operator):
            return kind(None)
        return kind(self.place(node), *(self.adopted(getattr(node, name)) for name in FIELDS[kind]))

    def place(self, node: cst.CSTNode) -> syntax.Place:
        found = self._places.get(id(node))
        if found is None:
            return None
        start, end = found
        return start.row, self._bytes(start), end.row, self._bytes(end)

    def _bytes(self, at: Any) -> int:
        row = self._rows[at.row - 1] if at.row <= len(self._rows) else ""
        return len(row[: at.column - 1].encode(errors="replace")) if not row.isascii() else at.column - 1

    def string(self, node: Any) -> syntax.BaseExpression:
        try:
            return syntax.SimpleString(self.place(node), ast.literal_eval(node.value))
        except (ValueError, SyntaxError):
            return syntax.Ellipsis(self.place(node))

    def integer(self, node: cst.Integer) -> syntax.BaseExpression:
        text = node.value
        if len(text) > _DIGITS:
            return syntax.Integer(self.place(node), None)
        return syntax.Integer(self.place(node), int(text, 0) if text.strip("0_") else 0)

    def imaginary(self, node: cst.Imaginary) -> syntax.BaseExpression:
        return syntax.Imaginary(self.place(node), complex(node.value))

    def float(self, node: cst.Float) -> syntax.BaseExpression:
        return syntax.Float(self.place(node), float(node.value))

    def concatenated(self, node: cst.ConcatenatedString) -> syntax.BaseExpression:
        """One string, or one f-string if one of them is."""
        parts = [self.adopted(node.left), self.adopted(node.right)]
        place = self.place(node)
        if all(isinstance(part, syntax.SimpleString) for part in parts):
            left, right = (part.value for part in parts)
            if type(left) is type(right):
                return syntax.SimpleString(place, left + right)
        pieces: list[Any] = []
        for part in parts:
            if isinstance(part, syntax.FormattedString):
                pieces += part.parts
            elif isinstance(part, syntax.SimpleString) and isinstance(part.value, str):
                pieces.append(syntax.FormattedStringText(part.at, part.value))
            else:
                return syntax.Ellipsis(place)
        return syntax.FormattedString(place, _joined(pieces))

    def formatted(self, node: Any) -> syntax.BaseExpression:
        head = node.start.lower().replace("f", "").replace("t", "")
        pieces = [self.piece(part, head, node.end) for part in node.parts]
        return syntax.FormattedString(self.place(node), _joined(pieces))

    def piece(self, node: Any, head: str, end: str) -> syntax.FormattedStringText | syntax.FormattedStringExpression:
        """A piece of a string that is written behind ``head`` and before ``end``: its prefix and quotes."""
        if hasattr(node, "value"):
            return self.text(node, head, end)
        spec = None if node.format_spec is None else _joined([self.piece(one, head, end) for one in node.format_spec])
        conversion = "t" if isinstance(node, _TEMPLATED) else node.conversion
        if node.equal is not None and conversion is None and spec is None:
            conversion = "r"
        return syntax.FormattedStringExpression(self.place(node), self.adopted(node.expression), conversion, spec)

    def text(self, node: Any, head: str, end: str) -> syntax.FormattedStringText | syntax.FormattedStringExpression:
        """What is written; a backslash before a brace stands for itself, but not before the closing quotes."""
        written = node.value.replace("{{", "{").replace("}}", "}")
        if "r" in head:
            return syntax.FormattedStringText(self.place(node), written)
        try:
            return syntax.FormattedStringText(self.place(node), str(ast.literal_eval(f"{head}{written} {end}"))[:-1])
        except (ValueError, SyntaxError):  # `\N{DASH}`, which LibCST takes apart
            unknown = syntax.Ellipsis(self.place(node))
            return syntax.FormattedStringExpression(self.place(node), unknown, "t", None)

    def parameters(self, node: cst.Parameters) -> syntax.Parameters:
        found = {name: self.adopted(getattr(node, name)) for name in FIELDS[syntax.Parameters]}
        if not isinstance(found["star_arg"], syntax.Param):
            found["star_arg"] = None
        return syntax.Parameters(self.place(node), **found)

    def import_from(self, node: cst.ImportFrom) -> syntax.ImportFrom:
        module, names = self.adopted(node.module), self.adopted(node.names)
        return syntax.ImportFrom(self.place(node), module, names, len(node.relative))

    def index(self, node: cst.Index) -> syntax.Index:
        return syntax.Index(self.place(node), self.adopted(node.value), node.star is not None)

    def star(self, node: cst.ImportStar) -> syntax.ImportStar:
        return syntax.ImportStar(self.place(node))


def _joined(pieces: Sequence[Any]) -> list[Any]:
    """With texts that follow one another in one, and without empty ones."""
    found: list[Any] = []
    for piece in pieces:
        last = found[-1] if found else None
        if isinstance(piece, syntax.FormattedStringText) and isinstance(last, syntax.FormattedStringText):
            found[-1] = syntax.FormattedStringText(last.at, last.value + piece.value)
        elif not isinstance(piece, syntax.FormattedStringText) or piece.value:
            found.append(piece)
    return found


_TEMPLATED: Final = getattr(cst, "TemplatedStringExpression", ())
_DIGITS: Final = 4000
_RENAMED: Final = {
    "MatchTuple": "MatchList",
}

_SPECIAL: Final[dict[str, Callable[[_Adopter, Any], Any]]] = {
    "SimpleString": _Adopter.string,
    "FormattedString": _Adopter.formatted,
    "TemplatedString": _Adopter.formatted,
    "Integer": _Adopter.integer,
    "Imaginary": _Adopter.imaginary,
    "Float": _Adopter.float,
    "ConcatenatedString": _Adopter.concatenated,
    "Parameters": _Adopter.parameters,
    "ImportFrom": _Adopter.import_from,
    "ImportStar": _Adopter.star,
    "Index": _Adopter.index,
}
