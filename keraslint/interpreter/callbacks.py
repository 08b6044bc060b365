"""Callbacks of the file: whether they add to what is logged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from keraslint.interpreter.values import Class, Function, Library
from keraslint.keras_api import names
from keraslint.source import syntax
from keraslint.source.walk import descend

if TYPE_CHECKING:
    from keraslint.interpreter.machine import Machine

READING: Final = frozenset({"get", "items", "keys", "values", "copy"})
WRITING: Final = (syntax.AugAssign, syntax.AnnAssign, syntax.Del, syntax.For)


def only_reads_logs(machine: Machine, cls: Class) -> bool:
    """Whether a class of the file is a ``Callback`` that never writes into ``logs`` nor hands them on."""
    base = cls.bases[0] if len(cls.bases) == 1 and not cls.ancestors else None
    name = names.resolve(base.path) if isinstance(base, Library) else None
    if name is None or name.canonical_path != "keras.callbacks.Callback":
        return False
    members = machine.state.attributes(cls.scope)
    hooks = (content for name, content in members if isinstance(name, str) and name.startswith("on_"))
    return all(isinstance(hook, Function) and machine.about(_reads_its_logs, hook.definition) for hook in hooks)


def _reads_its_logs(function: syntax.Node) -> bool:
    """Whether the last parameter is asked for items only."""
    if not isinstance(function, syntax.FunctionDef):
        return False
    parameters = function.params
    if parameters.star_arg is not None or parameters.star_kwarg is not None or parameters.kwonly_params:
        return False
    given = [*parameters.posonly_params, *parameters.params]
    if len(given) < 2:
        return False
    logs = given[-1].name.value
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
