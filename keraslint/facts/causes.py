"""Why a stack of layers fails: the step that Keras refuses, the layer or declaration at fault, the smallest remedy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from math import isqrt
from typing import Final

from keraslint.diagnostic import Edit, Fix, Note, Origin
from keraslint.facts.building import built_by_data, certain_flow, certain_stack
from keraslint.facts.keras1 import positional_kernel
from keraslint.facts.places import flattened
from keraslint.flow import RECURRENT, Declared, Flow, Step
from keraslint.keras_api.spec import ErrorKind, LayerError
from keraslint.program import Call, Element, Layer, Model, Nested, Opaque
from keraslint.records import record
from keraslint.shapes import AnyShape, Dim, Shape, text

KEEPS_SHAPE: Final = frozenset(
    {
        "Activation", "ActivityRegularization", "AlphaDropout", "BatchNormalization", "Dropout", "ELU", "GaussianNoise",
        "GaussianDropout", "GroupNormalization", "Identity", "LayerNormalization", "LeakyReLU", "Masking", "PReLU",
        "Normalization", "RMSNormalization", "ReLU", "Rescaling", "Softmax", "SpatialDropout1D", "SpatialDropout2D",
        "SpatialDropout3D", "ThresholdedReLU", "UnitNormalization",
    }
)  # fmt: skip
"""Layers that neither learn a map of their own nor change the shape: one looks through them for a cause."""

AXES: Final = {
    "sequence": "(batch, timesteps, features)",
    "1D": "(batch, steps, channels)",
    "2D": "(batch, height, width, channels)",
    "3D": "(batch, depth, height, width, channels)",
}
MOST_CHANNELS: Final = 4
MAX_POPS: Final = 100
"""So many of the stacks that a ``pop`` takes a layer from are looked at: each has a flow of its own."""


@record
class Failure:
    """The step at which Keras raises, and the steps before it. ``place`` is where it is used, if that differs."""

    model: Model
    step: Step
    error: LayerError
    before: tuple[Step, ...]
    declared: Declared | None
    place: Origin | None = None

    @property
    def origin(self) -> Origin:
        """The layer that raises; it may lie in a model nested in the stack."""
        return self.place or (self.step.culprit or self.step.element).origin

    @property
    def layer(self) -> str:
        """The failing layer as the source calls it, the one that is wrapped where that is at fault."""
        inner = self.wrapped
        return written(self.element) if inner is None else f"{inner.written}` in `{written(self.element)}"

    @property
    def element(self) -> Element:
        return self.step.culprit or self.step.element

    @property
    def wrapped(self) -> Layer | None:
        """The layer inside ``TimeDistributed`` where the wrapper itself has the axes that it needs."""
        element = self.element
        if not isinstance(element, Layer) or element.name != "TimeDistributed" or self.error.kind != "rank":
            return None
        inner = element.value("layer")
        return (
            inner
            if isinstance(inner, Layer) and isinstance(self.step.input, tuple) and len(self.step.input) > 2
            else None
        )

    @property
    def shape(self) -> AnyShape:
        """What the failing layer gets: behind ``TimeDistributed``, one time step."""
        shape = self.step.input
        return (shape[0], *shape[2:]) if self.wrapped is not None and isinstance(shape, tuple) else shape

    @property
    def trace(self) -> tuple[Note, ...]:
        """The shapes on the lines of the layers before."""
        return tuple(Note(step.element.origin, f"→ {text(step.output)}") for step in self.before)

    @property
    def route(self) -> tuple[Note, ...]:
        """Where the stack is that holds the failing layer, if that is another one than the layer's own."""
        if self.step.culprit is None or self.step.culprit is self.step.element:
            return ()
        return (Note(self.step.element.origin, f"used here on {text(self.step.input)}"),)

    def previous(self) -> tuple[Step, ...]:
        """The steps before, latest first, without those that keep the shape as it is."""
        return tuple(step for step in reversed(self.before) if name_of(step.element) not in KEEPS_SHAPE)


@record
class Cause:
    """``help`` is the remedy, ``notes`` mark the layer at fault, ``fix`` makes the change where it is mechanical."""

    help: str | None
    notes: tuple[Note, ...] = ()
    fix: Fix | None = None


