"""The model's output still has the spatial or time axes of its input.

## What it does
Finds models that classify (a crossentropy loss, or a softmax output where nothing is compiled) with a `Dense` head on a
tensor that was never flattened or pooled: the output is one row per pixel or time step instead of one per sample. It is
an error where the labels of a `fit` prove it: one row per sample, and more axes in the output.

## Why is this bad?
`Dense` works on the last axis and leaves the others alone, so the model is built without complaint. Training then fails
on the shape of the labels, or broadcasts them over all pixels and learns nothing.

## Example
```python
model = Sequential([
    Input((28, 28, 1)),
    Conv2D(32, 3, activation="relu"),
    MaxPooling2D(),
    Dense(10, activation="softmax"),  # KL204
])
model.compile("adam", "sparse_categorical_crossentropy")
```

```python
model = Sequential()
model.add(Dense(128, activation="relu", input_shape=(28, 28)))  # KL204
model.add(Dense(10, activation="softmax"))
model.compile(optimizer="adam", loss="categorical_crossentropy")
```

## Use instead
```python
model = Sequential([
    Input((28, 28, 1)),
    Conv2D(32, 3, activation="relu"),
    MaxPooling2D(),
    Flatten(),
    Dense(10, activation="softmax"),
])
model.compile("adam", "sparse_categorical_crossentropy")
```

## Fix
Puts `Flatten()` before the first layer of the dense head. Unsafe: a pooling layer may be the better remedy.

## When it stays silent
Labelling every step or pixel is a task of its own. It is silent
- behind recurrent layers, and where the axes of the output are as long as those of the input (unless an evident image
  meets dense layers only, or ends in two and more of them);
- where the last learning layer is not a `Dense` (a convolution as in a U-Net, `TimeDistributed`);
- with other losses, and where the loss or a shape is not known;
- on models that are part of another one.

## References
- https://keras.io/api/layers/core_layers/dense/
- https://keras.io/api/layers/reshaping_layers/flatten/
"""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.diagnostic import Finding, Fix, Note
from keraslint.facts.activations import activation_of
from keraslint.facts.batch_axis import batch_axis
from keraslint.facts.causes import recurrent, written
from keraslint.facts.encoding import one_row_per_sample
from keraslint.facts.heads import UnflattenedHead, unflattened_head
from keraslint.facts.losses import loss_of
from keraslint.facts.objective import Objective, objectives
from keraslint.facts.places import flattened
from keraslint.program import Model
from keraslint.rule import ERROR, WARNING, rule
from keraslint.shapes import text


@rule("KL204", "missing-flatten", severity=WARNING)
def missing_flatten(model: Model) -> Iterator[Finding]:
    if model.kind != "sequential" or not model.elements or batch_axis(model) is not None:
        return  # KL104 names the axis that is too many
    proof = next((objective for objective in objectives(model) if one_row_per_sample(objective)), None)
    head = unflattened_head(model)
    if proof is not None:
        yield _proven(proof, head)
    elif head is not None and not model.uses & {"nested", "tensor", "attribute"}:
        yield from _likely(model, head)


def _proven(objective: Objective, head: UnflattenedHead | None) -> Finding:
    """The labels are one row per sample: the first layer of the dense head, or the last layer, is at fault."""
    flow = objective.output.flow
    assert flow is not None
    step = flow.steps[-1] if head is None else head.step
    last = next((one for one in reversed(flow.steps) if recurrent(one.element) is not None), None)
    repair = f"put `Flatten()` or a global pooling layer before this `{written(step.element)}`"
    related = (*objective.label_notes, *objective.loss_note)
    if head is None and last is not None:
        repair = f"leave out `return_sequences=True` of the last `{written(last.element)}`"
        related = (Note(last.element.origin, "returns every step"), *related)
    return Finding(
        step.element.origin,
        f"the model's output is {text(objective.output.shape)}, but there is one label per sample",
        help=repair,
        label=f"gets {text(step.input)}",
        flow=tuple(Note(one.element.origin, f"→ {text(one.output)}") for one in flow.steps if one is not step),
        related=related,
        severity=ERROR,
        fix=None if head is None else _fix(objective.model, head),
    )


def _likely(model: Model, head: UnflattenedHead) -> Iterator[Finding]:
    compiled = tuple(model.occurrences("compile"))
    losses = [loss.written for event in compiled if (loss := loss_of(event)) is not None and loss.for_classes]
    if len(losses) != len(compiled):
        return
    last = activation_of(model.elements[-1])
    if not losses and (last is None or last.name != "softmax"):
        return
    wants = f"`{losses[-1]}` wants one row per sample" if losses else "a softmax output is one row per sample"
    yield Finding(
        head.step.element.origin,
        f"the model's output {text(head.output)} still has the {head.axes} of its input, but {wants}",
        help=f"put `Flatten()` or a global pooling layer before this `{written(head.step.element)}`",
        label=f"gets {text(head.step.input)}",
        flow=tuple(
            Note(step.element.origin, f"→ {text(step.output)}") for step in model.flow.steps if step is not head.step
        ),
        fix=_fix(model, head),
    )


def _fix(model: Model, head: UnflattenedHead) -> Fix | None:
    edits = flattened(model, head.step.element)
    return Fix(edits, safe=False, message="Put `Flatten()` before it") if edits else None
