"""An `Input` behind other layers of a Sequential, or a second one.

## What it does
Finds `keras.Input` and `InputLayer` that are not the first element of their `Sequential`.

## Why is this bad?
A `Sequential` has one input and it comes first. Keras 3 raises, as soon as the model is built; Keras 2 ignores the
shape.

## Example
```python
model = Sequential([
    Dense(64, activation="relu"),
    Input(shape=(8,)),  # KL105
    Dense(1),
])
```

```python
model = Sequential()
model.add(InputLayer((8,)))
model.add(Dense(4, activation="relu"))
model.add(InputLayer((4,)))  # KL105
model.add(Dense(1))
```

## Use instead
```python
model = Sequential([
    Input(shape=(8,)),
    Dense(64, activation="relu"),
    Dense(1),
])
```

## When it stays silent
- what stands before it is not known: a loop of unknown length, a layer that the file does not show;
- the second input belongs to a model nested in this one.

## References
- https://keras.io/guides/sequential_model/#specifying-the-input-shape-in-advance
- https://keras.io/api/layers/core_layers/input/
"""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.diagnostic import Finding, Note
from keraslint.facts.building import certain_stack
from keraslint.facts.causes import written
from keraslint.keras_api.spec import KERAS_2, KERAS_3
from keraslint.program import Layer, Misfit, Model, Opaque
from keraslint.rule import ERROR, WARNING, rule


@rule("KL105", "misplaced-input", severity=ERROR)
def misplaced_input(model: Model) -> Iterator[Finding]:
    if model.kind != "sequential":
        return
    stack = certain_stack(model)
    for index, element in enumerate(stack):
        if index == 0 or not isinstance(element, Layer) or element.name != "InputLayer":
            continue
        first = stack[0]
        if any(isinstance(before, (Opaque, Misfit)) for before in stack[:index]):
            return
        second = isinstance(first, Layer) and first.name == "InputLayer"
        what = "is a second input" if second else f"stands behind `{written(stack[index - 1])}`"
        message = f"`{element.written}` {what}: a `Sequential` has one input, its first element"
        help_ = (
            "remove it; a model with several inputs is built with the functional API, `keras.Model([a, b], output)`"
            if second
            else "make it the first element of the model"
        )
        notes = (Note(first.origin, "the model's first element"),)
        yield Finding(element.origin, message, help_, related=notes, severity=ERROR, versions=KERAS_3)
        yield Finding(element.origin, message, help_, related=notes, severity=WARNING, versions=KERAS_2)
