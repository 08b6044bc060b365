"""A `Reshape` to another number of elements.

## What it does
Compares the number of elements that `Reshape` gets with the number that its target shape holds.

## Why is this bad?
Reshaping moves no data: the product of the dimensions must stay the same. Keras raises otherwise, and where more than
one dimension is `-1`.

## Example
```python
model = Sequential()
model.add(Dense(100, input_shape=(10,)))
model.add(Reshape((7, 7, 2)))  # KL203
```

```python
model = Sequential([Input((64,)), Reshape((-1, 4, -1))])  # KL203
```

## Use instead
```python
model = Sequential()
model.add(Dense(98, input_shape=(10,)))
model.add(Reshape((7, 7, 2)))
```

```python
model = Sequential([Input((64,)), Reshape((-1, 4, 4))])
```

## When it stays silent
- a dimension of the input or of the target is not known, or free;
- behind a layer whose output shape is not known.

## References
- https://keras.io/api/layers/reshaping_layers/reshape/
"""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.diagnostic import Finding
from keraslint.facts.causes import Failure, failures
from keraslint.program import Layer, Model
from keraslint.rule import ERROR, rule
from keraslint.shapes import known, product, text


@rule("KL203", "reshape-mismatch", severity=ERROR)
def reshape_mismatch(model: Model) -> Iterator[Finding]:
    for failure in failures(model, "reshape"):
        yield Finding(
            failure.origin,
            f"`{failure.layer}` cannot turn {text(failure.step.input)} into {_target(failure)}",
            help=_help(failure),
            label=failure.error.message,
            flow=failure.trace,
            related=failure.route,
            versions=failure.error.versions,
        )


def _dims(failure: Failure) -> tuple[object, ...] | None:
    layer = failure.step.culprit or failure.step.element
    target = layer.value("target_shape") if isinstance(layer, Layer) else None
    return tuple(target) if isinstance(target, (tuple, list)) else None


def _target(failure: Failure) -> str:
    dims = _dims(failure)
    return f"({', '.join(('batch', *map(str, dims)))})" if dims is not None else "its target shape"


def _help(failure: Failure) -> str:
    dims, shape = _dims(failure) or (), failure.step.input
    if dims.count(-1) > 1:
        return "only one dimension can be `-1`; Keras works that one out"
    size = product(shape[1:]) if isinstance(shape, tuple) else None
    if isinstance(size, int) and dims and all(isinstance(dim, int) and known(dim) for dim in dims):
        wanted = 1
        for dim in dims:
            wanted *= dim if isinstance(dim, int) else 1
        if -1 not in dims:
            return f"the input has {size} elements, the target {wanted}: make them equal"
        return f"the other dimensions make {-wanted}, which does not divide the input's {size} elements"
    return "the product of the dimensions must stay the same"
