"""Keras raises while it builds the model.

## What it does
With `--dynamic`, every model that the static analysis extracted is rebuilt with the installed Keras, in a process of
its own and without running your program. Where Keras raises, it is reported in Keras's own words on the line of the
layer. A static finding of the same fault is not reported twice: it is marked "confirmed by Keras".

## Why is this bad?
The program will stop there with the same exception.

## Example
Reported by `--dynamic` only; the static rule speaks of the same line without it.
```python
model = keras.Sequential([
    layers.Input((28, 28)),
    layers.LSTM(64),
    layers.LSTM(32),  # KL201
])
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
Without `--dynamic`; for models that cannot be rebuilt from the source (KL803).

## References
- https://keras.io/guides/sequential_model/
"""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.diagnostic import Finding
from keraslint.program import Program
from keraslint.rule import ERROR, rule


@rule("KL801", "keras-rejects-model", severity=ERROR)
def keras_rejects_model(program: Program) -> Iterator[Finding]:
    """Yield nothing: `keraslint.dynamic` makes these findings, from what Keras says."""
    yield from ()
