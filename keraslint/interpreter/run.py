"""Running a whole program: its units in order, then what nobody in the file calls."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from keraslint.interpreter import names, unseen
from keraslint.interpreter.definitions import call_function, instantiate, member
from keraslint.interpreter.guards import version_flags
from keraslint.interpreter.machine import Frame, Machine
from keraslint.interpreter.mentions import library_names
from keraslint.interpreter.models import escape, model_of, open_model
from keraslint.interpreter.state import State, variants
from keraslint.interpreter.statements import run_statement
from keraslint.interpreter.values import (
    Arguments,
    Choice,
    Class,
    Const,
    Function,
    Instance,
    Library,
    ModelRecord,
    ModelRef,
    Passed,
    Value,
)
from keraslint.program import Access, Call, Model, Program
from keraslint.records import replace
from keraslint.recursion import deep_recursion
from keraslint.source import syntax

if TYPE_CHECKING:
    from keraslint.source import Unit

RECURSION_LIMIT: Final = 6000
"""Calls in calls in calls of the program need some fifteen Python frames each."""

LOST: Final = "a cell that cannot be read may have changed it"


def interpret(units: Sequence[Unit], filename: str, *, assume_keras: bool = False) -> Program:
    """The Program of a script (one unit) or a notebook (its cells in order, as one program)."""
    lines = sum(unit.text.count("\n") for unit in units)
    machine = Machine(lines, assume_keras)
    machine.flags = version_flags(units)
    machine.generators = any("yield" in unit.text for unit in units)
    with machine.inside(Frame((machine.scope(),), "module")):
        found = _Found()
        with deep_recursion(RECURSION_LIMIT):
            for unit in units:
                _lose(machine, unit.lost)
                _run_module(machine, unit.module)
            found.collect(machine, machine.state)
            _run_uncalled(machine, found)
            named = library_names(units, found.paths(), machine.flags)
    return Program(
        filename=filename,
        models=tuple(_rewritten(model, machine.rewritten) for model in found.models),
        calls=tuple(call for call in found.calls.values() if isinstance(call, Call)),
        imports=frozenset(machine.imports),
        limits=tuple(machine.limits),
        faults=tuple(machine.faults),
        names=named,
        accesses=tuple(access for access in found.calls.values() if isinstance(access, Access)),
    )


def _rewritten(model: Model, layers: set[int]) -> Model:
    """A model with a layer that is not what its arguments say may as well have another one."""
    if not layers or layers.isdisjoint(element.uid for element in model.elements):
        return model
    return replace(model, open_because=model.open_because or "a layer of it is changed")


def _lose(machine: Machine, names: frozenset[str]) -> None:
    """What a cell that cannot be read may have rebound or changed is not known any more."""
    for name in names:
        value = machine.lookup(name)
        if value is None or isinstance(value, (Library, Function, Class)):
            continue
        if isinstance(value, ModelRef):
            _escape(machine, value, "escaped", value.node or syntax.Name(None, name))
            machine.attempt(partial(_opened, machine, value))
        machine.bind(name, machine.unknown(None, LOST))


def _opened(machine: Machine, model: ModelRef) -> bool:
    open_model(machine, model, LOST)
    return True


def _escape(machine: Machine, value: Value, how: str, node: syntax.Node) -> None:
    """The models in the value leave our sight; only this is done again where what it holds depends on a test."""

    def run() -> bool:
        escape(machine, value, how, node)
        return True

    machine.attempt(run)


def _run_module(machine: Machine, module: syntax.Module) -> None:
    """Statement by statement: one that gives up (``raise``, ``sys.exit``) does not hide the rest."""
    for statement in module.body:
        small = statement.body if isinstance(statement, syntax.SimpleStatementLine) else (statement,)
        for part in small:
            if machine.steps < 0:  # nothing is followed any more
                unseen.lose_track(machine, module)
                return
            _apart(machine, part, partial(run_statement, machine, part))


def _apart(machine: Machine, node: syntax.Node, run: Callable[[], object]) -> None:
    """Run something whose end, however it comes, is not the program's end; ``node`` is its code."""
    base, frames = machine.state, len(machine.frames)
    machine.allow()
    failed = False
    try:
        run()
    except Exception as error:  # the boundary of a statement: whatever it is, the others are followed
        failed = True
        machine.state = base
        del machine.frames[frames:]
        if isinstance(error, RecursionError):
            machine.limit("an expression or a chain of calls is nested deeper than is followed")
        else:
            machine.faults.append(error)
    if failed or machine.exhausted:
        unseen.lose_track(machine, node)
        _lose(machine, machine.about(names.rebound, node))
    machine.pending.clear()
    machine.trail.clear()


