"""From the patterns of ``match`` in ``ast`` to those of ``source.syntax``."""

from __future__ import annotations

import ast

from keraslint.source import syntax
from keraslint.source.build_expressions import expression


def pattern(node: ast.pattern) -> syntax.MatchPattern:
    if isinstance(node, ast.MatchValue):
        return syntax.MatchValue(node, expression(node.value))
    if isinstance(node, ast.MatchSingleton):
        return syntax.MatchSingleton(node, syntax.Name(node, str(node.value)))
    if isinstance(node, ast.MatchSequence):
        return syntax.MatchList(node, [_element(each) for each in node.patterns])
    if isinstance(node, ast.MatchMapping):
        elements = [
            syntax.MatchMappingElement(key, expression(key), pattern(value))
            for key, value in zip(node.keys, node.patterns, strict=True)
        ]
        return syntax.MatchMapping(node, elements, _name(node.rest))
    if isinstance(node, ast.MatchClass):
        named = [
            syntax.MatchKeywordElement(value, syntax.Name(None, key), pattern(value))
            for key, value in zip(node.kwd_attrs, node.kwd_patterns, strict=True)
        ]
        positional = [syntax.MatchSequenceElement(each, pattern(each)) for each in node.patterns]
        return syntax.MatchClass(node, expression(node.cls), positional, named)
    if isinstance(node, ast.MatchOr):
        return syntax.MatchOr(node, [syntax.MatchOrElement(each, pattern(each)) for each in node.patterns])
    assert isinstance(node, ast.MatchAs)
    return syntax.MatchAs(node, None if node.pattern is None else pattern(node.pattern), _name(node.name))


def _element(node: ast.pattern) -> syntax.MatchSequenceElement | syntax.MatchStar:
    if isinstance(node, ast.MatchStar):
        return syntax.MatchStar(node, _name(node.name))
    return syntax.MatchSequenceElement(node, pattern(node))


def _name(name: str | None) -> syntax.Name | None:
    return None if name is None else syntax.Name(None, name)
