"""The model cannot be rebuilt from its source.

## What it does
With `--dynamic`, names the models that could not be verified, and the value that was missing: an argument that is
known only at run time, a layer or function of your own, a loop of unknown length.

## Why is this bad?
It is not: it says what `--dynamic` could not look at. `--dynamic-import` verifies the model that a function of yours
returns, by running it.

## Example
Reported by `--dynamic` only.
```python
import sys

model = keras.Sequential([layers.Input((4,)), layers.Dense(int(sys.argv[-1]))])
```

## Use instead
```python
model = keras.Sequential([
    layers.Input((28, 28)),
    layers.LSTM(64, return_sequences=True),
    layers.LSTM(32),
])
```

## When it stays silent
Without `--dynamic`; for functional models.

## References
- https://keras.io/guides/sequential_model/
"""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.diagnostic import Finding
from keraslint.program import Program
from keraslint.rule import INFO, rule


@rule("KL803", "not-instantiable", severity=INFO)
def not_instantiable(program: Program) -> Iterator[Finding]:
    """Yield nothing: `keraslint.dynamic` makes these findings, from what Keras says."""
    yield from ()
