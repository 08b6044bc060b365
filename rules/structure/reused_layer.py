"""One layer stands twice in a Sequential model, or two layers have one name.

## What it does
Finds a layer (or a nested model) that is added to the same Sequential model twice, and two layers with the same
`name=`.

## Why is this bad?
The same instance has the same weights wherever it stands: a model that looks like two Dense layers of 64 units has
the weights of one. Keras does not say so. Where the shapes before the two places differ, Keras raises, for the
weights were built for the first of them. Two layers with one name always raise.

## Example
```python
hidden = layers.Dense(64, activation="relu")
model = keras.Sequential()
model.add(layers.Input((64,)))
model.add(hidden)
model.add(hidden)  # KL404
model.add(layers.Dense(1))
```

```python
model = keras.Sequential([
    layers.Input((4,)),
    layers.Dense(8, activation="relu", name="hidden"),
    layers.Dense(8, activation="relu", name="hidden"),  # KL404
])
```

## Use instead
```python
model = keras.Sequential([layers.Input((64,))])
for index in range(2):
    model.add(layers.Dense(64, activation="relu", name=f"hidden_{index}"))
model.add(layers.Dense(1))
```

## Fix
Removes the second `name`. Unsafe: other code may ask for a layer of that name. Where a layer stands in the model twice,
there is no fix.

## When it stays silent
For layers without weights (one `Dropout`, `Flatten` or `MaxPooling2D` used again shares nothing), for layers of your
own, and for one layer in two different models, which is how models share weights on purpose.

## References
- https://keras.io/guides/functional_api/#shared-layers
"""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.diagnostic import Edit, Finding, Fix, Note, Origin
from keraslint.facts.roles import has_weights
from keraslint.program import Argument, Element, Layer, Model, Nested, Opaque
from keraslint.rule import ERROR, rule


@rule("KL404", "reused-layer", severity=ERROR)
def reused_layer(model: Model) -> Iterator[Finding]:
    if model.kind != "sequential":
        return
    seen: set[int] = set()
    names: dict[str, Argument] = {}
    for element in model.elements:
        if element.uid in seen:
            if has_weights(element):
                yield _reused(model, element)
            continue
        seen.add(element.uid)
        argument = _name(element)
        if argument is None or not isinstance(argument.value, str):
            continue
        if argument.value in names:
            yield _named_alike(argument, names[argument.value])
        names.setdefault(argument.value, argument)


def _name(element: Element) -> Argument | None:
    if isinstance(element, Nested):
        return element.model.call.arguments.get("name") if element.model.call else None
    return element.arguments.get("name") if isinstance(element, (Layer, Opaque)) else None


def _named_alike(argument: Argument, first: Argument) -> Finding:
    related = () if first.origin == argument.origin else (Note(first.origin, "the first of them"),)
    return Finding(
        argument.origin,
        f"two layers of this model are called {argument.value!r}",
        related=related,
        help="give each layer a name of its own, or none: Keras then makes one up",
        fix=_unnamed(argument, first),
    )


def _unnamed(argument: Argument, first: Argument) -> Fix | None:
    if argument.written is None or argument.whole == first.whole:
        return None
    return Fix((Edit(argument.whole, "", "remove"),), safe=False, message="Let Keras make up the name")


def _reused(model: Model, element: Element) -> Finding:
    what = element.written if isinstance(element, Layer) else "model"
    place = _second_use(model, element)
    return Finding(
        place,
        f"this `{what}` stands in the model already, so both places share one set of weights",
        related=() if element.origin == place else (Note(element.origin, "made here"),),
        help="make a layer for each place",
    )


def _second_use(model: Model, element: Element) -> Origin:
    """Where the layer is added again: the ``add`` call, or the model's own line where it stands twice in a list."""
    for event in model.occurrences("add"):
        before = {earlier.uid for earlier in event.elements}
        if element.uid in before and event.call is not None:
            added = event.call.arguments.get("layer")
            if added is not None and getattr(added.value, "uid", None) == element.uid:
                return added.origin
    return model.origin
