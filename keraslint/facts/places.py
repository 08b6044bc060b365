"""Where a stack's layers are put into it, for fixes that change the stack."""

from __future__ import annotations

from keraslint.diagnostic import Edit, Named, Origin
from keraslint.flow import declared_by
from keraslint.program import Element, Layer, Model


def place_of(model: Model, element: Element) -> Origin | None:
    """Where the element, and nothing else, is put into the Sequential; ``None`` where that cannot be told.

    An ``add`` in a loop, a list that is not written as one, and a layer that stands in the stack twice have no place.
    """
    if model.kind != "sequential" or model.open_because is not None or len(model.places) != len(model.elements):
        return None
    found = [place for place, other in zip(model.places, model.elements, strict=True) if other.uid == element.uid]
    return found[0] if len(found) == 1 and model.places.count(found[0]) == 1 else None


def flattened(model: Model, element: Element) -> tuple[Edit, ...]:
    """A ``Flatten`` before the element; the input shape that it declares goes to the ``Flatten``."""
    place = place_of(model, element)
    if place is None or not isinstance(element, Layer):
        return ()
    name = Named("keras.layers.Flatten", element.callee)
    declared = declared_by(element) if element is model.elements[0] else None
    if declared is None:
        return (Edit(place, (name, "()"), "before"),)
    argument = declared.argument
    if argument is None or argument.written not in ("input_shape", "batch_input_shape"):
        return ()
    return Edit(place, (name, "(", argument.whole, ")"), "before"), Edit(argument.whole, "", "remove")


__all__ = ["flattened", "place_of"]
