"""A layer gets a tensor with the wrong number of axes.

## What it does
Follows the shape through the model and finds layers that need another number of axes than they get.

## Why is this bad?
Keras raises when the model is built: `expected ndim=3, found ndim=2`. The usual causes are a recurrent layer that hands
only its last step to the next one, an image without its channel axis, a shape that counts the batch, and a `Flatten`
that comes too early.

## Example
```python
model = Sequential()
model.add(LSTM(64, input_shape=(28, 28)))
model.add(Dropout(0.2))
model.add(LSTM(32))  # KL201
```

```python
model = Sequential([
    Input(shape=(28, 28)),
    Conv2D(32, 3, activation="relu"),  # KL201
    Flatten(),
    Dense(10),
])
```

It needs no input shape where the layers alone are enough to tell:

```python
model = Sequential([
    Embedding(1000, 64),
    GRU(64),
    GRU(32),  # KL201
    Dense(1),
])
```

## Use instead
```python
model = Sequential()
model.add(LSTM(64, input_shape=(28, 28), return_sequences=True))
model.add(Dropout(0.2))
model.add(LSTM(32))
```

```python
model = Sequential([
    Input(shape=(28, 28, 1)),
    Conv2D(32, 3, activation="relu"),
    Flatten(),
    Dense(10),
])
```

## Fix
Gives the recurrent layer before it `return_sequences=True`, or takes that away; puts a missing `Flatten()` before it.
Unsafe: the layers may be meant as they are, and another one be wrong.

## When it stays silent
- behind a layer whose output shape is not known (a custom layer, a `Lambda`, an argument that the file does not tell);
- `Dense` on more than two axes: Keras accepts it (see KL204).

## References
- https://keras.io/guides/working_with_rnns/
- https://keras.io/api/layers/convolution_layers/convolution2d/
"""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.diagnostic import Finding
from keraslint.facts.causes import Failure, axes_of, failures, rank_cause
from keraslint.program import Model
from keraslint.rule import ERROR, rule
from keraslint.shapes import text


@rule("KL201", "incompatible-rank", severity=ERROR)
def incompatible_rank(model: Model) -> Iterator[Finding]:
    for failure in failures(model, "rank"):
        cause = rank_cause(failure)
        yield Finding(
            failure.origin,
            f"`{failure.layer}` needs {_wanted(failure)} but gets {text(failure.shape)}",
            help=cause.help,
            label=failure.error.message,
            flow=failure.trace,
            related=(*cause.notes, *failure.route),
            versions=failure.error.versions,
            fix=cause.fix,
        )


def _wanted(failure: Failure) -> str:
    if failure.error.expected is None:
        return "another number of axes"
    lowest, highest = failure.error.expected
    if highest == lowest:
        axes = axes_of(failure.wrapped or failure.element)
        names = f" {axes}" if axes.count(",") + 1 == lowest else ""
        return f"a {lowest}-D input{names}"
    return f"at least {lowest} axes" if highest is None else f"{lowest} to {highest} axes"
