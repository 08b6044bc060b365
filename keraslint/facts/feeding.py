"""Whether the data that a model is given fit its input.

What Keras does was measured on keras 3.15.1 and tf-keras 2.21 (``tests/test_feeding.py`` repeats the measurement): data
of one axis get a second one; a last axis of size one is added or dropped where the input has one less or more; another
number of axes is refused; with the right number of axes the layers decide, on what their weights were made for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from keraslint.arrays import Array, Evidence
from keraslint.diagnostic import Origin
from keraslint.facts.building import DATA_METHODS, certain_flow
from keraslint.facts.training import TRAINING, Data, data_of, validation_of
from keraslint.flow import Flow, Step, flow_of
from keraslint.keras_api.spec import KERAS_2, KERAS_3
from keraslint.program import Argument, Element, Event, Layer, Model, Plain
from keraslint.records import record
from keraslint.shapes import UNKNOWN, AnyShape, Shape, Symbol, Unknown, differ, product, text

NEVER: frozenset[int] = frozenset()

Refusal: TypeAlias = "tuple[Step | None, frozenset[int]]"
"""The layer that raises (none: the model itself does), and for which Keras majors."""


@record
class Misfed:
    """Data that Keras refuses. ``given`` is their shape as the model sees it (``None`` for the batch axis of a
    dataset), ``expected`` the model's input shape (``UNKNOWN`` where the model declares none), ``step`` the layer that
    raises, where one does. ``versions`` are the Keras majors that raise. ``built`` is the event whose data gave the
    model its shape. ``batched`` is false for the elements of a dataset without batches."""

    event: Event
    origin: Origin
    array: Array
    given: Shape
    expected: AnyShape
    step: Step | None
    versions: frozenset[int]
    batched: bool = True
    validation: bool = False
    built: Event | None = None
    certain: bool = True


def misfed(model: Model) -> Iterator[Misfed]:
    """The data of the model's ``fit``, ``predict``, … that do not fit its input."""
    shown: tuple[Event, Shape] | None = None
    for event in model.events:
        if event.kind not in DATA_METHODS or model.where == "layer":
            continue
        for data, validation in ((data_of(event), False), (validation_of(event), True)):
            array = None if data is None else one_array(data.x)
            if data is None or array is None or not isinstance(array.shape, tuple) or data.batched is None:
                continue
            given = _sizes(array.shape, data.batched)
            expected, flow = _expected(model, event, shown)
            by_data = flow is not None and flow.declared is None
            found = _refused(event, flow, expected, given, by_data=by_data)
            if found is None and not validation and _unlikely(event, expected, given):
                versions = KERAS_2 | KERAS_3
                yield Misfed(event, data.x_origin, array, given, expected, None, versions, certain=False)
                continue
            if found is None:
                if shown is None and not validation and data.batched and len(given) > 1:
                    shown = (event, given)
                continue
            step, versions = found
            if isinstance(expected, Unknown) and _fails_further_on(model):
                continue  # the stack is reported as it is built by these data
            built = shown[0] if shown is not None and by_data else None
            yield Misfed(
                event, data.x_origin, array, given, expected, step, versions, bool(data.batched), validation, built
            )


def _fails_further_on(model: Model) -> bool:
    """Whether the stack fails behind its first layer; what that one cannot take is a matter of the data."""
    flow = certain_flow(model)
    return flow.error is not None and flow.error is not flow.steps[0]


def _lone_sample(event: Event, expected: AnyShape, given: Shape) -> bool:
    """Whether ``predict`` gets a vector where the model takes rows of an unknown number of features.

    Keras takes it for as many samples of one feature; the model would have to be one for a single feature.
    """
    if not event.kind.startswith("predict") or len(given) != 1 or not isinstance(given[0], int) or given[0] < 2:
        return False
    return isinstance(expected, tuple) and len(expected) == 2 and isinstance(expected[1], Symbol)


def _unlikely(event: Event, expected: AnyShape, given: Shape) -> bool:
    """Whether the data fit only by a size that is not known and that is hardly meant."""
    rows = event.kind in TRAINING and _as_many_as_rows(expected, given)
    return rows or _lone_sample(event, expected, given) or _swapped(expected, given)


def _as_many_as_rows(expected: AnyShape, given: Shape) -> bool:
    """Whether the model takes as many features as there are samples: ``input_dim=x.shape[0]``."""
    if not isinstance(expected, tuple) or len(expected) != 2 or len(given) != 2:
        return False
    return isinstance(given[0], Symbol) and expected[1] == given[0] and isinstance(given[1], int)


def _swapped(expected: AnyShape, given: Shape) -> bool:
    """Whether the model takes (n, 1, features) and gets (n, features, 1), or the reverse.

    How many features there are is not known, but a series of one step with one feature is hardly meant.
    """
    if not isinstance(expected, tuple) or len(expected) != 3 or len(given) != 3:
        return False
    inner = expected[1:]
    return inner == given[:0:-1] and 1 in inner and any(isinstance(dim, Symbol) for dim in inner)


