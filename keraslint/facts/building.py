"""When Keras builds a Sequential: what gives it its input shape, and what has happened to it before.

Facts measured on keras 3.15.1 and tf-keras 2.21 (``tests/test_building.py`` repeats the measurement).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from keraslint.arrays import Array
from keraslint.diagnostic import Origin
from keraslint.facts.remembered import remembered
from keraslint.facts.training import data_of
from keraslint.flow import Flow, as_batches, declared_by, flow_of
from keraslint.program import Element, Event, Layer, Misfit, Model, Nested, Opaque, Program
from keraslint.shapes import UNKNOWN, AnyShape, Unknown

DATA_METHODS: Final = frozenset(
    {
        "fit",
        "evaluate",
        "predict",
        "train_on_batch",
        "test_on_batch",
        "predict_on_batch",
        "fit_generator",
        "evaluate_generator",
        "predict_generator",
        "predict_classes",
        "predict_proba",
        "call",
    }
)
"""What shows data to the model and so builds it."""

PREPROCESSING: Final = frozenset(
    {
        "AugMix", "AutoContrast", "CategoryEncoding", "CenterCrop", "ContrastLimitedAdaptiveHistogramEqualization",
        "CutMix", "Discretization", "Equalization", "HashedCrossing", "Hashing", "IntegerLookup", "MaxNumBoundingBoxes",
        "MelSpectrogram", "MixUp", "Normalization", "Pipeline", "RandAugment", "RandomBrightness",
        "RandomColorDegeneration", "RandomColorJitter", "RandomContrast", "RandomCrop", "RandomElasticTransform",
        "RandomErasing", "RandomFlip", "RandomGaussianBlur", "RandomGrayscale", "RandomHeight", "RandomHue",
        "RandomInvert", "RandomPerspective", "RandomPosterization", "RandomRotation", "RandomSaturation",
        "RandomSharpness", "RandomShear", "RandomTranslation", "RandomWidth", "RandomZoom", "Rescaling", "Resizing",
        "STFTSpectrogram", "Solarization", "StringLookup", "TextVectorization",
    }
)  # fmt: skip
"""The layer classes of ``keras.src.layers.preprocessing`` (Keras 3.15 and tf-keras 2.21)."""


def lacks_input_shape(model: Model) -> bool:
    """Whether it is certain that the first layer of the Sequential ``model`` gives no input shape, in no Keras.

    Layers that take their shape from elsewhere say nothing: a model, a layer that is not known, preprocessing (often
    adapted to data, which builds it), an ``Embedding`` (Keras 2 builds it without a shape).
    """
    stack = certain_stack(model)
    if model.kind != "sequential" or not stack:
        return False
    first = stack[0]
    if isinstance(first, (Nested, Opaque, Misfit)) or not first.complete:
        return False
    if first.name == "Embedding" or first.name in PREPROCESSING:
        return False
    declared = declared_by(first)
    return declared is None or not declared.versions


def certain_stack(model: Model) -> Sequence[Element]:
    """The layers whose order is certain: all of them, or those added before a loop of unknown length ended."""
    if model.open_because is None:
        return model.elements
    closed = [event for event in model.events if event.open_because is None]
    if not closed:
        return ()
    last = closed[-1]
    kept = len(last.elements)
    if last.kind == "add" and model.elements[:kept] == last.elements:
        kept += 1
        return model.elements[:kept]
    return last.elements


@remembered
def certain_flow(model: Model) -> Flow:
    """The flow through ``certain_stack``, from the shape that ``build`` gives where the first layer gives none."""
    given = shape_from_use(model)
    if model.open_because is None and isinstance(given, Unknown):
        return model.flow
    return flow_of(certain_stack(model), model.open_because, given)


@remembered
def shape_from_use(model: Model) -> AnyShape:
    """The shape in ``model.build((None, 28, 28))``, of the symbolic tensor that the model is called on first, or of
    the first data that it is shown.

    It has the batch axis. Unknown where a layer declares a shape, or layers were not known then.
    """
    event = _builder(model)
    if event is None:
        return UNKNOWN
    if event.kind == "build":
        return UNKNOWN if event.call is None else as_batches(event.call.value("input_shape"))[0]
    return as_batches(event.value)[0] if event.kind == "use" else _batch_of(event)


def built_by_data(model: Model) -> bool:
    """Whether it is data that builds the model: what its first layer cannot take is then a matter of the data."""
    event = _builder(model)
    return event is not None and event.kind in DATA_METHODS


@remembered
def _builder(model: Model) -> Event | None:
    """The event that gives the model its input shape; none where a layer does, or layers were not known then."""
    for event in model.events:
        if event.open_because is not None or (event.elements and declared_by(event.elements[0]) is not None):
            return None
        symbolic = event.kind == "use" and event.name == "tensor" and isinstance(event.value, tuple)
        if symbolic or event.kind == "build" or event.kind in DATA_METHODS:
            return event
    return None


def _batch_of(event: Event) -> AnyShape:
    """The shape of the batches that a method shows to the model; Keras gives a vector another axis, which we do not."""
    data = data_of(event)
    if data is None or not data.batched or not isinstance(data.x, Array):
        return UNKNOWN
    shape = data.x.shape
    return (None, *shape[1:]) if isinstance(shape, tuple) and len(shape) > 1 else UNKNOWN


def paths_of(program: Program) -> Iterator[tuple[Model, ...]]:
    """The Sequential models of the file, those that one expression makes on different paths together."""
    groups: dict[Origin, list[Model]] = {}
    for model in program.models:
        if model.kind == "sequential":
            groups.setdefault(model.origin, []).append(model)
    return (tuple(models) for models in groups.values())


def data_events(model: Model) -> Iterator[Event]:
    """The events that show data to ``model``."""
    return (event for event in model.events if event.kind in DATA_METHODS)


def builders(model: Model) -> Iterator[Event]:
    """The events that build ``model`` or may do so, in order."""
    return (event for event in model.events if event.kind in DATA_METHODS or event.kind in ("build", "use"))


def unbuilt(model: Model, event: Event) -> bool:
    """Whether it is certain that nothing has built ``model`` when ``event`` happens.

    Methods of a class run in an order that the file does not show, so there any builder counts.
    """
    if model.where == "layer" or not lacks_input_shape(model) or not event.elements:
        return False
    return not any(other.order < event.order or model.where == "method" for other in builders(model))


def only_input(model: Model, event: Event) -> bool:
    """Whether the stack is nothing but an ``Input`` when ``event`` happens: Keras 3 builds it with the first layer."""
    return (
        model.kind == "sequential"
        and event.open_because is None
        and len(event.elements) == 1
        and isinstance(event.elements[0], Layer)
        and event.elements[0].name == "InputLayer"
    )


def first_layer(model: Model) -> Layer | None:
    """The first layer, where it is one of Keras's own."""
    stack = certain_stack(model)
    return stack[0] if stack and isinstance(stack[0], Layer) else None