class _Found:
    """The models and calls of a final state, on each of its paths."""

    def __init__(self) -> None:
        self.models: list[Model] = []
        self.calls: dict[object, Call | Access] = {}
        self._seen: set[int] = set()

    def paths(self) -> frozenset[str]:
        """The names of the files that models are saved to and loaded from."""
        given = (call.arguments.get("filepath") for call in self.calls.values() if isinstance(call, Call))
        return frozenset(each.value for each in given if each is not None and isinstance(each.value, str))

    def collect(self, machine: Machine, state: State, base: State | None = None) -> None:
        """What there is in a state beyond ``base``, whose content is collected already."""
        layers: list[State] = []
        layer: State | None = state
        while layer is not None and layer is not base:
            layers.append(layer)
            layer = layer.parent
        models = {cell for each in layers for cell in each.cells if isinstance(cell, int) and cell in machine.models}
        for identity in sorted(models, key=abs):
            if identity not in self._seen:
                records = [found for found in variants(state.get(identity)) if isinstance(found, ModelRecord)]
                if records:
                    self._seen.add(identity)
                self.models.extend(model_of(identity, record, len(records) > 1) for record in records)
        for each in layers:
            for cell, content in each.cells.items():
                if isinstance(content, (Call, Access)):
                    self.calls.setdefault(cell, content)


def _run_uncalled(machine: Machine, found: _Found) -> None:
    """Functions and classes that nobody in the file uses are run once, each from the final state of the module."""
    base, instances = machine.state, dict(machine.instances)
    methods: dict[Class, list[Function]] = {}
    for function in machine.functions.values():
        if function.owner is not None:
            methods.setdefault(function.owner, []).append(function)
    for cls in list(machine.classes.values()):
        own = methods.get(cls, [])
        if machine.steps >= 0 and (cls.node not in machine.called or _uncalled(machine, own)):
            machine.state = base.fork()
            _run_class(machine, cls, own, instances.get(cls.node))
            found.collect(machine, machine.state, base)
    for definition, function in list(machine.functions.items()):
        if definition not in machine.called and function.owner is None and machine.steps >= 0:
            machine.state = base.fork()
            _guard(machine, function, Arguments(complete=True))
            found.collect(machine, machine.state, base)
    machine.state = base


def _uncalled(machine: Machine, methods: list[Function]) -> list[Function]:
    """The methods that nobody calls; not those of a class that has been made anew meanwhile."""
    return [
        method
        for method in methods
        if method.definition not in machine.called and machine.functions[method.definition] is method
    ]


def _run_class(machine: Machine, cls: Class, methods: list[Function], real: Value | None) -> None:
    """Every method that nobody calls, in order, on an instance that the file makes or one with unknown arguments."""
    node = cls.node
    assert node is not None
    made = [] if real is None else [real]

    def make() -> bool:
        instance = instantiate(machine, cls, Arguments(), node)
        if isinstance(instance, ModelRef) and member(machine, cls, "__init__") is None:
            open_model(machine, instance, "its layers come from whoever makes it")
        made.append(instance)
        return True

    if not made:
        _apart(machine, node, lambda: machine.attempt(make))
    if not made:
        return
    uncalled = _uncalled(machine, methods)
    setters: dict[Hashable, list[int]] = {}
    for position, method in enumerate(uncalled):
        for name in machine.about(names.attributes_set, method.definition):
            setters.setdefault(name, []).append(position)
    for position, method in enumerate(uncalled):
        if isinstance(made[-1], Instance):
            _forget_what_later_methods_set(machine, made[-1].id, position, uncalled, setters)
        receiver = () if method.kind == "static" else (Passed(cls if method.kind == "class" else made[-1], None),)
        _guard(machine, method, Arguments(receiver))


def _forget_what_later_methods_set(
    machine: Machine, identity: int, position: int, methods: list[Function], setters: Mapping[Hashable, list[int]]
) -> None:
    """Whoever calls the methods need not do so in their order: ``self.classes = 0`` may be a placeholder only.

    ``setters`` are the positions of the methods that set an attribute.
    """
    later = [name for name in machine.state.named.get(identity, ()) if name in setters and setters[name][-1] > position]
    for name in later:
        if isinstance(machine.state.get((identity, name)), Const):
            other = methods[next(each for each in setters[name] if each > position)]
            machine.state.set((identity, name), machine.unknown(other.definition, f"`{other.name}` sets it"))


def _guard(machine: Machine, function: Function, arguments: Arguments) -> None:
    """Call a function for its own sake; the models that it returns go to callers outside the file."""
    node = function.definition

    def run() -> bool:
        _returned(machine, call_function(machine, function, arguments, node), node)
        return True

    _apart(machine, node, lambda: machine.attempt(run))


def _returned(machine: Machine, value: Value | object, node: syntax.Node) -> None:
    if isinstance(value, Choice):
        _returned(machine, value.yes, node)
        _returned(machine, value.no, node)
    elif isinstance(value, Value):
        _escape(machine, value, "returned", node)
        if isinstance(value, Instance):
            for _, content in machine.state.attributes(value.id):
                if isinstance(content, Value):
                    _escape(machine, content, "returned", node)
