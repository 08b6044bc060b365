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

## Fix
Removes the second layer where both activations are the same, and the first one's argument where a `softmax` or
`sigmoid` follows on another activation. Unsafe: it may be the other one that is not meant, and code may count on the
number of layers.

## When it stays silent
Where normalisation stands between the two, where the first is merely the default of a recurrent layer (an LSTM's
`tanh`), where it is `linear`, and for a `softmax` over `tanh` scores, as attention uses it.

## References
- https://keras.io/api/layers/activations/
"""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.diagnostic import Edit, Finding, Fix, Note
from keraslint.facts.activations import ACTIVATION_LAYERS, Activation, activation_before, activation_of
from keraslint.facts.places import place_of
from keraslint.facts.roles import DROPOUTS
from keraslint.program import Layer, Model
from keraslint.rule import WARNING, rule

OUTPUTS = frozenset({"sigmoid", "softmax"})
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
            fix=_fix(model, first, second),
        )


def _fix(model: Model, first: Activation, second: Activation) -> Fix | None:
    """Without the second where it is the same; without the first, an argument, where the second makes an output."""
    place = place_of(model, second.element)
    if first.name == second.name and place is not None:
        return Fix((Edit(place, "", "drop"),), safe=False, message=f"Remove the second `{second.name}`")
    given = first.element.arguments.get("activation") if isinstance(first.element, Layer) else None
    if given is None or given.written is None or given.origin != first.origin or second.name not in OUTPUTS:
        return None
    return Fix((Edit(given.whole, "", "remove"),), safe=False, message=f"Remove the `{first.name}`")
