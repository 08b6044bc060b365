"""Expressions, and what they are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from keraslint.source.syntax.base import BaseComp, BaseElement, BaseExpression, Node

if TYPE_CHECKING:
    from collections.abc import Sequence

    from keraslint.source.syntax.base import Operator, Place
    from keraslint.source.syntax.statements import Annotation


class Name(BaseExpression):
    __slots__ = ("value",)

    def __init__(self, at: Place, value: str) -> None:
        self.at = at
        self.value = value


class Attribute(BaseExpression):
    __slots__ = ("value", "attr")

    def __init__(self, at: Place, value: BaseExpression, attr: Name) -> None:
        self.at = at
        self.value = value
        self.attr = attr


class Integer(BaseExpression):
    __slots__ = ("value",)

    def __init__(self, at: Place, value: int | None) -> None:
        self.at = at
        self.value = value


class Float(BaseExpression):
    __slots__ = ("value",)

    def __init__(self, at: Place, value: float) -> None:
        self.at = at
        self.value = value


class Imaginary(BaseExpression):
    __slots__ = ("value",)

    def __init__(self, at: Place, value: complex) -> None:
        self.at = at
        self.value = value


class SimpleString(BaseExpression):
    __slots__ = ("value",)

    def __init__(self, at: Place, value: str | bytes) -> None:
        self.at = at
        self.value = value


class FormattedString(BaseExpression):
    __slots__ = ("parts",)

    def __init__(self, at: Place, parts: Sequence[FormattedStringText | FormattedStringExpression]) -> None:
        self.at = at
        self.parts = parts


class FormattedStringText(Node):
    __slots__ = ("value",)

    def __init__(self, at: Place, value: str) -> None:
        self.at = at
        self.value = value


class FormattedStringExpression(Node):
    __slots__ = ("expression", "conversion", "format_spec")

    def __init__(
        self, at: Place, expression: BaseExpression, conversion: str | None, format_spec: Sequence[Node] | None
    ) -> None:
        self.at = at
        self.expression = expression
        self.conversion = conversion
        self.format_spec = format_spec


class Ellipsis(BaseExpression):
    __slots__ = ()


class Tuple(BaseExpression):
    __slots__ = ("elements",)

    def __init__(self, at: Place, elements: Sequence[BaseElement]) -> None:
        self.at = at
        self.elements = elements


class List(BaseExpression):
    __slots__ = ("elements",)

    def __init__(self, at: Place, elements: Sequence[BaseElement]) -> None:
        self.at = at
        self.elements = elements


class Set(BaseExpression):
    __slots__ = ("elements",)

    def __init__(self, at: Place, elements: Sequence[BaseElement]) -> None:
        self.at = at
        self.elements = elements


class Element(BaseElement):
    __slots__ = ()


class StarredElement(BaseElement):
    __slots__ = ()


class Dict(BaseExpression):
    __slots__ = ("elements",)

    def __init__(self, at: Place, elements: Sequence[DictElement | StarredDictElement]) -> None:
        self.at = at
        self.elements = elements


class DictElement(Node):
    __slots__ = ("key", "value")

    def __init__(self, at: Place, key: BaseExpression, value: BaseExpression) -> None:
        self.at = at
        self.key = key
        self.value = value


class StarredDictElement(Node):
    __slots__ = ("value",)

    def __init__(self, at: Place, value: BaseExpression) -> None:
        self.at = at
        self.value = value


class ListComp(BaseComp):
    __slots__ = ("elt", "for_in")

    def __init__(self, at: Place, elt: BaseExpression, for_in: CompFor) -> None:
        self.at = at
        self.elt = elt
        self.for_in = for_in


class SetComp(BaseComp):
    __slots__ = ("elt", "for_in")

    def __init__(self, at: Place, elt: BaseExpression, for_in: CompFor) -> None:
        self.at = at
        self.elt = elt
        self.for_in = for_in


class GeneratorExp(BaseComp):
    __slots__ = ("elt", "for_in")

    def __init__(self, at: Place, elt: BaseExpression, for_in: CompFor) -> None:
        self.at = at
        self.elt = elt
        self.for_in = for_in


class DictComp(BaseComp):
    __slots__ = ("key", "value", "for_in")

    def __init__(self, at: Place, key: BaseExpression, value: BaseExpression, for_in: CompFor) -> None:
        self.at = at
        self.key = key
        self.value = value
        self.for_in = for_in


class CompFor(Node):
    __slots__ = ("target", "iter", "ifs", "inner_for_in")

    def __init__(
        self,
        at: Place,
        target: BaseExpression,
        iter: BaseExpression,
        ifs: Sequence[CompIf],
        inner_for_in: CompFor | None,
    ) -> None:
        self.at = at
        self.target = target
        self.iter = iter
        self.ifs = ifs
        self.inner_for_in = inner_for_in


class CompIf(Node):
    __slots__ = ("test",)

    def __init__(self, at: Place, test: BaseExpression) -> None:
        self.at = at
        self.test = test


class UnaryOperation(BaseExpression):
    __slots__ = ("operator", "expression")

    def __init__(self, at: Place, operator: Operator, expression: BaseExpression) -> None:
        self.at = at
        self.operator = operator
        self.expression = expression


class BinaryOperation(BaseExpression):
    __slots__ = ("left", "operator", "right")

    def __init__(self, at: Place, left: BaseExpression, operator: Operator, right: BaseExpression) -> None:
        self.at = at
        self.left = left
        self.operator = operator
        self.right = right


class BooleanOperation(BaseExpression):
    __slots__ = ("left", "operator", "right")

    def __init__(self, at: Place, left: BaseExpression, operator: Operator, right: BaseExpression) -> None:
        self.at = at
        self.left = left
        self.operator = operator
        self.right = right


class Comparison(BaseExpression):
    __slots__ = ("left", "comparisons")

    def __init__(self, at: Place, left: BaseExpression, comparisons: Sequence[ComparisonTarget]) -> None:
        self.at = at
        self.left = left
        self.comparisons = comparisons


class ComparisonTarget(Node):
    __slots__ = ("operator", "comparator")

    def __init__(self, at: Place, operator: Operator, comparator: BaseExpression) -> None:
        self.at = at
        self.operator = operator
        self.comparator = comparator


class IfExp(BaseExpression):
    __slots__ = ("test", "body", "orelse")

    def __init__(self, at: Place, test: BaseExpression, body: BaseExpression, orelse: BaseExpression) -> None:
        self.at = at
        self.test = test
        self.body = body
        self.orelse = orelse


class NamedExpr(BaseExpression):
    __slots__ = ("target", "value")

    def __init__(self, at: Place, target: BaseExpression, value: BaseExpression) -> None:
        self.at = at
        self.target = target
        self.value = value


class Lambda(BaseExpression):
    __slots__ = ("params", "body")

    def __init__(self, at: Place, params: Parameters, body: BaseExpression) -> None:
        self.at = at
        self.params = params
        self.body = body


class Parameters(Node):
    __slots__ = ("params", "star_arg", "kwonly_params", "star_kwarg", "posonly_params")

    def __init__(
        self,
        at: Place,
        params: Sequence[Param],
        star_arg: Param | None,
        kwonly_params: Sequence[Param],
        star_kwarg: Param | None,
        posonly_params: Sequence[Param],
    ) -> None:
        self.at = at
        self.params = params
        self.star_arg = star_arg
        self.kwonly_params = kwonly_params
        self.star_kwarg = star_kwarg
        self.posonly_params = posonly_params


class Param(Node):
    __slots__ = ("name", "annotation", "default")

    def __init__(self, at: Place, name: Name, annotation: Annotation | None, default: BaseExpression | None) -> None:
        self.at = at
        self.name = name
        self.annotation = annotation
        self.default = default


class Call(BaseExpression):
    __slots__ = ("func", "args")

    def __init__(self, at: Place, func: BaseExpression, args: Sequence[Arg]) -> None:
        self.at = at
        self.func = func
        self.args = args


class Arg(Node):
    __slots__ = ("value", "keyword", "star")

    def __init__(self, at: Place, value: BaseExpression, keyword: Name | None, star: str) -> None:
        self.at = at
        self.value = value
        self.keyword = keyword
        self.star = star


class Subscript(BaseExpression):
    __slots__ = ("value", "slice")

    def __init__(self, at: Place, value: BaseExpression, slice: Sequence[SubscriptElement]) -> None:
        self.at = at
        self.value = value
        self.slice = slice


class SubscriptElement(Node):
    __slots__ = ("slice",)

    def __init__(self, at: Place, slice: Index | Slice) -> None:
        self.at = at
        self.slice = slice


class Index(Node):
    __slots__ = ("value", "star")

    def __init__(self, at: Place, value: BaseExpression, star: bool) -> None:
        self.at = at
        self.value = value
        self.star = star


class Slice(Node):
    __slots__ = ("lower", "upper", "step")

    def __init__(
        self, at: Place, lower: BaseExpression | None, upper: BaseExpression | None, step: BaseExpression | None
    ) -> None:
        self.at = at
        self.lower = lower
        self.upper = upper
        self.step = step


class Await(BaseExpression):
    __slots__ = ("expression",)

    def __init__(self, at: Place, expression: BaseExpression) -> None:
        self.at = at
        self.expression = expression


class Yield(BaseExpression):
    __slots__ = ("value",)

    def __init__(self, at: Place, value: BaseExpression | From | None) -> None:
        self.at = at
        self.value = value


class From(Node):
    __slots__ = ("item",)

    def __init__(self, at: Place, item: BaseExpression) -> None:
        self.at = at
        self.item = item
