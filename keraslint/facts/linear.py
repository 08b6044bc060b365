"""Runs of learning layers with nothing nonlinear between them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from keraslint.facts.activations import activation_of
from keraslint.facts.roles import CONVOLUTIONS, LINEAR, LINEAR_LEARNERS
from keraslint.program import Element, Layer, Model, Plain
from keraslint.records import record
from keraslint.shapes import AnyShape, Symbol, Unknown, known


@record
class Run:
    """``layers`` follow one another and all but the last are linear; ``linear_end``: so is the last."""

    layers: tuple[Layer, ...]
    linear_end: bool

    @property
    def narrows(self) -> bool:
        """Whether the last layer certainly has fewer units than the one before."""
        before, last = (width(layer) for layer in self.layers[-2:])
        return before is not None and last is not None and last < before


def linear_runs(model: Model) -> tuple[Run, ...]:
    """The runs of two and more learning layers that collapse to one linear map, and are not chained on purpose."""
    mirrored = _mirrored(model.flow.input, model.flow.output)
    runs = tuple(run for run in _runs(model.elements, mirrored) if len(run.layers) > 1)
    return () if any(_autoencoder(model, run) for run in runs) else runs


def width(layer: Layer) -> int | None:
    """How many features the layer outputs."""
    value = layer.value("units" if layer.name == "Dense" else "filters")
    return value if isinstance(value, int) and known(value) else None


def _mirrored(given: AnyShape, result: AnyShape) -> float:
    """The number of values in a sample, if a model gives back as many; unbounded where that is not known."""
    if isinstance(given, tuple) and isinstance(result, tuple) and any(isinstance(dim, Symbol) for dim in given[1:]):
        return math.inf if given[1:] == result[1:] else 0
    size = _size(given)
    return size if size is not None and size == _size(result) else 0


def _size(shape: AnyShape) -> int | None:
    """The number of values in one sample."""
    dims = shape[1:] if isinstance(shape, tuple) else ()
    return math.prod(dims) if dims and all(isinstance(dim, int) for dim in dims) else None  # type: ignore[arg-type]


def _runs(elements: Sequence[Element], mirrored: float) -> Iterator[Run]:
    """``mirrored`` is the number of values that a model takes, if it gives back as many."""
    current: list[Layer] = []
    for element in elements:
        layer = _inner(element)
        if layer is not None and layer.name in LINEAR_LEARNERS:
            if current and (_deliberate(current[-1], layer) or _code(current[-1], layer, mirrored)):
                yield Run(tuple(current), True)
                current = []
            current.append(layer)
            activation = activation_of(layer)
            if activation is None or activation.name != "linear":
                yield Run(tuple(current), False)
                current = []
        elif layer is None or layer.name not in LINEAR:
            yield Run(tuple(current), True)
            current = []
    yield Run(tuple(current), True)


def _inner(element: Element) -> Layer | None:
    """The layer itself, or the one that ``TimeDistributed`` applies to every step."""
    if not isinstance(element, Layer) or element.name != "TimeDistributed":
        return element if isinstance(element, Layer) else None
    inner = element.value("layer")
    return inner if isinstance(inner, Layer) else None


def _deliberate(first: Layer, second: Layer) -> bool:
    """Whether the linear layer ``first`` says something of its own before ``second``: a factorised or projected map."""
    if first.name == "Dense" and second.name in CONVOLUTIONS:
        return True
    if any(first.value(name, None) is not None for name in ("activity_regularizer", "kernel_constraint")):
        return True
    if first.value("use_bias", True) is not True or first.value("trainable", True) is not True:
        return True
    kernels = [layer.value("kernel_size") for layer in (first, second) if layer.name in CONVOLUTIONS]
    return any(map(_oblong, kernels)) or (first.name in CONVOLUTIONS and _single(kernels[0]))


def _code(first: Layer, second: Layer, mirrored: float) -> bool:
    """Whether the linear layer ``first`` is the code of an autoencoder: narrower than what is around it."""
    code, after = width(first), width(second)
    return first.name == "Dense" and code is not None and after is not None and code < min(after, mirrored)


def _oblong(kernel: Plain) -> bool:
    """Whether the kernel is longer along one axis than along another, or not known."""
    if isinstance(kernel, (list, tuple)):
        return any(size != kernel[0] for size in kernel[1:])  # a size may be anything, and have no hash
    return not known(kernel)


def _single(kernel: Plain) -> bool:
    return kernel == 1 or (isinstance(kernel, (list, tuple)) and all(size == 1 for size in kernel))


def _autoencoder(model: Model, run: Run) -> bool:
    """Whether the run maps the model's input back to its own width through linear layers only, as PCA does."""
    names = [layer.name if layer else "" for layer in map(_inner, model.elements)]
    whole = all(name in LINEAR or name in LINEAR_LEARNERS for name in names)
    shape = model.flow.input
    if not whole or not run.linear_end or isinstance(shape, Unknown) or not shape:
        return False
    return known(shape[-1]) and shape[-1] == width(run.layers[-1])
