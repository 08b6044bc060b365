"""What an open test asks of data: the branches that follow are written for data of either kind.

``if x.max() > 1: x = x / 255`` scales what has to be scaled. Where such a test is not decided by what is known of the
data, both of its branches are followed, and one of them contradicts what is known. So it counts as not known from
there on; only shape and type are kept. A test of shapes alone takes nothing away. Where it asks what sort of data they
are (``isinstance(x, np.ndarray)``), one branch may change their shape, so that is not known any more either.

What is asked is told by the names in the test, and by those in the expressions that made what they stand for:
``top = x.max()``, then ``if top > 1:``. What was made of the same data, and is treated in a branch, is asked too:
``y = x.copy()``, then ``if x.max() > 1: y = y / 255``.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from keraslint.arrays import Array
from keraslint.interpreter import tables
from keraslint.interpreter.arrays import array_value, change, content, overwritten
from keraslint.interpreter.containers import list_record
from keraslint.interpreter.names import last_name, read_in
from keraslint.interpreter.operators import key_of
from keraslint.interpreter.state import variants
from keraslint.interpreter.values import (
    ArrayValue,
    Const,
    DictRecord,
    DictRef,
    Instance,
    Integer,
    Key,
    ListRecord,
    ListRef,
    TableValue,
    Tuple,
    Unknown,
)
from keraslint.records import record, replace
from keraslint.source import syntax
from keraslint.source.walk import below, descend

if TYPE_CHECKING:
    from keraslint.interpreter.machine import Machine

MAX_FOLLOWED: Final = 64
MAX_ARMS: Final = 8
MAX_ITEMS: Final = 64
_OF_SHAPE: Final = frozenset("shape ndim size columns index empty nbytes itemsize get_shape rank len".split())
# The shape of their result depends on the content of what they are given.
_COUNTING: Final = frozenset(
    """unique unique_values unique_counts nunique set frozenset Counter nonzero flatnonzero argwhere where bincount
    value_counts dropna drop_duplicates query filter compress extract""".split()
)
_OF_SORT: Final = frozenset({"isinstance", "type", "hasattr", "is_tensor", "is_keras_tensor"})
# What a model makes of data says nothing of the data.
_OF_MODELS: Final = frozenset(
    """fit fit_generator evaluate evaluate_generator predict predict_generator predict_classes predict_proba
    predict_on_batch train_on_batch test_on_batch""".split()
)
_REFERENCES: Final = (syntax.Name, syntax.Attribute, syntax.Subscript)
_COMPUTED: Final = (
    syntax.Call,
    syntax.Attribute,
    syntax.Subscript,
    syntax.UnaryOperation,
    syntax.BinaryOperation,
    syntax.BooleanOperation,
    syntax.Comparison,
)


@record
class Asked:
    """References in an expression: to what is read, and to that whose shape only is."""

    content: tuple[syntax.Node, ...]
    shape: tuple[syntax.Node, ...]


def asked(expression: syntax.Node) -> Asked:
    """What an expression reads of the things that it refers to."""
    found: list[syntax.Node] = []
    shapes: list[syntax.Node] = []
    stack = [expression]
    while stack:
        node = stack.pop()
        measured = _measured(node)
        if measured is not None and isinstance(measured, _REFERENCES) and not _counts(measured):
            shapes.append(measured)
            continue
        if measured is not None and not _counts(measured):
            continue
        if isinstance(node, syntax.Call) and last_name(node.func) in _OF_MODELS:
            continue
        if isinstance(node, _REFERENCES):
            found.append(node)
        stack += below(node)
    return Asked(tuple(found), tuple(shapes))


def asked_for_kind(expression: syntax.Node) -> tuple[syntax.Node, ...]:
    """What is asked which sort of thing it is."""
    calls = (node for node in descend(expression) if isinstance(node, syntax.Call) and node.args)
    return tuple(call.args[0].value for call in calls if last_name(call.func) in _OF_SORT)


def _measured(node: syntax.Node) -> syntax.Node | None:
    """That of which an expression tells the shape: ``x`` in ``x.shape``, ``len(x)`` and ``np.ndim(x)``."""
    if isinstance(node, syntax.Attribute) and node.attr.value in _OF_SHAPE:
        return node.value
    if isinstance(node, syntax.Call) and len(node.args) == 1 and last_name(node.func) in _OF_SHAPE:
        return node.args[0].value
    return None


def _counts(expression: syntax.Node) -> bool:
    """Whether the shape of its value depends on what is in the data."""
    for node in descend(expression):
        if isinstance(node, syntax.Call) and last_name(node.func) in _COUNTING:
            return True
        if isinstance(node, syntax.CompFor) and node.ifs:
            return True
        if isinstance(node, syntax.SubscriptElement) and any(
            isinstance(each, syntax.Comparison) for each in descend(node)
        ):
            return True
    return False


def arms(node: syntax.If) -> Iterator[syntax.Node]:
    """What an ``if`` may run: its body and the arms behind it, of a long chain of ``elif`` the next ones."""
    yield node.body
    for _ in range(MAX_ARMS):
        if not isinstance(node.orelse, syntax.If):
            break
        node = node.orelse
        yield node.test
        yield node.body
    if isinstance(node.orelse, syntax.Else):
        yield node.orelse


def doubt(machine: Machine, test: syntax.Node, *branches: syntax.Node) -> None:
    """The test is open: what is known of the content of the data that it reads is not known any more."""
    seen: set[syntax.Node] = set()
    doubted: set[Key] = set()
    for reference in machine.about(asked_for_kind, test):
        for value in _referred(machine, reference):
            if isinstance(value, ArrayValue) and not isinstance(value, TableValue):
                change(machine, value, Array(dtype=content(machine, value).dtype))
    stack = [test]
    while stack and len(seen) < MAX_FOLLOWED:
        node = stack.pop()
        if node in seen:
            continue
        seen.add(node)
        reads = machine.about(asked, node)
        for reference in reads.content:
            if node is test:
                _forget_item(machine, reference)
            for value in _referred(machine, reference):
                _forget(machine, value)
                if isinstance(value, ArrayValue):
                    doubted.add(value.key)
                stack += _computed(machine, value)
        for reference in reads.shape:
            computed = (made for value in _referred(machine, reference) for made in _computed(machine, value))
            stack += [made for made in computed if machine.about(_counts, made)]
    machine.charge(len(seen))
    if doubted:
        names = sorted({name for branch in branches for name in machine.about(read_in, branch)})
        machine.charge(len(names))
        treated = [value for name in names for value in variants(machine.lookup(name)) if isinstance(value, ArrayValue)]
        for value in _derived(machine, treated, doubted):
            _forget(machine, value)


def _derived(machine: Machine, values: Sequence[ArrayValue], sources: set[Key]) -> list[ArrayValue]:
    """Those of the data that were made of the sources.

    All are followed back at once, the nearest first: what they have in common is read once.
    """
    made = [(value, _computed(machine, value)) for value in values]
    queue = deque(node for _, nodes in made for node in nodes)
    seen: set[syntax.Node] = set()
    readers: dict[syntax.Node, list[syntax.Node]] = {}
    reached: list[syntax.Node] = []
    most = len(queue) + MAX_FOLLOWED
    while queue and len(seen) < most:
        node = queue.popleft()
        if node in seen:
            continue
        seen.add(node)
        for reference in machine.about(asked, node).content:
            for found in _referred(machine, reference):
                if isinstance(found, ArrayValue) and found.key in sources:
                    reached.append(node)
                for source in _computed(machine, found):
                    readers.setdefault(source, []).append(node)
                    queue.append(source)
    machine.charge(len(seen))
    related: set[syntax.Node] = set()
    while reached:
        node = reached.pop()
        if node not in related:
            related.add(node)
            reached += readers.get(node, ())
    return [value for value, nodes in made if not related.isdisjoint(nodes)]


def doubt_tried(machine: Machine, node: syntax.Try | syntax.TryStar, handler: syntax.Node) -> None:
    """A failure of the body counts as a test of the data that it reads and the handler then treats."""
    treated: set[str] = set()
    for each in descend(handler):
        targets: list[syntax.Node] = []
        if isinstance(each, syntax.Assign):
            targets = [target.target for target in each.targets]
        elif isinstance(each, syntax.AugAssign):
            targets = [each.target]
        for target in targets:
            treated.update(name.value for name in descend(target) if isinstance(name, syntax.Name))
    for statement in node.body.body if treated else ():
        for name in descend(statement):
            if isinstance(name, syntax.Name) and name.value in treated:
                doubt(machine, name)


def _forget_item(machine: Machine, reference: syntax.Node) -> None:
    """A number among others, of which a test chooses: ``for label in labels: if label < 2: …``."""
    if not isinstance(reference, syntax.Name):
        return
    item = machine.state.get((machine.frame.scopes[0], reference.value))
    if isinstance(item, Integer) and item.measured is not None:
        machine.bind(reference.value, replace(item, measured=None))
    elif isinstance(item, ArrayValue) and not isinstance(item, TableValue):
        array = content(machine, item)
        if array.shape == () and array.statistic is None:
            machine.bind(reference.value, array_value(machine, overwritten(array), item.node))


def _computed(machine: Machine, value: object) -> list[syntax.Node]:
    """The expressions that computed a value: where it was made, and the call of the function of the file that did."""
    if not isinstance(value, (ArrayValue, Integer, Unknown, ListRef)):
        return []
    nodes = [value.node, machine.returned.get(key_of(value))]
    return [node for node in nodes if isinstance(node, _COMPUTED)]


def _referred(machine: Machine, node: syntax.Node) -> Iterator[object]:
    """All that a reference may stand for, without running it."""
    if isinstance(node, syntax.Name):
        yield from variants(machine.lookup(node.value))
    elif isinstance(node, syntax.Attribute):
        for owner in _referred(machine, node.value):
            if isinstance(owner, Instance):
                yield from variants(machine.state.get((owner.id, node.attr.value)))
    elif isinstance(node, syntax.Subscript) and len(node.slice) == 1:
        index = node.slice[0].slice
        key = index.value if isinstance(index, syntax.Index) else None
        if isinstance(key, (syntax.SimpleString, syntax.Integer)):
            for owner in _referred(machine, node.value):
                yield from _item(machine, owner, key.value)


def _item(machine: Machine, owner: object, key: str | bytes | int | None) -> Iterator[object]:
    if isinstance(owner, DictRef):
        for found in variants(machine.state.get(owner.id)):
            if isinstance(found, DictRecord) and key in found.items:
                yield from variants(found.items[key])
    elif isinstance(owner, Tuple) and isinstance(key, int) and key < len(owner.items):
        yield from variants(owner.items[key])


def _forget(machine: Machine, value: object) -> None:
    if isinstance(value, TableValue):
        _forget_table(machine, value)
    elif isinstance(value, ArrayValue):
        array = content(machine, value)
        if array.shape != () and array != _of_any_kind(array):
            change(machine, value, _of_any_kind(array))
    elif isinstance(value, ListRef):
        _forget_list(machine, value)
    elif isinstance(value, Tuple):
        for item in value.items[:MAX_ITEMS]:
            for each in variants(item):
                if isinstance(each, ArrayValue):
                    _forget(machine, each)


def _of_any_kind(array: Array) -> Array:
    labels = isinstance(array.shape, tuple) and array.shape[1:] in ((), (1,))
    return Array(dtype=array.dtype, max_rank=2, made=array.made) if labels else overwritten(array)


def _forget_table(machine: Machine, value: TableValue) -> None:
    table = machine.resolve(value)
    if isinstance(table, TableValue) and table.kind in ("frame", "series", "sparse"):
        columns = {label: overwritten(column) for label, column in table.columns.items()}
        array = _of_any_kind(table.array) if table.kind == "series" else overwritten(table.array)
        if array != table.array or columns != table.columns:
            tables.change(machine, table, array=array, columns=columns)


def _forget_list(machine: Machine, value: ListRef) -> None:
    record = list_record(machine, value)
    numbers = [item for item in record.items if isinstance(item, Const) and isinstance(item.value, (int, float))]
    if record.items and len(numbers) == len(record.items):
        machine.state.set(value.id, ListRecord((), "the program asks what is in it"))
    else:
        for item in record.items[:MAX_ITEMS]:
            for each in variants(item):
                if isinstance(each, (ArrayValue, ListRef)):
                    _forget(machine, each)
