"""Something that is not a layer stands where a layer belongs.

## What it does
Finds elements of a Sequential model that are certainly no layers: a layer class without its parentheses, a list in the
list, a string, a function, a number, `None`. Also layers of another Keras: `tensorflow.python.keras` is a copy of its
own inside TensorFlow, and `tf_keras` is Keras 2 beside `keras`.

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

```python
from tensorflow.python.keras.layers import Dense

model = keras.Sequential()
model.add(layers.Input((4,)))
model.add(Dense(8))  # KL403
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

## Fix
- A class that needs no arguments becomes an instance: `Flatten` → `Flatten()`. Safe: Keras refuses the class.
- The name of an activation becomes a layer: `"relu"` → `Activation("relu")`. Unsafe: an argument of the layer before
  may be meant.

## When it stays silent
For every value that is not certainly known. The tensor that a called layer returns is the matter of KL402.

## References
- https://keras.io/api/models/sequential/#add-method
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from keraslint.diagnostic import Edit, Finding, Fix, Named
from keraslint.facts.places import place_of
from keraslint.keras_api.names import package_of
from keraslint.keras_api.spec import KERAS_2_AND_3, KERAS_3, Reference
from keraslint.keras_api.tables import identifiers, keras_class
from keraslint.program import Layer, Misfit, Model
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
# Packages whose layers are strangers to each other. `tf.keras` was `tensorflow.python.keras` up to TensorFlow 2.5.
STRANGERS: Final[Mapping[frozenset[str | None], frozenset[int]]] = {
    frozenset(("keras", "tensorflow.python.keras")): KERAS_2_AND_3,
    frozenset(("keras", "tf_keras")): KERAS_2_AND_3,
    frozenset(("tensorflow.keras", "tensorflow.python.keras")): KERAS_3,
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
            yield Finding(
                element.origin, f"this is {WHAT[element.kind]}", help=_remedy(element), fix=_fix(model, element)
            )
        elif isinstance(element, Layer) and model.call is not None:
            yield from _foreign(element, model.call.path)


def _fix(model: Model, element: Misfit) -> Fix | None:
    """An instance of a class that needs no arguments; an activation that is named."""
    value, place = element.value, place_of(model, element)
    if place is None or place != element.origin:
        return None
    if element.kind == "class" and isinstance(value, Reference):
        entries = [keras_class(value.name, "layer", version) for version in (2, 3)]
        if any(entry is None or any(one.required for one in entry.parameters) for entry in entries):
            return None
        return Fix((Edit(place, (place, "()")),), safe=True, message=f"Make an instance: `{value.name}()`")
    if element.kind == "string" and isinstance(value, str) and value in identifiers("activation"):
        like = next((layer.callee for layer in model.elements if isinstance(layer, Layer)), None)
        edit = Edit(place, (Named("keras.layers.Activation", like), "(", place, ")"))
        return Fix((edit,), safe=False, message="Make a layer of the activation")
    return None


def _foreign(layer: Layer, owner: str) -> Iterator[Finding]:
    """A layer of one Keras in a model of another."""
    theirs, ours = package_of(layer.path), package_of(owner)
    versions = STRANGERS.get(frozenset((theirs, ours)))
    if versions is not None:
        yield Finding(
            layer.origin,
            f"this is a layer of `{theirs}`, which a model of `{ours}` does not take",
            help=f"import `{layer.written}` from where the model comes from",
            versions=versions,
        )


def _remedy(element: Misfit) -> str | None:
    value = element.value
    if element.kind == "class" and isinstance(value, Reference):
        return f"make an instance of it: `{value.name}(…)`"
    if element.kind == "string":
        return f"an activation is a layer of its own: `layers.Activation({value!r})`"
    return REMEDY.get(element.kind)
