"""The model's output still has the spatial or time axes of its input.

## What it does
Finds models that classify (a crossentropy loss, or a softmax output where nothing is compiled) with a `Dense` head on a
tensor that was never flattened or pooled: the output is one row per pixel or time step instead of one per sample.

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

from keraslint.activations import activation_of
from keraslint.causes import written
from keraslint.diagnostic import Finding, Note
from keraslint.heads import class_loss, unflattened_head
from keraslint.program import Model
from keraslint.rule import WARNING, rule
from keraslint.shapes import text


@rule("KL204", "missing-flatten", severity=WARNING)
def missing_flatten(model: Model) -> Iterator[Finding]:
    if model.kind != "sequential" or not model.elements or model.uses & {"nested", "tensor", "attribute"}:
        return
    head = unflattened_head(model)
    compiled = tuple(model.occurrences("compile"))
    losses = [loss for event in compiled if (loss := class_loss(event)) is not None]
    if head is None or len(losses) != len(compiled):
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
    )
