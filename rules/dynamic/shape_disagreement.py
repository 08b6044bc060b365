"""Keras gives a layer another shape than keraslint.

## What it does
With `--dynamic`, compares the output shape and the number of parameters of every layer, as the static analysis has
them, with those that Keras gives.

## Why is this bad?
It is a fault of keraslint: its other findings on this model may be wrong. Please report it.

## Example
There is no known example: each one that is found becomes a test.

## Use instead
```python
model = keras.Sequential([
    layers.Input((28, 28)),
    layers.LSTM(64, return_sequences=True),
    layers.LSTM(32),
])
```

## When it stays silent
Where the static analysis does not know a shape.

## References
- https://keras.io/guides/sequential_model/
"""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.diagnostic import Finding
from keraslint.program import Program
from keraslint.rule import ERROR, rule


@rule("KL802", "shape-disagreement", severity=ERROR)
def shape_disagreement(program: Program) -> Iterator[Finding]:
    """Yield nothing: `keraslint.dynamic` makes these findings, from what Keras says."""
    yield from ()
