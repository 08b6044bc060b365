"""Two learning layers follow one another with no activation between them.

## What it does
Finds a `Dense` or convolution layer without an activation whose output goes into another `Dense` or convolution layer
of a Sequential model, with nothing nonlinear between the two. Dropout, batch normalisation, average pooling,
`Flatten`, `Reshape` and zero padding are linear and change nothing about it. One report for each such run of layers.

## Why is this bad?
Two linear maps in a row are one linear map. The layers train, cost memory and time, and can express no more than one
of them alone: `Dense(64)` into `Dense(1)` is a linear regression.

## Example
```python
model = keras.Sequential([
    layers.Input((20,)),
    layers.Dense(64),  # KL406
    layers.Dense(1),
])
```

```python
model = keras.Sequential([
    layers.Input((28, 28, 1)),
    layers.Conv2D(32, 3),  # KL406
    layers.Dropout(0.2),
    layers.Flatten(),
    layers.Dense(10, activation="softmax"),
])
```

## Use instead
```python
model = keras.Sequential([
    layers.Input((20,)),
    layers.Dense(64, activation="relu"),
    layers.Dense(1),
])
```

## When it stays silent
- where anything between the two is nonlinear (max pooling, an activation, a recurrent layer) or not known;
- for linear maps that are chained on purpose: without a bias, frozen, constrained or regularised on their activity;
  a convolution with a 1x1 or an oblong kernel; depthwise and separable convolutions; a `Dense` that feeds a
  convolution (the projection at the foot of a generator); a linear autoencoder, or the linear code of one;
- for a stack that the file does not train and that ends in a linear layer at least as wide as the one before it: it
  is not finished.

## References
- https://keras.io/api/layers/activations/
- https://developers.google.com/machine-learning/crash-course/neural-networks/activation-functions
"""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.diagnostic import Finding, Note
from keraslint.facts.linear import Run, linear_runs
from keraslint.program import Model
from keraslint.rule import WARNING, rule


@rule("KL406", "missing-nonlinearity", severity=WARNING)
def missing_nonlinearity(model: Model) -> Iterator[Finding]:
    if model.kind != "sequential" or model.open_because is not None:
        return
    for run in linear_runs(model):
        if _unfinished(model, run):
            continue
        first, *rest = run.layers
        yield Finding(
            first.origin,
            f"no activation between this `{first.written}` and the next: together they are one linear map",
            related=tuple(Note(layer.origin, f"`{layer.written}` follows") for layer in rest),
            help='give it an activation, for example `activation="relu"`',
        )


def _unfinished(model: Model, run: Run) -> bool:
    """Whether the stack may still get its head: nothing trains it, and it does not narrow at its end."""
    if any(model.occurrences("compile", "fit", "train_on_batch")):
        return False
    return run.linear_end and run.layers[-1] is model.elements[-1] and not run.narrows
