"""From the expressions of ``ast`` to those of ``source.syntax``."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from typing import Any, Final

from keraslint.source import syntax
from keraslint.source.limits import MAX_LEVELS


def check_depth(levels: int) -> None:
    """See to it that what Python's tree has side by side, and ours in one another, does not go too deep.

    Raises:
        RecursionError: it does.
    """
    if levels > MAX_LEVELS:
        raise RecursionError


def expression(node: ast.expr) -> syntax.BaseExpression:
    return _HANDLERS[type(node)](node)


def maybe(node: ast.expr | None) -> syntax.BaseExpression | None:
    return None if node is None else _HANDLERS[type(node)](node)


def arguments(positional: Sequence[ast.expr], keywords: Sequence[ast.keyword]) -> list[syntax.Arg]:
    """The arguments of a call, in the order of the source."""
    found = []
    for node in positional:
        if type(node) is ast.Starred:
            found.append(syntax.Arg(node, _HANDLERS[type(node.value)](node.value), None, "*"))
        else:
            found.append(syntax.Arg(node, _HANDLERS[type(node)](node), None, ""))
    for word in keywords:
        value = _HANDLERS[type(word.value)](word.value)
        if word.arg is None:
            found.append(syntax.Arg(word, value, None, "**"))
        else:
            found.append(syntax.Arg(word, value, syntax.Name(word, word.arg), ""))
    if keywords and positional and _start(positional[-1]) > _start(keywords[0]):  # `f(a=1, *b)`
        found.sort(key=lambda arg: _start(arg.at))
    return found


def _start(node: Any) -> tuple[int, int]:
    return node.lineno, node.col_offset


def parameters(node: ast.arguments) -> syntax.Parameters:
    positional = [*node.posonlyargs, *node.args]
    defaults = [*[None] * (len(positional) - len(node.defaults)), *node.defaults]
    params = [_param(arg, default) for arg, default in zip(positional, defaults, strict=True)]
    count = len(node.posonlyargs)
    return syntax.Parameters(
        None,
        params[count:],
        None if node.vararg is None else _param(node.vararg, None),
        [_param(arg, default) for arg, default in zip(node.kwonlyargs, node.kw_defaults, strict=True)],
        None if node.kwarg is None else _param(node.kwarg, None),
        params[:count],
    )


def _param(arg: ast.arg, default: ast.expr | None) -> syntax.Param:
    annotation = None if arg.annotation is None else syntax.Annotation(arg.annotation, expression(arg.annotation))
    return syntax.Param(arg, syntax.Name(arg, arg.arg), annotation, maybe(default))


def _name(node: ast.Name) -> syntax.BaseExpression:
    return syntax.Name(node, node.id)


def _constant(node: ast.Constant) -> syntax.BaseExpression:
    value: Any = node.value
    kind = type(value)
    if kind is str or kind is bytes:
        return syntax.SimpleString(node, value)
    if kind is int:
        return syntax.Integer(node, value)
    if kind is float:
        return syntax.Float(node, value)
    if kind is complex:
        return syntax.Imaginary(node, value)
    if value is ...:
        return syntax.Ellipsis(node)
    return syntax.Name(node, str(value))  # True, False, None


def _attribute(node: ast.Attribute) -> syntax.BaseExpression:
    return syntax.Attribute(node, _HANDLERS[type(node.value)](node.value), syntax.Name(node, node.attr))


def _call(node: ast.Call) -> syntax.BaseExpression:
    return syntax.Call(node, _HANDLERS[type(node.func)](node.func), arguments(node.args, node.keywords))


def _subscript(node: ast.Subscript) -> syntax.BaseExpression:
    index = node.slice
    parts = index.elts if isinstance(index, ast.Tuple) and _is_bare(index) else [index]
    return syntax.Subscript(node, expression(node.value), [syntax.SubscriptElement(one, _index(one)) for one in parts])


def _is_bare(index: ast.Tuple) -> bool:
    """Whether the tuple is written without brackets of its own: only there are slices allowed."""
    if any(isinstance(one, ast.Slice) for one in index.elts):
        return True
    if len(index.elts) < 2:
        return False
    first, last = index.elts[0], index.elts[-1]
    return _start(index) == _start(first) or (index.end_lineno, index.end_col_offset) == (
        last.end_lineno,
        last.end_col_offset,
    )


def _index(node: ast.expr) -> syntax.Index | syntax.Slice:
    if isinstance(node, ast.Slice):
        return syntax.Slice(node, maybe(node.lower), maybe(node.upper), maybe(node.step))
    if isinstance(node, ast.Starred):
        return syntax.Index(node, expression(node.value), star=True)
    return syntax.Index(node, expression(node), star=False)


def _elements(nodes: Sequence[ast.expr]) -> list[syntax.BaseElement]:
    return [
        syntax.StarredElement(node, expression(node.value))
        if type(node) is ast.Starred
        else syntax.Element(node, _HANDLERS[type(node)](node))
        for node in nodes
    ]


def _tuple(node: ast.Tuple) -> syntax.BaseExpression:
    return syntax.Tuple(node, _elements(node.elts))


def _list(node: ast.List) -> syntax.BaseExpression:
    return syntax.List(node, _elements(node.elts))


def _set(node: ast.Set) -> syntax.BaseExpression:
    return syntax.Set(node, _elements(node.elts))


def _dict(node: ast.Dict) -> syntax.BaseExpression:
    return syntax.Dict(
        node,
        [
            syntax.StarredDictElement(value, expression(value))
            if key is None
            else syntax.DictElement(key, expression(key), expression(value))
            for key, value in zip(node.keys, node.values, strict=True)
        ],
    )


def _clauses(generators: Sequence[ast.comprehension]) -> syntax.CompFor:
    check_depth(4 * len(generators))  # each is followed for every item of those around it
    inner: syntax.CompFor | None = None
    for each in reversed(generators):
        tests = [syntax.CompIf(test, expression(test)) for test in each.ifs]
        inner = syntax.CompFor(each.target, expression(each.target), expression(each.iter), tests, inner)
    assert inner is not None
    return inner


def _list_comprehension(node: ast.ListComp) -> syntax.BaseExpression:
    return syntax.ListComp(node, expression(node.elt), _clauses(node.generators))


def _set_comprehension(node: ast.SetComp) -> syntax.BaseExpression:
    return syntax.SetComp(node, expression(node.elt), _clauses(node.generators))


def _generator(node: ast.GeneratorExp) -> syntax.BaseExpression:
    return syntax.GeneratorExp(node, expression(node.elt), _clauses(node.generators))


def _dict_comprehension(node: ast.DictComp) -> syntax.BaseExpression:
    return syntax.DictComp(node, expression(node.key), expression(node.value), _clauses(node.generators))


def _starred(node: ast.Starred) -> syntax.BaseExpression:
    """What is unpacked where there is no list of items: ``*args: *Types``."""
    return expression(node.value)


def _unary(node: ast.UnaryOp) -> syntax.BaseExpression:
    return syntax.UnaryOperation(node, _OPERATORS[type(node.op)], expression(node.operand))


def _binary(node: ast.BinOp) -> syntax.BaseExpression:
    left = _HANDLERS[type(node.left)](node.left)
    return syntax.BinaryOperation(node, left, _OPERATORS[type(node.op)], expression(node.right))


def _boolean(node: ast.BoolOp) -> syntax.BaseExpression:
    """``a and b and c`` is ``(a and b) and c``."""
    check_depth(len(node.values))
    operator = _OPERATORS[type(node.op)]
    found = expression(node.values[0])
    for value in node.values[1:]:
        place = node.lineno, node.col_offset, value.end_lineno or node.lineno, value.end_col_offset or 0
        found = syntax.BooleanOperation(place, found, operator, expression(value))
    found.at = node
    return found


def _comparison(node: ast.Compare) -> syntax.BaseExpression:
    targets = [
        syntax.ComparisonTarget(None, _OPERATORS[type(operator)], expression(right))
        for operator, right in zip(node.ops, node.comparators, strict=True)
    ]
    return syntax.Comparison(node, expression(node.left), targets)


def _conditional(node: ast.IfExp) -> syntax.BaseExpression:
    return syntax.IfExp(node, expression(node.test), expression(node.body), expression(node.orelse))


def _walrus(node: ast.NamedExpr) -> syntax.BaseExpression:
    return syntax.NamedExpr(node, expression(node.target), expression(node.value))


def _lambda(node: ast.Lambda) -> syntax.BaseExpression:
    return syntax.Lambda(node, parameters(node.args), expression(node.body))


def _await(node: ast.Await) -> syntax.BaseExpression:
    return syntax.Await(node, expression(node.value))


def _yield(node: ast.Yield) -> syntax.BaseExpression:
    return syntax.Yield(node, maybe(node.value))


def _yield_from(node: ast.YieldFrom) -> syntax.BaseExpression:
    return syntax.Yield(node, syntax.From(node.value, expression(node.value)))


def _formatted(node: Any) -> syntax.BaseExpression:
    return syntax.FormattedString(node, _pieces(node.values))


def _pieces(values: Sequence[Any]) -> list[syntax.FormattedStringText | syntax.FormattedStringExpression]:
    """Without the empty texts that some Pythons put into a format."""
    return [_piece(each) for each in values if not isinstance(each, ast.Constant) or each.value]


def _piece(node: Any) -> syntax.FormattedStringText | syntax.FormattedStringExpression:
    """A piece of an f-string, or of a t-string, whose expressions have no text: ``conversion`` is then ``t``."""
    if isinstance(node, ast.Constant):
        return syntax.FormattedStringText(node, str(node.value))
    conversion = None if node.conversion < 0 else chr(node.conversion)
    if not isinstance(node, ast.FormattedValue):
        conversion = "t"
    spec = None if node.format_spec is None else _pieces(node.format_spec.values)
    return syntax.FormattedStringExpression(node, expression(node.value), conversion, spec)


_OPERATORS: Final[dict[type[ast.AST], syntax.Operator]] = {
    ast.Add: syntax.Add(None),
    ast.Sub: syntax.Subtract(None),
    ast.Mult: syntax.Multiply(None),
    ast.MatMult: syntax.MatrixMultiply(None),
    ast.Div: syntax.Divide(None),
    ast.FloorDiv: syntax.FloorDivide(None),
    ast.Mod: syntax.Modulo(None),
    ast.Pow: syntax.Power(None),
    ast.LShift: syntax.LeftShift(None),
    ast.RShift: syntax.RightShift(None),
    ast.BitOr: syntax.BitOr(None),
    ast.BitXor: syntax.BitXor(None),
    ast.BitAnd: syntax.BitAnd(None),
    ast.UAdd: syntax.Plus(None),
    ast.USub: syntax.Minus(None),
    ast.Not: syntax.Not(None),
    ast.Invert: syntax.BitInvert(None),
    ast.And: syntax.And(None),
    ast.Or: syntax.Or(None),
    ast.Eq: syntax.Equal(None),
    ast.NotEq: syntax.NotEqual(None),
    ast.Lt: syntax.LessThan(None),
    ast.LtE: syntax.LessThanEqual(None),
    ast.Gt: syntax.GreaterThan(None),
    ast.GtE: syntax.GreaterThanEqual(None),
    ast.Is: syntax.Is(None),
    ast.IsNot: syntax.IsNot(None),
    ast.In: syntax.In(None),
    ast.NotIn: syntax.NotIn(None),
}


def _unheard_of(node: Any) -> syntax.BaseExpression:
    return syntax.Ellipsis(node)


class _Handlers(dict[type, Callable[[Any], syntax.BaseExpression]]):
    """By the class of the node. Of an expression that Python may come to have nothing is known."""

    def __missing__(self, kind: type) -> Callable[[Any], syntax.BaseExpression]:
        return _unheard_of


_HANDLERS: Final = _Handlers(
    {
        ast.Name: _name,
        ast.Constant: _constant,
        ast.Attribute: _attribute,
        ast.Call: _call,
        ast.Subscript: _subscript,
        ast.Tuple: _tuple,
        ast.List: _list,
        ast.Set: _set,
        ast.Dict: _dict,
        ast.ListComp: _list_comprehension,
        ast.SetComp: _set_comprehension,
        ast.GeneratorExp: _generator,
        ast.DictComp: _dict_comprehension,
        ast.Starred: _starred,
        ast.UnaryOp: _unary,
        ast.BinOp: _binary,
        ast.BoolOp: _boolean,
        ast.Compare: _comparison,
        ast.IfExp: _conditional,
        ast.NamedExpr: _walrus,
        ast.Lambda: _lambda,
        ast.Await: _await,
        ast.Yield: _yield,
        ast.YieldFrom: _yield_from,
        ast.JoinedStr: _formatted,
    }
)

if (_newer := getattr(ast, "TemplateStr", None)) is not None:  # Python 3.14
    _HANDLERS[_newer] = _formatted
