"""Text that LibCST's native parser would choke on: it overflows its stack, which ends the process, on trees of some
thousand levels, takes quadratic time and memory for them, and exponential time for nested patterns of ``match``.

``suspect`` looks at the text alone and costs a hundredth of parsing; what it does not suspect is harmless. What it
suspects is read by CPython's own parser first, which is quick and guarded, and ``is_extreme`` measures that tree.
"""

from __future__ import annotations

import ast
import re
from typing import Final

from keraslint.source.file import split_lines
from keraslint.source.limits import MAX_LEVELS

MAX_PATTERN: Final = 8
"""Levels of brackets in a pattern of ``match``; LibCST takes twice as long for each: 2 s for 20."""

_LONG: Final = 1000
"""Characters of a line, or between two commas in brackets; a level takes one at least."""

_NESTED: Final = 12
"""Levels of brackets; ``_LONG`` of them each could nest no deeper than is safe."""

_STRING: Final = "\1"
_LITERAL: Final = re.compile(
    r"""'''(?:[^'\\]|\\.|'(?!''))*'''|\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*\""""
    r"""|\#[^\r\n]*|\\\r?\n""",
    re.DOTALL,
)
_GROUP: Final = re.compile(r"[(\[{](?:[^()\[\]{},]{0,1000},)*[^()\[\]{},]{0,1000}[)\]}]")
_BRACKET: Final = re.compile(r"[(\[{]")
_CASE: Final = re.compile(r"(?:^|\r)[ \t\f]*case\b.*[(\[{]", re.MULTILINE)
_STRINGS: Final = re.compile(rf"(?:[bBfFrRtTuU]{{0,2}}{_STRING}\s*){{{_LONG}}}")


def suspect(text: str) -> bool:
    """Whether the text could be extreme."""
    if text.count("elif") > MAX_LEVELS or text.count("lambda") > _LONG // 4:
        return True
    if "case" in text and _CASE.search(text) is not None:
        return True
    if "f'''" in text or 'f"""' in text or " " * 80 in text or "\t" * 20 in text:
        return True  # the expressions in a long f-string are not looked at; indentation is blocks in blocks
    if max(map(len, text.split("\n"))) > _LONG:  # one of its strings may be an f-string
        return True
    left = _LITERAL.sub(_STRING, text)
    if left.count(" for ") > _LONG:  # `[x for a, b in c for d, e in f …`
        return True
    for _ in range(_NESTED):
        left, count = _GROUP.subn(_STRING, left)
        if not count:
            break
    return _BRACKET.search(left) is not None or max(map(len, left.split("\n"))) > _LONG


def is_extreme(text: str, tree: ast.AST) -> bool:
    """Whether LibCST could choke on the text, whose tree this is."""
    if _STRINGS.search(_LITERAL.sub(_STRING, text)) is not None:  # `"a" "b" …` is one node, and nested in LibCST
        return True
    level: list[ast.AST] = [tree]
    for _ in range(MAX_LEVELS):
        level = [child for node in level for child in ast.iter_child_nodes(node)]
        if not level:
            return False
        if any(_is_flattened(node) for node in level) or any(_is_deep_pattern(text, node) for node in level):
            return True
    return True


def _is_flattened(node: ast.AST) -> bool:
    """Whether the node is a list of many things that LibCST nests."""
    if isinstance(node, ast.BoolOp):
        return len(node.values) > MAX_LEVELS
    if isinstance(node, (ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.DictComp)):
        return len(node.generators) > MAX_LEVELS // 4
    if isinstance(node, ast.alias):
        return node.name.count(".") > MAX_LEVELS // 4
    return isinstance(node, ast.ImportFrom) and (node.module or "").count(".") > MAX_LEVELS // 4


def _is_deep_pattern(text: str, node: ast.AST) -> bool:
    """Whether one of the patterns of a ``match`` has many brackets in brackets."""
    if not isinstance(node, ast.Match):
        return False
    lines = [line.encode() for line in split_lines(text)]
    ends: list[ast.expr | ast.stmt] = [node.subject, *(case.body[-1] for case in node.cases)]
    for before, case in zip(ends, node.cases, strict=False):
        first, after = (before.end_lineno or 1) - 1, case.body[0]
        between = lines[first : after.lineno]
        between[-1] = between[-1][: after.col_offset]
        between[0] = between[0][before.end_col_offset :]
        if _depth(b"\n".join(between).decode(errors="replace")) > MAX_PATTERN:
            return True
    return False


def _depth(text: str) -> int:
    """How deep brackets stand in brackets."""
    depth = deepest = 0
    for bracket in re.findall(r"[()\[\]{}]", _LITERAL.sub("", text)):
        depth += 1 if bracket in "([{" else -1
        deepest = max(deepest, depth)
    return deepest
