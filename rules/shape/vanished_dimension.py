"""Convolution, pooling or cropping that leaves nothing of a dimension.

## What it does
Follows the shape through the model and finds the layer behind which a dimension would be smaller than one.

## Why is this bad?
Keras raises when the model is built: `Computed output size would be zero or negative`. The input is too small for so
many poolings, the image is declared channels first, or the kernel is written as in Keras 1.

## Example
```python
model = Sequential([
    Input(shape=(8, 8, 3)),
    Conv2D(16, 3, activation="relu"),
    MaxPooling2D(),
    Conv2D(32, 3, activation="relu"),
    MaxPooling2D(),  # KL202
    Flatten(),
    Dense(10),
])
```

## Use instead
```python
model = Sequential([
    Input(shape=(8, 8, 3)),
    Conv2D(16, 3, activation="relu", padding="same"),
    MaxPooling2D(),
    Conv2D(32, 3, activation="relu", padding="same"),
    MaxPooling2D(),
    Flatten(),
    Dense(10),
])
```

## When it stays silent
- a dimension is free (`None`) or not known;
- behind a layer whose output shape is not known.

## References
- https://keras.io/api/layers/pooling_layers/max_pooling2d/
- https://keras.io/api/layers/convolution_layers/convolution2d/
"""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.diagnostic import Finding
from keraslint.facts.causes import failures, vanishing_cause
from keraslint.program import Model
from keraslint.rule import ERROR, rule
from keraslint.shapes import text


@rule("KL202", "vanished-dimension", severity=ERROR)
def vanished_dimension(model: Model) -> Iterator[Finding]:
    for failure in failures(model, "vanished"):
        cause = vanishing_cause(failure)
        yield Finding(
            failure.origin,
            f"`{failure.layer}` leaves nothing of its input {text(failure.step.input)}",
            help=cause.help,
            label=failure.error.message,
            flow=failure.trace,
            related=(*cause.notes, *failure.route),
            versions=failure.error.versions,
        )
