"""An activation is applied to the result of an activation.

## What it does
Finds an activation (an `Activation`, `ReLU`, `Softmax`, … layer) on top of a layer that already has one of its own.

## Why is this bad?
One of the two is not meant. A second `relu` does nothing; a second `softmax` squeezes the probabilities together, so
that the model learns slowly and never becomes certain; a `softmax` on top of `relu` gets logits that cannot be
negative.

## Example
```python
model = keras.Sequential([
    layers.Input((4,)),
    layers.Dense(16, activation="relu"),
    layers.Activation("relu"),  # KL405
    layers.Dense(3, activation="softmax"),
    layers.Softmax(),  # KL405
])
```

## Use instead
```python
model = keras.Sequential([
    layers.Input((4,)),
    layers.Dense(16),
    layers.Activation("relu"),
    layers.Dense(3, activation="softmax"),
])
```

## When it stays silent
Where normalisation stands between the two, where the first is merely the default of a recurrent layer (an LSTM's
`tanh`), where it is `linear`, and for a `softmax` over `tanh` scores, as attention uses it.

## References
- https://keras.io/api/layers/activations/
"""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.diagnostic import Finding, Note
from keraslint.facts.activations import ACTIVATION_LAYERS, activation_before, activation_of
from keraslint.facts.roles import DROPOUTS
from keraslint.program import Layer, Model
from keraslint.rule import WARNING, rule

THROUGH = DROPOUTS | {"Flatten", "Reshape", "Identity"}


@rule("KL405", "duplicate-activation", severity=WARNING)
def duplicate_activation(model: Model) -> Iterator[Finding]:
    if model.kind != "sequential":
        return
    for position, element in enumerate(model.elements):
        if not isinstance(element, Layer) or element.name not in {"Activation", *ACTIVATION_LAYERS}:
            continue
        second, first = activation_of(element), activation_before(model.elements, position, THROUGH)
        if not (second and first and second.nonlinear and first.nonlinear and first.explicit):
            continue
        if (first.name, second.name) == ("tanh", "softmax"):
            continue
        yield Finding(
            second.origin,
            f"`{second.name}` is applied to what `{first.name}` has already been applied to",
            related=(Note(first.origin, f"`{first.name}` is applied here"),),
            help="keep one of the two",
        )
