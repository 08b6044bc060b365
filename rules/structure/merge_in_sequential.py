"""A merge layer, a layer with several outputs or the output of a called layer stands in a Sequential model.

## What it does
Finds layers that take several tensors (`Add`, `Concatenate`, `Dot`, `Multiply`, `Attention`, `MultiHeadAttention`, …)
inside a Sequential model, where every layer gets one tensor; recurrent layers with `return_state=True` before another
layer; and tensors (`Dense(3)(x)`) where a layer is expected.

## Why is this bad?
Keras raises `A merge layer should be called on a list of inputs`. A Sequential model passes one tensor from layer to
layer; there are no branches that could be merged.

## Example
```python
model = keras.Sequential([
    layers.Input((8,)),
    layers.Dense(4, activation="relu"),
    layers.Concatenate(),  # KL402
    layers.Dense(1),
])
```

```python
inputs = keras.Input((3,))
model = keras.Sequential([
    layers.Input((3,)),
    layers.Dense(3)(inputs),  # KL402
])
```

## Use instead
```python
inputs = keras.Input((8,))
left = layers.Dense(4, activation="relu")(inputs)
right = layers.Dense(4, activation="tanh")(inputs)
model = keras.Model(inputs, layers.Dense(1)(layers.Concatenate()([left, right])))
```

## When it stays silent
Where the layer before may give several tensors (an RNN with `return_state=True`, a `Lambda`, a layer of your own), and
for a merge layer that stands first in a model without an `Input`: such a model can be called on a list.

## References
- https://keras.io/guides/sequential_model/#when-to-use-a-sequential-model
- https://keras.io/api/layers/merging_layers/
"""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.diagnostic import Finding
from keraslint.facts.building import certain_flow
from keraslint.facts.roles import gives_one, has_weights, takes_several
from keraslint.program import Element, Layer, Misfit, Model
from keraslint.rule import ERROR, rule

HELP = "branches need a functional model: call the layers on tensors and give `keras.Model` its inputs and outputs"


@rule("KL402", "merge-in-sequential", severity=ERROR)
def merge_in_sequential(model: Model) -> Iterator[Finding]:
    if model.kind != "sequential":
        return
    before: Element | None = None
    for step in certain_flow(model).steps:
        element = step.element
        if isinstance(element, Misfit):
            if element.kind == "tensor":
                yield Finding(element.origin, "the output of a called layer stands where a layer belongs", help=HELP)
        elif step.error is not None:
            if step.error.kind == "inputs" and isinstance(step.culprit, Layer):
                yield _merge(step.culprit)
        elif isinstance(element, Layer) and before is not None:
            if takes_several(element) and gives_one(before):
                yield _merge(element)
            elif has_weights(element) and isinstance(before, Layer) and before.value("return_state", False) is True:
                yield _states(before)
        before = element


def _states(layer: Layer) -> Finding:
    return Finding(
        layer.arguments["return_state"].whole,
        f"`return_state=True` makes this `{layer.written}` give several tensors, the next layer takes one",
        help="leave it out, or build a functional model that uses the states",
    )


def _merge(layer: Layer) -> Finding:
    return Finding(layer.origin, f"`{layer.written}` takes several tensors, a Sequential model passes one", help=HELP)
