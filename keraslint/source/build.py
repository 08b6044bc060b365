"""From Python's own syntax tree to the nodes of ``source.syntax``."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from typing import Any, Final

from keraslint.source import syntax
from keraslint.source.build_expressions import arguments as call_arguments
from keraslint.source.build_expressions import check_depth, expression, maybe, parameters
from keraslint.source.build_imports import import_, import_from
from keraslint.source.build_patterns import pattern
from keraslint.source.file import split_lines


def build(tree: ast.Module, text: str) -> syntax.Module:
    """The module; ``text`` is what the tree was parsed from.

    Raises:
        RecursionError: an expression is nested too deeply.
    """
    return _Builder(text).module(tree)


class _Builder:
    """Statements; what stands on one row of the text can only be told from the text."""

    def __init__(self, text: str) -> None:
        self._rows = split_lines(text)

    def module(self, tree: ast.Module) -> syntax.Module:
        return syntax.Module(None, self._statements(tree.body))

    def _statements(self, nodes: Sequence[ast.stmt]) -> list[syntax.Statement]:
        """Small statements on one row are one line."""
        found: list[syntax.Statement] = []
        line: list[syntax.BaseSmallStatement] = []
        row: int | None = -1
        for node in nodes:
            if type(node) in _COMPOUND:
                found.append(self._compound(node))
                row = -1
                continue
            statement = self._small(node)
            if node.lineno == row:
                line.append(statement)
            else:
                line = [statement]
                found.append(syntax.SimpleStatementLine(None, line))
            row = node.end_lineno
        return found

    def _suite(self, nodes: Sequence[ast.stmt]) -> syntax.BaseSuite:
        first = nodes[0]
        if not self._rows[first.lineno - 1][: first.col_offset].strip(" \t\f"):
            return syntax.IndentedBlock(None, self._statements(nodes))
        return syntax.SimpleStatementSuite(None, [self._small(node) for node in nodes])

    def _small(self, node: ast.stmt) -> syntax.BaseSmallStatement:
        """A statement of one row; of one that Python may come to have nothing is known."""
        if isinstance(node, ast.Import):
            return import_(node, self._rows)
        if isinstance(node, ast.ImportFrom):
            return import_from(node, self._rows)
        handler = _SMALL.get(type(node))
        return syntax.Expr(node, syntax.Ellipsis(node)) if handler is None else handler(node)

    def _compound(self, node: ast.stmt) -> syntax.BaseCompoundStatement:
        handler = _COMPOUND[type(node)]
        found: syntax.BaseCompoundStatement = handler(self, node)
        return found

    def _if(self, node: ast.If) -> syntax.If:
        top = statement = syntax.If(node, expression(node.test), self._suite(node.body), None)
        arms = 1
        while node.orelse:
            (first, *others) = node.orelse
            if others or not isinstance(first, ast.If) or not self._is_elif(first):
                statement.orelse = self._else(node.orelse)
                break
            node = first
            arms += 1
            check_depth(arms)
            below = syntax.If(node, expression(node.test), self._suite(node.body), None)
            statement.orelse = below
            statement = below
        return top

    def _is_elif(self, node: ast.If) -> bool:
        return self._rows[node.lineno - 1].startswith("elif", node.col_offset)

    def _else(self, nodes: Sequence[ast.stmt]) -> syntax.Else | None:
        return syntax.Else(None, self._suite(nodes)) if nodes else None

    def _for(self, node: ast.For | ast.AsyncFor) -> syntax.For:
        target, items = expression(node.target), expression(node.iter)
        return syntax.For(node, target, items, self._suite(node.body), self._else(node.orelse))

    def _while(self, node: ast.While) -> syntax.While:
        return syntax.While(node, expression(node.test), self._suite(node.body), self._else(node.orelse))

    def _try(self, node: Any) -> syntax.Try | syntax.TryStar:
        kind: type[Any] = syntax.Try
        handler: type[Any] = syntax.ExceptHandler
        if not isinstance(node, ast.Try):
            kind, handler = syntax.TryStar, syntax.ExceptStarHandler
        handlers = [
            handler(
                each,
                self._suite(each.body),
                maybe(each.type),
                None if each.name is None else syntax.AsName(None, syntax.Name(None, each.name)),
            )
            for each in node.handlers
        ]
        last = syntax.Finally(None, self._suite(node.finalbody)) if node.finalbody else None
        found: syntax.Try | syntax.TryStar = kind(node, self._suite(node.body), handlers, self._else(node.orelse), last)
        return found

    def _with(self, node: ast.With | ast.AsyncWith) -> syntax.With:
        items = [
            syntax.WithItem(
                item.context_expr,
                expression(item.context_expr),
                None
                if item.optional_vars is None
                else syntax.AsName(item.optional_vars, expression(item.optional_vars)),
            )
            for item in node.items
        ]
        return syntax.With(node, items, self._suite(node.body))

    def _function(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> syntax.FunctionDef:
        return syntax.FunctionDef(
            node,
            syntax.Name(node, node.name),
            parameters(node.args),
            self._suite(node.body),
            _decorators(node),
            None if node.returns is None else syntax.Annotation(node.returns, expression(node.returns)),
        )

    def _class(self, node: ast.ClassDef) -> syntax.ClassDef:
        given = call_arguments(node.bases, node.keywords)
        named = [arg for arg in given if arg.keyword is not None or arg.star == "**"]
        return syntax.ClassDef(
            node,
            syntax.Name(node, node.name),
            self._suite(node.body),
            [arg for arg in given if arg not in named],
            named,
            _decorators(node),
        )

    def _match(self, node: ast.Match) -> syntax.Match:
        cases = [
            syntax.MatchCase(None, pattern(case.pattern), self._suite(case.body), maybe(case.guard))
            for case in node.cases
        ]
        return syntax.Match(node, expression(node.subject), cases)


def _decorators(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> list[syntax.Decorator]:
    return [syntax.Decorator(each, expression(each)) for each in node.decorator_list]


def _expression(node: ast.Expr) -> syntax.Expr:
    return syntax.Expr(node, expression(node.value))


def _assign(node: ast.Assign) -> syntax.Assign:
    targets = [syntax.AssignTarget(target, expression(target)) for target in node.targets]
    return syntax.Assign(node, targets, expression(node.value))


def _annotated(node: ast.AnnAssign) -> syntax.AnnAssign:
    annotation = syntax.Annotation(node.annotation, expression(node.annotation))
    return syntax.AnnAssign(node, expression(node.target), annotation, maybe(node.value))


def _augmented(node: ast.AugAssign) -> syntax.AugAssign:
    return syntax.AugAssign(node, expression(node.target), _AUGMENTED[type(node.op)], expression(node.value))


def _delete(node: ast.Delete) -> syntax.Del:
    if len(node.targets) == 1:
        return syntax.Del(node, expression(node.targets[0]))
    elements: list[syntax.BaseElement] = [syntax.Element(target, expression(target)) for target in node.targets]
    return syntax.Del(node, syntax.Tuple(None, elements))


def _return(node: ast.Return) -> syntax.Return:
    return syntax.Return(node, maybe(node.value))


def _raise(node: ast.Raise) -> syntax.Raise:
    cause = None if node.cause is None else syntax.From(node.cause, expression(node.cause))
    return syntax.Raise(node, maybe(node.exc), cause)


def _assert(node: ast.Assert) -> syntax.Assert:
    return syntax.Assert(node, expression(node.test), maybe(node.msg))


def _global(node: ast.Global) -> syntax.Global:
    return syntax.Global(node, _items(node.names))


def _nonlocal(node: ast.Nonlocal) -> syntax.Nonlocal:
    return syntax.Nonlocal(node, _items(node.names))


def _items(names: Sequence[str]) -> list[syntax.NameItem]:
    return [syntax.NameItem(None, syntax.Name(None, name)) for name in names]


def _alias_of_type(node: Any) -> syntax.TypeAlias:
    return syntax.TypeAlias(node, syntax.Name(node.name, node.name.id), expression(node.value))


_AUGMENTED: Final[dict[type[ast.AST], syntax.Operator]] = {
    ast.Add: syntax.AddAssign(None),
    ast.Sub: syntax.SubtractAssign(None),
    ast.Mult: syntax.MultiplyAssign(None),
    ast.MatMult: syntax.MatrixMultiplyAssign(None),
    ast.Div: syntax.DivideAssign(None),
    ast.FloorDiv: syntax.FloorDivideAssign(None),
    ast.Mod: syntax.ModuloAssign(None),
    ast.Pow: syntax.PowerAssign(None),
    ast.LShift: syntax.LeftShiftAssign(None),
    ast.RShift: syntax.RightShiftAssign(None),
    ast.BitOr: syntax.BitOrAssign(None),
    ast.BitXor: syntax.BitXorAssign(None),
    ast.BitAnd: syntax.BitAndAssign(None),
}

_SMALL: Final[dict[type[ast.AST], Callable[[Any], syntax.BaseSmallStatement]]] = {
    ast.Expr: _expression,
    ast.Assign: _assign,
    ast.AnnAssign: _annotated,
    ast.AugAssign: _augmented,
    ast.Delete: _delete,
    ast.Return: _return,
    ast.Raise: _raise,
    ast.Assert: _assert,
    ast.Global: _global,
    ast.Nonlocal: _nonlocal,
    ast.Pass: syntax.Pass,
    ast.Break: syntax.Break,
    ast.Continue: syntax.Continue,
}

_COMPOUND: Final[dict[type[ast.AST], Callable[[_Builder, Any], syntax.BaseCompoundStatement]]] = {
    ast.If: _Builder._if,
    ast.For: _Builder._for,
    ast.AsyncFor: _Builder._for,
    ast.While: _Builder._while,
    ast.Try: _Builder._try,
    ast.With: _Builder._with,
    ast.AsyncWith: _Builder._with,
    ast.FunctionDef: _Builder._function,
    ast.AsyncFunctionDef: _Builder._function,
    ast.ClassDef: _Builder._class,
    ast.Match: _Builder._match,
}

if (_newer := getattr(ast, "TryStar", None)) is not None:  # Python 3.11
    _COMPOUND[_newer] = _Builder._try
if (_newer := getattr(ast, "TypeAlias", None)) is not None:  # Python 3.12
    _SMALL[_newer] = _alias_of_type
