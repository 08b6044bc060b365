"""Losses and metrics as ``compile`` gets them: by string, function, class or object, under one name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, Literal

from keraslint.diagnostic import Origin
from keraslint.keras_api.spec import Reference
from keraslint.keras_api.tables import identifiers
from keraslint.program import Argument, Call, Event, Plain
from keraslint.records import record

Family = Literal["binary", "categorical", "sparse", "regression"]

_FAMILIES: Final[Mapping[str, Family]] = {
    "binarycrossentropy": "binary",
    "binaryfocalcrossentropy": "binary",
    "categoricalcrossentropy": "categorical",
    "categoricalfocalcrossentropy": "categorical",
    "sparsecategoricalcrossentropy": "sparse",
    "meansquarederror": "regression",
    "meanabsoluteerror": "regression",
    "meanabsolutepercentageerror": "regression",
    "meansquaredlogarithmicerror": "regression",
    "huber": "regression",
    "logcosh": "regression",
}
CLASS_FAMILIES: Final = frozenset({"binary", "categorical", "sparse"})
"""The crossentropies."""

AUTOMATIC: Final = frozenset({"acc", "accuracy"})
"""The strings, in any case, for which ``compile`` chooses a metric by the shapes of labels and output."""


@record
class Loss:
    """A loss that Keras has. ``name`` is its name in lower case without underscores (``meansquarederror``).

    ``family`` is ``None`` for a loss that rules say nothing of (hinge, Poisson, …). ``from_logits`` is ``None`` where
    it is not known. ``origin`` is the argument at ``compile``, ``written`` the loss as the source calls it.
    """

    name: str
    family: Family | None
    from_logits: bool | None
    origin: Origin
    written: str
    call: Call | None = None
    literal: bool = False

    @property
    def for_classes(self) -> bool:
        return self.family in CLASS_FAMILIES


@record
class Metric:
    """A metric that Keras has. ``name`` as of a ``Loss``; ``accuracy`` is what ``compile`` chooses by the shapes, and
    ``Accuracy`` the class of this name, which compares exactly. ``origin`` is the metric, or the list it is in;
    ``item`` is where it stands as a string."""

    name: str
    written: str
    origin: Origin
    call: Call | None = None
    item: Origin | None = None


def loss_of(compiled: Event | None) -> Loss | None:
    """The loss of the only output; ``None`` where there are several, or it is the file's own or not known."""
    argument = _argument(compiled, "loss")
    if argument is None:
        return None
    value = _only(argument.value)
    name = _name(value, "loss")
    if name is None:
        return None
    call = value if isinstance(value, Call) else None
    literal = isinstance(argument.value, str) and argument.source is None
    return Loss(name, _FAMILIES.get(name), _from_logits(call), argument.origin, _written(value), call, literal)


def metrics_of(compiled: Event | None) -> tuple[Metric, ...]:
    """The metrics of the only output that are known."""
    argument = _argument(compiled, "metrics")
    if argument is None:
        return ()
    value = argument.value
    if isinstance(value, dict) and len(value) == 1:
        (value,) = value.values()
    while isinstance(value, (list, tuple)) and len(value) == 1 and isinstance(value[0], (list, tuple)):
        value = value[0]
    items = value if isinstance(value, (list, tuple)) else (value,)
    places: tuple[Origin | None, ...] = argument.items if value is argument.value and argument.items else ()
    if value is argument.value and isinstance(value, str) and argument.source is None:
        places = (argument.origin,)
    return tuple(_metrics(items, argument.origin, places or (None,) * len(items)))


def _metrics(
    items: list[Plain] | tuple[Plain, ...], origin: Origin, places: tuple[Origin | None, ...]
) -> Iterator[Metric]:
    for item, place in zip(items, places, strict=True):
        place = place if isinstance(item, str) else None
        if isinstance(item, str) and item.lower() in AUTOMATIC:
            yield Metric("accuracy", item, origin, item=place)
            continue
        name = _name(item, "metric")
        if name is not None:
            call = item if isinstance(item, Call) else None
            known = "Accuracy" if name == "accuracy" else name
            yield Metric(known, _written(item), origin if call is None else call.origin, call, place)


def custom(compiled: Event | None) -> bool:
    """Whether ``compile`` is given a loss, and it is none of Keras's own."""
    argument = _argument(compiled, "loss")
    return argument is not None and argument.value is not None and loss_of(compiled) is None


def _argument(compiled: Event | None, name: str) -> Argument | None:
    return None if compiled is None or compiled.call is None else compiled.call.arguments.get(name)


def _only(value: Plain) -> Plain:
    """The loss of a model with one output may stand in a list or dictionary."""
    if isinstance(value, (list, tuple)) and len(value) == 1:
        return value[0]
    if isinstance(value, dict) and len(value) == 1:
        return next(iter(value.values()))
    return value


def _name(value: Plain, category: str) -> str | None:
    if isinstance(value, Call) and value.category in ("loss", "metric"):
        return _squashed(value.name)
    if isinstance(value, Reference):
        return _squashed(value.name) if value.path.startswith(("keras.losses.", "keras.metrics.")) else None
    if isinstance(value, str):
        for version in (3, 2):
            if (found := identifiers(category, version).stands_for(value)) is not None:
                return _squashed(found)
    return None


def _squashed(name: str) -> str:
    """``BinaryCrossentropy`` and ``binary_crossentropy`` are one; short names of functions stand for long ones."""
    long = identifiers("loss").stands_for(name) or identifiers("loss", 2).stands_for(name) or name
    return long.replace("_", "").lower()


def _from_logits(call: Call | None) -> bool | None:
    if call is None:
        return False
    value = call.value("from_logits", False)
    return value if isinstance(value, bool) else None


def _written(value: Plain) -> str:
    if isinstance(value, Call):
        return value.written
    return value.name if isinstance(value, Reference) else str(value)


__all__ = ["AUTOMATIC", "CLASS_FAMILIES", "Family", "Loss", "Metric", "custom", "loss_of", "metrics_of"]
