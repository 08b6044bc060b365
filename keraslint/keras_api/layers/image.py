"""Image preprocessing and augmentation: layers on an image (3 axes) or a batch of images (4 axes).

Keras 3 computes their output shape without looking at the number of axes, and refuses it when they run; Keras 2 refuses
it when they are called.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from keraslint.keras_api.layers.arguments import bad, channels_first, expect_rank, number, opaque
from keraslint.keras_api.layers.checks import check_choice
from keraslint.keras_api.layers.registry import Config, Outputs, register
from keraslint.keras_api.spec import KERAS_2, KERAS_2_AND_3, KERAS_3, LayerError
from keraslint.records import record
from keraslint.shapes import UNKNOWN, Dim, Shape, known


@record(eq=True)
class Factor:
    """The range of an augmentation factor, a number or a pair of numbers.

    With ``inside`` both numbers of a pair lie in the range, else the pair only has to reach it. ``versions`` are those
    that refuse a number outside.
    """

    low: float = -1
    high: float = 1
    inside: bool = False
    optional: bool = False
    versions: frozenset[int] = KERAS_2_AND_3


UNIT = Factor(0, 1)
UNIT_INSIDE = Factor(0, 1, inside=True)
FACTORS: Mapping[str, Mapping[str, Factor]] = {
    "AugMix": {"factor": UNIT},
    "CutMix": {"factor": UNIT},
    "RandAugment": {"factor": UNIT},
    "RandomBrightness": {"factor": Factor(optional=True)},
    "RandomColorDegeneration": {"factor": Factor()},
    "RandomContrast": {"factor": UNIT},
    "RandomElasticTransform": {"factor": UNIT, "scale": UNIT},
    "RandomErasing": {"factor": UNIT, "scale": UNIT},
    "RandomGaussianBlur": {"factor": UNIT, "sigma": UNIT},
    "RandomHue": {"factor": UNIT},
    "RandomInvert": {"factor": UNIT},
    "RandomPerspective": {"factor": UNIT},
    "RandomPosterization": {"factor": Factor(1, 8)},
    "RandomRotation": {"factor": Factor(optional=True, versions=KERAS_3)},
    "RandomSaturation": {"factor": Factor()},
    "RandomSharpness": {"factor": UNIT},
    "RandomShear": {"x_factor": UNIT_INSIDE, "y_factor": UNIT_INSIDE},
    "RandomTranslation": {"height_factor": Factor(inside=True), "width_factor": Factor(inside=True)},
    "RandomZoom": {"height_factor": Factor(inside=True), "width_factor": Factor(inside=True, optional=True)},
    "Solarization": {"addition_factor": UNIT_INSIDE, "threshold_factor": UNIT_INSIDE},
}
FILLED = ("RandomRotation", "RandomShear", "RandomTranslation", "RandomZoom")
TRIPLES = (*FILLED, "RandomContrast")  # Keras 2 looks at the first two of more numbers
INTERPOLATED = (*FILLED, "RandomElasticTransform", "RandomPerspective")
VALUE_RANGE = (
    "AutoContrast",
    "Equalization",
    "RandomBrightness",
    "RandomColorDegeneration",
    "RandomPosterization",
    "RandomSaturation",
    "RandomSharpness",
    "Solarization",
)
INTERPOLATIONS = ("bilinear", "nearest", "bicubic", "area", "lanczos3", "lanczos5", "gaussian", "mitchellcubic")


def check_factor(config: Config, name: str, factor: Factor) -> None:
    value = config[name]
    if opaque(value) or (value is None and factor.optional):
        return
    message = f"expects a number or two numbers between {factor.low} and {factor.high} for `{name}`, got {value!r}"
    if isinstance(value, (int, float)):
        if value > factor.high:
            raise bad(name, message, factor.versions)
        if value < factor.low:
            raise bad(name, message)
    elif not isinstance(value, (list, tuple)):
        raise bad(name, message)
    elif len(value) != 2:
        raise bad(name, message, KERAS_3 if len(value) > 2 and config.cls in TRIPLES else KERAS_2_AND_3)
    elif not any(map(opaque, value)) and not fits(value, factor):
        raise bad(name, message, factor.versions)


def fits(pair: Sequence[object], factor: Factor) -> bool:
    first, second = pair
    if not isinstance(first, (int, float)) or not isinstance(second, (int, float)):
        return False
    if factor.inside:
        return factor.low <= min(first, second) and max(first, second) <= factor.high
    return first <= factor.high and second >= factor.low


def check_format(config: Config) -> None:
    channels_first(config)


def check_image(config: Config) -> None:
    for name, factor in FACTORS.get(config.cls, {}).items():
        check_factor(config, name, factor)
    if config.cls in FILLED:
        check_choice(config, "fill_mode", "reflect", "wrap", "constant", "nearest")
    if config.cls in INTERPOLATED:
        check_choice(config, "interpolation", "nearest", "bilinear")
    if config.cls in VALUE_RANGE:
        limits = config["value_range"]
        if not opaque(limits) and (not isinstance(limits, (list, tuple)) or len(limits) != 2):
            message = f"expects two numbers for `value_range`, got {limits!r}"
            raise bad("value_range", message)
    channels_first(config)


def check_flip(config: Config) -> None:
    mode = config["mode"]
    if not opaque(mode) and mode not in ("horizontal", "vertical", "horizontal_and_vertical"):
        message = f"expects 'horizontal', 'vertical' or 'horizontal_and_vertical' for `mode`, got {mode!r}"
        raise bad("mode", message, KERAS_2)
    channels_first(config)


def check_grayscale(config: Config) -> None:
    value = config["factor"]
    if not opaque(value) and not (isinstance(value, (int, float)) and 0 <= value <= 1):
        raise bad("factor", f"expects `factor` between 0 and 1, got {value!r}")
    channels_first(config)


def same_shape(config: Config, image: Shape) -> Outputs:
    lenient = config.cls == "RandomContrast" and len(image) > 4
    expect_rank(image, 3, 4, KERAS_3 if lenient else KERAS_2_AND_3)
    return image


def equalized_shape(config: Config, image: Shape) -> Outputs:
    """Keras 3.15 gives back the input tensor itself: it works on data, and a model built before raises (a cycle)."""
    expect_rank(image, 3, 4)
    return UNKNOWN


def color_shape(config: Config, image: Shape) -> Outputs:
    expect_rank(image, 3, 4)
    first = channels_first(config)
    channels = None if first is None else image[-3 if first else -1]
    if known(channels) and channels != 3:
        raise LayerError("dimension", f"expects 3 channels, got {channels}")
    return image


def check_size(config: Config, name: str) -> None:
    value = config[name]
    if opaque(value):
        return
    message = f"expects a positive integer for `{name}`, got {value!r}"
    if value is None:
        raise bad(name, message, KERAS_2)
    if not isinstance(value, int):
        raise bad(name, message)
    if value < 0:
        raise bad(name, message, KERAS_3)
    if value == 0 and config.cls != "Resizing":
        raise bad(name, message, KERAS_2)


def sized_shape(config: Config, image: Shape) -> Outputs:
    """Resizing and cropping: height and width become those of the arguments."""
    expect_rank(image, 3, 4)
    check_size(config, "height")
    check_size(config, "width")
    interpolation = config["interpolation"]
    if config.cls == "Resizing" and not opaque(interpolation) and str(interpolation).lower() not in INTERPOLATIONS:
        message = f"expects one of {', '.join(INTERPOLATIONS)} for `interpolation`, got {interpolation!r}"
        raise bad("interpolation", message)
    first = channels_first(config)
    if first is None:
        return UNKNOWN
    result: list[Dim] = list(image)
    height = -2 if first else -3
    result[height], result[height + 1] = number(config["height"]), number(config["width"])
    return tuple(result)


def random_size_shape(config: Config, image: Shape) -> Outputs:
    """RandomHeight and RandomWidth of Keras 2: another size every time."""
    expect_rank(image, 3, 4)
    result: list[Dim] = list(image)
    result[-3 if config.cls == "RandomHeight" else -2] = None
    return tuple(result)


register(*(set(FACTORS) - {"RandomColorDegeneration"}), "AutoContrast", shape=same_shape, check=check_image)
register("Equalization", shape=equalized_shape, check=check_image)
register("RandomColorDegeneration", shape=color_shape, check=check_image)
register("RandomFlip", shape=same_shape, check=check_flip)
register("RandomGrayscale", shape=same_shape, check=check_grayscale)
register("ContrastLimitedAdaptiveHistogramEqualization", "MixUp", shape=same_shape, check=check_format)
register("RandomColorJitter", shape=same_shape, check=check_format)
register("Resizing", "CenterCrop", "RandomCrop", shape=sized_shape, check=check_format)
register("RandomHeight", "RandomWidth", shape=random_size_shape)