def failures(model: Model, *kinds: ErrorKind) -> Iterator[Failure]:
    """Where Keras raises while the Sequential is built: in its final stack, or in a built one before a ``pop``."""
    if model.kind != "sequential":
        return
    seen: set[int] = set()
    for flow in _flows(model):
        step = flow.error
        if step is None or step.error is None or step.error.kind not in kinds or step.element.uid in seen:
            continue
        seen.add(step.element.uid)
        before = flow.steps[: flow.steps.index(step)]
        if not before and built_by_data(model):
            continue  # the data does not fit the model: KL205
        yield Failure(model, step, step.error, before, flow.declared, _place(model, step, before))


def _flows(model: Model) -> Iterator[Flow]:
    for event in islice(model.occurrences("pop"), MAX_POPS):
        if event.open_because is None and event.flow.declared is not None:
            yield event.flow
    if certain_stack(model):
        yield certain_flow(model)


def _place(model: Model, step: Step, before: tuple[Step, ...]) -> Origin | None:
    """Where a layer used before, or a model, was put into the stack: other layers are made there."""
    position = len(before)
    if position >= len(model.places) or model.elements[position] is not step.element:
        return None
    again = any(earlier.element.uid == step.element.uid for earlier in before)
    whole = isinstance(step.element, Nested) and step.culprit is step.element
    return model.places[position] if again or whole else None


def name_of(element: Element) -> str:
    """The layer's canonical class; of a wrapper's name nothing is said about what it wraps."""
    if isinstance(element, Layer):
        return element.name
    return element.model.kind if isinstance(element, Nested) else ""


def written(element: Element) -> str:
    """The layer as the source calls it."""
    if isinstance(element, (Layer, Opaque)):
        return element.written
    return element.model.name or "the nested model" if isinstance(element, Nested) else "?"


def recurrent(element: object) -> Layer | None:
    """The recurrent layer that ``element`` is or wraps."""
    if not isinstance(element, Layer):
        return None
    if element.name in RECURRENT:
        return element
    return recurrent(element.value("layer")) if element.name == "Bidirectional" else None


def axes_of(element: Element) -> str:
    """The axes that the layer expects, in words; empty where they have no usual names."""
    name = name_of(element)
    if recurrent(element) is not None and not name.startswith("Conv"):
        return AXES["sequence"]
    if not isinstance(element, Layer) or name.startswith(("ConvLSTM", "SpatialDropout")):
        return ""
    words = next((AXES[kind] for kind in ("1D", "2D", "3D") if kind in name), "")
    if element.value("data_format", None) == "channels_first":
        inner = words.strip("()").split(", ")
        return f"({', '.join((inner[0], inner[-1], *inner[1:-1]))})" if words else ""
    return words


def rank_cause(failure: Failure) -> Cause:
    """Why a layer gets too few or too many axes."""
    shape, expected = failure.step.input, failure.error.expected
    if not isinstance(shape, tuple) or expected is None or failure.wrapped is not None:
        return Cause(None)
    lowest, highest = expected
    previous = failure.previous()
    if not previous or name_of(previous[0].element) == "InputLayer":
        return _declared_rank(failure, shape, lowest)
    last = previous[0]
    if len(shape) < lowest:
        return _too_few_axes(failure, last, shape, lowest)
    if highest is not None and len(shape) > highest:
        return _too_many_axes(failure, last, highest)
    return Cause(None)


def _sequences(layer: Layer) -> Fix:
    """Whether the steps or the last one are wanted is the author's to say: unsafe."""
    given = layer.arguments.get("return_sequences")
    edit = (
        Edit(layer.origin, "return_sequences=True", "append")
        if given is None
        else Edit(given.whole, "return_sequences=True" if given.written else "True")
    )
    return Fix((edit,), safe=False, message="Return the whole sequence")


def _last_step(layer: Layer) -> Fix | None:
    given = layer.arguments.get("return_sequences")
    if given is None or given.written is None:
        return None
    return Fix((Edit(given.whole, "", "remove"),), safe=False, message="Return the last step only")


