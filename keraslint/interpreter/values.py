"""Abstract values: what a name can stand for while a program is run without running it.

Values are immutable. What Python mutates (lists, dicts, instances, models, scopes) is a reference here whose content
lives in the ``State``. Every value remembers the node that made it.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import field
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from keraslint.arrays import Array, Dataset
from keraslint.diagnostic import Origin
from keraslint.prefix import Prefix
from keraslint.program import Call, Element, Event, Layer, ModelKind, Plain
from keraslint.records import record, replace
from keraslint.shapes import UNKNOWN, AnyShape, Symbol

if TYPE_CHECKING:
    from keraslint.source import syntax

Key: TypeAlias = Hashable
TableKind: TypeAlias = Literal["frame", "series", "index", "mask", "sparse"]


@record
class Value:
    """``node`` is the expression or definition that made the value; ``None`` for what Python itself provides."""

    node: syntax.Node | None


@record
class Const(Value):
    value: Plain


@record
class Scalar(Const):
    """A number that may be numpy's: ``np.float64(3)`` is a ``float``, ``np.int64(3)`` is no ``int``."""


@record
class Tuple(Value):
    items: tuple[Value, ...]


@record
class Integer(Value):
    """An integer that is fixed but not known: ``x.shape[1]``, ``len(x)``.

    ``measured`` is what is known of it as an array without axes: its bounds, what it means.
    """

    symbol: Symbol
    measured: Array | None = None


@record
class Range(Value):
    range: range


@record
class Unknown(Value):
    """Nothing is known but identity: two unknowns with one ``key`` are the same value (so tests on them correlate)."""

    key: Key
    why: str = "its value is not known"


@record
class Unbound(Unknown):
    """A name that is bound on other paths only: to read it ends the program."""


@record
class Choice(Value):
    """``yes`` on the paths where the test ``key`` held, ``no`` on the others."""

    key: Key
    yes: Value | Record
    no: Value | Record
    leaves: int


@record
class Library(Value):
    """A module of a library or something in it, by its dotted path."""

    path: str


@record
class Builtin(Value):
    """A builtin function or type of Python."""

    name: str


@record
class ListRef(Value):
    id: int


@record
class DictRef(Value):
    id: int


@record
class Function(Value):
    """A function or lambda of the file with its closure. ``defaults`` holds the evaluated default values."""

    definition: syntax.FunctionDef | syntax.Lambda
    scope: int
    defaults: Mapping[str, Value]
    name: str
    owner: Class | None = None
    kind: str = "function"  # or "property", "static", "class"


@record
class Class(Value):
    """A class of the file. ``scope`` holds its body's names. ``library`` is the canonical Keras base, if it has one:
    ``Sequential``, ``Model``, ``Layer`` or the name of a concrete layer; ``?`` for a base that is not known.
    ``ancestors`` are the classes of the file above it, each once, in the order in which a name is looked for.
    ``metaclass`` is the class of the file that makes it, if one does."""

    name: str
    bases: tuple[Value, ...]
    scope: int
    library: str | None
    ancestors: tuple[Class, ...] = ()
    metaclass: Class | None = None


@record
class Instance(Value):
    id: int
    cls: Class


@record
class Bound(Value):
    """A function of the file bound to its first argument."""

    receiver: Value
    function: Function


@record
class Method(Value):
    """A method of a value that the interpreter models itself (a list's ``append``, a model's ``fit``)."""

    receiver: Value
    name: str


@record
class Partial(Value):
    function: Value
    arguments: Arguments


@record
class Super(Value):
    cls: Class
    receiver: Value


@record
class KerasObject(Value):
    """A loss, metric, optimizer, callback, initializer, … with its bound arguments."""

    call: Call


@record
class LayerValue(Value):
    """``owner`` is the model that it was taken from (``model.layers[0]``)."""

    layer: Layer
    owner: ModelRef | None = None


@record
class ElementValue(Value):
    """A layer of a model of which little is known, taken from ``model.layers``."""

    element: Element


@record
class ModelRef(Value):
    """``cls`` is the class of the file, for an instance of a subclass of Sequential."""

    id: int
    cls: Class | None = None


@record
class Tensor(Value):
    """A symbolic Keras tensor. ``source`` is the layer call that made it, ``keras.Input`` included."""

    shape: AnyShape
    source: Layer | None
    model: int | None = None


@record
class ArrayValue(Value):
    """An array or tensor of data. ``key`` is its identity, for what is derived from it but not known."""

    array: Array
    key: Key


@record
class ChangedArray(ArrayValue):
    """What an array holds after it was changed in place, in the cell ``("array", key)`` of the ``original``.

    ``direct`` is the last change that was not made through a view of it.
    """

    original: ArrayValue
    direct: Key | None


@record
class TableValue(ArrayValue):
    """A frame, series or index of pandas, or a sparse matrix of SciPy; ``array`` is what numpy makes of it.

    ``columns`` are the columns of a frame that are known to be there, by label, ``complete`` where there are no others
    (then in order). For an ``index`` they are its labels. ``mask`` is a test of an index's labels, true for all but
    those in ``columns``. pandas changes its tables in place: the latest state is in the cell ``("table", key)``.
    """

    kind: TableKind
    columns: Mapping[Plain, Array]
    complete: bool


@record
class DatasetValue(Value):
    """A dataset or generator."""

    dataset: Dataset
    key: Key


@record
class LibraryObject(Value):
    """An instance of a library's class that is modelled (a scaler, a tokenizer), with its arguments.

    What it learns is kept in the cells ``(id, name)`` of the state.
    """

    id: int
    path: str
    arguments: Arguments


