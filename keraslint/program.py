"""The Program: the models that a file builds and what it does with them. Plain frozen data, free of syntax.

Every value that an argument can have is *plain*: a Python constant, a tuple, list or dict of plain values, ``UNKNOWN``,
a ``Symbol`` (an unknown integer), a ``Reference`` (a library function or class), a ``Call`` (a Keras object such as an
optimizer; a ``Layer`` is one), or a ``Model``.
"""

from __future__ import annotations

import operator
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from keraslint.diagnostic import Origin
from keraslint.keras_api.spec import Reference, Spec
from keraslint.records import record
from keraslint.shapes import UNKNOWN, Symbol

if TYPE_CHECKING:
    from keraslint.flow import Flow

Plain: TypeAlias = object

ModelKind = Literal["sequential", "functional", "application", "loaded", "subclass"]


@record
class Argument:
    """One argument of a call. ``written`` is the keyword in the source, ``None`` where it was given by position.

    ``origin`` is the value's expression at the call, ``whole`` the argument with its keyword, ``keyword`` that alone.
    ``source`` is where the value was made, if that is elsewhere (``n = 5`` … ``Dense(n)``). ``items`` are the items of
    a list or tuple that is written out at the call.
    """

    value: Plain
    origin: Origin
    whole: Origin
    written: str | None = None
    source: Origin | None = None
    keyword: Origin | None = None
    items: tuple[Origin, ...] = ()


@record
class UnknownArgument:
    """A keyword that neither Keras 2 nor Keras 3 knows, and the nearest that it does know."""

    written: str
    nearest: str | None
    argument: Argument


@record(slots=False)
class Call:
    """A call of a Keras class or of a method of a model, its arguments bound under their Keras 3 names.

    ``category`` is ``layer``, ``loss``, ``metric``, ``optimizer``, ``callback``, …, or ``method``; ``name`` the
    canonical name (``MaxPooling2D``, ``fit``), ``written`` the name as the source spells it (``MaxPool2D``). ``uid``
    is the identity of the object that the call makes. ``positional`` holds the arguments given by position, in order.
    ``rejected`` are keywords that one Keras major has and another refuses, with the majors that refuse; ``joined``
    the arguments that are one now (``nb_row``, ``nb_col``), by its present name; ``missing`` the
    parameters that must be given and are not, with the majors that require them; ``twice`` the keywords that a position
    gives already. ``complete`` is false where ``*args``
    or ``**kwargs`` of unknown content are passed. ``tentative``: the program does without it, if need be (its failure
    is caught, or the version is asked for).
    """

    uid: int
    category: str
    name: str
    written: str
    origin: Origin
    callee: Origin
    arguments: Mapping[str, Argument] = field(default_factory=dict)
    positional: tuple[Argument, ...] = ()
    unknown: tuple[UnknownArgument, ...] = ()
    rejected: Mapping[str, frozenset[int]] = field(default_factory=dict)
    surplus: tuple[Argument, ...] = ()
    joined: Mapping[str, tuple[Argument, ...]] = field(default_factory=dict)
    missing: Mapping[str, frozenset[int]] = field(default_factory=dict)
    twice: tuple[Argument, ...] = ()
    complete: bool = True
    path: str = ""
    tentative: bool = False

    def value(self, name: str, default: Plain = UNKNOWN) -> Plain:
        """The argument's plain value; ``default`` where it is not given, ``UNKNOWN`` where that cannot be told."""
        if name in self.arguments:
            return self.arguments[name].value
        return default if self.complete else UNKNOWN

    @cached_property
    def spec(self) -> Spec:
        """The object without its source, as the Keras tables understand it."""
        arguments = {name: plain_spec(argument.value) for name, argument in self.arguments.items()}
        return Spec(self.name, arguments, self.complete)


@record(slots=False)
class Layer(Call):
    """A layer of a class that Keras has. ``uid`` is the same wherever the same instance is used.

    ``keras.Input(...)`` is a ``Layer`` of the name ``InputLayer`` whose ``written`` is ``Input``.
    """


@record
class Nested:
    """A model used as a layer."""

    uid: int
    model: Model
    origin: Origin


@record
class Opaque:
    """A layer of which only ``because`` is known: a custom class, a foreign library's layer, an unknown value."""

    uid: int
    because: str
    origin: Origin
    written: str = "?"
    arguments: Mapping[str, Argument] = field(default_factory=dict)


@record
class Misfit:
    """Something that stands where a layer should and is certainly none.

    ``kind`` tells what it is; ``value`` is its plain value (a layer class is a ``Reference``). ``layer`` is the layer
    that a called tensor comes from.
    """

    uid: int
    kind: Literal["class", "list", "string", "function", "number", "none", "tensor", "object"]
    value: Plain
    origin: Origin
    layer: Layer | None = None


