"""Pretrained models of ``keras.applications`` as the base of a new model."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from keraslint.diagnostic import Origin
from keraslint.facts.roles import has_weights
from keraslint.keras_api import applications
from keraslint.keras_api.spec import LayerError
from keraslint.program import Call, Event, Model, Nested, Plain, Program
from keraslint.records import record

SMALL_RATE: Final = 1e-4
CHANNELS_CHOSEN: Final = ("set_image_data_format", "set_image_dim_ordering")


@record
class Base:
    """A pretrained base (its ``call``) in a Sequential at ``place``, under layers that learn."""

    call: Call
    model: Model
    place: Origin


def bases(program: Program) -> Iterator[tuple[Model, Base]]:
    """The Sequential models with a base in them."""
    for model in program.models:
        if model.kind == "sequential":
            yield from ((model, base) for base in _bases(model))


def _bases(model: Model) -> Iterator[Base]:
    for position, element in enumerate(model.elements):
        call = element.model.call if isinstance(element, Nested) and element.model.kind == "application" else None
        if call is None or not isinstance(element, Nested) or not is_pretrained(call):
            continue
        if any(has_weights(after) is True for after in model.elements[position + 1 :]):
            place = model.places[position] if position < len(model.places) else element.origin
            yield Base(call, element.model, place)


def keeps_top(base: Base) -> bool:
    return base.call.complete and base.call.value("include_top", True) is True


def trained_whole(program: Program, model: Model, base: Base) -> Event | None:
    """The first ``fit``, where it certainly trains all of the base with a usual learning rate."""
    owners = [base.model, *(other for other in program.models if other.uid == base.model.uid)]
    fit = next(model.occurrences("fit"), None)
    compiled = next(model.occurrences("compile"), None)
    if fit is None or compiled is None or compiled.call is None or model.unclear is not None:
        return None
    if any(model.occurrences("set")) or any(any(owner.occurrences("set", "read")) for owner in owners):
        return None
    rate = _rate(compiled.call.value("optimizer", None))
    return fit if rate is None or rate > SMALL_RATE else None


def is_pretrained(call: Call) -> bool:
    """Whether a model of ``keras.applications`` gets trained weights."""
    weights = call.value("weights", "imagenet")
    return isinstance(weights, str)


def refused_applications(program: Program) -> Iterator[tuple[Call, LayerError]]:
    """The models of ``keras.applications`` that raise on their arguments, channels last unless the file says
    otherwise."""
    if any(mention.path.endswith(CHANNELS_CHOSEN) for mention in program.names.mentions):
        return
    for call in program.calls:
        if call.category == "application" and call.complete:
            try:
                applications.check(call.name, call.spec.args)
            except LayerError as error:
                yield call, error


def _rate(optimizer: Plain) -> float | None:
    rate = optimizer.value("learning_rate", None) if isinstance(optimizer, Call) else None
    if rate is None:
        return None
    return float(rate) if isinstance(rate, (int, float)) else 0.0  # a rate that is not known may be small
