"""Whether image data reach the first learning layer with values from 0 to 255."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

from keraslint.arrays import Array
from keraslint.diagnostic import Origin
from keraslint.facts.feeding import one_array
from keraslint.facts.pretrained import is_pretrained
from keraslint.facts.roles import LINEAR_LEARNERS, NORMALIZATIONS
from keraslint.facts.training import TESTING, TRAINING, Data, data_of, validation_of
from keraslint.flow import RECURRENT
from keraslint.keras_api.applications import preprocessing
from keraslint.program import Element, Event, Layer, Model, Nested, Program
from keraslint.records import record

BRIGHTEST: Final = 255
PREDICTING: Final = frozenset(
    {"predict", "predict_on_batch", "predict_generator", "predict_classes", "predict_proba", "call"}
)

KEEPS_RANGE: Final = frozenset(
    {
        "InputLayer", "Flatten", "Reshape", "Permute", "Dropout", "Resizing", "CenterCrop", "RandomCrop", "RandomFlip",
        "RandomRotation", "RandomZoom", "RandomTranslation", "RandomHeight", "RandomWidth", "RandomShear",
    }
    | {f"{kind}{axes}D" for kind in ("MaxPooling", "AveragePooling", "ZeroPadding", "Cropping") for axes in (1, 2, 3)}
)  # fmt: skip
"""Layers after which pixels are still from 0 to 255."""

SCALED_INPUT: Final = frozenset(
    {
        "DenseNet121", "DenseNet169", "DenseNet201", "InceptionResNetV2", "InceptionV3", "MobileNet", "MobileNetV2",
        "NASNetLarge", "NASNetMobile", "ResNet101V2", "ResNet152V2", "ResNet50V2", "Xception",
    }
)  # fmt: skip
"""Applications whose ``preprocess_input`` scales to about -1 … 1 and that do not scale in the model itself
(EfficientNet, MobileNetV3 and ConvNeXt do; VGG and ResNet take pixels with the mean subtracted)."""


@record
class Unscaled:
    """Pixels that nothing scales before ``layer``. ``other`` is the scaled data of the same model, if there are any."""

    event: Event
    origin: Origin
    array: Array
    layer: Element
    other: Origin | None = None


def never_scaled(program: Program) -> Iterator[Unscaled]:
    """What is unscaled on every path: where an option decides, both are meant."""
    variants: dict[int, list[Model]] = {}
    for model in program.models:
        variants.setdefault(model.uid, []).append(model)
    for model in program.models:
        for found in unscaled(model):
            if not any(_scales(other, found) for other in variants[model.uid]):
                yield found


def _scales(model: Model, found: Unscaled) -> bool:
    """Whether the model, on its path, gets scaled images at the same place."""
    for event in model.events:
        if event.origin == found.event.origin:
            for data in (data_of(event), validation_of(event)):
                array = None if data is None or data.x_origin != found.origin else one_array(data.x)
                if array is not None and is_scaled(array):
                    return True
    return False


def unscaled(model: Model) -> Iterator[Unscaled]:
    """The first training on pixels, or the first test on pixels after a training on scaled ones, and the reverse."""
    trained: tuple[Data, bool] | None = None
    for event in model.events:
        layer = first_learner(event.elements) if model.kind == "sequential" and event.open_because is None else None
        if layer is None or event.kind not in TRAINING | TESTING | PREDICTING:
            continue
        for data, learns in ((data_of(event), event.kind in TRAINING), (validation_of(event), False)):
            array = None if data is None else one_array(data.x)
            if data is None or array is None:
                continue
            raw = is_raw(array)
            if learns:
                if raw:
                    yield Unscaled(event, data.x_origin, array, layer)
                    return
                trained = (data, raw) if is_scaled(array) else None
            elif raw and trained is not None:
                yield Unscaled(event, data.x_origin, array, layer, trained[0].x_origin)
                return


def preprocessing_of(element: Element) -> str | None:
    """The path of the function that prepares pixels for a pretrained model; ``None`` for any other element."""
    call = element.model.call if isinstance(element, Nested) and element.model.kind == "application" else None
    return preprocessing(call.name) if call is not None and is_pretrained(call) else None


def is_raw(array: Array) -> bool:
    """Whether the values are those of pixels: from 0 to 255."""
    return array.low == 0 and array.high == BRIGHTEST and not array.standardised


def is_scaled(array: Array) -> bool:
    known = array.low is not None and array.high is not None
    return array.standardised or (known and (array.low or 0) >= -1 and (array.high or 0) <= 1)


def first_learner(elements: Sequence[Element]) -> Element | None:
    """The first layer that learns, where nothing before it or right behind it brings the values to another range."""
    for position, element in enumerate(elements):
        if isinstance(element, Nested):
            call = element.model.call
            expects_scaled = element.model.kind == "application" and call is not None and call.name in SCALED_INPUT
            return element if expects_scaled else None
        if not isinstance(element, Layer):
            return None
        if element.name in LINEAR_LEARNERS | RECURRENT:
            return None if _normalised(islice(elements, position + 1, None)) else element
        if element.name not in KEEPS_RANGE:
            return None
    return None


def _normalised(after: Iterable[Element]) -> bool:
    """Whether a normalisation follows before the next layer that learns."""
    for element in after:
        if not isinstance(element, Layer):
            return True  # it may hide one
        if element.name in NORMALIZATIONS | {"Lambda", "Rescaling"}:
            return True
        if element.name in LINEAR_LEARNERS | RECURRENT:
            return False
    return False
