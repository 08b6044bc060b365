"""Callbacks of the file: whether they add to what is logged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from keraslint.interpreter.values import Function, Instance, Library
from keraslint.keras_api import names
from keraslint.source import syntax
from keraslint.source.walk import descend

if TYPE_CHECKING:
    from keraslint.interpreter.machine import Machine

READING: Final = frozenset({"get", "items", "keys", "values", "copy"})
WRITING: Final = (syntax.AugAssign, syntax.AnnAssign, syntax.Del, syntax.For)


def only_reads_logs(machine: Machine, callback: Instance) -> bool:
    """Whether it is of a class of the file, a ``Callback`` that never writes into ``logs`` nor hands them on."""
    cls = callback.cls
    base = cls.bases[0] if len(cls.bases) == 1 and not cls.ancestors else None
    name = names.resolve(base.path) if isinstance(base, Library) else None
    if name is None or name.canonical_path != "keras.callbacks.Callback":
        return False
    members = (*machine.state.attributes(cls.scope), *machine.state.attributes(callback.id))
    hooks = [(name, content) for name, content in members if isinstance(name, str) and name.startswith("on_")]
    return all(
        isinstance(hook, Function)
        and machine.about(_reads_its_logs if "epoch" in name or "batch" in name else _reads_its_first, hook.definition)
        for name, hook in hooks
    )


def _reads_its_first(function: syntax.Node) -> bool:
    """``def on_train_end(self, logs=None)``."""
    return _only_asks(function, 1)


def _reads_its_logs(function: syntax.Node) -> bool:
    """``def on_epoch_end(self, epoch, logs=None)``."""
    return _only_asks(function, 2)


def _only_asks(function: syntax.Node, place: int) -> bool:
    """Whether the parameter at this place is asked for items only."""
    if not isinstance(function, syntax.FunctionDef):
        return False
    parameters = function.params
    if parameters.star_arg is not None or parameters.star_kwarg is not None or parameters.kwonly_params:
        return False
    given = [*parameters.posonly_params, *parameters.params]
    if len(given) <= place:
        return False
    logs = given[place].name.value
    read: set[int] = set()
    written: set[int] = set()
    found = descend(function.body)
    for each in found:
        if (isinstance(each, syntax.Attribute) and each.attr.value in READING) or isinstance(each, syntax.Subscript):
            read.add(id(each.value))
        elif isinstance(each, syntax.Comparison):
            read |= {id(each.left), *(id(other.comparator) for other in each.comparisons)}
        elif isinstance(each, syntax.Assign) and _renews(each, logs):
            read |= {id(each.targets[0].target), *map(id, descend(each.value))}
        elif isinstance(each, syntax.Assign):
            written |= {id(below) for target in each.targets for below in descend(target)}
        elif isinstance(each, syntax.AsName):
            written |= {id(below) for below in descend(each.name)}
        elif isinstance(each, WRITING):
            written |= {id(below) for below in descend(each.target)}
    return all(id(each) in read - written for each in found if isinstance(each, syntax.Name) and each.value == logs)


def _renews(assign: syntax.Assign, logs: str) -> bool:
    """``logs = logs or {}``."""
    if len(assign.targets) != 1 or not isinstance(assign.value, syntax.BooleanOperation):
        return False
    places = (assign.targets[0].target, assign.value.left)
    return all(isinstance(each, syntax.Name) and each.value == logs for each in places)
