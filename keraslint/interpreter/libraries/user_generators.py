"""Generator functions of the file: what they yield, as a model is trained on it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from typing import TYPE_CHECKING

from keraslint.arrays import Dataset
from keraslint.arrays.pipeline import either
from keraslint.diagnostic import Origin
from keraslint.interpreter.arrays import content
from keraslint.interpreter.containers import dict_record
from keraslint.interpreter.values import ArrayValue, DatasetValue, DictRef, ListRef, Tuple, Value
from keraslint.shapes import UNKNOWN

if TYPE_CHECKING:
    import libcst as cst

    from keraslint.interpreter.machine import Machine

MAX_YIELDS = 64


def generator(machine: Machine, yields: Sequence[Value], endless: bool, node: cst.CSTNode) -> DatasetValue:
    """A generator that has yielded these values."""
    from keraslint.interpreter import models

    for value in yields[:MAX_YIELDS]:
        models.escape(machine, value, "escaped", node)
    elements = [_element(machine, value) for value in yields[:MAX_YIELDS]]
    element = reduce(either, elements) if elements else UNKNOWN
    return DatasetValue(node, Dataset("generator", element, Origin(node), endless=endless), machine.fresh())


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