def _sizes(shape: Shape, batched: bool) -> Shape:
    """The shape with something unknown for sizes that vary (of padded batches); without batches none is the batch."""
    fixed = tuple(Symbol() if dim is None else dim for dim in shape)
    return (shape[0], *fixed[1:]) if batched and fixed else fixed


def one_array(value: Plain) -> Array | None:
    """The only array in ``x`` or ``[x]``."""
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    return value if isinstance(value, Array) else None


def _expected(model: Model, event: Event, shown: tuple[Event, Shape] | None) -> tuple[AnyShape, Flow | None]:
    if model.kind == "sequential":
        flow = event.flow
        if flow.declared is None and shown is not None and model.where != "method":
            return (None, *shown[1][1:]), flow
        return flow.input, flow
    if model.inputs is not None and len(model.inputs) == 1 and isinstance(model.inputs[0], tuple):
        return model.inputs[0], None
    return UNKNOWN, None


def _refused(event: Event, flow: Flow | None, expected: AnyShape, given: Shape, *, by_data: bool) -> Refusal | None:
    if flow is None:
        return None if isinstance(expected, Unknown) else fits_functional(expected, given)
    elements = event.elements if event.open_because is None else event.elements[:1]
    return refused(elements, expected, given, by_data=by_data)


def refused(elements: Sequence[Element], expected: AnyShape, given: Shape, *, by_data: bool = False) -> Refusal | None:
    """The layer that raises, and for which Keras majors, when a stack for ``expected`` (``UNKNOWN``: built by these
    data) is given data of the shape ``given``; ``None`` where it runs or that is not known. Without a layer the shape
    is refused before any layer sees the data. With ``by_data`` earlier data gave the stack its shape, which Keras 2
    then widens.
    """
    if not elements:
        return None
    if isinstance(expected, Unknown):
        error = flow_of(elements, None, (None, *given[1:])).error
        if error is None or error.error is None:
            return None
        own_shape = getattr(elements[0], "name", "") == "Embedding"  # (None, None), in Keras 2
        versions = error.error.versions & KERAS_3 if own_shape else error.error.versions
        return (error, versions) if versions else None
    built = flow_of(elements, None, expected)
    fitted = adjusted(expected, given)
    if built.error is not None or fitted is None:
        return None
    failing = _first_failing(built, flow_of(elements, None, (expected[0], *fitted[1:])))  # batches as expected
    ranks_differ = len(fitted) != len(expected)
    in_3 = ranks_differ or failing is not None
    in_2 = failing is not None or (not by_data and _compared(expected, given))
    versions = (KERAS_3 if in_3 else NEVER) | (KERAS_2 if in_2 else NEVER)
    return (None if ranks_differ else failing, versions) if versions else None


def _compared(expected: Shape, given: Shape) -> bool:
    """Whether the shape itself is refused (of a Sequential in Keras 2 only): the sizes are compared from the left, a
    last one left out."""
    left, right = (shape[:-1] if shape[-1] == 1 else shape for shape in (expected, given))
    return any(map(differ, left[1:], right[1:]))


def adjusted(expected: Shape, given: Shape) -> Shape | None:
    """The data after Keras added or dropped a last axis of one; ``None`` where it is not known whether it does."""
    if len(given) == len(expected) + 1 and not isinstance(given[-1], (int, type(None))):
        return None
    if len(given) == len(expected) + 1 and given[-1] == 1:
        return given[:-1]
    if len(given) == len(expected) - 1 and not isinstance(expected[-1], (int, type(None))):
        return None
    if len(given) == len(expected) - 1 and expected[-1] == 1:
        return (*given, 1)
    return given


def _first_failing(built: Flow, fed: Flow) -> Step | None:
    """The first layer that raises, or whose weights do not fit what it gets."""
    for before, now in zip(built.steps, fed.steps, strict=True):
        if now.error is not None or differ(before.parameters, now.parameters):
            return now
        if now.output is UNKNOWN or before.output is UNKNOWN:
            return None
    return None


def fits_functional(expected: Shape, given: Shape) -> Refusal | None:
    """As ``refused``, for a functional model, whose layers are not followed."""
    fitted = adjusted(expected, given)
    if fitted is None:
        return None
    compared = _compared(expected, given)
    versions = (KERAS_3 if compared or len(fitted) != len(expected) else NEVER) | (KERAS_2 if compared else NEVER)
    return (None, versions) if versions else None


@record
class Miscount:
    """``x`` and ``y`` with different numbers of samples."""

    event: Event
    origin: Origin
    samples: int
    labels: int
    made: tuple[Evidence, ...]