def _too_few_axes(failure: Failure, last: Step, shape: Shape, lowest: int) -> Cause:
    inner = recurrent(last.element)
    before = last.input if isinstance(last.input, tuple) else None
    enough = before is None or len(before) >= lowest
    if inner is not None and inner.value("return_sequences", False) is False and enough:
        note = Note(last.element.origin, "returns only its last step")
        return Cause(f"give this `{inner.written}` `return_sequences=True`", (note,), _sequences(inner))
    name = name_of(last.element)
    if name == "Flatten" or name.startswith("Global"):
        note = Note(last.element.origin, f"leaves {text(shape)}")
        if before is not None and len(before) == lowest:
            return Cause(f"move `{written(last.element)}` behind `{failure.layer}`", (note,))
        return Cause(f"`{written(last.element)}` comes too early: `{failure.layer}` needs {lowest} axes", (note,))
    if isinstance(last.element, Nested) and (top := _classifier(last.element)) is not None:
        return Cause(f"give `{top.written}` `include_top=False`", (Note(top.origin, f"leaves {text(shape)}"),))
    if len(shape) == 2 and lowest == 3:
        return Cause(f"put `RepeatVector(timesteps)` or `Reshape((timesteps, features))` before `{failure.layer}`")
    return Cause(f"put a `Reshape` to {lowest - 1} axes (without the batch) before `{failure.layer}`")


def _classifier(nested: Nested) -> Call | None:
    """The call of a pretrained base that certainly keeps its classifier, which leaves one row of probabilities."""
    call = nested.model.call if nested.model.kind == "application" else None
    return call if call is not None and call.complete and call.value("include_top", True) is True else None


def _too_many_axes(failure: Failure, last: Step, highest: int) -> Cause:
    inner = recurrent(last.element)
    if inner is not None and inner.value("return_sequences", False) is True:
        note = Note(last.element.origin, "returns every step")
        fix = _last_step(inner) if inner is last.element else None
        return Cause(f"leave out `return_sequences=True` of this `{inner.written}`", (note,), fix)
    if highest == 2:
        edits = flattened(failure.model, failure.step.element) if failure.element is failure.step.element else ()
        fix = Fix(edits, safe=False, message="Put `Flatten()` before it") if edits else None
        return Cause("put `Flatten()` or a global pooling layer before it", fix=fix)
    if highest == 3:
        return Cause("put `Reshape((timesteps, features))` or `TimeDistributed(Flatten())` before it")
    return Cause(f"put a `Reshape` to {highest - 1} axes (without the batch) before it")


def _declared_rank(failure: Failure, shape: Shape, lowest: int) -> Cause:
    """The first layer does not fit the shape that the model declares."""
    declared, dims = failure.declared, shape[1:]
    if declared is None:  # the shape is that of ``build``
        if len(shape) == lowest - 1 and shape[0] is not None:
            return Cause(f"`build` takes the shape with the batch axis: `{text((None, *shape))}`")
        return Cause(None)
    name = "shape" if declared.name == "shape" else "input_shape"
    axes = axes_of(failure.step.culprit or failure.step.element)
    if len(shape) > lowest:
        if len(shape) == lowest + 1 and (dims[0] is None or _counts_samples(dims)):
            return Cause(f"leave the batch axis out of the shape: `{name}={text(dims[1:])}`")
        return Cause(f"declare {axes} without the batch axis" if axes else None)
    if len(shape) == lowest - 1 and not _channels_last(dims):
        what = "features" if recurrent(failure.step.element) else "channel"
        return Cause(f"add the {what} axis: `{name}={text((*dims, 1))}`, and to the data too (`x[..., None]`)")
    if len(shape) == 2 and lowest == 4 and (side := _side(dims[0])):
        image = f"({side}, {side}, 1)"
        return Cause(f"declare the image, not its pixels: `{name}={image}`, or put `Reshape({image})` first")
    return Cause(f"declare {axes} without the batch axis" if axes else None)


def _counts_samples(dims: Shape) -> bool:
    """Whether the first axis can only be the number of samples: far more than any other."""
    first, rest = dims[0], [dim for dim in dims[1:] if isinstance(dim, int)]
    return isinstance(first, int) and bool(rest) and first >= 10 * max(rest)


def _channels_last(dims: Shape) -> bool:
    return len(dims) > 1 and dims[-1] in (1, 3, MOST_CHANNELS)


def _side(pixels: Dim) -> int | None:
    """The side of the square image that ``pixels`` numbers are, if they are one."""
    if not isinstance(pixels, int) or pixels < MOST_CHANNELS:
        return None
    side = isqrt(pixels)
    return side if side * side == pixels else None