@record
class Passed:
    """One argument of a call: its value, and its ``Arg`` node where it was written out."""

    value: Value
    arg: syntax.Arg | None


@record
class Arguments:
    """``complete`` is false where ``*args`` or ``**kwargs`` of unknown content are passed. ``spread`` are ``*args`` of
    unknown number."""

    positional: tuple[Passed, ...] = ()
    keywords: Mapping[str, Passed] = field(default_factory=dict)
    complete: bool = True
    spread: Value | None = None


@record
class ListRecord:
    """The content of a list. ``open_because`` is set where it may have other elements too."""

    items: tuple[Value, ...]
    open_because: str | None = None


@record
class DictRecord:
    items: Mapping[Plain, Value]
    open_because: str | None = None


@record
class ModelRecord:
    """A model as it is at one moment; see ``program.Model``."""

    kind: ModelKind
    node: syntax.Node
    where: str
    name: str | None = None
    elements: Prefix[Element] = Prefix()
    places: Prefix[Origin] = Prefix()
    events: Prefix[Event] = Prefix()
    open_because: str | None = None
    call: Call | None = None
    inputs: tuple[AnyShape, ...] | None = None
    outputs: tuple[AnyShape, ...] | None = None
    last: Layer | None = None
    unclear: str | None = None


# What is done with a model that says nothing of how it was trained: two paths that differ in such events only are one.
_PASSING: Final = frozenset(
    "use read call predict evaluate summary save save_weights export get_weights get_config to_json plot_model "
    "predict_on_batch test_on_batch count_params get_layer".split()
)


def one_history(left: ModelRecord, right: ModelRecord) -> ModelRecord | None:
    """The model on both of two paths, if it has the same layers and the paths merely use it differently."""
    if left.elements != right.elements or left.open_because != right.open_because or left.call is not right.call:
        return None
    shared = 0
    for ours, theirs in zip(left.events, right.events, strict=False):
        if ours is not theirs:
            break
        shared += 1
    apart = (*left.events[shared:], *right.events[shared:])
    if any(event.kind not in _PASSING for event in apart):
        return None
    merged = Prefix((*left.events[:shared], *sorted(apart, key=lambda event: event.order)))
    return replace(left, events=merged, unclear=left.unclear or right.unclear, name=left.name or right.name)


def one_table(left: TableValue, right: TableValue) -> TableValue:
    """The table on both of two paths that changed it differently: what holds on both."""
    columns = {label: array for label, array in left.columns.items() if right.columns.get(label) == array}
    complete = left.complete and right.complete and list(columns) == list(left.columns) == list(right.columns)
    array = left.array
    if array != right.array:
        ours, theirs = left.array.shape, right.array.shape
        shape: AnyShape = UNKNOWN
        if isinstance(ours, tuple) and isinstance(theirs, tuple) and len(ours) == len(theirs):
            shape = tuple(dim if dim == other else Symbol() for dim, other in zip(ours, theirs, strict=True))
        array = Array(shape, array.dtype if array.dtype == right.array.dtype else None, made=array.made)
    return replace(left, array=array, columns=columns, complete=complete)


Record: TypeAlias = ListRecord | DictRecord | ModelRecord


_IDENTIFIED: Final = (ListRef, DictRef, Instance, ModelRef, LibraryObject)


MAX_COMPARED: Final = 20_000
"""So many items of two containers are compared; containers in containers can be endless."""


def same(left: object, right: object, room: list[int] | None = None) -> bool:
    """Whether two values are certainly the same one."""
    if left is right:
        return True
    if type(left) is not type(right):
        return False
    if isinstance(left, Const) and isinstance(right, Const):
        return type(left.value) is type(right.value) and left.value == right.value
    if isinstance(left, Tuple) and isinstance(right, Tuple):
        return _same_items(left.items, right.items, room)
    if isinstance(left, Unknown) and isinstance(right, Unknown):
        return left.key == right.key
    if isinstance(left, Library) and isinstance(right, Library):
        return left.path == right.path
    if isinstance(left, Builtin) and isinstance(right, Builtin):
        return left.name == right.name
    if isinstance(left, _IDENTIFIED) and isinstance(right, _IDENTIFIED):
        return left.id == right.id
    if isinstance(left, TableValue) and isinstance(right, TableValue):
        return left.key == right.key and left.array == right.array and left.complete == right.complete
    if isinstance(left, ArrayValue) and isinstance(right, ArrayValue):  # a statement that is replayed repeats its keys
        return left.key == right.key and left.array == right.array
    if isinstance(left, DatasetValue) and isinstance(right, DatasetValue):
        return left.key == right.key and left.dataset == right.dataset
    if isinstance(left, LayerValue) and isinstance(right, LayerValue):
        return left.layer is right.layer
    if isinstance(left, Function) and isinstance(right, Function):
        return left.definition is right.definition and left.scope == right.scope
    if isinstance(left, Integer) and isinstance(right, Integer):
        return left.symbol is right.symbol
    if isinstance(left, Choice) and isinstance(right, Choice):
        return left.key == right.key and same(left.yes, right.yes) and same(left.no, right.no)
    if isinstance(left, ListRecord) and isinstance(right, ListRecord):
        return left.open_because == right.open_because and _same_items(left.items, right.items, room)
    return False


def _same_items(left: Sequence[Value], right: Sequence[Value], room: list[int] | None) -> bool:
    """``room`` holds how many items may yet be compared."""
    room = room or [MAX_COMPARED]
    room[0] -= len(left)
    return (
        len(left) == len(right)
        and room[0] >= 0
        and all(one is other or same(one, other, room) for one, other in zip(left, right, strict=True))
    )