Element: TypeAlias = Layer | Nested | Opaque | Misfit


@record(slots=False)
class Event:
    """Something that happens to a model, in the order of execution.

    ``kind``: ``add``, ``pop``; the name of the method (``build``, ``compile``, ``fit``, ``evaluate``, ``predict``,
    ``train_on_batch``, ``summary``, ``save``, ``load_weights``, …); ``read`` (an attribute, ``name`` tells which);
    ``call`` (the model called on data or on a tensor; ``arguments["inputs"]``); ``use``: the model leaves our sight or
    becomes part of something, ``name`` tells how: ``nested`` in a model, ``tensor`` (called on a symbolic tensor),
    ``attribute`` (of a Layer or Model subclass's instance), ``returned`` (from a function that nobody in the file
    calls), ``customised`` (its class has its own idea of a training step), ``escaped`` (passed to a
    function that we cannot see into), ``prebuilt`` (it has layers that were built before).
    ``elements`` is the stack of layers at that moment (for ``add`` and ``pop``, before it). ``set`` is an attribute
    that is assigned (``trainable``, ``layers[].trainable``), with its plain ``value``.
    """

    kind: str
    name: str
    origin: Origin
    elements: Sequence[Element]
    order: int
    call: Call | None = None
    open_because: str | None = None
    value: Plain = None

    @cached_property
    def flow(self) -> Flow:
        """The shape flow of the model as it was at this moment."""
        from keraslint.flow import flow_of  # flow stands on this module

        return flow_of(self.elements, self.open_because)


@record(slots=False)
class Model:
    """One model on one feasible path of the program.

    ``elements`` is the final stack of layers of a Sequential, ``places`` where each was put into it (the argument of
    ``add``, the item of the list). ``open_because`` says why the stack may have other
    layers too (a loop of unknown length, …). A functional model has the shapes of its inputs and outputs instead,
    and the layer that makes its only output (``last``).
    ``where`` is ``module``, ``function``, ``method`` (of an ordinary class), ``layer`` (inside a Layer or Model
    subclass). ``forked``: on other paths it is another model. ``unclear`` says why ``events`` may belong
    to different paths, so that a ``fit`` need not go with the ``compile`` before it.
    """

    uid: int
    kind: ModelKind
    name: str | None
    origin: Origin
    elements: Sequence[Element] = ()
    places: Sequence[Origin] = ()
    open_because: str | None = None
    events: Sequence[Event] = ()
    where: str = "module"
    forked: bool = False
    call: Call | None = None
    inputs: tuple[object, ...] | None = None
    outputs: tuple[object, ...] | None = None
    last: Layer | None = None
    unclear: str | None = None

    @cached_property
    def flow(self) -> Flow:
        """The shape flow of the final stack of layers."""
        from keraslint.flow import flow_of  # flow stands on this module

        return flow_of(self.elements, self.open_because)

    @cached_property
    def answers(self) -> dict[Callable[[Model], Any], Any]:
        """What has been asked about the model (``facts.remembered``)."""
        return {}

    @cached_property
    def uses(self) -> frozenset[str]:
        """How the model is used beyond its own methods: the names of its ``use`` events."""
        return frozenset(event.name for event in self.events if event.kind == "use")

    def occurrences(self, *kinds: str) -> Iterator[Event]:
        """The events of these kinds, in order."""
        if len(kinds) == 1:
            return iter(self._by_kind.get(kinds[0], ()))
        return (event for event in self.events if event.kind in kinds)

    def before(self, event: Event, kind: str) -> Iterator[Event]:
        """The events of a kind before another, the latest first."""
        found = self._by_kind.get(kind, [])
        return (found[index] for index in reversed(range(bisect_left(found, event.order, key=_order))))

    def after(self, event: Event, kind: str) -> Iterator[Event]:
        """The events of a kind after another, in order."""
        found = self._by_kind.get(kind, [])
        return (found[index] for index in range(bisect_right(found, event.order, key=_order), len(found)))

    @cached_property
    def _by_kind(self) -> Mapping[str, list[Event]]:
        kinds: dict[str, list[Event]] = {}
        for event in self.events:
            kinds.setdefault(event.kind, []).append(event)
        return kinds


_order: Final = operator.attrgetter("order")


@record
class Access:
    """An attribute or method of a Keras object that Keras 3 no longer has: ``model.fit_generator``.

    ``kind`` is ``Model``, ``Layer``, ``Optimizer`` or ``History``; ``origin`` the whole expression, ``receiver`` what
    stands before the dot. ``model`` is the model as it was then.
    """

    kind: str
    name: str
    origin: Origin
    receiver: Origin
    model: Model | None = None
    tentative: bool = False


