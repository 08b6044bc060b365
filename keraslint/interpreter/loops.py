"""Loops: unrolled over known values, otherwise their body is run once and what it grows is left open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from keraslint.arrays.indexing import some_classes
from keraslint.interpreter import names
from keraslint.interpreter.alike import GROWN, any_item, merged, weakened
from keraslint.interpreter.doubt import doubt
from keraslint.interpreter.expressions import evaluate, iterate, truth
from keraslint.interpreter.state import MISSING, State, bound, variants
from keraslint.interpreter.tables import between
from keraslint.interpreter.targets import assign
from keraslint.interpreter.values import (
    ArrayValue,
    Choice,
    Const,
    DictRecord,
    Integer,
    ListRecord,
    ListRef,
    ModelRecord,
    TableValue,
    Tensor,
    Tuple,
    Value,
    same,
)
from keraslint.prefix import Prefix
from keraslint.records import replace
from keraslint.source import syntax

if TYPE_CHECKING:
    from keraslint.interpreter.machine import Machine
    from keraslint.program import Plain

TRAINING = frozenset(
    {"fit", "fit_generator", "train_on_batch", "test_on_batch", "GradientTape", "apply_gradients", "evaluate"}
)
MAX_SETTINGS: Final = 6
OPEN = "layers are added in a loop whose length is not known"
CHOSEN = "some turns of a loop add to it, others do not"
DIFFERS = "it is different each time round the loop"


def run_for(machine: Machine, node: syntax.For) -> bool:
    iterable = evaluate(machine, node.iter)
    items = iterate(machine, iterable, node.iter)
    if items is None or not _worth_unrolling(machine, node.body, iterable, len(items)):
        element = any_item(machine, iterable, node.iter) or machine.unknown(node.target, DIFFERS)
        first: Value = element if items is None or len(items) != 1 else items[0]
        return _once(machine, node.body, node.orelse, lambda: assign(machine, node.target, first))
    return _unroll(machine, node, items)


def run_while(machine: Machine, node: syntax.While) -> bool:
    """Run while the test is known; from the first iteration where it is not, the body stands for all further ones."""
    from keraslint.interpreter.machine import MAX_UNROLL

    start, base, mark = len(machine.trail), machine.state, len(machine.pending)
    began = machine.steps
    alive = True
    for turn in range(MAX_UNROLL + 1):
        outcome = truth(machine, evaluate(machine, node.test))
        if outcome is False:
            alive = node.orelse is None or _run(machine, node.orelse.body)
            break
        if outcome is not True or turn == MAX_UNROLL or machine.exhausted or machine.idles(began) or _endless(node):
            if not isinstance(outcome, bool):
                doubt(machine, node.test, node.body)
            alive = _once(machine, node.body, node.orelse, lambda: None)
            break
        if not _iteration(machine, node.body):
            alive = False
            break
    return machine.collect(start, base, mark, ("break",), alive) is not None


def _endless(node: syntax.While) -> bool:
    return isinstance(node.test, (syntax.Integer, syntax.Name))


def _unroll(machine: Machine, node: syntax.For, items: Sequence[Value]) -> bool:
    """Turn by turn. Where nothing of Keras has come of many steps, one turn stands for all that are left."""
    start, base, mark = len(machine.trail), machine.state, len(machine.pending)
    machine.state = base.fork()
    began = machine.steps
    alive = True
    for turn, item in enumerate(items, start=1):
        assign(machine, node.target, item)
        alive = _iteration(machine, node.body)
        if not alive or machine.exhausted:
            break
        if turn < len(items) and machine.idles(began):
            further = merged(machine, items[turn:], node.target) or machine.unknown(node.target, DIFFERS)
            alive = _once(machine, node.body, None, partial(assign, machine, node.target, further))
            break
    if alive and node.orelse is not None:
        alive = _run(machine, node.orelse.body)
    return _finish(machine, start, base, mark, alive)


def _finish(machine: Machine, start: int, base: State, mark: int, alive: bool) -> bool:
    broke = any(outcome.kind == "break" for outcome in machine.pending[mark:])
    if not broke:
        if alive and len(machine.pending) == mark:
            machine.commit(base)
        return alive
    return machine.collect(start, base, mark, ("break",), alive) is not None


def _iteration(machine: Machine, body: syntax.BaseSuite) -> bool:
    """One time round; the paths that ``continue`` meet those that reach the end."""
    start, base, mark = len(machine.trail), machine.state, len(machine.pending)
    machine.state = base.fork()
    alive = _run(machine, body)
    if any(outcome.kind == "continue" for outcome in machine.pending[mark:]):
        return machine.collect(start, base, mark, ("continue",), alive) is not None
    if alive and len(machine.pending) == mark:
        machine.commit(base)
    return alive


def _run(machine: Machine, body: syntax.BaseSuite) -> bool:
    from keraslint.interpreter.statements import run_body

    return run_body(machine, body)


def _once(machine: Machine, body: syntax.BaseSuite, orelse: syntax.Else | None, bind: Callable[[], None]) -> bool:
    """Run the body for any of an unknown number of times; what exists and grows in it becomes open."""
    start, base, mark = len(machine.trail), machine.state, len(machine.pending)
    machine.state = base.fork()
    turn = machine.about(names.turn, body)
    for name in turn.carried:
        value = machine.lookup(name)
        if isinstance(value, ArrayValue) and name not in turn.rebound:
            continue  # what is written into it is followed
        if value is not None:
            machine.bind(name, machine.unknown(body, DIFFERS))
    for name in turn.stale:
        if isinstance(machine.lookup(name), Const):
            machine.bind(name, machine.unknown(body, DIFFERS))
    bind()
    alive = _iteration(machine, body)
    mine = {(machine.frame.scopes[0], name) for name in turn.rebound}
    for cell, content in machine.state.delta(base).items():
        before = base.get(cell)
        content = bound(content) if cell in mine else _after_turns(machine, before, bound(content), body)
        machine.state.set(cell, _opened(before, content))
    left = {outcome.kind for outcome in machine.pending[mark:]}
    if not alive and "return" in left and "break" not in left:
        machine.state = base.fork()  # the loop may also have run no time, or not returned
        alive = True
    if alive and orelse is not None:
        alive = _run(machine, orelse.body)
    return _finish(machine, start, base, mark, alive)


def _after_turns(machine: Machine, before: object, after: object, body: syntax.Node) -> object:
    """An attribute, an item or another scope's name that the one turn changed: further turns may change it further."""
    if before is MISSING or same(before, after):
        return after
    if all(isinstance(each, (Const, Integer, Tensor)) for each in (*variants(before), *variants(after))):
        return machine.unknown(body, DIFFERS)
    if isinstance(before, DictRecord) and isinstance(after, DictRecord):
        items: dict[Plain, Any] = {
            key: _after_turns(machine, before.items.get(key, MISSING), item, body) for key, item in after.items.items()
        }
        return replace(after, items=items)
    return after


