"""Sizes that must agree and do not.

## What it does
Finds sizes that Keras requires to be equal or divisible, or to be numbers: channels and `groups`, the weights given to
an `Embedding`, the input of a nested model or a pretrained base, a layer used twice on inputs of different width, a
free axis (`None`) where a layer's weights need a number.

## Why is this bad?
Keras raises when the model is built, or when the layer is called.

## Example
```python
encoder = Sequential([Input((8,)), Dense(4)])
model = Sequential([Input((16,)), encoder, Dense(1)])  # KL206
```

```python
shared = Dense(8)
model = Sequential()
model.add(Input((4,)))
model.add(shared)
model.add(Dense(3))
model.add(shared)  # KL206, KL404
```

```python
model = Sequential([Input((16, 16, 10)), Conv2D(32, 3, groups=4)])  # KL206
```

## Use instead
```python
encoder = Sequential([Input((8,)), Dense(4)])
model = Sequential([Input((8,)), encoder, Dense(1)])
```

```python
model = Sequential([Input((16, 16, 12)), Conv2D(32, 3, groups=4)])
```

## When it stays silent
- one of the sizes is not known;
- behind a layer whose output shape is not known.

## References
- https://keras.io/api/layers/convolution_layers/convolution2d/
- https://keras.io/guides/sequential_model/
"""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.diagnostic import Finding
from keraslint.facts.causes import dimension_cause, failures
from keraslint.program import Model
from keraslint.rule import ERROR, rule
from keraslint.shapes import text


@rule("KL206", "incompatible-dimension", severity=ERROR)
def incompatible_dimension(model: Model) -> Iterator[Finding]:
    for failure in failures(model, "dimension", "undefined"):
        cause = dimension_cause(failure)
        yield Finding(
            failure.origin,
            f"`{failure.layer}` does not fit its input {text(failure.step.input)}: {failure.error.message}",
            help=cause.help,
            label=failure.error.message,
            flow=failure.trace,
            related=(*cause.notes, *failure.route),
            versions=failure.error.versions,
        )
