"""Functions, lambdas and classes of the file: making them, calling them, making instances."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from keraslint.interpreter import barren, ended, namespaces, unseen
from keraslint.interpreter import names as names_in
from keraslint.interpreter.machine import MAX_ANCESTORS, MAX_DEPTH, MAX_RECURSION, Frame
from keraslint.interpreter.operators import key_of
from keraslint.interpreter.state import MISSING, variants
from keraslint.interpreter.values import (
    Arguments,
    ArrayValue,
    Bound,
    Builtin,
    Class,
    Const,
    DictRecord,
    DictRef,
    Function,
    Instance,
    Integer,
    Library,
    ModelRecord,
    ModelRef,
    Passed,
    Tuple,
    Unknown,
    Value,
)
from keraslint.keras_api import names
from keraslint.records import replace
from keraslint.source import syntax

if TYPE_CHECKING:
    from keraslint.interpreter.machine import Machine

MAX_RETURNED: Final = 16
KINDS = {"property": "property", "cached_property": "property", "staticmethod": "static", "classmethod": "class"}
KINDS |= {"setter": "setter", "deleter": "deleter"}


def function(machine: Machine, node: syntax.FunctionDef) -> Value:
    """The function that a ``def`` makes, or what a decorator of the file makes of it."""
    from keraslint.interpreter.expressions import known
    from keraslint.interpreter.imports import dotted
    from keraslint.interpreter.registration import decorated

    kind = "function"
    decorators: list[Value] = []
    for decorator in node.decorators:
        name = dotted(decorator.decorator).rpartition(".")[2]
        if name in KINDS:
            kind = KINDS[name]
        else:
            decorators.append(known(machine, decorator.decorator))
    frame = machine.frame
    made = Function(
        node,
        node,
        frame.scopes[0],
        {} if _fills_arguments(machine, node.decorators) else _defaults(machine, node.params),
        node.name.value,
        frame.cls if _is_body(frame) else None,
        kind,
    )
    machine.functions[node] = made
    _remember_scopes(machine)
    if made.owner is not None and kind in ("setter", "deleter"):  # the name stays the property's
        machine.state.set((frame.scopes[0], f"{made.name}.{kind}"), made)
        found = machine.lookup(made.name)
        return found if isinstance(found, Function) else made
    if any(_keeps_results(machine, decorator.decorator) for decorator in node.decorators):
        machine.kept.add(node)
    result: Value = made
    for decorator_value in reversed(decorators):
        wrapped = decorated(machine, result, decorator_value, node)
        if isinstance(wrapped, Function):  # a method's wrapper is a member of the class as the method was
            wrapped = replace(wrapped, owner=made.owner, kind=made.kind)
        result = wrapped
    if not isinstance(result, (Function, Class, Instance)):  # who calls it by way of that may pass any argument
        machine.functions[node] = replace(made, defaults={})
    return result


def _keeps_results(machine: Machine, decorator: syntax.Node) -> bool:
    """``@functools.cache``, ``@lru_cache(maxsize=None)``."""
    from keraslint.interpreter.expressions import known

    value = known(machine, decorator.func if isinstance(decorator, syntax.Call) else decorator)
    return isinstance(value, Library) and value.path in ("functools.cache", "functools.lru_cache")


def _fills_arguments(machine: Machine, decorators: Sequence[syntax.Decorator]) -> bool:
    """Whether a decorator that is not seen may pass arguments that the call does not (``@hydra.main``,
    ``@gin.configurable``)."""
    from keraslint.interpreter.expressions import known

    for decorator in decorators:
        written = decorator.decorator
        value = known(machine, written.func if isinstance(written, syntax.Call) else written)
        seen = isinstance(value, (Function, Class, Builtin))
        harmless = isinstance(value, Library) and value.path.partition(".")[0] in unseen.HARMLESS
        own = isinstance(written, syntax.Attribute) and written.attr.value in KINDS
        if not (seen or harmless or own):
            return True
    return False


def lambda_(machine: Machine, node: syntax.Lambda) -> Function:
    _remember_scopes(machine)
    return Function(node, node, machine.frame.scopes[0], _defaults(machine, node.params), "<lambda>")


def _is_body(frame: Frame) -> bool:
    """Whether the frame runs a class body (methods know their class, functions inside methods do not)."""
    return frame.function is None and frame.cls is not None


def _remember_scopes(machine: Machine) -> None:
    """A closure keeps the scopes around it: the body of a class is not among them."""
    frame = machine.frame
    scopes = frame.scopes[1:] if _is_body(frame) else frame.scopes
    machine.closures[frame.scopes[0]] = scopes
    machine.enclosing.update(scopes)


def _defaults(machine: Machine, params: syntax.Parameters) -> dict[str, Value]:
    from keraslint.interpreter.expressions import evaluate

    found: dict[str, Value] = {}
    for param in (*params.posonly_params, *params.params, *params.kwonly_params):
        if param.default is not None:
            found[param.name.value] = evaluate(machine, param.default)
    return found


def class_(machine: Machine, node: syntax.ClassDef) -> Value:
    """The class that a ``class`` statement makes, or what a decorator of the file makes of it; its body is run."""
    from keraslint.interpreter.expressions import known
    from keraslint.interpreter.registration import metaclass, registered
    from keraslint.interpreter.statements import run_body

    bases: tuple[Value, ...] = tuple(known(machine, arg.value) for arg in node.bases if not arg.star)
    given = {arg.keyword.value: Passed(known(machine, arg.value), arg) for arg in node.keywords if arg.keyword}
    named = given.pop("metaclass", None)
    options = Arguments((), given, all(arg.keyword is not None for arg in node.keywords))
    ancestors = tuple(
        dict.fromkeys(one for base in bases if isinstance(base, Class) for one in (base, *base.ancestors))
    )
    if len(ancestors) > MAX_ANCESTORS:
        machine.limit("a class has more ancestors than are followed")
        bases, ancestors = (machine.unknown(node),), ()
    outer = machine.frame
    scope = machine.fresh()
    made_by = metaclass(named.value if named is not None else None, ancestors)
    cls = Class(node, node.name.value, bases, scope, _library(bases), ancestors, made_by)
    where = "layer" if cls.library in ("Layer", "Model") else "method"
    frame = Frame((scope, *outer.scopes), where, None, cls)
    with machine.inside(frame):
        run_body(machine, node.body)
    if _fills_arguments(machine, node.decorators):
        _forget_defaults(machine, cls)
    machine.classes[node] = cls
    made = registered(machine, cls, node, options)
    if not isinstance(made, (Class, Function, Instance)):  # who makes one by way of that may pass any argument
        _forget_defaults(machine, cls)
    return made


def _forget_defaults(machine: Machine, cls: Class) -> None:
    initializer = machine.state.get((cls.scope, "__init__"))
    if isinstance(initializer, Function):
        machine.state.set((cls.scope, "__init__"), replace(initializer, defaults={}))


def _library(bases: Sequence[Value]) -> str | None:
    """The Keras class that a class descends from, ``?`` where a base is not known."""
    found: str | None = None
    for base in bases:
        if isinstance(base, Class):
            found = base.library or found
        elif isinstance(base, Library):
            name = names.resolve(base.path)
            if name is not None and name.canonical in ("Model", "Sequential", "Functional"):
                return "Sequential" if name.canonical == "Sequential" else "Model"
            if name is not None and name.category == "layer":
                return "Layer"
            found = found or ("Model" if name is not None and name.category == "model" else "?")
        else:
            found = found or "?"
    return found


def _is_enum(cls: Class) -> bool:
    bases = (base for each in (cls, *cls.ancestors) for base in each.bases)
    return any(isinstance(base, Library) and base.path.startswith("enum.") for base in bases)


def member(machine: Machine, cls: Class, name: str) -> Value | None:
    """What a class, or the first of its bases that has it, calls ``name``."""
    for each in (cls, *cls.ancestors):
        found = machine.state.get((each.scope, name))
        if found is not MISSING:
            return found  # type: ignore[return-value]
    return None


_SPECIAL = {"Subtract": "sub", "Multiply": "mul", "MatrixMultiply": "matmul", "LeftShift": "lshift", "BitOr": "or"}
_SPECIAL |= {"Add": "add", "Divide": "truediv", "RightShift": "rshift", "BitAnd": "and", "BitXor": "xor"}


def operator_method(machine: Machine, left: Instance, operator: type[syntax.Node], in_place: bool) -> Function | None:
    """The method by which a class of the file defines the operator."""
    name = _SPECIAL.get(operator.__name__.removesuffix("Assign"), "")
    for special in (f"__i{name}__", f"__{name}__") if in_place else (f"__{name}__",):
        if isinstance(found := member(machine, left.cls, special), Function):
            return found
    return None


_OWN_STEPS = ("call", "compute_loss", "test_step", "train_step")


def instantiate(machine: Machine, cls: Class, arguments: Arguments, node: syntax.Node) -> Value:
    """An instance of a class of the file, its ``__init__`` run."""
    machine.called.add(cls.node)  # type: ignore[arg-type]
    if len(arguments.positional) == 1 and _is_enum(cls):  # a member is its value here
        return machine.resolve(arguments.positional[0].value)
    made: Instance | ModelRef
    if cls.library == "Sequential":
        made = machine.new_model(node, ModelRecord("sequential", node, machine.frame.where), cls)
        if any(member(machine, cls, name) is not None for name in _OWN_STEPS):
            from keraslint.interpreter import models

            models.use(machine, made, "customised", node)
    else:
        made = Instance(node, machine.fresh(), cls)
        if member(machine, cls, "__new__") is not None:  # it may set anything
            namespaces.forget(machine, made)
    machine.instances[cls.node] = made
    initializer = member(machine, cls, "__init__")
    if isinstance(initializer, Function):
        call_function(machine, initializer, prepend(made, arguments), node)
    elif isinstance(made, ModelRef):
        from keraslint.interpreter import models

        models.initialize(machine, made, arguments, node)
    else:
        namespaces.set_fields(machine, made, arguments)
        if isinstance(prepared := member(machine, cls, "__post_init__"), Function):
            call_function(machine, prepared, prepend(made, Arguments()), node)
    return made


def prepend(receiver: Value, arguments: Arguments) -> Arguments:
    return Arguments((Passed(receiver, None), *arguments.positional), arguments.keywords, arguments.complete)


def call_bound(machine: Machine, bound: Bound, arguments: Arguments, node: syntax.Node) -> Value:
    return call_function(machine, bound.function, prepend(bound.receiver, arguments), node)


def call_function(machine: Machine, function: Function, arguments: Arguments, node: syntax.Node) -> Value:
    """Run a function of the file with these arguments; its value is chosen by the path that returns it."""
    definition = function.definition
    machine.called.add(definition)
    running = [
        depth
        for depth, f in enumerate(machine.frames)
        if f.function is not None and f.function.definition is definition and f.function.scope == function.scope
    ]
    if len(machine.frames) > MAX_DEPTH or len(running) >= MAX_RECURSION or machine.exhausted:
        machine.limit("calls are nested deeper than is followed")
        machine.cuts.append(running[0] if len(running) >= MAX_RECURSION else 0)
        unseen.skip(machine, arguments)
        if running and _grows(machine, definition):
            unseen.lose_track(machine, definition)
        return machine.unknown(node)
    if running and _tells_nothing(arguments) and not _grows(machine, definition):  # it would do the same over again
        machine.cuts.append(running[0])
        unseen.skip(machine, arguments)
        return machine.unknown(node)
    like = barren.likeness(function, arguments)
    if like is not None and (told := barren.again(machine, function, like)) is not None:
        return told
    begun = None if like is None else barren.begin(machine, function, like)
    outer = machine.closures.get(function.scope, (function.scope,))
    owner = function.owner
    where = "function" if owner is None else ("layer" if owner.library in ("Layer", "Model") else "method")
    if owner is None and machine.frame.where == "layer":
        where = "layer"
    frame = Frame((machine.scope(), *outer), where, function, owner)
    with machine.inside(frame):
        _bind(machine, function, arguments)
        if isinstance(definition, syntax.Lambda):
            from keraslint.interpreter.expressions import evaluate

            value = evaluate(machine, definition.body)
            ended.forget_names(machine, frame)
            _note_returned(machine, value, node)
            return value
        kinds = machine.about(names_in.generates, definition) if machine.generators else ()
        if kinds:
            return _generator(machine, frame, definition, "endless" in kinds, node)
        value = _run(machine, definition, node)
    _note_returned(machine, value, node)
    if begun is not None:
        barren.end(machine, begun, value)
    if definition in machine.kept and not isinstance(value, (Const, Unknown)):
        return machine.unknown(node, "the function's results are kept: a second call makes nothing new")
    return value


def _note_returned(machine: Machine, value: Value, node: syntax.Node) -> None:
    """The numbers and data among what a call returned come of its arguments."""
    for found in variants(value):
        parts: list[object] = [found]
        if isinstance(found, Tuple):
            parts += found.items[:MAX_RETURNED]
        elif isinstance(found, DictRef):
            records = (each for each in variants(machine.state.get(found.id)) if isinstance(each, DictRecord))
            parts += [item for record in records for item in list(record.items.values())[:MAX_RETURNED]]
        for part in parts:
            if isinstance(part, (ArrayValue, Integer, Unknown)):
                machine.returned.setdefault(key_of(part), node)


def _grows(machine: Machine, definition: syntax.Node) -> bool:
    """Whether the function may add to what it sees of its own accord."""
    return bool(machine.about(names_in.calls_in, definition) & unseen.GROWING)


def _tells_nothing(arguments: Arguments) -> bool:
    given = (*arguments.positional, *arguments.keywords.values())
    return bool(given) and all(isinstance(passed.value, Unknown) for passed in given)


def _generator(
    machine: Machine, frame: Frame, definition: syntax.FunctionDef, endless: bool, node: syntax.Node
) -> Value:
    """A generator function: its body is run at once, as if it were used up where it is called."""
    from keraslint.interpreter.libraries import user_generators

    frame.yields = []
    reads = user_generators.read_by(machine, frame, definition)
    _run(machine, definition, node)
    made = user_generators.generator(machine, frame.yields, endless, node)
    machine.lazy[made.key] = user_generators.seen(machine, reads)
    return made


def _run(machine: Machine, definition: syntax.FunctionDef, node: syntax.Node) -> Value:
    from keraslint.interpreter.statements import run_body

    trail, machine.trail = machine.trail, []
    base, mark = machine.state, len(machine.pending)
    machine.state = base.fork()
    try:
        alive = run_body(machine, definition.body)
        ended.forget_names(machine, machine.frame, base, mark)
        value = machine.collect(0, base, mark, ("return",), alive)
    finally:
        machine.trail = trail
    if value is None:  # it always raises
        machine.state = base
        return machine.unknown(node)
    if machine.state is not base:
        base.cells.update(machine.state.delta(base))
        machine.state = base
    return value


def _bind(machine: Machine, function: Function, arguments: Arguments) -> None:
    params = function.definition.params
    positional = list(arguments.positional)
    keywords = dict(arguments.keywords)
    declared = [*params.posonly_params, *params.params]
    for param in declared:
        name = param.name.value
        if positional:
            machine.bind(name, positional.pop(0).value)
        else:
            _bind_keyword(machine, function, param, keywords, arguments.complete)
    for param in params.kwonly_params:
        _bind_keyword(machine, function, param, keywords, arguments.complete)
    if isinstance(params.star_arg, syntax.Param):
        rest = tuple(passed.value for passed in positional)
        value: Value = Tuple(params.star_arg, rest) if arguments.complete else machine.unknown(params.star_arg)
        machine.bind(params.star_arg.name.value, value)
    if params.star_kwarg is not None:
        items: dict[object, Value] = {name: passed.value for name, passed in keywords.items()}
        because = None if arguments.complete else "keywords of unknown content are passed"
        machine.bind(params.star_kwarg.name.value, machine.new_dict(params.star_kwarg, items, because))


def _bind_keyword(
    machine: Machine, function: Function, param: syntax.Param, keywords: dict[str, Passed], complete: bool
) -> None:
    name = param.name.value
    if name in keywords:
        machine.bind(name, keywords.pop(name).value)
    elif name in function.defaults and complete:
        machine.bind(name, function.defaults[name])
    else:
        machine.bind(name, machine.unknown(param, f"`{name}` is a parameter that nobody in the file passes"))
