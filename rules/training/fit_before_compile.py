"""A model is trained or evaluated before anything has compiled it.

## What it does
Finds `fit`, `evaluate`, `train_on_batch` and `test_on_batch` of a model that has not been compiled, on every path that
leads there, and of a model that was compiled without a loss while none of its layers adds one.

## Why is this bad?
Both Keras raise: `You must call compile() before using the model`, `No loss to compute`. Only `predict` and calls work
without `compile`.

## Example
```python
model = Sequential([Input((4,)), Dense(8, activation="relu"), Dense(1)])
model.fit(np.zeros((100, 4)), np.zeros((100, 1)))  # KL501
```

```python
model = Sequential([Input((4,)), Dense(8, activation="relu"), Dense(1)])
model.compile(optimizer="adam")
model.fit(np.zeros((100, 4)), np.zeros((100, 1)))  # KL501
```

## Use instead
```python
model = Sequential([Input((4,)), Dense(8, activation="relu"), Dense(1)])
model.compile(optimizer="adam", loss="mse")
model.fit(np.zeros((100, 4)), np.zeros((100, 1)), verbose=0)
```

## When it stays silent
- one path that leads to the call compiles the model;
- the model is loaded from a file, passed to or returned by code that the file does not show, or an instance of a
  subclass of `Model`;
- a method of a class makes it, as what calls the methods may compile it, or a function does and anything compiles it;
- without a loss: where a layer is not known, has a regularizer, or the model is not a Sequential (`add_loss`).

## References
- https://keras.io/api/models/model_training_apis/#compile-method
"""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.diagnostic import Finding, Note
from keraslint.facts.compiling import uncompiled, without_loss
from keraslint.program import Program
from keraslint.rule import ERROR, rule


@rule("KL501", "fit-before-compile", severity=ERROR)
def fit_before_compile(program: Program) -> Iterator[Finding]:
    for model, event in uncompiled(program):
        later = next((other for other in model.occurrences("compile") if other.order > event.order), None)
        yield Finding(
            event.origin,
            f"`{event.name}` raises: nothing has compiled the model yet",
            help="call `compile` first" if later else 'call `model.compile(optimizer="adam", loss=...)` first',
            related=(Note(later.origin if later else model.origin, "compiled here" if later else "the model"),),
        )
    for _, event, compiled, versions in without_loss(program):
        yield Finding(
            event.origin,
            f"`{event.name}` raises: the model is compiled without a loss",
            help="give `compile` a `loss`",
            related=(Note(compiled.origin, "no `loss` here"),),
            versions=versions,
        )
