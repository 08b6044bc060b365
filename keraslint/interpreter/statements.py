"""Statements: what they do to the state, and which paths leave them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from keraslint.interpreter import definitions, guards, imports, loops, names, patterns
from keraslint.interpreter.doubt import arms, doubt, doubt_tried
from keraslint.interpreter.expressions import binary, evaluate, truth
from keraslint.interpreter.targets import assign, delete
from keraslint.interpreter.values import Const, Value
from keraslint.source import syntax

if TYPE_CHECKING:
    from keraslint.interpreter.machine import Machine

Handler: TypeAlias = Callable[["Machine", syntax.Node], bool]


def run_block(machine: Machine, statements: Sequence[syntax.Node]) -> bool:
    """Run statements in order; false where no path reaches the end."""
    for count, statement in enumerate(statements):
        if isinstance(statement, syntax.SimpleStatementLine):
            for small in statement.body:
                if not run_statement(machine, small):
                    return False
        elif not run_statement(machine, statement):
            return False
        elif only := guards.asked_before(machine, statement):
            with machine.catching(only):
                return run_block(machine, statements[count + 1 :])
    return True


def run_body(machine: Machine, body: syntax.BaseSuite) -> bool:
    """Run the suite of a compound statement."""
    return run_block(machine, body.body)


def run_statement(machine: Machine, statement: syntax.Node) -> bool:
    """Run one statement, for both outcomes of every open test that it depends on."""
    handler = _HANDLERS.get(type(statement))
    if handler is None or not machine.spend():
        return True
    return machine.attempt(partial(handler, machine, statement))


def _expression(machine: Machine, node: syntax.Expr) -> bool:
    if type(node.value) is syntax.SimpleString:  # a docstring
        return True
    if isinstance(node.value, syntax.BooleanOperation):  # `verbose and model.summary()`: an `if`
        return _short_circuit(machine, node.value)
    evaluate(machine, node.value)
    return True


def _short_circuit(machine: Machine, node: syntax.BooleanOperation) -> bool:
    def right() -> bool:
        with machine.catching(guards.asked_of(machine, node.left)):
            evaluate(machine, node.right)
        return True

    outcome = truth(machine, evaluate(machine, node.left))
    conjunction = isinstance(node.operator, syntax.And)
    if not isinstance(outcome, bool):
        doubt(machine, node.left, node.right)
    decided = outcome if isinstance(outcome, bool) else machine.decide(outcome)
    if decided is not None:
        return right() if decided is conjunction else True
    sides = (right, lambda: True) if conjunction else (lambda: True, right)
    return machine.branch(outcome, *sides)


def _assign(machine: Machine, node: syntax.Assign) -> bool:
    value = evaluate(machine, node.value)
    for target in node.targets:
        assign(machine, target.target, value)
    return True


def _annotated(machine: Machine, node: syntax.AnnAssign) -> bool:
    if node.value is not None:
        assign(machine, node.target, evaluate(machine, node.value))
    return True


def _augmented(machine: Machine, node: syntax.AugAssign) -> bool:
    left = evaluate(machine, node.target)
    right = evaluate(machine, node.value)
    assign(machine, node.target, binary(machine, node, type(node.operator), left, right, in_place=True))
    return True


def _delete(machine: Machine, node: syntax.Del) -> bool:
    delete(machine, node.target)
    return True


def _return(machine: Machine, node: syntax.Return) -> bool:
    value: Value = Const(node, None) if node.value is None else evaluate(machine, node.value)
    return machine.leave("return", value)


def _break(machine: Machine, node: syntax.Break) -> bool:
    return machine.leave("break", Const(None, None))


def _continue(machine: Machine, node: syntax.Continue) -> bool:
    return machine.leave("continue", Const(None, None))


def _raise(machine: Machine, node: syntax.Raise) -> bool:
    if node.exc is not None:
        evaluate(machine, node.exc)
    return False


def _assert(machine: Machine, node: syntax.Assert) -> bool:
    outcome = truth(machine, evaluate(machine, node.test))
    if isinstance(outcome, bool):
        return True  # an assertion that certainly fails is left to Python
    return machine.branch(outcome, lambda: True, lambda: False)


def _if(machine: Machine, node: syntax.If) -> bool:
    def otherwise() -> bool:
        if node.orelse is None:
            return True
        if isinstance(node.orelse, syntax.If):
            return run_statement(machine, node.orelse)
        return run_body(machine, node.orelse.body)

    outcome = truth(machine, evaluate(machine, node.test))
    with machine.catching(guards.asked_of(machine, node.test)):
        if outcome is True:
            return run_body(machine, node.body)
        if outcome is False:
            return otherwise()
        doubt(machine, node.test, *arms(node))  # also where this run of the statement is for one outcome
        decided = machine.decide(outcome)
        if decided is not None:
            return run_body(machine, node.body) if decided else otherwise()
        return machine.branch(outcome, lambda: run_body(machine, node.body), otherwise)


def _try(machine: Machine, node: syntax.Try | syntax.TryStar) -> bool:
    """The body is assumed to succeed; a handler that does more than import, warn or give up is another path."""

    def main() -> bool:
        return run_body(machine, node.body) and (node.orelse is None or run_body(machine, node.orelse.body))

    with machine.catching(guards.caught_by(node.handlers)):
        handler = next((h for h in node.handlers if _matters(h)), None)
        if handler is None or all(_is_import(statement) for statement in node.body.body):
            base, mark = machine.state, len(machine.pending)
            machine.state = base.fork()
            alive = main()
            if not alive and node.handlers and len(machine.pending) == mark:
                machine.state = base
                alive = run_body(machine, node.handlers[0].body)
        else:
            if handler.name is not None:
                assign(machine, handler.name.name, machine.unknown(handler))
            doubt_tried(machine, node, handler.body)
            raised = partial(_raised, machine, node.body.body, handler.body)
            alive = machine.branch(("raised", machine.fresh()), raised, main)
    if node.finalbody is not None:
        return run_body(machine, node.finalbody.body) and alive
    return alive


def _raised(machine: Machine, body: Sequence[syntax.Node], handler: syntax.BaseSuite) -> bool:
    """Run the handler; which of the statements before the one that failed gave a name another value is not known."""
    last = body[-1:] if isinstance(body[-1], syntax.SimpleStatementLine) else ()
    for statement in body[: len(body) - len(last)]:
        for name in machine.about(names.rebound, statement):
            if machine.lookup(name) is not None:
                machine.bind(name, machine.unknown(statement, "an exception may have come before it or after"))
    return run_body(machine, handler)


def _is_import(statement: syntax.Node) -> bool:
    return isinstance(statement, syntax.SimpleStatementLine) and all(
        isinstance(small, (syntax.Import, syntax.ImportFrom, syntax.Pass)) for small in statement.body
    )


def _matters(handler: syntax.ExceptHandler | syntax.ExceptStarHandler) -> bool:
    """Whether a handler could build or bind something."""
    for statement in handler.body.body:
        if not isinstance(statement, syntax.SimpleStatementLine):
            return not isinstance(statement, syntax.SimpleStatementSuite)
        if any(isinstance(small, (syntax.Assign, syntax.AugAssign, syntax.Return)) for small in statement.body):
            return True
    return False


EXPECTS_FAILURE = frozenset({"raises", "assertRaises", "assertRaisesRegex", "assertRaisesRegexp"})


def _with(machine: Machine, node: syntax.With) -> bool:
    for item in node.items:
        if isinstance(item.item, syntax.Call) and imports.dotted(item.item.func).rpartition(".")[2] in EXPECTS_FAILURE:
            return True  # the body is there to fail
        value = evaluate(machine, item.item)
        if item.asname is not None:
            assign(machine, item.asname.name, machine.resolve(value))
    with machine.catching(guards.suppressed_by(node)):
        return run_body(machine, node.body)


def _global(machine: Machine, node: syntax.Global) -> bool:
    machine.frame.globals.update(item.name.value for item in node.names)
    return True


def _nonlocal(machine: Machine, node: syntax.Nonlocal) -> bool:
    machine.frame.nonlocals.update(item.name.value for item in node.names)
    return True


def _function(machine: Machine, node: syntax.FunctionDef) -> bool:
    machine.bind(node.name.value, definitions.function(machine, node))
    return True


def _class(machine: Machine, node: syntax.ClassDef) -> bool:
    machine.bind(node.name.value, definitions.class_(machine, node))
    return True


def _match(machine: Machine, node: syntax.Match) -> bool:
    return patterns.run_match(machine, node, run_body)


_HANDLERS: dict[type[syntax.Node], Callable[..., bool]] = {
    syntax.Expr: _expression,
    syntax.Assign: _assign,
    syntax.AnnAssign: _annotated,
    syntax.AugAssign: _augmented,
    syntax.Del: _delete,
    syntax.Return: _return,
    syntax.Break: _break,
    syntax.Continue: _continue,
    syntax.Raise: _raise,
    syntax.Assert: _assert,
    syntax.If: _if,
    syntax.Try: _try,
    syntax.TryStar: _try,
    syntax.With: _with,
    syntax.For: loops.run_for,
    syntax.While: loops.run_while,
    syntax.Import: imports.import_,
    syntax.ImportFrom: imports.import_from,
    syntax.Global: _global,
    syntax.Nonlocal: _nonlocal,
    syntax.FunctionDef: _function,
    syntax.ClassDef: _class,
    syntax.Match: _match,
}