def vanishing_cause(failure: Failure) -> Cause:
    """Why a dimension falls below one."""
    start = failure.declared
    if start is not None and isinstance(start.shape, tuple):
        found = spatial_layer((*failure.before, failure.step))
        order = channels_at_wrong_end(start.shape, found[1]) if found else None
        if order == "channels_first":
            dims = start.shape[1:]
            note = Note(start.place, "the channels stand first")
            return Cause(f"the layers read it channels last: declare `{text((*dims[1:], dims[0]))}`", (note,))
    for step in (*failure.before, failure.step):
        kernel = positional_kernel(step.element) if isinstance(step.element, Layer) else None
        if kernel is not None:
            note = Note(step.element.origin, f"moves {kernel[1]} at a time")
            return Cause(f"`{written(step.element)}` takes the kernel as one argument now: write `{kernel}`", (note,))
    element = failure.step.culprit or failure.step.element
    if name_of(element).startswith("Cropping"):
        return Cause("crop less, or give the model a larger input")
    return Cause('use fewer pooling or strided layers, `padding="same"`, or a larger input')


def spatial_layer(steps: Iterable[Step]) -> tuple[Layer, str] | None:
    """The first layer that reads images, and how it does (``channels_last``, ``channels_first``).

    ``None`` where it does not say so for certain, or where another layer stands between it and the input.
    """
    for step in steps:
        layer = step.element
        if isinstance(layer, Layer) and layer.name.endswith(("2D", "2DTranspose")) and "LSTM" not in layer.name:
            if layer.name.startswith("SpatialDropout"):
                continue
            value = layer.value("data_format", None)
            reads = "channels_last" if value is None else value
            return (layer, reads) if isinstance(reads, str) else None
        if name_of(layer) not in KEEPS_SHAPE | {"InputLayer"}:
            return None
    return None


def channels_at_wrong_end(shape: AnyShape, read_as: str | None) -> str | None:
    """``channels_first`` or ``channels_last`` where the image ``shape`` (with batch axis) is evidently in that order
    while the layers read it the other way round.

    Evident is an axis of 1, 3 or 4 at the wrong end, none of that size at the right end, and two larger axes that are
    equal or, beside three channels, both of an image's size: (1, 64, 500) may well be one row of 500 channels.
    """
    if not isinstance(shape, tuple) or len(shape) != 4 or read_as not in ("channels_last", "channels_first"):
        return None
    dims = shape[1:]
    if not all(isinstance(dim, int) for dim in dims):
        return None
    wrong = 0 if read_as == "channels_last" else 2
    channels = dims[wrong]
    sides = [dim for index, dim in enumerate(dims) if index != wrong and isinstance(dim, int)]
    if channels not in (1, 3, MOST_CHANNELS) or min(sides) <= MOST_CHANNELS:
        return None
    if sides[0] != sides[1] and not (channels == 3 and min(sides) >= 32 and max(sides) <= 4 * min(sides)):
        return None
    return "channels_first" if wrong == 0 else "channels_last"


def dimension_cause(failure: Failure) -> Cause:
    """What to do about sizes that do not agree."""
    step, uid = failure.step, failure.step.element.uid
    if failure.error.kind == "undefined":
        return Cause("give the axis a number in the input shape: the layer's weights depend on it")
    first = next((earlier for earlier in failure.before if earlier.element.uid == uid), None)
    if first is not None:
        note = Note(first.element.origin, f"used first on {text(first.input)}")
        return Cause(f"make a new `{failure.layer}` for the second place", (note,))
    if isinstance(step.element, Nested) and isinstance(step.input, tuple):
        return Cause(f"give the nested model the input shape `{text(step.input[1:])}`, or change the layer before it")
    return Cause(None)


def behind_flatten(flow: Flow) -> Iterator[tuple[Step, Step]]:
    """Each ``Flatten`` with the first layer behind it that does more than keep the shape."""
    flatten: Step | None = None
    for step in flow.steps:
        name = name_of(step.element)
        if name == "Flatten":
            flatten = step
        elif flatten is not None and name not in KEEPS_SHAPE:
            yield flatten, step
            flatten = None
