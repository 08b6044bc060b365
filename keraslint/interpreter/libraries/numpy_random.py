"""numpy's random numbers: the functions of ``np.random``, and generators with the same methods."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from keraslint.arrays import Array, ArrayError, construct
from keraslint.arrays.indexing import Slice, index, some_classes
from keraslint.arrays.reshaping import reshaped
from keraslint.interpreter.arrays import as_array, dimension, shape_argument
from keraslint.interpreter.containers import reorder
from keraslint.interpreter.libraries.numpy_calls import (
    Operation,
    Result,
    array,
    dtype,
    finished,
    given,
    kept,
    number,
    own,
)
from keraslint.interpreter.libraries.registry import LibraryCall, function, made, method
from keraslint.interpreter.state import MISSING
from keraslint.interpreter.values import Const, Integer, LibraryObject, ListRef, Value
from keraslint.records import replace
from keraslint.shapes import UNKNOWN, AnyShape, Unknown

GENERATOR: Final = "numpy.random.default_rng"
STATE: Final = "numpy.random.RandomState"
SEEDED: Final = ("numpy.random", "seeded")
"""Where the state tells whether the numbers begin anew: false for the first seed, true behind another one, be it that
of a generator of its own."""

made("numpy.random.Generator")


def draws(*names: str, generator: bool = True, legacy: bool = True) -> Callable[[Operation], Operation]:
    """Register a distribution for ``np.random``, ``RandomState`` and ``Generator`` alike."""

    def register(operation: Operation) -> Operation:
        def drawn(call: LibraryCall) -> Result:
            found = operation(call)
            seeded = call.machine.state.get(SEEDED)
            again = seeded is not MISSING and not (isinstance(seeded, Const) and seeded.value is False)
            if again or not isinstance(found, Array):  # the numbers may be those of an earlier draw
                return own(call, found)
            return own(call, construct.drawn_by(found, call.machine.fresh()))

        def handler(call: LibraryCall) -> Value | None:
            return finished(replace(call, receiver=None), drawn)

        for name in names:
            if legacy:
                function(f"numpy.random.{name}")(handler)
                method(STATE, name)(handler)
            if generator:
                method(GENERATOR, name)(handler)
                method("numpy.random.Generator", name)(handler)
        return operation

    return register


def size(call: LibraryCall, position: int | None) -> AnyShape:
    """The argument ``size``: no axes where it is not given."""
    value = given(call, position, "size")
    if value is None:
        return () if call.complete else UNKNOWN
    return shape_argument(call.machine, value)


def _sizes(call: LibraryCall) -> AnyShape:
    """Every argument is the size of an axis."""
    if not call.complete:
        return UNKNOWN
    return tuple(dimension(call.machine, passed.value) for passed in call.arguments.positional)


@draws("rand", "randn", generator=False)
def old(call: LibraryCall) -> Result:
    """``np.random.rand(d0, d1, …)``."""
    dims = _sizes(call)
    return construct.uniform(0, 1, dims) if call.name == "rand" else construct.normal(0, 1, dims)


@draws("random", "random_sample", "ranf", "sample")
def random(call: LibraryCall) -> Result:
    return construct.uniform(0, 1, size(call, 0), dtype(call, 1, "float64") or "float64")


@draws("uniform")
def uniform(call: LibraryCall) -> Result:
    """``uniform(low=0.0, high=1.0, size=None)``."""
    low, high = number(call, 0, "low", default=0.0), number(call, 1, "high", default=1.0)
    return construct.uniform(low, high, _drawn(call, 2, ("low", "high")))


def _drawn(call: LibraryCall, position: int, parameters: tuple[str, ...]) -> AnyShape:
    """The shape where parameters can be arrays too: their own, unless ``size`` is given."""
    if given(call, position, "size") is not None:
        return size(call, position)
    values = [as_array(call.machine, given(call, place, name)) for place, name in enumerate(parameters)]
    return () if all(one is None or one.shape == () for one in values) and call.complete else UNKNOWN


@draws("normal", "standard_normal")
def normal(call: LibraryCall) -> Result:
    """``normal(loc=0.0, scale=1.0, size=None)``, ``standard_normal(size=None)``."""
    if call.name == "standard_normal":
        return construct.normal(0, 1, size(call, 0))
    mean, deviation = number(call, 0, "loc", default=0.0), number(call, 1, "scale", default=1.0)
    return construct.normal(mean, deviation, _drawn(call, 2, ("loc", "scale")))


@draws("randint", "random_integers", generator=False)
def randint(call: LibraryCall) -> Result:
    """``randint(low, high=None, size=None, dtype=int)``; ``high`` is left out, and then ``low`` stands for it."""
    return _whole(call, inclusive=call.name == "random_integers")


@draws("integers", legacy=False)
def integers(call: LibraryCall) -> Result:
    """``integers(low, high=None, size=None, dtype=np.int64, endpoint=False)``."""
    inclusive = call.plain(4, "endpoint", default=False)
    if not isinstance(inclusive, bool):
        raise ArrayError("endpoint is not known")
    return _whole(call, inclusive=inclusive)


def _whole(call: LibraryCall, *, inclusive: bool) -> Array:
    low, high = number(call, 0, "low"), number(call, 1, "high")
    if given(call, 1, "high") is None:
        low, high = 0, low
    last = None if high is None else high if inclusive else high - 1
    return construct.whole_numbers(low, last, _drawn(call, 2, ("low", "high")), dtype(call, 3, "int64"))


@draws("binomial", "poisson", "geometric", "negative_binomial")
def counts(call: LibraryCall) -> Result:
    parameters = {"binomial": ("n", "p"), "negative_binomial": ("n", "p"), "poisson": ("lam",)}.get(call.name, ("p",))
    dims = _drawn(call, len(parameters), parameters)
    top = number(call, 0, "n") if call.name == "binomial" else None
    if top == 1:
        return construct.whole_numbers(0, 1, dims)
    return Array(dims, "int64", low=0, high=top)


@draws("exponential", "beta", "gamma", "laplace", "logistic", "lognormal", "gumbel", "chisquare", "rayleigh", "weibull")
def others(call: LibraryCall) -> Result:
    parameters = 1 if call.name in ("exponential", "chisquare", "rayleigh", "weibull") else 2
    dims = size(call, parameters)
    known = given(call, parameters, "size") is not None
    high = 1 if call.name == "beta" else None
    low = None if call.name in ("laplace", "logistic", "gumbel") else 0
    return Array(dims if known else UNKNOWN, "float64", "continuous", low=low, high=high)


@draws("multivariate_normal")
def multivariate_normal(call: LibraryCall) -> Result:
    """``multivariate_normal(mean, cov, size=None, …)``: one row as long as ``mean`` for each draw."""
    mean, dims = array(call, 0, "mean"), size(call, 2)
    if mean.rank != 1 or isinstance(mean.shape, Unknown) or isinstance(dims, Unknown):
        return Array(UNKNOWN, "float64", "continuous")
    return Array((*dims, *mean.shape), "float64", "continuous")


@draws("permutation", "permuted")
def permutation(call: LibraryCall) -> Result:
    """The rows in another order; of a number, the numbers below it."""
    value = call.value(0, "x")
    if isinstance(value, (Const, Integer)):
        count = dimension(call.machine, value)
        return Array((count,), "int64", low=0, high=count - 1 if isinstance(count, int) else None)
    source = array(call, 0, "x")
    return kept(call, reshaped(source, source.shape, last_kept=False) if call.name == "permuted" else source, source)


@draws("shuffle")
def shuffle(call: LibraryCall) -> Result:
    """In place: nothing changes but the order of the rows."""
    rows = call.value(0, "x")
    if isinstance(rows, ListRef):
        reorder(call.machine, rows)
    return Const(call.node, None)


@draws("seed")
def seed(call: LibraryCall) -> Result:
    _sow(call)
    return Const(call.node, None)


@function(GENERATOR, STATE)
def seeded(call: LibraryCall) -> Value:
    """``RandomState(1)``: two of one seed give the same numbers."""
    if call.arguments.positional or call.arguments.keywords:
        _sow(call)
    return LibraryObject(call.node, call.machine.fresh(), call.path, call.arguments)


def _sow(call: LibraryCall) -> None:
    again = call.machine.state.get(SEEDED) is not MISSING
    call.machine.state.set(SEEDED, Const(call.node, again))


@draws("choice")
def choice(call: LibraryCall) -> Result:
    """``choice(a, size=None, replace=True, p=None)`` from the rows of an array or from the numbers below one."""
    found = _chosen(call)
    chances = None if found is None else call.plain(3, "p", default=None)
    if call.passed(3, "p") is None or (isinstance(chances, list) and 0 not in chances):
        return found
    return None if found is None else some_classes(found)  # some may have no chance


def _chosen(call: LibraryCall) -> Array | None:
    value = call.value(0, "a")
    dims = size(call, 1)
    if isinstance(value, (Const, Integer)):
        high = value.value - 1 if isinstance(value, Const) and isinstance(value.value, int) else None
        return construct.whole_numbers(0, high, dims)
    source = array(call, 0, "a")
    if isinstance(source.shape, Unknown) or isinstance(dims, Unknown):
        return Array(UNKNOWN, source.dtype, low=source.low, high=source.high)
    row = index(source, (0,) if source.shape[:1] != (0,) else (Slice(),), call.machine.symbols)
    if isinstance(row.shape, Unknown):  # what is in an array of objects
        return Array(UNKNOWN)
    found = replace(row, shape=(*dims, *row.shape), meaning=source.meaning, classes=source.classes)
    literal_pair = source.meaning is None and source.integral and (source.low, source.high) == (0, 1)
    return construct.whole_numbers(0, 1, found.shape, found.dtype) if literal_pair else found