def miscounted(model: Model) -> Iterator[Miscount]:
    """The ``x`` and ``y`` of ``fit`` and ``evaluate`` that have different numbers of samples."""
    for event in model.occurrences("fit", "evaluate"):
        for data in (data_of(event), validation_of(event)):
            x = None if data is None or data.dataset is not None else one_array(data.x)
            y = None if data is None else one_array(data.y)
            if data is None or x is None or y is None or not _rows(x) or not _rows(y):
                continue
            samples, labels = x.shape[0], y.shape[0]  # type: ignore[index]
            if isinstance(samples, int) and isinstance(labels, int) and samples != labels:
                made = tuple(array.made for array in (x, y) if array.made is not None)
                yield Miscount(event, data.y_origin, samples, labels, made)


def _rows(array: Array) -> bool:
    return isinstance(array.shape, tuple) and len(array.shape) > 0


def beyond_vocabulary(model: Model) -> Iterator[tuple[Event, Data, Argument, int]]:
    """Data with indices that the ``Embedding`` at the start has no row for (``input_dim`` rows); the largest index.

    Measured: both Keras raise on the CPU. On a GPU such an index gives zeros.
    """
    for event in model.events:
        if event.kind not in DATA_METHODS:
            continue
        layers = [element for element in event.elements if getattr(element, "name", "") != "InputLayer"]
        if not layers or not isinstance(layers[0], Layer):
            continue
        data, rows = data_of(event), layers[0].arguments.get("input_dim")
        array = None if data is None else one_array(data.x)
        if layers[0].name != "Embedding" or data is None or array is None or rows is None or array.high is None:
            continue
        if isinstance(rows.value, int) and array.integral and array.high >= rows.value:
            yield event, data, rows, int(array.high)
            return


def untaken(model: Model) -> Iterator[tuple[Event, Argument, str]]:
    """Data of a kind that Keras 3 does not take: lists of numbers, arrays of objects."""
    for event in model.occurrences("fit", "evaluate", "predict"):
        argument = event.call.arguments.get("x") if event.call is not None else None
        if argument is None:
            continue
        value = argument.value
        if isinstance(value, (list, tuple)) and value and all(map(_number, value)):
            yield event, argument, "a list of numbers" if isinstance(value, list) else "a tuple of numbers"
        elif isinstance(value, Array) and value.dtype == "object":
            yield event, argument, "an array of objects"


def _number(value: Plain) -> bool:
    if isinstance(value, (list, tuple)):
        return bool(value) and all(map(_number, value))
    return isinstance(value, (int, float))


def remedy(found: Misfed) -> str | None:
    """The smallest change that makes the data fit."""
    given, expected = found.given, found.expected
    if not found.batched:
        return "put the elements in batches: `dataset.batch(32)`"
    if found.array.ragged and len(given) == 1:
        length = expected[1] if isinstance(expected, tuple) and len(expected) == 2 else None
        maxlen = f", maxlen={length}" if isinstance(length, int) else ""
        return f"bring the sequences to one length: `pad_sequences(x{maxlen})`"
    if isinstance(expected, Unknown):
        return _remedy_for_layer(found)
    sample = expected[1:]
    if len(given) == len(sample) and not any(map(differ, given, sample)):
        return "it is a single sample; add the batch axis: `x[np.newaxis]`"
    if _same(given, (*sample, 1)) or (len(sample) > 1 and sample[-1] == 1 and _same(given, sample[:-1])):
        return "it is a single sample; add the batch axis: `x[np.newaxis]`"
    if _as_many_as_rows(expected, given):
        return f"declare the number of features, here {given[1]}: `x.shape[1]`, not the number of samples"
    if _swapped(expected, given):
        return "swap the axes of one of them: (samples, timesteps, features) is meant"
    if len(given) == len(expected) == 2 and given[-1] == 1 and given[0] == sample[0]:
        return "it is a single sample; add the batch axis: `x[np.newaxis]`"
    wanted, there = product(sample), product(given[1:])
    if isinstance(wanted, int) and wanted == there:
        sizes = ", ".join(str(dim) for dim in sample)
        return f"reshape the data: `x.reshape(-1, {sizes})`"
    if len(given) == len(expected) - 1 and not any(map(differ, given[1:], expected[1:])):
        return f"the last axis of {expected[-1]} is missing"
    if len(given) == len(expected):
        if found.built is not None:
            return "give both the same number of features"
        return f"declare the shape of the data, `{text(given[1:])}`, or give data of {text(sample)}"
    return f"give data of {text(expected)}, or declare the shape of the data, `{text(given[1:])}`"


def _same(left: Shape, right: Shape) -> bool:
    return len(left) == len(right) and not any(map(differ, left, right))


def _remedy_for_layer(found: Misfed) -> str | None:
    if found.step is None or found.step.error is None or found.step.error.kind != "rank":
        return None
    rank = len(found.given)
    if rank in (2, 3) and getattr(found.step.element, "name", "").startswith(("Conv", "MaxPooling", "AveragePooling")):
        return "add the missing axis: `np.expand_dims(x, -1)`"
    return str(found.step.error)
