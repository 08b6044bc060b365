"""The patterns of ``match``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from keraslint.source.syntax.base import MatchPattern, Node

if TYPE_CHECKING:
    from collections.abc import Sequence

    from keraslint.source.syntax.base import BaseExpression, Place
    from keraslint.source.syntax.expressions import Name


class MatchValue(MatchPattern):
    __slots__ = ("value",)

    def __init__(self, at: Place, value: BaseExpression) -> None:
        self.at = at
        self.value = value


class MatchSingleton(MatchPattern):
    __slots__ = ("value",)

    def __init__(self, at: Place, value: BaseExpression) -> None:
        self.at = at
        self.value = value


class MatchList(MatchPattern):
    __slots__ = ("patterns",)

    def __init__(self, at: Place, patterns: Sequence[MatchSequenceElement | MatchStar]) -> None:
        self.at = at
        self.patterns = patterns


class MatchSequenceElement(Node):
    __slots__ = ("value",)

    def __init__(self, at: Place, value: MatchPattern) -> None:
        self.at = at
        self.value = value


class MatchStar(Node):
    __slots__ = ("name",)

    def __init__(self, at: Place, name: Name | None) -> None:
        self.at = at
        self.name = name


class MatchMapping(MatchPattern):
    __slots__ = ("elements", "rest")

    def __init__(self, at: Place, elements: Sequence[MatchMappingElement], rest: Name | None) -> None:
        self.at = at
        self.elements = elements
        self.rest = rest


class MatchMappingElement(Node):
    __slots__ = ("key", "pattern")

    def __init__(self, at: Place, key: BaseExpression, pattern: MatchPattern) -> None:
        self.at = at
        self.key = key
        self.pattern = pattern


class MatchClass(MatchPattern):
    __slots__ = ("cls", "patterns", "kwds")

    def __init__(
        self,
        at: Place,
        cls: BaseExpression,
        patterns: Sequence[MatchSequenceElement],
        kwds: Sequence[MatchKeywordElement],
    ) -> None:
        self.at = at
        self.cls = cls
        self.patterns = patterns
        self.kwds = kwds


class MatchKeywordElement(Node):
    __slots__ = ("key", "pattern")

    def __init__(self, at: Place, key: Name, pattern: MatchPattern) -> None:
        self.at = at
        self.key = key
        self.pattern = pattern


class MatchAs(MatchPattern):
    __slots__ = ("pattern", "name")

    def __init__(self, at: Place, pattern: MatchPattern | None, name: Name | None) -> None:
        self.at = at
        self.pattern = pattern
        self.name = name


class MatchOr(MatchPattern):
    __slots__ = ("patterns",)

    def __init__(self, at: Place, patterns: Sequence[MatchOrElement]) -> None:
        self.at = at
        self.patterns = patterns


class MatchOrElement(Node):
    __slots__ = ("pattern",)

    def __init__(self, at: Place, pattern: MatchPattern) -> None:
        self.at = at
        self.pattern = pattern
