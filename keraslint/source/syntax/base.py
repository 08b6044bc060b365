"""What all nodes have, and their families."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

    from keraslint.source.syntax.expressions import CompFor
    from keraslint.source.syntax.statements import SimpleStatementLine

Place: TypeAlias = "ast.AST | tuple[int, int, int, int] | None"
"""Where a node stands: as the node of ``ast`` that it was made of does, or first row (from 1), first column, last row,
and the column behind it; columns count bytes of UTF-8 from 0."""


class Node:
    """A piece of syntax; compared by identity."""

    __slots__ = ("at",)

    def __init__(self, at: Place) -> None:
        self.at = at


class BaseExpression(Node):
    __slots__ = ()


class BaseComp(BaseExpression):
    """A comprehension."""

    __slots__ = ()
    for_in: CompFor


class BaseElement(Node):
    """An item of a tuple, list or set."""

    __slots__ = ("value",)

    def __init__(self, at: Place, value: BaseExpression) -> None:
        self.at = at
        self.value = value


class BaseSmallStatement(Node):
    __slots__ = ()


class BaseCompoundStatement(Node):
    __slots__ = ()


class BaseSuite(Node):
    """What is indented below a statement, or stands behind its colon."""

    __slots__ = ("body",)

    def __init__(self, at: Place, body: Sequence[Statement] | Sequence[BaseSmallStatement]) -> None:
        self.at = at
        self.body = body


class MatchPattern(Node):
    __slots__ = ()


class Operator(Node):
    __slots__ = ()


Statement: TypeAlias = "SimpleStatementLine | BaseCompoundStatement"
