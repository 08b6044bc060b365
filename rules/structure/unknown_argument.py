"""A keyword that Keras has never had.

## What it does
Finds keywords that neither Keras 3 nor Keras 2 nor Keras 1 knows: of layers, losses, metrics, optimizers, callbacks,
and of `compile`, `fit`, `evaluate` and `predict`. The help names the nearest keyword that there is.

## Why is this bad?
Keras raises: `Unrecognized keyword arguments passed to Dense`, `fit() got an unexpected keyword argument`.

## Example
```python
model = keras.Sequential([
    layers.Input((20,)),
    layers.Dense(64, activation="relu", use_biass=False),  # KL410
    layers.Dense(1),
])
model.compile(optimiser="adam", loss="mse")  # KL410
model.fit(np.zeros((100, 20)), np.zeros((100, 1)), epoch=10)  # KL410
```

## Use instead
```python
model = keras.Sequential([
    layers.Input((20,)),
    layers.Dense(64, activation="relu", use_bias=False),
    layers.Dense(1),
])
model.compile(optimizer="adam", loss="mse")
model.fit(np.zeros((100, 20)), np.zeros((100, 1)), epochs=10)
```

## Fix
Puts the nearest keyword. Unsafe: another one may be meant.

## When it stays silent
For classes and functions that take any keyword, for your own subclasses, and for keywords that some version of Keras
had (KL603).

## References
- https://keras.io/api/models/model_training_apis/
"""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.diagnostic import Edit, Finding, Fix
from keraslint.program import Call, UnknownArgument
from keraslint.rule import ERROR, rule


@rule("KL410", "unknown-argument", severity=ERROR)
def unknown_argument(call: Call) -> Iterator[Finding]:
    if call.category == "method" and call.name == "add":  # KL412 knows what is meant there
        return
    for keyword in call.unknown:
        yield Finding(
            keyword.argument.whole,
            f"`{call.written}` has no argument `{keyword.written}`",
            help=f"did you mean `{keyword.nearest}`?" if keyword.nearest else None,
            fix=_fix(call, keyword),
        )


def _fix(call: Call, keyword: UnknownArgument) -> Fix | None:
    """The nearest name, unless the call has it already; unsafe, since another one may be meant."""
    if keyword.nearest is None or keyword.argument.keyword is None or keyword.nearest in call.arguments:
        return None
    edit = Edit(keyword.argument.keyword, keyword.nearest)
    return Fix((edit,), safe=False, message=f"Use `{keyword.nearest}`")
