"""A layer of more than 50 million parameters straight after `Flatten`.

## What it does
Counts the weights of the first learning layer behind a `Flatten`.

## Why is this bad?
Flattening a large feature map gives hundreds of thousands of inputs, and a dense layer on top has a weight for each of
them and each of its units: hundreds of megabytes that train slowly and overfit. The model usually wanted a pooling
layer there, or one more before.

## Example
```python
model = Sequential([
    Input((224, 224, 3)),
    Conv2D(32, 3, activation="relu"),
    Flatten(),
    Dense(128, activation="relu"),  # KL207
    Dense(10, activation="softmax"),
])
```

## Use instead
```python
model = Sequential([
    Input((224, 224, 3)),
    Conv2D(32, 3, activation="relu"),
    GlobalAveragePooling2D(),
    Dense(128, activation="relu"),
    Dense(10, activation="softmax"),
])
```

## When it stays silent
- the number of parameters is not known;
- the layer does not follow a `Flatten` (layers that keep the shape, such as `Dropout`, may stand between).

## References
- https://keras.io/api/layers/pooling_layers/global_average_pooling2d/
"""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.diagnostic import Finding, Note
from keraslint.facts.building import certain_flow
from keraslint.facts.causes import behind_flatten, written
from keraslint.program import Model
from keraslint.rule import INFO, rule
from keraslint.shapes import text

MANY = 50_000_000


@rule("KL207", "huge-layer", severity=INFO)
def huge_layer(model: Model) -> Iterator[Finding]:
    for flatten, step in behind_flatten(certain_flow(model)) if model.kind == "sequential" else ():
        if isinstance(step.parameters, int) and step.parameters > MANY:
            yield Finding(
                step.element.origin,
                f"`{written(step.element)}` on {text(step.input)} has {step.parameters:,} parameters",
                help="shrink the feature map first: global pooling instead of `Flatten`, or more pooling before it",
                label=f"{step.parameters / 1e6:,.0f} million parameters",
                flow=(Note(flatten.element.origin, f"→ {text(flatten.output)}"),),
            )
