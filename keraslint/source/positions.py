"""Exact positions of the few nodes that diagnostics point at, without LibCST's metadata providers.

Rendering a module passes every node once; a ``CodegenState`` that notes where the wanted nodes start and end costs a
fraction of ``PositionProvider``, which computes rows and columns of all of them, and gives the same answers (tested).
"""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Final

from keraslint.diagnostic import Location, Origin, Span

if TYPE_CHECKING:
    import libcst

    from keraslint.source.parsing import Unit

_RECURSION: Final = 8_000  # rendering takes several frames per level; `a + b + …` is one level per operator


def spans(units: Iterable[Unit], origins: Iterable[Origin]) -> dict[Origin, Span]:
    """Where the origins stand. An origin that is in none of the units is left out."""
    wanted = {id(origin.node): origin for origin in origins}
    result: dict[Origin, Span] = {}
    for unit in units:
        if not wanted:
            break
        for key, (start, end) in positions(unit.module, [origin.node for origin in wanted.values()]).items():
            result[wanted.pop(key)] = Span(unit.cell, start, end)
    return result


def positions(module: libcst.Module, nodes: Iterable[object]) -> dict[int, tuple[Location, Location]]:
    """Start and end of those of the nodes that are in the module, by ``id(node)``; as ``PositionProvider``, but with
    columns that count from 1."""
    keys = {id(node) for node in nodes}
    try:
        tokens, ranges = _render(module, keys)
    except RecursionError:
        limit = sys.getrecursionlimit()
        sys.setrecursionlimit(max(limit, _RECURSION))
        try:
            tokens, ranges = _render(module, keys)
        finally:
            sys.setrecursionlimit(limit)
    place = _locator(tokens)
    return {key: (place(start), place(end)) for key, (start, end) in ranges.items() if key in keys}


def _locator(tokens: Sequence[str]) -> Any:
    """A function from a number of tokens to the place where the next one starts."""
    offsets = [0, *accumulate(map(len, tokens))]
    text = "".join(tokens)
    starts = [0]
    at = -1
    # `\r\n`, `\n` and a lone `\r` end a line, as in LibCST.
    for at, character in enumerate(text) if "\r" in text else ():
        if character == "\n" or (character == "\r" and text[at + 1 : at + 2] != "\n"):
            starts.append(at + 1)
    if "\r" not in text:
        while (at := text.find("\n", at + 1)) >= 0:
            starts.append(at + 1)

    def place(token: int) -> Location:
        offset = offsets[token]
        row = bisect_right(starts, offset)
        return Location(row, offset - starts[row - 1] + 1)

    return place


def _render(module: libcst.Module, keys: set[int]) -> tuple[list[str], dict[int, tuple[int, int]]]:
    """Render the module, and the range of tokens of each wanted node."""
    from libcst._nodes.internal import CodegenState

    wanted = set(keys)
    ranges: dict[int, tuple[int, int]] = {}

    class Recorder(CodegenState):
        """Private API of LibCST: the supported versions are pinned, the agreement with its provider is tested."""

        def before_codegen(self, node: libcst.CSTNode) -> None:
            if id(node) in wanted:
                starts.append(len(self.tokens))

        def after_codegen(self, node: libcst.CSTNode) -> None:
            if id(node) in wanted and (start := starts.pop()) >= 0:
                ranges.setdefault(id(node), (start, len(self.tokens)))

        @contextmanager
        def record_syntactic_position(
            self,
            node: libcst.CSTNode,
            *,
            start_node: libcst.CSTNode | None = None,
            end_node: libcst.CSTNode | None = None,
        ) -> Iterator[None]:
            if id(node) not in wanted:
                yield
                return
            # The borders may be those of nodes inside, which are rendered next.
            wanted.update(id(border) for border in (start_node, end_node) if border is not None)
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
