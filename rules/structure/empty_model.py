"""A model without layers, or without anything to learn, is compiled or fitted.

## What it does
Finds a Sequential model that is compiled or fitted while it has no layer, or fitted while none of its layers has
weights that training changes.

## Why is this bad?
An empty model cannot be fitted: Keras 3 raises `cannot be built because it has no layers`, Keras 2 returns the input
as it came. A model without trainable weights trains for as many epochs as you like and stays what it was.

## Example
```python
model = keras.Sequential()
model.compile("adam", "mse")  # KL411
```

```python
model = keras.Sequential([layers.Input((28, 28)), layers.Flatten()])
model.compile("adam", "mse")
model.fit(np.zeros((8, 28, 28)), np.zeros((8, 784)))  # KL411
```

## Use instead
```python
model = keras.Sequential([layers.Input((28, 28)), layers.Flatten(), layers.Dense(784)])
model.compile("adam", "mse")
model.fit(np.zeros((8, 28, 28)), np.zeros((8, 784)))
```

## When it stays silent
Where the layers are added later or on another path (`if kind == "mlp": … elif kind == "cnn": …`), or may come from
where keraslint does not see it (a loop of unknown length, a helper that adds them), for layers of your own and nested
models that are not known, and for the compile call of a model that is never fitted.

## References
- https://keras.io/guides/transfer_learning/#freezing-layers-understanding-the-trainable-attribute
"""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.diagnostic import Finding
from keraslint.facts.building import paths_of
from keraslint.facts.roles import learns
from keraslint.program import Element, Event, Layer, Model, Program
from keraslint.rule import WARNING, rule

TRAINING = ("fit", "train_on_batch")


@rule("KL411", "empty-model", severity=WARNING)
def empty_model(program: Program) -> Iterator[Finding]:
    for models in paths_of(program):
        filled = any(_has_layers(model) for model in models)
        for model in models:
            # Where one path adds the layers, the path that adds none is one that the author does not think of.
            if _has_layers(model) or not filled:
                yield from _first(model)


def _first(model: Model) -> Iterator[Finding]:
    for event in model.occurrences("compile", *TRAINING):
        finding = _finding(model, event)
        if finding is not None:
            yield finding
            return


def _has_layers(model: Model) -> bool:
    return model.open_because is not None or any(map(_is_layer, model.elements))


def _finding(model: Model, event: Event) -> Finding | None:
    if event.open_because is not None or any(_hidden(earlier) for earlier in model.occurrences("use")):
        return None
    if not any(map(_is_layer, (*event.elements, *model.elements))):
        return Finding(event.origin, f"`{event.name}` is called on a model that has no layers")
    if any(model.occurrences("set")):  # `trainable` is switched on and off
        return None
    if event.kind in TRAINING and all(learns(element) is False for element in event.elements):
        return Finding(
            event.origin,
            f"`{event.name}` is called on a model of which no layer has weights to train",
            help="add a layer that learns, or do not freeze all of them",
        )
    return None


def _is_layer(element: Element) -> bool:
    return not (isinstance(element, Layer) and element.name == "InputLayer")


def _hidden(use: Event) -> bool:
    """Whether something that we cannot see into had the model in its hands, and may have added layers."""
    return use.name in ("escaped", "returned")
