"""Modules, blocks and statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from keraslint.source.syntax.base import BaseCompoundStatement, BaseSmallStatement, BaseSuite, Node

if TYPE_CHECKING:
    from collections.abc import Sequence

    from keraslint.source.syntax.base import BaseExpression, MatchPattern, Operator, Place, Statement
    from keraslint.source.syntax.expressions import Arg, Attribute, From, Name, Parameters


class Module(Node):
    __slots__ = ("body",)

    def __init__(self, at: Place, body: Sequence[Statement]) -> None:
        self.at = at
        self.body = body


class IndentedBlock(BaseSuite):
    __slots__ = ()


class SimpleStatementSuite(BaseSuite):
    __slots__ = ()


class SimpleStatementLine(Node):
    __slots__ = ("body",)

    def __init__(self, at: Place, body: Sequence[BaseSmallStatement]) -> None:
        self.at = at
        self.body = body


class If(BaseCompoundStatement):
    __slots__ = ("test", "body", "orelse")

    def __init__(self, at: Place, test: BaseExpression, body: BaseSuite, orelse: If | Else | None) -> None:
        self.at = at
        self.test = test
        self.body = body
        self.orelse = orelse


class Else(Node):
    __slots__ = ("body",)

    def __init__(self, at: Place, body: BaseSuite) -> None:
        self.at = at
        self.body = body


class For(BaseCompoundStatement):
    __slots__ = ("target", "iter", "body", "orelse")

    def __init__(
        self, at: Place, target: BaseExpression, iter: BaseExpression, body: BaseSuite, orelse: Else | None
    ) -> None:
        self.at = at
        self.target = target
        self.iter = iter
        self.body = body
        self.orelse = orelse


class While(BaseCompoundStatement):
    __slots__ = ("test", "body", "orelse")

    def __init__(self, at: Place, test: BaseExpression, body: BaseSuite, orelse: Else | None) -> None:
        self.at = at
        self.test = test
        self.body = body
        self.orelse = orelse


class Try(BaseCompoundStatement):
    __slots__ = ("body", "handlers", "orelse", "finalbody")

    def __init__(
        self,
        at: Place,
        body: BaseSuite,
        handlers: Sequence[ExceptHandler],
        orelse: Else | None,
        finalbody: Finally | None,
    ) -> None:
        self.at = at
        self.body = body
        self.handlers = handlers
        self.orelse = orelse
        self.finalbody = finalbody


class TryStar(BaseCompoundStatement):
    __slots__ = ("body", "handlers", "orelse", "finalbody")

    def __init__(
        self,
        at: Place,
        body: BaseSuite,
        handlers: Sequence[ExceptStarHandler],
        orelse: Else | None,
        finalbody: Finally | None,
    ) -> None:
        self.at = at
        self.body = body
        self.handlers = handlers
        self.orelse = orelse
        self.finalbody = finalbody


class ExceptHandler(Node):
    __slots__ = ("body", "type", "name")

    def __init__(self, at: Place, body: BaseSuite, type: BaseExpression | None, name: AsName | None) -> None:
        self.at = at
        self.body = body
        self.type = type
        self.name = name


class ExceptStarHandler(Node):
    __slots__ = ("body", "type", "name")

    def __init__(self, at: Place, body: BaseSuite, type: BaseExpression, name: AsName | None) -> None:
        self.at = at
        self.body = body
        self.type = type
        self.name = name


class Finally(Node):
    __slots__ = ("body",)

    def __init__(self, at: Place, body: BaseSuite) -> None:
        self.at = at
        self.body = body


class With(BaseCompoundStatement):
    __slots__ = ("items", "body")

    def __init__(self, at: Place, items: Sequence[WithItem], body: BaseSuite) -> None:
        self.at = at
        self.items = items
        self.body = body


class WithItem(Node):
    __slots__ = ("item", "asname")

    def __init__(self, at: Place, item: BaseExpression, asname: AsName | None) -> None:
        self.at = at
        self.item = item
        self.asname = asname


class AsName(Node):
    __slots__ = ("name",)

    def __init__(self, at: Place, name: BaseExpression) -> None:
        self.at = at
        self.name = name


class FunctionDef(BaseCompoundStatement):
    __slots__ = ("name", "params", "body", "decorators", "returns")

    def __init__(
        self,
        at: Place,
        name: Name,
        params: Parameters,
        body: BaseSuite,
        decorators: Sequence[Decorator],
        returns: Annotation | None,
    ) -> None:
        self.at = at
        self.name = name
        self.params = params
        self.body = body
        self.decorators = decorators
        self.returns = returns


class ClassDef(BaseCompoundStatement):
    __slots__ = ("name", "body", "bases", "keywords", "decorators")

    def __init__(
        self,
        at: Place,
        name: Name,
        body: BaseSuite,
        bases: Sequence[Arg],
        keywords: Sequence[Arg],
        decorators: Sequence[Decorator],
    ) -> None:
        self.at = at
        self.name = name
        self.body = body
        self.bases = bases
        self.keywords = keywords
        self.decorators = decorators


class Decorator(Node):
    __slots__ = ("decorator",)

    def __init__(self, at: Place, decorator: BaseExpression) -> None:
        self.at = at
        self.decorator = decorator


class Match(BaseCompoundStatement):
    __slots__ = ("subject", "cases")

    def __init__(self, at: Place, subject: BaseExpression, cases: Sequence[MatchCase]) -> None:
        self.at = at
        self.subject = subject
        self.cases = cases


class MatchCase(Node):
    __slots__ = ("pattern", "body", "guard")

    def __init__(self, at: Place, pattern: MatchPattern, body: BaseSuite, guard: BaseExpression | None) -> None:
        self.at = at
        self.pattern = pattern
        self.body = body
        self.guard = guard


class Expr(BaseSmallStatement):
    __slots__ = ("value",)

    def __init__(self, at: Place, value: BaseExpression) -> None:
        self.at = at
        self.value = value


class Assign(BaseSmallStatement):
    __slots__ = ("targets", "value")

    def __init__(self, at: Place, targets: Sequence[AssignTarget], value: BaseExpression) -> None:
        self.at = at
        self.targets = targets
        self.value = value


class AssignTarget(Node):
    __slots__ = ("target",)

    def __init__(self, at: Place, target: BaseExpression) -> None:
        self.at = at
        self.target = target


class AnnAssign(BaseSmallStatement):
    __slots__ = ("target", "annotation", "value")

    def __init__(self, at: Place, target: BaseExpression, annotation: Annotation, value: BaseExpression | None) -> None:
        self.at = at
        self.target = target
        self.annotation = annotation
        self.value = value


class Annotation(Node):
    __slots__ = ("annotation",)

    def __init__(self, at: Place, annotation: BaseExpression) -> None:
        self.at = at
        self.annotation = annotation


class AugAssign(BaseSmallStatement):
    __slots__ = ("target", "operator", "value")

    def __init__(self, at: Place, target: BaseExpression, operator: Operator, value: BaseExpression) -> None:
        self.at = at
        self.target = target
        self.operator = operator
        self.value = value


class Del(BaseSmallStatement):
    __slots__ = ("target",)

    def __init__(self, at: Place, target: BaseExpression) -> None:
        self.at = at
        self.target = target


class Return(BaseSmallStatement):
    __slots__ = ("value",)

    def __init__(self, at: Place, value: BaseExpression | None) -> None:
        self.at = at
        self.value = value


class Raise(BaseSmallStatement):
    __slots__ = ("exc", "cause")

    def __init__(self, at: Place, exc: BaseExpression | None, cause: From | None) -> None:
        self.at = at
        self.exc = exc
        self.cause = cause


class Assert(BaseSmallStatement):
    __slots__ = ("test", "msg")

    def __init__(self, at: Place, test: BaseExpression, msg: BaseExpression | None) -> None:
        self.at = at
        self.test = test
        self.msg = msg


class Global(BaseSmallStatement):
    __slots__ = ("names",)

    def __init__(self, at: Place, names: Sequence[NameItem]) -> None:
        self.at = at
        self.names = names


class Nonlocal(BaseSmallStatement):
    __slots__ = ("names",)

    def __init__(self, at: Place, names: Sequence[NameItem]) -> None:
        self.at = at
        self.names = names


class NameItem(Node):
    __slots__ = ("name",)

    def __init__(self, at: Place, name: Name) -> None:
        self.at = at
        self.name = name


class Import(BaseSmallStatement):
    __slots__ = ("names",)

    def __init__(self, at: Place, names: Sequence[ImportAlias]) -> None:
        self.at = at
        self.names = names


class ImportFrom(BaseSmallStatement):
    __slots__ = ("module", "names", "relative")

    def __init__(
        self, at: Place, module: Attribute | Name | None, names: Sequence[ImportAlias] | ImportStar, relative: int
    ) -> None:
        self.at = at
        self.module = module
        self.names = names
        self.relative = relative


class ImportAlias(Node):
    __slots__ = ("name", "asname")

    def __init__(self, at: Place, name: Attribute | Name, asname: AsName | None) -> None:
        self.at = at
        self.name = name
        self.asname = asname


class ImportStar(Node):
    __slots__ = ()


class Pass(BaseSmallStatement):
    __slots__ = ()


class Break(BaseSmallStatement):
    __slots__ = ()


class Continue(BaseSmallStatement):
    __slots__ = ()


class TypeAlias(BaseSmallStatement):
    __slots__ = ("name", "value")

    def __init__(self, at: Place, name: Name, value: BaseExpression) -> None:
        self.at = at
        self.name = name
        self.value = value
