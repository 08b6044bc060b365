"""How a layer class tells its output shape, its number of parameters, and what it refuses.

A family module registers its classes with ``register``. The functions get a ``Config`` (the arguments with Keras 3's
defaults filled in) and the input shapes, batch axis included, and raise ``LayerError`` exactly where Keras raises.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from functools import cached_property

from keraslint.keras_api.spec import LayerError, Spec
from keraslint.keras_api.tables import default_of
from keraslint.records import record
from keraslint.shapes import UNKNOWN, AnyShape, Dim, Shape, Symbol, Unknown, unknown_shape


class Config:
    """The arguments of one layer; those not given have Keras 3's default, those not known are ``UNKNOWN``."""

    __slots__ = ("cls", "given", "spec")

    def __init__(self, spec: Spec) -> None:
        self.spec = spec
        self.cls = spec.cls
        self.given = spec.args

    def __getitem__(self, name: str) -> object:
        return self.keyword(name, default_of(self.cls, name))

    def keyword(self, name: str, default: object = None) -> object:
        """An argument that the signature of Keras 3 does not have."""
        if name in self.given:
            return self.given[name]
        return default if self.spec.complete else UNKNOWN

    def known(self, *names: str) -> bool:
        """Whether every one of the arguments is known, all the way down."""
        return all(_known(self[name]) for name in names)


def _known(value: object) -> bool:
    if isinstance(value, (list, tuple)):
        return all(map(_known, value))
    return not isinstance(value, (Unknown, Symbol))


Outputs = AnyShape | list[AnyShape]
ShapeFunction = Callable[..., Outputs]  # (config, *input shapes of known rank)
CountFunction = Callable[..., Dim]  # (config, *input shapes of known rank); a Symbol where not known
CheckFunction = Callable[[Config], None]
Rank = int | Callable[[Config], int | None] | None


def no_parameters(config: Config, *inputs: Shape) -> Dim:
    return 0


def accept(config: Config) -> None:
    """The constructor refuses nothing."""


@record(eq=True, slots=False)
class Family:
    """``rank`` is the only number of input axes accepted, where there is just one; used when the input is unknown."""

    shape: ShapeFunction
    parameters: CountFunction = no_parameters
    check: CheckFunction = accept
    rank: Rank = None

    @cached_property
    def inputs(self) -> int | None:
        """The highest number of input tensors that ``shape`` takes, ``None`` for any number."""
        kinds = [parameter.kind for parameter in inspect.signature(self.shape).parameters.values()]
        return None if inspect.Parameter.VAR_POSITIONAL in kinds else len(kinds) - 1


_families: dict[str, Family] = {}


def register(
    *names: str,
    shape: ShapeFunction,
    parameters: CountFunction = no_parameters,
    check: CheckFunction = accept,
    rank: Rank = None,
) -> None:
    """Say how the classes ``names`` (canonical Keras 3 names) behave."""
    for name in names:
        if name in _families:
            raise ValueError(f"{name} is registered twice")
        _families[name] = Family(shape, parameters, check, rank)


def covered() -> Iterator[str]:
    """The classes that have shape functions."""
    return iter(_families)


def check(spec: Spec) -> None:
    """Raise ``LayerError`` where the constructor of ``spec`` would; silent where a value is not known."""
    family = _families.get(spec.cls)
    if family:
        family.check(Config(spec))


def output_shape(spec: Spec, *inputs: AnyShape) -> Outputs:
    """The shape that the layer makes of ``inputs`` (a list for several outputs); ``UNKNOWN`` where nothing is known.

    Raises ``LayerError`` where Keras raises when the layer is built or called symbolically.
    """
    family = _families.get(spec.cls)
    if family is None:
        return UNKNOWN
    shapes = _ranked(spec, inputs)
    return UNKNOWN if shapes is None else family.shape(Config(spec), *shapes)


def parameter_count(spec: Spec, *inputs: AnyShape) -> Dim:
    """How many weights (numbers, not tensors) the layer has, given its inputs; a ``Symbol`` where not known."""
    family = _families.get(spec.cls)
    if family is None:
        return Symbol()
    if family.parameters is no_parameters:
        return 0
    shapes = _ranked(spec, inputs)
    return Symbol() if shapes is None else family.parameters(Config(spec), *shapes)


def weightless(name: str) -> bool | None:
    """Whether no layer of the class ever has weights; ``None`` for a class that is not known."""
    family = _families.get(name)
    return None if family is None else family.parameters is no_parameters


def only_rank(spec: Spec) -> int | None:
    """The only number of axes that an input of the layer can have, where there is just one."""
    family = _families.get(spec.cls)
    rank = family.rank if family else None
    return rank(Config(spec)) if callable(rank) else rank


def _ranked(spec: Spec, inputs: tuple[AnyShape, ...]) -> list[Shape] | None:
    most = _families[spec.cls].inputs
    if most is not None and len(inputs) > most:
        return None  # what Keras makes of so many is not modelled
    shapes: list[Shape] = []
    for shape in inputs:
        if not isinstance(shape, Unknown):
            shapes.append(shape)
            continue
        rank = only_rank(spec)
        if rank is None:
            return None
        shapes.append(unknown_shape(rank))
    return shapes


__all__ = [
    "Config",
    "LayerError",
    "check",
    "covered",
    "only_rank",
    "output_shape",
    "parameter_count",
    "register",
    "weightless",
]
