"""Exact positions of the few nodes that diagnostics point at, without LibCST's metadata providers.

Rendering a module passes every node once; a ``CodegenState`` that notes where the wanted nodes start and end costs a
fraction of ``PositionProvider``, which computes rows and columns of all of them, and gives the same answers (tested).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from contextlib import contextmanager
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from keraslint.diagnostic import Location, Origin, Span
from keraslint.recursion import deep_recursion
from keraslint.source.file import NEWLINE, split_lines

if TYPE_CHECKING:
    import libcst

    from keraslint.source.lossless import LosslessUnit

_INDENTED_OTHERWISE: Final = re.compile(r"(?:\A|[\r\n])[ \t]*[\t\f]")
_RECURSION: Final = 8_000  # rendering takes several frames per level; `a + b + …` is one level per operator


def lossless_spans(units: Iterable[LosslessUnit], origins: Iterable[Origin]) -> dict[Origin, Span]:
    """Where the origins, LibCST's nodes, stand. An origin that is in none of the units is left out."""
    wanted = {id(origin.node): origin for origin in origins}
    result: dict[Origin, Span] = {}
    for unit in units:
        if not wanted:
            break
        for key, (start, end) in _places(unit, wanted.keys()).items():
            result[wanted.pop(key)] = Span(unit.cell, start, end)
    return result


def places(unit: LosslessUnit, nodes: Iterable[object]) -> dict[int, tuple[Location, Location]]:
    """Start and end in the unit's text of those of the nodes that are in the unit, by ``id(node)``."""
    return _places(unit, {id(node) for node in nodes})


def _places(unit: LosslessUnit, keys: Set[int]) -> dict[int, tuple[Location, Location]]:
    found = _positions(unit.module, keys)
    if not found:
        return {}
    place = _in_text(unit)
    return {key: (place(start), place(end)) for key, (start, end) in found.items()}


def _in_text(unit: LosslessUnit) -> Callable[[Location], Location]:
    """From places in the module to places in the unit's text.

    The indentation may differ: LibCST forgets a form feed right before a statement that is not indented, and tabs that
    it could not read were expanded.
    """
    lines = split_lines(unit.text)
    rendered: list[str] = []
    if _INDENTED_OTHERWISE.search(unit.text):
        with deep_recursion(_RECURSION):
            rendered = split_lines(unit.module.code)[unit.rows_above :]

    def place(at: Location) -> Location:
        row, column = at.row - unit.rows_above, at.column
        if 0 < row <= len(rendered) and lines[row - 1].lstrip() == rendered[row - 1].lstrip():
            column += len(lines[row - 1]) - len(rendered[row - 1])
        return Location(row, column)

    return place


def positions(module: libcst.Module, nodes: Iterable[object]) -> dict[int, tuple[Location, Location]]:
    """Start and end of those of the nodes that are in the module, by ``id(node)``; as ``PositionProvider``, but with
    columns that count from 1."""
    return _positions(module, {id(node) for node in nodes})


def _positions(module: libcst.Module, keys: Set[int]) -> dict[int, tuple[Location, Location]]:
    with deep_recursion(_RECURSION):
        tokens, ranges = _render(module, keys)
    place = _locator(tokens)
    return {key: (place(start), place(end)) for key, (start, end) in ranges.items() if key in keys}


def _locator(tokens: Sequence[str]) -> Callable[[int], Location]:
    """A function from a number of tokens to the place where the next one starts."""
    offsets = [0, *accumulate(map(len, tokens))]
    starts = [0, *(found.end() for found in NEWLINE.finditer("".join(tokens)))]

    def place(token: int) -> Location:
        offset = offsets[token]
        row = bisect_right(starts, offset)
        return Location(row, offset - starts[row - 1] + 1)

    return place


def _render(module: libcst.Module, keys: Set[int]) -> tuple[list[str], dict[int, tuple[int, int]]]:
    """Render the module, and the range of tokens of each wanted node."""
    from libcst._nodes.internal import CodegenState

    borders: set[int] = set()
    ranges: dict[int, tuple[int, int]] = {}

    class Recorder(CodegenState):
        """Private API of LibCST: the supported versions are pinned, the agreement with its provider is tested."""

        def before_codegen(self, node: libcst.CSTNode) -> None:
            if id(node) in keys or id(node) in borders:
                starts.append(len(self.tokens))

        def after_codegen(self, node: libcst.CSTNode) -> None:
            if (id(node) in keys or id(node) in borders) and (start := starts.pop()) >= 0:
                ranges.setdefault(id(node), (start, len(self.tokens)))

        @contextmanager
        def record_syntactic_position(
            self,
            node: libcst.CSTNode,
            *,
            start_node: libcst.CSTNode | None = None,
            end_node: libcst.CSTNode | None = None,
        ) -> Iterator[None]:
            if id(node) not in keys and id(node) not in borders:
                yield
                return
            # The borders may be those of nodes inside, which are rendered next.
            borders.update(id(border) for border in (start_node, end_node) if border is not None)
            start = len(self.tokens)
            yield
            end = len(self.tokens)
            if start_node is not None:
                start = ranges[id(start_node)][0]
            if end_node is not None:
                end = ranges[id(end_node)][1]
            ranges[id(node)] = (start, end)

        def pop_trailing_newline(self) -> None:
            """The provider counts the newline, so keep it."""

    starts: list[int] = []
    state = Recorder(default_indent=module.default_indent, default_newline=module.default_newline)
    module._codegen(state)
    return state.tokens, ranges
