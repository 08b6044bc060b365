"""Comprehensions: followed over known values, of unknown content otherwise."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from keraslint.arrays.indexing import some_classes
from keraslint.interpreter import ended
from keraslint.interpreter.alike import COMPREHENDED, any_item, weakened
from keraslint.interpreter.values import Tuple, Value
from keraslint.source import syntax

if TYPE_CHECKING:
    from keraslint.interpreter.machine import Machine


def list_comprehension(machine: Machine, node: syntax.ListComp) -> Value:
    items, because = _collect(machine, node.for_in, lambda: _element(machine, node.elt))
    return machine.new_list(node, tuple(items), because)


def generator(machine: Machine, node: syntax.GeneratorExp) -> Value:
    items, because = _collect(machine, node.for_in, lambda: _element(machine, node.elt))
    return Tuple(node, tuple(items)) if because is None else machine.new_list(node, tuple(items), because)


def set_comprehension(machine: Machine, node: syntax.SetComp) -> Value:
    _collect(machine, node.for_in, lambda: _element(machine, node.elt))
    return machine.unknown(node)


def dict_comprehension(machine: Machine, node: syntax.DictComp) -> Value:
    from keraslint.interpreter.containers import NO_KEY, constant_key
    from keraslint.interpreter.expressions import evaluate, known

    found: dict[object, Value] = {}
    odd: list[None] = []

    def element() -> Value:
        key = constant_key(known(machine, node.key))
        value = evaluate(machine, node.value)
        if key is NO_KEY:
            odd.append(None)
        else:
            found[key] = value
        return value

    _, because = _collect(machine, node.for_in, element)
    return machine.new_dict(node, found, because or ("it has keys that are not known" if odd else None))


def _element(machine: Machine, node: syntax.BaseExpression) -> Value:
    from keraslint.interpreter.expressions import evaluate

    return evaluate(machine, node)


def _collect(machine: Machine, clause: syntax.CompFor, element: Callable[[], Value]) -> tuple[list[Value], str | None]:
    """The elements for all known turns; the names of the clause are bound in a scope of their own."""
    from keraslint.interpreter.machine import Frame

    frame = machine.frame
    inner = Frame((machine.fresh(), *frame.scopes), frame.where, frame.function, frame.cls)
    items: list[Value] = []
    with machine.inside(inner):
        because = _turns(machine, clause, element, items)
        ended.forget_names(machine, inner)
    return items, because


def _turns(machine: Machine, clause: syntax.CompFor, element: Callable[[], Value], items: list[Value]) -> str | None:
    from keraslint.interpreter.expressions import evaluate, iterate, truth
    from keraslint.interpreter.machine import MAX_UNROLL
    from keraslint.interpreter.targets import assign

    iterable = evaluate(machine, clause.iter)
    values = iterate(machine, iterable, clause.iter)
    because: str | None = None
    if values is None or len(values) > MAX_UNROLL * 8 or machine.exhausted:
        because = COMPREHENDED
        element_value = any_item(machine, iterable, clause.iter)
        values = [element_value or machine.unknown(clause.target, "it is different each time round the loop")]
    for value in values:
        assign(machine, clause.target, value)
        keep, chosen = True, False
        for condition in clause.ifs:
            outcome = truth(machine, evaluate(machine, condition.test))
            if not isinstance(outcome, bool):
                because, chosen = because or COMPREHENDED, True
            elif not outcome:
                keep = False
                break
        if not keep:
            continue
        if clause.inner_for_in is not None:
            because = _turns(machine, clause.inner_for_in, element, items) or because
        else:
            found = element()
            items.append(weakened(machine.resolve(found), some_classes) if chosen else found)
    return because
