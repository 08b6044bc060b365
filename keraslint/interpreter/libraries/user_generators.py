"""Generator functions of the file: what they yield, as a model is trained on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from typing import TYPE_CHECKING, TypeAlias

from keraslint.arrays import Array, Dataset
from keraslint.arrays.pipeline import either
from keraslint.diagnostic import Origin
from keraslint.interpreter import definitions, operators
from keraslint.interpreter.arrays import content
from keraslint.interpreter.containers import dict_record
from keraslint.interpreter.names import read_in
from keraslint.interpreter.state import MISSING, Cell
from keraslint.interpreter.values import (
    Arguments,
    ArrayValue,
    Bound,
    Class,
    DatasetValue,
    DictRef,
    Function,
    Instance,
    Library,
    ListRef,
    Passed,
    Tuple,
    Value,
)
from keraslint.keras_api import names
from keraslint.records import replace
from keraslint.shapes import UNKNOWN

if TYPE_CHECKING:
    from keraslint.interpreter.machine import Frame, Machine
    from keraslint.source import syntax

MAX_YIELDS = 64
Seen: TypeAlias = "tuple[tuple[Cell, object, Array], ...]"


def generator(machine: Machine, yields: Sequence[Value], endless: bool, node: syntax.Node) -> DatasetValue:
    """A generator that has yielded these values."""
    from keraslint.interpreter import models

    for value in yields[:MAX_YIELDS]:
        models.escape(machine, value, "escaped", node)
    elements = [_element(machine, value) for value in yields[:MAX_YIELDS]]
    element = reduce(either, elements) if elements else UNKNOWN
    return DatasetValue(node, Dataset("generator", element, Origin(node), endless=endless), machine.fresh())


def read_by(machine: Machine, frame: Frame, definition: syntax.FunctionDef) -> dict[Cell, object]:
    """The names of data that a generator reads, with what they stand for: a parameter stands for what was passed."""
    found: dict[Cell, object] = {}
    for name in machine.about(read_in, definition.body):
        for scope in frame.scopes:
            content = machine.state.get((scope, name))
            if content is not MISSING:
                if isinstance(content, ArrayValue):
                    found[scope, name] = content if scope == frame.scopes[0] else None
                break
    return found


def seen(machine: Machine, reads: Mapping[Cell, object]) -> Seen:
    """What the data are at this moment."""
    found: list[tuple[Cell, object, Array]] = []
    for cell, passed in reads.items():
        value = machine.state.get(cell) if passed is None else passed
        if isinstance(value, ArrayValue):
            found.append((cell, passed, content(machine, value)))
    return tuple(found)


def _changed(machine: Machine, value: DatasetValue) -> bool:
    """Whether what a generator reads is not what it was when the generator was made."""
    before: Seen = machine.lazy.get(value.key, ())
    return before != seen(machine, {cell: passed for cell, passed, _ in before})


def fed(machine: Machine, arguments: Arguments, node: syntax.Node) -> Arguments:
    """The arguments, each ``keras.utils.Sequence`` of the file as a generator of what its ``__getitem__`` gives."""
    return replace(
        arguments,
        positional=tuple(_fed(machine, passed, node) for passed in arguments.positional),
        keywords={name: _fed(machine, passed, node) for name, passed in arguments.keywords.items()},
    )


def _fed(machine: Machine, passed: Passed, node: syntax.Node) -> Passed:
    value = machine.resolve(passed.value)
    if isinstance(value, DatasetValue) and _changed(machine, value):
        return replace(passed, value=replace(value, dataset=replace(value.dataset, element=UNKNOWN)))
    if not isinstance(value, Instance) or not is_generator(value.cls):
        return passed
    method = definitions.member(machine, value.cls, "__getitem__")
    if not isinstance(method, Function):
        return passed
    index = Passed(operators.integer(machine, node, ("turn", machine.fresh())), None)
    batch = definitions.call_bound(machine, Bound(node, value, method), Arguments((index,)), node)
    made = generator(machine, [batch], False, value.node or node)
    return replace(passed, value=replace(made, dataset=replace(made.dataset, batched=True)))


def is_generator(cls: Class) -> bool:
    """Whether a class of the file is a ``keras.utils.Sequence`` (``PyDataset`` in Keras 3)."""
    for base in (base for each in (cls, *cls.ancestors) for base in each.bases):
        if isinstance(base, Library):
            name = names.resolve(base.path)
            if name is not None and name.canonical == "PyDataset":
                return True
    return False


def _element(machine: Machine, value: Value) -> object:
    """Arrays only: a number that is yielded is no tensor."""
    from keraslint.interpreter.expressions import items_of

    value = machine.resolve(value)
    if isinstance(value, ArrayValue):
        return content(machine, value)
    if isinstance(value, (Tuple, ListRef)):
        items = items_of(machine, value)
        return UNKNOWN if items is None or len(items) > 16 else tuple(_element(machine, item) for item in items)
    if isinstance(value, DictRef):
        record = dict_record(machine, value)
        if record.open_because is None:
            return {key: _element(machine, item) for key, item in record.items.items()}
    return UNKNOWN
