"""The end of a stack: its last learning layers."""

from __future__ import annotations

from typing import Final

from keraslint.facts.building import certain_flow
from keraslint.facts.causes import KEEPS_SHAPE, name_of, recurrent
from keraslint.facts.roles import CONVOLUTIONS, POOLINGS
from keraslint.flow import Step
from keraslint.program import Model
from keraslint.records import record
from keraslint.shapes import AnyShape, Dim

LEAST_SIDE: Final = 8
REDUCING: Final = POOLINGS | frozenset(name for name in CONVOLUTIONS if not name.endswith("Transpose"))


@record
class UnflattenedHead:
    """A dense head on a tensor that still has the image's or the sequence's axes.

    ``step`` is the first layer of the head, ``output`` the model's output shape, ``axes`` what the axes are.
    """

    step: Step
    output: AnyShape
    axes: str


def unflattened_head(model: Model) -> UnflattenedHead | None:
    """The dense head that classifies pixels or time steps where the model evidently classifies whole samples.

    Labelling every pixel or step is a task of its own, so the stack must show that this one is not: its layers reduce
    the spatial or time axes and nothing restores them, or an evident image meets dense layers only, or ends in several.
    """
    flow = certain_flow(model)
    if model.open_because is not None or not flow.steps:
        return None
    first, output = flow.input, flow.output
    if not isinstance(first, tuple) or not isinstance(output, tuple) or len(output) < 3 or len(first) != len(output):
        return None
    head = _dense_head(flow.steps)
    body = [step for step in flow.steps if step not in head and _does_more(step)]
    if not head or any(recurrent(step.element) for step in body):
        return None
    inner, given = output[1:-1], first[1:-1]
    if body and (any(map(_smaller, inner, given)) or _pooled(body)):
        return UnflattenedHead(head[0], output, "spatial axes" if len(output) > 3 else "time axis")
    if _image(first[1:]) and (not body or (len(output) > 3 and len(head) > 1)):
        return UnflattenedHead(head[0], output, "spatial axes")
    return None


def _dense_head(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """The ``Dense`` layers at the end of the stack, layers that keep the shape left out."""
    head: list[Step] = []
    for step in reversed(steps):
        if name_of(step.element) == "Dense":
            head.insert(0, step)
        elif _does_more(step):
            break
    return tuple(head)


def _does_more(step: Step) -> bool:
    return name_of(step.element) not in KEEPS_SHAPE | {"InputLayer"}


def _smaller(now: Dim, before: Dim) -> bool:
    return isinstance(now, int) and isinstance(before, int) and now < before


def _pooled(body: list[Step]) -> bool:
    """Whether pooling reduces sizes that are not known, and nothing restores them."""
    names = {name_of(step.element) for step in body}
    return bool(names & POOLINGS) and names <= REDUCING


def _image(dims: tuple[Dim, ...]) -> bool:
    """(28, 28), (28, 28, 1), (64, 64, 3): a square, with or without channels."""
    sides = dims[:2]
    square = all(isinstance(side, int) and side >= LEAST_SIDE for side in sides) and sides[0] == sides[1]
    return square and (len(dims) == 2 or (len(dims) == 3 and dims[2] in (1, 3, 4)))


__all__ = ["UnflattenedHead", "unflattened_head"]
