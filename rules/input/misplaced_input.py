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

## Fix
Removes the input where the first layer has a shape, else puts it in front of the first layer. Unsafe: several inputs
may be meant.

## When it stays silent
- what stands before it is not known: a loop of unknown length, a layer that the file does not show;
- the second input belongs to a model nested in this one.

## References
- https://keras.io/guides/sequential_model/#specifying-the-input-shape-in-advance
- https://keras.io/api/layers/core_layers/input/
"""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.diagnostic import Edit, Finding, Fix, Note
from keraslint.facts.building import certain_stack
from keraslint.facts.causes import written
from keraslint.facts.places import place_of
from keraslint.flow import declared_by
from keraslint.keras_api.spec import KERAS_2, KERAS_3
from keraslint.program import Element, Layer, Misfit, Model, Opaque
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
        fix = _fix(model, first, element)
        yield Finding(element.origin, message, help_, related=notes, severity=ERROR, versions=KERAS_3, fix=fix)
        yield Finding(element.origin, message, help_, related=notes, severity=WARNING, versions=KERAS_2, fix=fix)


def _fix(model: Model, first: Element, element: Layer) -> Fix | None:
    """Without it where the first layer has a shape, else in front of that."""
    place, start = place_of(model, element), place_of(model, first)
    if place is None or start is None:
        return None
    gone = Edit(place, "", "drop")
    if isinstance(first, Layer) and declared_by(first) is not None:
        return Fix((gone,), safe=False, message=f"Remove `{element.written}`")
    if not isinstance(first, Layer) or place != element.origin:
        return None
    return Fix((Edit(start, (place,), "before"), gone), safe=False, message=f"Put `{element.written}` first")