@record
class Import:
    """One name that an import statement binds, or a star (``bound`` is ``None``).

    ``path`` is what is imported, ``module`` the module of a ``from`` import (empty for a plain ``import``). ``origin``
    is the name in the statement with its ``as``, ``place`` the module of a ``from`` import, otherwise the dotted name;
    ``listed`` are all the names of the statement. ``tentative``: the program does without it, if need be (its failure
    is caught, or the version is asked for). ``renamed``: it has an ``as``. ``top``: not inside a function or
    class, nor in a branch or loop.
    """

    path: str
    bound: str | None
    module: str
    origin: Origin
    statement: Origin
    place: Origin
    listed: tuple[Origin, ...]
    tentative: bool = False
    renamed: bool = False
    top: bool = True


@record
class WrittenCall:
    """The arguments of a call as they are written. ``keywords`` leads to the keyword alone; ``complete`` is false
    where ``*`` or ``**`` pass more. ``tentative``: as ``Call``'s."""

    origin: Origin
    positional: tuple[Origin, ...]
    keywords: Mapping[str, Origin]
    complete: bool
    tentative: bool = False


@record
class Mention:
    """An expression that names something of a library: ``np_utils.to_categorical``.

    ``path`` is the dotted path of all of it, ``written`` its text, ``parts`` the path and origin of each of its
    prefixes, its first name first. ``source`` is the import that bound that name, ``call`` the call whose function the
    expression is.
    """

    path: str
    written: str
    parts: tuple[tuple[str, Origin], ...]
    source: Import | None = None
    tentative: bool = False
    call: WrittenCall | None = None

    @property
    def origin(self) -> Origin:
        return self.parts[-1][1]


@record
class Text:
    """A string that names a file in which a model is saved. ``read`` is where it is used: the string itself, or the
    places that read the variable that it is assigned to."""

    content: str
    origin: Origin
    read: tuple[Origin, ...]


@record
class LibraryNames:
    """What a program imports and where it names it, executed or not. ``known`` are all names that it binds or reads,
    ``texts`` its strings that name files in which models are saved, ``asked`` the attributes that it asks for by
    ``hasattr`` or ``getattr``; ``complete`` is false where a cell of a notebook could not be read."""

    imports: tuple[Import, ...] = ()
    mentions: tuple[Mention, ...] = ()
    known: frozenset[str] = frozenset()
    texts: tuple[Text, ...] = ()
    asked: frozenset[str] = frozenset()
    complete: bool = True


@record(slots=False)
class Program:
    """All that a file (or a notebook) builds. ``calls`` are all calls of Keras classes, layers among them, whether
    or not a model uses them. ``limits`` tells which budgets ran out, ``faults`` hold what should not have been raised
    by the interpreter and cost a statement. ``imports`` are the dotted names imported,
    ``accesses`` the uses of attributes that Keras 3 no longer has."""

    filename: str
    models: tuple[Model, ...] = ()
    calls: tuple[Call, ...] = ()
    imports: frozenset[str] = frozenset()
    limits: tuple[str, ...] = ()
    faults: tuple[Exception, ...] = ()
    names: LibraryNames = LibraryNames()
    accesses: tuple[Access, ...] = ()


def plain_spec(value: Plain) -> object:
    """A plain value with every Keras object in it as a ``Spec``."""
    if isinstance(value, Call):
        return value.spec
    if isinstance(value, Model):
        return model_spec(value)
    if isinstance(value, list):
        return [plain_spec(item) for item in value]
    if isinstance(value, tuple):
        return tuple(plain_spec(item) for item in value)
    return value


def model_spec(model: Model) -> object:
    """A model as a ``Spec``; ``UNKNOWN`` where its layers are not known."""
    if model.kind == "application" and model.call is not None:
        return model.call.spec
    if model.kind != "sequential" or model.open_because is not None:
        return UNKNOWN
    layers = tuple(element_spec(element) for element in model.elements)
    return UNKNOWN if any(layer is UNKNOWN for layer in layers) else Spec("Sequential", {"layers": layers})


def element_spec(element: Element) -> object:
    if isinstance(element, Layer):
        return element.spec
    return model_spec(element.model) if isinstance(element, Nested) else UNKNOWN


__all__ = [
    "Access",
    "Argument",
    "Call",
    "Element",
    "Event",
    "Import",
    "Layer",
    "LibraryNames",
    "Mention",
    "Misfit",
    "Model",
    "Nested",
    "Opaque",
    "Plain",
    "Program",
    "Reference",
    "Symbol",
    "UnknownArgument",
    "WrittenCall",
    "element_spec",
    "model_spec",
    "plain_spec",
]
