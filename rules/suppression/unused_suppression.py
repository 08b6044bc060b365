"""A `# noqa: KL…` comment suppresses nothing.

## What it does
Finds `# noqa` comments that name a keraslint rule which reports nothing on that line. Off by default: select it with
`--extend-select KL002`.

## Why is this bad?
The comment says that there is a fault here that somebody has looked at. Where the fault has been repaired since, the
comment misleads the reader, and it will hide the fault when it comes back.

## Example
```python
model = keras.Sequential([
    layers.Input((28, 28)),
    layers.LSTM(64, return_sequences=True),
    layers.LSTM(32),  # noqa: KL201  # KL002
    layers.Dense(10, activation="softmax"),
])
```

## Use instead
```python
model = keras.Sequential([
    layers.Input((28, 28)),
    layers.LSTM(64, return_sequences=True),
    layers.LSTM(32),
    layers.Dense(10, activation="softmax"),
])
```

## Fix
Removes the codes that suppress nothing, and the comment where none is left. Safe: a comment changes nothing.

## When it stays silent
For a bare `# noqa` and for the codes of other tools, and for rules that did not run: those that are not selected,
those of Keras itself (`KL8`), and those of moving to Keras 3 where the code may run on Keras 2. They might have
reported something.

## References
- https://docs.astral.sh/ruff/rules/unused-noqa/
"""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.diagnostic import Finding
from keraslint.program import Program
from keraslint.rule import WARNING, rule


@rule("KL002", "unused-suppression", severity=WARNING, default=False)
def unused_suppression(program: Program) -> Iterator[Finding]:
    """Yield nothing: only when all other rules have spoken can the linter tell which comments suppressed nothing."""
    yield from ()
