"""Something that is not a layer stands where a layer belongs.

## What it does
Finds elements of a Sequential model that are certainly no layers: a layer class without its parentheses, a list in the
list, a string, a function, a number, `None`.

## Why is this bad?
Keras raises `Only instances of keras.Layer can be added to a Sequential model` (Keras 2: `The added layer must be an
instance of class Layer`).

## Example
```python
model = keras.Sequential([
    layers.Input((28, 28)),
    layers.Flatten,  # KL403
    layers.Dense(10, activation="softmax"),
])
```

```python
model = keras.Sequential()
model.add(layers.Input((4,)))
model.add(layers.Dense(8))
model.add("relu")  # KL403
```

```python
model = keras.Sequential([
    [layers.Input((4,)), layers.Dense(3)],  # KL403
])
```

## Use instead
```python
model = keras.Sequential([
    layers.Input((28, 28)),
    layers.Flatten(),
    layers.Dense(10, activation="softmax"),
])
```

```python
model = keras.Sequential()
model.add(layers.Input((4,)))
model.add(layers.Dense(8))
model.add(layers.Activation("relu"))
```

## When it stays silent
For every value that is not certainly known. The tensor that a called layer returns is the matter of KL402.

## References
- https://keras.io/api/models/sequential/#add-method
"""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.diagnostic import Finding
from keraslint.keras_api.spec import Reference
from keraslint.program import Misfit, Model
from keraslint.rule import ERROR, rule

WHAT = {
    "class": "a layer class, not a layer",
    "list": "a list, not a layer",
    "string": "a string, not a layer",
    "function": "a function, not a layer",
    "number": "a number, not a layer",
    "none": "`None`, not a layer",
    "object": "not a layer",
}
REMEDY = {
    "list": "give the layers themselves: unpack the list with `*`, or add its layers one by one",
    "function": "wrap the function: `layers.Activation(…)` for an activation, `layers.Lambda(…)` for anything else",
    "none": "leave it out; a function that builds a layer has to `return` it",
}


@rule("KL403", "not-a-layer", severity=ERROR)
def not_a_layer(model: Model) -> Iterator[Finding]:
    if model.kind != "sequential":
        return
    for element in model.elements:
        if isinstance(element, Misfit) and element.kind in WHAT:
            yield Finding(element.origin, f"this is {WHAT[element.kind]}", help=_remedy(element))


def _remedy(element: Misfit) -> str | None:
    value = element.value
    if element.kind == "class" and isinstance(value, Reference):
        return f"make an instance of it: `{value.name}(…)`"
    if element.kind == "string":
        return f"an activation is a layer of its own: `layers.Activation({value!r})`"
    return REMEDY.get(element.kind)