def _opened_model(before: list[object], after: ModelRecord) -> ModelRecord:
    """The model after a loop; what was done to it while it grew was done to an open model."""
    known = [record for record in before if isinstance(record, ModelRecord)]
    if after.open_because is not None or any(record.elements == after.elements for record in known):
        return after
    old = max((len(record.events) for record in known), default=0)
    within = tuple(replace(event, open_because=OPEN) for event in after.events[old:])
    return replace(after, open_because=OPEN, events=Prefix((*after.events[:old], *within)))


def _any_turn(records: list[ListRecord]) -> ListRecord:
    """A list to which the turns of a loop append different things: data of any kind that was seen, or else the most
    that one turn appended. Of what only some turns append, it is not known whether all that may occur does.

    Where lists are appended by some turns only, the items that are seen do not stand for all (``CHOSEN``): which rows
    there are depends on the tests of the loop."""
    common = set.intersection(*({id(item) for item in record.items} for record in records))
    records = [
        replace(record, items=tuple(one if id(one) in common else weakened(one, some_classes) for one in record.items))
        for record in records
    ]
    longest = max(records, key=lambda record: len(record.items))
    others = {id(item): item for record in records for item in record.items}
    for item in longest.items:
        others.pop(id(item), None)
    if all(isinstance(item, (ArrayValue, Const, Integer)) for item in others.values()):
        longest = replace(longest, items=(*longest.items, *others.values()))
    rows = any(isinstance(item, ListRef) and id(item) not in common for item in longest.items)
    return replace(longest, open_because=CHOSEN if rows else GROWN)


def _opened(before: object, after: object) -> object:
    if before is MISSING or before is after:
        return after
    if isinstance(after, Choice) and all(isinstance(one, ListRecord) for one in variants(after)):
        return _any_turn([one for one in variants(after) if isinstance(one, ListRecord)])
    if isinstance(after, Choice):
        yes, no = (_opened(before, side) for side in (after.yes, after.no))
        if isinstance(yes, ModelRecord) and isinstance(no, ModelRecord) and OPEN in (yes.open_because, no.open_because):
            # the turns may take both sides
            yes, no = (replace(one, open_because=one.open_because or OPEN) for one in (yes, no))
        return Choice(None, after.key, yes, no, after.leaves)  # type: ignore[arg-type]
    if isinstance(after, ModelRecord):
        return _opened_model(list(variants(before)), after)
    if isinstance(after, TableValue) and isinstance(before, TableValue):
        return between(before, after)
    if isinstance(after, ListRecord):
        return replace(after, open_because=GROWN)
    return after


def _worth_unrolling(machine: Machine, body: syntax.BaseSuite, iterable: Value, count: int) -> bool:
    """Long loops and loops that train are the same each time round as far as the models are concerned; not those over
    a few settings (``for kind in ("dense", "recurrent"): …``)."""
    from keraslint.interpreter.machine import MAX_UNROLL

    if machine.exhausted or count > MAX_UNROLL:
        return False
    settings = isinstance(machine.resolve(iterable), (Tuple, ListRef))
    return count <= (MAX_SETTINGS if settings else 3) or not machine.about(names.turn, body).called & TRAINING
