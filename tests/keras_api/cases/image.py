"""Image preprocessing and augmentation.

Without ``Equalization``: Keras 3.15 hands its input on as its output, which no model can be made of.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from keraslint.shapes import Shape
from tests.keras_api.oracle import Case, table

REQUIRED: Mapping[str, Mapping[str, object]] = {
    "AugMix": {},
    "AutoContrast": {},
    "ContrastLimitedAdaptiveHistogramEqualization": {},
    "CutMix": {},
    "MixUp": {},
    "RandAugment": {},
    "RandomBrightness": {"factor": 0.1},
    "RandomColorDegeneration": {"factor": 0.1},
    "RandomColorJitter": {},
    "RandomContrast": {"factor": 0.1},
    "RandomElasticTransform": {},
    "RandomErasing": {},
    "RandomFlip": {},
    "RandomGaussianBlur": {},
    "RandomGrayscale": {},
    "RandomHue": {"factor": 0.1},
    "RandomInvert": {},
    "RandomPerspective": {},
    "RandomPosterization": {"factor": 2},
    "RandomRotation": {"factor": 0.1},
    "RandomSaturation": {"factor": 0.1},
    "RandomSharpness": {"factor": 0.1},
    "RandomShear": {},
    "RandomTranslation": {"height_factor": 0.1, "width_factor": 0.1},
    "RandomZoom": {"height_factor": 0.1},
    "Solarization": {},
}
IMAGES: tuple[Shape, ...] = ((None, 9, 8, 3), (9, 8, 3), (2, None, None, 3), (None, 9, 8, None))
NOT_IMAGES: tuple[Shape, ...] = ((None, 3), (None, 7, 9, 8, 3))
ODD = (1.5, -1.5, (-2.5, -2), (9, 10), (0.1,), (0.1, 0.2, 0.3), "a")


def augmentation() -> Iterator[Case]:
    for cls, required in REQUIRED.items():
        yield from table(cls, [required], *IMAGES, *NOT_IMAGES)
        for name in [name for name in ("factor", "x_factor", "height_factor", "width_factor") if name in required]:
            yield from table(cls, [{**required, name: value} for value in ODD], (None, 9, 8, 3))
    more = ("AugMix", "CutMix", "RandAugment", "RandomErasing", "RandomGaussianBlur", "RandomGrayscale", "RandomInvert")
    for cls in more:
        yield from table(cls, [{"factor": value} for value in (0.5, 2, -1, "a", None)], (None, 9, 8, 3))
    yield from table("RandomGaussianBlur", [{"sigma": 2}, {"sigma": (0.1, 0.2)}], (None, 9, 8, 3))
    yield from table("RandomErasing", [{"scale": 2}, {"scale": (0.1,)}], (None, 9, 8, 3))
    yield from table("RandomShear", [{"y_factor": 2}, {"x_factor": (0.1, 2)}, {"x_factor": -0.1}], (None, 9, 8, 3))
    yield from table("Solarization", [{"addition_factor": 2}, {"threshold_factor": "a"}], (None, 9, 8, 3))
    yield from table("RandomZoom", [{"height_factor": 0.1, "width_factor": "a"}], (None, 9, 8, 3))
    for cls in ("RandomRotation", "RandomZoom", "RandomTranslation", "RandomShear"):
        arguments: list[dict[str, object]] = [{"fill_mode": "x"}, {"interpolation": "x"}, {"fill_mode": "wrap"}]
        yield from table(cls, [{**REQUIRED[cls], **one} for one in arguments], (None, 9, 8, 3))
    for cls in ("AutoContrast", "RandomBrightness", "RandomSharpness", "Solarization"):
        for limits in (1, (0, 1, 2), "ab"):
            yield from table(cls, [{**REQUIRED[cls], "value_range": limits}], (None, 9, 8, 3))
    yield from table("RandomFlip", [{"mode": "vertical"}, {"mode": "x"}, {"mode": None}], (None, 9, 8, 3))
    for cls in ("RandomFlip", "RandomGrayscale", "MixUp", "AugMix"):
        yield from table(cls, [{"data_format": "x"}, {"data_format": "Channels_First"}], (None, 3, 9, 8))
    yield from table("RandomColorDegeneration", [{"factor": 0.1}], (None, 9, 8, 1))
    yield from table("RandomColorDegeneration", [{"factor": 0.1, "data_format": "channels_first"}], (None, 3, 9, 8))


def sized() -> Iterator[Case]:
    for cls in ("Resizing", "CenterCrop", "RandomCrop"):
        bare: dict[str, object] = {"height": 4, "width": 5}
        yield from table(cls, [bare], *IMAGES, *NOT_IMAGES, (None, 2, 2, 3), (None, 9, 8))
        formats = [{**bare, "data_format": value} for value in ("channels_first", "channels_last", "x", None)]
        yield from table(cls, formats, (None, 3, 9, 8), (3, 9, 8))
        odd = [{**bare, "height": value} for value in (4.0, "4", (4, 5), 20)]
        yield from table(cls, odd, (None, 9, 8, 3))
    sizes: list[dict[str, object]] = [{"height": value, "width": 5} for value in (0, -1, None)]
    yield from table("Resizing", sizes, (None, 9, 8, 3))
    kinds = ("nearest", "bicubic", "lanczos3", "x")
    yield from table("Resizing", [{"height": 4, "width": 5, "interpolation": kind} for kind in kinds], (None, 9, 8, 3))
    yield from table("Resizing", [{"height": 4, "width": 5, "crop_to_aspect_ratio": True}], (None, 9, 8, 3))


def cases() -> Iterator[Case]:
    yield from augmentation()
    yield from sized()


CASES = list(cases())
