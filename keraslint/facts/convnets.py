"""Convolutional networks that turn an image or a sequence into a vector: their convolutions, and what follows each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from keraslint.facts.building import certain_flow
from keraslint.facts.roles import POOLINGS
from keraslint.facts.training import is_part
from keraslint.flow import Step
from keraslint.program import Layer, Model, Plain
from keraslint.records import record
from keraslint.shapes import known

_CONVOLUTIONS: Final = frozenset({"Conv1D", "Conv2D", "Conv3D", "SeparableConv1D", "SeparableConv2D"})
_GROWING: Final = frozenset(
    {f"Conv{axes}DTranspose" for axes in (1, 2, 3)} | {f"UpSampling{axes}D" for axes in (1, 2, 3)} | {"RepeatVector"}
)
"""Layers that only decoders have."""


@record
class Convolution:
    """One convolution of the network and the layers from it to the next one, or to the vector.

    ``kernel`` is the side of its window where that is the same along all axes, ``None`` where it is not or is unknown.
    """

    layer: Layer
    step: Step
    kernel: int | None
    after: tuple[Layer, ...]

    @property
    def filters(self) -> int | None:
        value = self.layer.value("filters")
        return value if isinstance(value, int) and known(value) else None

    @property
    def covers_all(self) -> bool:
        """Whether one window covers the whole feature map: the layer is a dense one in disguise."""
        shape = self.step.output
        return isinstance(shape, tuple) and all(dim == 1 for dim in shape[1:-1])

    @property
    def pooling(self) -> Layer | None:
        """The layer behind it that takes every window to one value, and shrinks the feature map so."""
        return next((layer for layer in self.after if shrinks(layer)), None)


def convolutions(model: Model) -> tuple[Convolution, ...]:
    """The convolutions of a Sequential that ends in ``Dense`` layers behind ``Flatten`` or a global pooling.

    None where a layer is not known, for parts of other models (blocks, generators, discriminators) and for decoders.
    """
    if model.kind != "sequential" or model.open_because is not None or is_part(model):
        return ()
    if not all(isinstance(element, Layer) for element in model.elements):
        return ()
    found = tuple(_found(certain_flow(model).steps))
    if not found or not _ends_in_vector(found[-1].after):
        return ()
    return () if any(isinstance(layer, Layer) and layer.name in _GROWING for layer in model.elements) else found


def _found(steps: tuple[Step, ...]) -> Iterator[Convolution]:
    places = [place for place, step in enumerate(steps) if getattr(step.element, "name", "") in _CONVOLUTIONS]
    for place, end in zip(places, (*places[1:], len(steps)), strict=False):
        layer = steps[place].element
        if isinstance(layer, Layer):
            after = tuple(step.element for step in steps[place + 1 : end] if isinstance(step.element, Layer))
            yield Convolution(layer, steps[place], window_side(layer.value("kernel_size")), after)


def _ends_in_vector(layers: tuple[Layer, ...]) -> bool:
    """Whether a ``Dense`` stands behind a ``Flatten`` or a global pooling."""
    names = [layer.name for layer in layers]
    flat = [place for place, name in enumerate(names) if name == "Flatten" or name.startswith("Global")]
    return bool(flat) and "Dense" in names[flat[0] :] and "Reshape" not in names


def window_side(size: Plain) -> int | None:
    """The side of a window: ``3`` for 3 and (3, 3); ``None`` for one that is oblong, or not known."""
    if isinstance(size, (list, tuple)):
        return window_side(size[0]) if size and all(item == size[0] for item in size) else None
    return size if isinstance(size, int) and known(size) else None


def shrinks(layer: Layer) -> bool:
    """Whether the layer is a pooling, not a global one, that certainly moves more than one step at a time."""
    if layer.name not in POOLINGS or layer.name.startswith("Global"):
        return False
    strides = layer.value("strides", None)
    step = window_side(layer.value("pool_size", 2) if strides is None else strides)
    return step is not None and step > 1


__all__ = ["Convolution", "convolutions", "shrinks"]
